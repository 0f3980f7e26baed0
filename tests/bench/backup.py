"""A backup with all that verifies it, beside the bare copy, quick_check and compression."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import zipfile
import zlib
from contextlib import closing
from pathlib import Path
from time import perf_counter

from tests.bench.books import full_book
from tests.bench.measure import CRMTUI, Failed, Figure, environment, in_turn, median, run_weighed

LEVEL = 1  # of zlib, as in the backup
BLOCK = 1 << 20
MOST_MEMORY = 150.0


def backups(customers: int, home: Path, runs: int) -> list[Figure]:
    """`crmtui backup` as a whole process; the floor does the three things one after the other."""
    database, env = full_book(customers), environment(home)
    memory: list[float] = []
    with tempfile.TemporaryDirectory(prefix="crmtui-bench-") as name:
        folder = Path(name)

        def ours() -> float:
            target = folder / "backup.zip"
            target.unlink(missing_ok=True)
            command = [CRMTUI, "--db", str(database), "backup", str(target)]
            took, mb = run_weighed(command, env)
            memory.append(mb)
            _check(target, database)
            return took

        took, floor = in_turn(runs, ours, lambda: _floor(database, folder), warm=1)
    against = f"copy + quick_check + zlib of {database.stat().st_size / 1e6:.0f} MB"
    return [
        Figure("backup, verified", median(took), median(floor), 1.5, against, customers),
        Figure("memory of a backup", max(memory), MOST_MEMORY, 1.0, "150 MB", customers, "MB"),
    ]


def _floor(database: Path, folder: Path) -> float:
    """Seconds for a copy, its quick_check and its compression alone."""
    copy, packed = folder / "floor.db", folder / "floor.z"
    for path in (copy, packed):
        path.unlink(missing_ok=True)
    start = perf_counter()
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Failed("the benchmark's database is damaged")
    deflate = zlib.compressobj(LEVEL)
    with copy.open("rb") as file, packed.open("wb") as out:
        while block := file.read(BLOCK):
            out.write(deflate.compress(block))
        out.write(deflate.flush())
        os.fsync(out.fileno())
    return perf_counter() - start


def _check(target: Path, database: Path) -> None:
    """Fail where the backup does not hold the database."""
    with zipfile.ZipFile(target) as packed:
        if packed.getinfo(database.name).file_size != database.stat().st_size:
            raise Failed("the backup is of another size than the database")
