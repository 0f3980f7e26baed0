"""An import that is compared with a hundred thousand customers, beside one into nothing."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.bench import books, sheets
from tests.bench.measure import CRMTUI, Failed, Figure, environment, median, run_weighed

MOST = 2.5
MOST_MEMORY = 600.0
_NUMBER, _NAME, _SHORT, _MOBILE, _PHONE, _GRADE = 0, 1, 2, 5, 6, 10
_KINDS = 20  # rows in turn


def rows(customers: int) -> Iterator[tuple[str, ...]]:
    """As many rows: half known by number, some by phone, by name, only alike, and some new."""
    new = sheets.rows(customers, seed=99)
    for at, known in enumerate(sheets.rows(customers)):
        kind, fresh = at % _KINDS, next(new)
        if kind < 10:
            changed = "B" if known[_GRADE] == "A" else "A"
            yield _with(known, {_GRADE: changed} if kind < 3 else {})
        elif kind < 13:
            yield _with(known, {_NUMBER: "", _SHORT: "", _PHONE: ""})
        elif kind < 15:
            yield _with(known, {_NUMBER: "", _SHORT: "", _MOBILE: "", _PHONE: ""})
        elif kind < 17:
            like = known[_NAME].replace("有限公司", "商务")
            more = {_NUMBER: "", _SHORT: "", _NAME: like, _MOBILE: fresh[_MOBILE], _PHONE: ""}
            yield _with(known, more)
        else:
            yield _with(fresh, {_NUMBER: "", _SHORT: ""})


def _with(row: tuple[str, ...], cells: dict[int, str]) -> tuple[str, ...]:
    return tuple(cells.get(at, cell) for at, cell in enumerate(row))


def write_csv(path: Path, count: int) -> None:
    """The rows as UTF-8 CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(sheets.HEADER)
        writer.writerows(rows(count))


def write_xlsx(path: Path, count: int) -> None:
    """The rows as a workbook of text cells."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("客户")
    sheet.append(sheets.HEADER)
    for row in rows(count):
        sheet.append([cell or None for cell in row])
    book.save(path)


def matches(customers: int, home: Path, runs: int) -> list[Figure]:
    """CSV and XLSX, into a database of as many customers and into none, in turn."""
    env = environment(home)
    files = {
        ".csv": books.made("matching", customers, ".csv", write_csv, (Path(__file__),)),
        ".xlsx": books.made("matching", customers, ".xlsx", write_xlsx, (Path(__file__),)),
    }
    full: dict[str, list[float]] = {suffix: [] for suffix in files}
    empty: dict[str, list[float]] = {suffix: [] for suffix in files}
    memory = 0.0
    with tempfile.TemporaryDirectory(prefix="crmtui-bench-") as folder:
        there = Path(folder) / "there.db"
        _import(books.sheet(customers, ".csv"), there, env)
        for turn in range(runs):
            for suffix, path in files.items():
                nowhere = Path(folder) / f"empty-{turn}{suffix}.db"
                empty[suffix].append(_import(path, nowhere, env)[0])
                database = Path(folder) / f"full-{turn}{suffix}.db"
                shutil.copy(there, database)
                took, weight = _import(path, database, env)
                full[suffix].append(took)
                memory = max(memory, weight)
                _check(database, customers)
                database.unlink()
                nowhere.unlink()
    into = "the same into an empty database"
    figures = [
        Figure(
            f"import {suffix[1:].upper()} with matching",
            median(full[suffix]),
            median(empty[suffix]),
            MOST,
            into,
            customers,
        )
        for suffix in files
    ]
    words = "memory of an import with matching"
    return [*figures, Figure(words, memory, MOST_MEMORY, 1.0, "600 MB", customers, "MB")]


def _import(path: Path, database: Path, env: dict[str, str]) -> tuple[float, float]:
    command = [CRMTUI, "--db", str(database), "import", str(path), "--yes"]
    return run_weighed(command, env, (0, 4))


def _check(database: Path, customers: int) -> None:
    """The new ones are in, and nearly nobody twice."""
    with closing(sqlite3.connect(database)) as db:
        (found,) = db.execute("SELECT count(*) FROM customer").fetchone()
    if not customers < found < customers * 1.2:
        raise Failed(f"{found} customers after importing into {customers}")
