"""What safety costs: the journal of an import, and taking one change back."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.bench.books import book, sheet
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

JOURNAL_LIMIT = 1.4
UNDO_SECONDS = 0.05
CHANGED = "备注"


def safety(customers: int, home: Path, runs: int) -> list[Figure]:
    """Imports with and without a journal in turn, of new rows and of changes; and one undo."""
    env = environment(home)
    fewer = max(1, customers // 10)  # each change is written for itself, in any case
    new, known = sheet(customers, ".csv"), sheet(fewer, ".csv")
    with tempfile.TemporaryDirectory(prefix="crmtui-bench-") as place:
        folder = Path(place)
        changed = _changed(known, folder / "changed.csv")
        base = folder / "base.db"
        run(_import([CRMTUI], base, known), env, (0, 4))
        return [
            _journal("journal of an import", None, new, env, folder, runs, customers),
            _journal("journal of changes to all", base, changed, env, folder, runs, fewer),
            _undo(customers, env, folder, runs * 7),
        ]


def _journal(
    what: str,
    base: Path | None,
    rows: Path,
    env: dict[str, str],
    folder: Path,
    runs: int,
    customers: int,
) -> Figure:
    def timed(program: list[str], entries: bool) -> float:
        database = folder / "journal.db"
        for ending in ("", "-wal", "-shm"):
            Path(f"{database}{ending}").unlink(missing_ok=True)
        if base is not None:
            shutil.copyfile(base, database)
        took = run([*_import(program, database, rows), "--overwrite"], env, (0, 4))
        _check(database, entries)
        return took

    ours, floor = in_turn(
        runs,
        lambda: timed([CRMTUI], entries=True),
        lambda: timed([PYTHON, str(FLOORS / "unjournaled.py")], entries=False),
        warm=0,
    )
    return Figure(what, median(ours), median(floor), JOURNAL_LIMIT, "without a journal", customers)


def _undo(customers: int, env: dict[str, str], folder: Path, runs: int) -> Figure:
    """One change taken back, and done again, beside what the program needs to start."""
    database = folder / "undo.db"
    shutil.copyfile(book(customers), database)
    program = [CRMTUI, "--db", str(database)]
    run([*program, "edit", "id:5", "note=x"], env)

    def undone() -> float:
        took = run([*program, "undo"], env)
        run([*program, "redo"], env)
        return took

    ours, start = in_turn(runs, undone, lambda: run([*program, "--version"], env))
    floor = median(start) + UNDO_SECONDS
    return Figure("undo of one change", median(ours), floor, 1.0, "start-up + 50 ms", customers)


def _import(program: list[str], database: Path, rows: Path) -> list[str]:
    return [*program, "--db", str(database), "import", str(rows), "--yes"]


def _changed(source: Path, target: Path) -> Path:
    """The same sheet with other remarks in every row."""
    with (
        source.open(encoding="utf-8", newline="") as rows,
        target.open("w", encoding="utf-8", newline="") as file,
    ):
        reader, writer = csv.DictReader(rows), csv.writer(file)
        names = list(reader.fieldnames or ())
        writer.writerow(names)
        for number, row in enumerate(reader):
            writer.writerow([*(row[name] for name in names[:-1]), f"改过 {number}"])
        assert names[-1] == CHANGED
    return target


def _check(database: Path, entries: bool) -> None:
    """Fail where the journal was kept that should not be, or the other way round."""
    with closing(sqlite3.connect(database)) as db:
        newest = "SELECT count(*) FROM change WHERE operation_id = (SELECT max(id) FROM operation)"
        (found,) = db.execute(newest).fetchone()
    if bool(found) is not entries:
        raise Failed(f"{found} entries of the journal")
