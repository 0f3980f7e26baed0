"""Several processes that change one database at the same time: nothing is lost, nobody is refused.

`python -m tests.torture.crowd DATABASE WORKER CHANGES` is one of them; it prints what it did.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

from crmtui import wiring
from crmtui.actions import contacts, customers, followups, interactions
from crmtui.domain.errors import EditConflict
from crmtui.settings import Settings
from tests.house.tree import ROOT
from tests.store.ledger import journaled, kept_beside, rebuilt, stored, unjournaled_rows
from tests.torture import process
from tests.torture.picture import must_be_searchable, must_be_whole, settings_for
from tests.torture.prepared import TODAY

SHARED = 5  # customers all of them change
FIELD = "计数"


@dataclass(frozen=True, slots=True)
class Crowd:
    """What came of it: changes made, edits that crossed and were done again, the longest wait."""

    changes: int
    crossed: int
    longest: float
    seconds: float


def prepare(db: Path) -> None:
    """The customers that everybody changes."""
    with wiring.unit_of_work(settings_for(db)) as uow:
        for n in range(SHARED):
            customers.add(uow, {"name": f"共用 {n}", "note": "0"}, today=TODAY, custom={FIELD: "0"})


def run(db: Path, workers: int, changes: int, importing: process.Running | None = None) -> Crowd:
    """Let them all change it; AssertionError where anything was lost, refused or is amiss.

    `importing`: an import that is writing into the database while they begin.
    """
    start = perf_counter()
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.torture.crowd", str(db), str(n), str(changes)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for n in range(workers)
    ]
    told = []
    for worker in started:
        out, problem = worker.communicate()
        assert worker.returncode == 0, problem.decode()[-2000:]
        told.append(json.loads(out))
    if importing is not None:
        assert process.finish(importing) in (0, 4), (db.parent / "said.txt").read_text()[-2000:]
    done = sum((Counter(each["done"]) for each in told), Counter())
    with closing(sqlite3.connect(db, isolation_level=None)) as raw:
        _nothing_is_lost(raw, done)
        own = "SELECT count(*) FROM operation WHERE verb <> 'import' AND id > 1"
        assert raw.execute(own).fetchone() == (workers * changes,)
        assert journaled(raw, unjournaled_rows(raw, {})) == stored(raw)
        must_be_whole(raw)
        must_be_searchable(raw)
        assert kept_beside(raw) == rebuilt(raw, settings_for(db))
    return Crowd(
        workers * changes,
        sum(each["crossed"] for each in told),
        max(each["longest"] for each in told),
        perf_counter() - start,
    )


def _nothing_is_lost(raw: sqlite3.Connection, done: Mapping[str, int]) -> None:
    """Every counter stands where all the additions to it lead."""
    shared = "customer_id <= ?"
    sums = {
        "edit": raw.execute(
            "SELECT sum(CAST(note AS INTEGER)) FROM customer WHERE id <= ?", (SHARED,)
        ),
        "count": raw.execute(
            f"SELECT sum(CAST(value AS INTEGER)) FROM custom_value WHERE {shared}", (SHARED,)
        ),
        "log": raw.execute("SELECT count(*) FROM interaction WHERE summary LIKE 'crowd %'"),
        "plan": raw.execute("SELECT count(*) FROM follow_up WHERE what LIKE 'crowd %'"),
        "add": raw.execute("SELECT count(*) FROM customer WHERE name LIKE 'crowd %'"),
        "contact": raw.execute("SELECT count(*) FROM contact WHERE name LIKE 'crowd %'"),
    }
    found = {what: cursor.fetchone()[0] for what, cursor in sums.items()}
    assert found == {what: done.get(what, 0) for what in found}


class _Worker:
    """One of them: picks a change at random, and makes it."""

    def __init__(self, settings: Settings, number: int) -> None:
        self.settings = settings
        self.random = Random(number)
        self.name = f"crowd {number}"
        self.done: Counter[str] = Counter()
        self.crossed = 0
        self.longest = 0.0

    def change(self) -> None:
        """Make one change; an edit that was crossed is made again on what is there then."""
        what = self.random.choice(("edit", "edit", "count", "log", "plan", "add", "contact"))
        while True:
            start = perf_counter()
            try:
                getattr(self, f"_{what}")(self.random.randint(1, SHARED))
            except EditConflict:
                self.crossed += 1
                continue
            self.longest = max(self.longest, perf_counter() - start)
            self.done[what] += 1
            return

    def _edit(self, customer: int) -> None:
        """As a form does: read, and save with the revision that was read."""
        with wiring.reader(self.settings) as conn:
            revision, note = conn.execute(
                "SELECT revision, note FROM customer WHERE id = ?", (customer,)
            ).fetchone()
        with wiring.unit_of_work(self.settings) as uow:
            customers.edit(uow, customer, {"note": str(int(note) + 1)}, TODAY, revision)

    def _count(self, customer: int) -> None:
        """Read and write in one unit of work: nobody can come between."""
        with wiring.unit_of_work(self.settings) as uow:
            (value,) = uow.rows("custom_value", customer_id=customer)
            customers.set_custom(uow, customer, {FIELD: str(int(value.text("value")) + 1)})

    def _log(self, customer: int) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            interactions.log(uow, customer, summary=self.name, on=TODAY, today=TODAY)

    def _plan(self, customer: int) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            followups.plan(uow, customer, TODAY, self.name, today=TODAY)

    def _add(self, _customer: int) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            customers.add(uow, {"name": self.name}, today=TODAY)

    def _contact(self, customer: int) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            contacts.add(uow, customer, {"name": self.name})


def main(db: str, number: str, changes: str) -> None:
    """Be one of the crowd."""
    worker = _Worker(settings_for(Path(db)), int(number))
    for _change in range(int(changes)):
        worker.change()
    told = {"done": worker.done, "crossed": worker.crossed, "longest": worker.longest}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
