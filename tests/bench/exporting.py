"""Exports of all customers as whole processes, beside nothing but writing the same cells."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from crmtui.domain.flattables import FLAT
from crmtui.files.bookwriter import serial_of
from tests.bench.books import book
from tests.bench.measure import CRMTUI, FLOORS, PYTHON, Figure, environment, median, run

LIMITS = {"csv": 3.0, "xlsx": 1.5}
AGAINST = {"csv": "SELECT → csv.writer", "xlsx": "SELECT → xlsxwriter"}


def exports(customers: int, home: Path, runs: int) -> list[Figure]:
    """CSV and XLSX, each in turn with its floor."""
    path, env = book(customers), environment(home)
    figures = []
    script = str(FLOORS / "table_write.py")
    with tempfile.TemporaryDirectory(prefix="crmtui-bench-") as name:
        folder = Path(name)
        for form, limit in LIMITS.items():
            ours, floor = [], []
            target = folder / f"ours.{form}"
            command = [CRMTUI, "--db", str(path), "export", "customers", str(target), "--force"]
            run(command, env)
            cells = _cells(path, folder, form, env)
            for _round in range(runs):
                floor.append(run([PYTHON, script, str(cells), str(folder / f"bare.{form}")], env))
                ours.append(run(command, env))
            title = f"export to {form.upper()}"
            figures.append(
                Figure(title, median(ours), median(floor), limit, AGAINST[form], customers)
            )
    return figures


def _cells(path: Path, folder: Path, form: str, env: dict[str, str]) -> Path:
    """A table of the cells of our own export; where a workbook has days, they are numbers."""
    table = folder / "cells.csv"
    run([CRMTUI, "--db", str(path), "export", "customers", str(table), "--force"], env)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows: list[list[str | float]] = [list(row) for row in csv.reader(file)]
    if form == "xlsx":
        headings = {column.english for column in FLAT["customers"] if column.kind == "day"}
        days = [at for at, heading in enumerate(rows[0]) if heading in headings]
        for row in rows[1:]:
            for at in days:
                serial = serial_of(str(row[at]))
                row[at] = row[at] if serial is None else serial
    made = folder / f"cells-{form}.db"
    marks = ", ".join("?" * len(rows[0]))
    with closing(sqlite3.connect(made)) as conn:
        conn.execute(f"CREATE TABLE cells ({', '.join(f'c{at}' for at in range(len(rows[0])))})")
        conn.executemany(f"INSERT INTO cells VALUES ({marks})", rows)
        conn.commit()
    return made
