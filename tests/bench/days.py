"""`crmtui occasions` over a book in which everybody has a birthday, beside the barest programs."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from crmtui.domain.lunar import to_lunar
from crmtui.domain.occasions import keys_on
from crmtui.present.days import lunar_of, own_day_words, rule_code, rule_words
from tests.bench.books import book, made, makers_of_books
from tests.bench.database import TODAY
from tests.bench.measure import (
    CRMTUI,
    FLOORS,
    PYTHON,
    Failed,
    Figure,
    environment,
    in_turn,
    median,
    run,
)

WINDOW = 30
AGAINST_FIND = "crmtui find 王"
AGAINST_BARE = "a bare sqlite3 + json script"


def days(customers: int, home: Path, runs: int) -> list[Figure]:
    """The first fifty days to come, and all of the next thirty as JSON."""
    path, env = birthdays(customers), environment(home)
    ours = [CRMTUI, "--db", str(path)]
    short = [*ours, "occasions", "--days", str(WINDOW), "--limit", "50"]
    full = [*ours, "occasions", "--days", str(WINDOW), "--limit", "0", "--json"]
    bare = [PYTHON, str(FLOORS / "days_json.py"), str(path), json.dumps(stored_days())]
    _compare(full, bare, env)
    acts = [partial(run, each, env) for each in ([*ours, "find", "王"], short, bare, full)]
    find, few, floor, every = (median(found) for found in in_turn(runs, *acts, warm=2))
    return [
        Figure("crmtui occasions --limit 50", few, find, 1.5, AGAINST_FIND, customers),
        Figure("crmtui occasions --json, all", every, floor, 1.3, AGAINST_BARE, customers),
    ]


def _compare(full: list[str], bare: list[str], env: dict[str, str]) -> None:
    """Both must print the same rows, or their times say nothing."""
    ours, theirs = (
        json.loads(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
        for command in (full, bare)
    )
    if ours != theirs or not ours:
        raise Failed("the list of days and the bare script print different rows")


def stored_days() -> list[dict[str, object]]:
    """The stored days that are kept in the window, with what is the same for all their rows."""
    return [
        {
            **key._asdict(),
            "leap": int(key.leap),
            "on": on.isoformat(),
            "lunar": own_day_words(key) if key.calendar == "lunar" else lunar_of(on),
            "rule": rule_words(key, on, TODAY) or None,
            "rule_code": rule_code(key, on),
            "days": (on - TODAY).days,
            "year": to_lunar(on).year if key.calendar == "lunar" else on.year,
        }
        for on in (TODAY + timedelta(days=ahead) for ahead in range(WINDOW + 1))
        for key in keys_on(on)
    ]


def birthdays(customers: int) -> Path:
    """The book of so many customers with a birthday for the first contact of each."""
    source = book(customers)
    return made(
        "birthdays",
        customers,
        ".db",
        lambda path, _customers: _celebrate(source, path),
        [Path(__file__), *makers_of_books()],
    )


def _celebrate(source: Path, path: Path) -> None:
    shutil.copyfile(source, path)
    columns = "id, uid, customer_id, contact_id, kind, calendar, month, day, leap, year"
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DELETE FROM occasion")
        conn.executemany(
            f"INSERT INTO occasion ({columns}) "
            "SELECT ?1, 'birthday-' || ?1, c.id, min(p.id), 'birthday', ?2, ?3, ?4, ?5, ?6 "
            "FROM customer c JOIN contact p ON p.customer_id = c.id WHERE c.id = ?1 GROUP BY c.id",
            _born(conn.execute("SELECT max(id) FROM customer").fetchone()[0]),
        )
        conn.execute("ANALYZE")
        conn.commit()


def _born(customers: int) -> Iterator[tuple[int, str, int, int, int, int | None]]:
    """A birthday for each customer, every second one lunar, in turn all over the year."""
    for id in range(1, customers + 1):
        born = date(1955, 1, 1) + timedelta(days=id * 7919 % 16000)
        year = born.year if id % 3 else None
        if id % 2:
            yield id, "gregorian", born.month, born.day, 0, year
        else:
            lunar = to_lunar(born)
            yield id, "lunar", lunar.month, lunar.day, int(lunar.leap), lunar.year if year else None
