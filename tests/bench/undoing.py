"""Taking a large import back, beside the import itself; both as whole processes."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.bench.books import sheet
from tests.bench.measure import CRMTUI, Failed, Figure, environment, median, run_weighed

MOST_MEMORY = 600.0


def undoing(customers: int, home: Path, runs: int) -> list[Figure]:
    """An import from CSV into a new database, and at once its undo."""
    csv, env = sheet(customers, ".csv"), environment(home)
    took: list[float] = []
    undone: list[float] = []
    memory: list[float] = []
    with tempfile.TemporaryDirectory(prefix="crmtui-bench-") as folder:
        for at in range(runs):
            program = [CRMTUI, "--db", str(Path(folder) / f"{at}.db")]
            took.append(run_weighed([*program, "import", str(csv), "--yes"], env, (0, 4))[0])
            seconds, mb = run_weighed([*program, "undo", "--import", "1", "--yes"], env)
            undone.append(seconds)
            memory.append(mb)
            _check(Path(program[2]))
    return [
        Figure("undo of an import", median(undone), median(took), 1.0, "the import", customers),
        Figure("memory of that undo", max(memory), MOST_MEMORY, 1.0, "600 MB", customers, "MB"),
    ]


def _check(database: Path) -> None:
    """Fail where anything of the import is left."""
    with closing(sqlite3.connect(database)) as db:
        for table in ("customer", "contact", "contact_point", "interaction", "search"):
            (left,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
            if left:
                raise Failed(f"{left} rows of {table} are left after the undo")
