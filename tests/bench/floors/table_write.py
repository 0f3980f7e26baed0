"""The barest exports: a table that holds the cells already, read and written and nothing else.

python table_write.py DATABASE TARGET: every row of the table `cells` into a .csv by csv.writer, or
into a .xlsx by xlsxwriter with typed cells.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def write_csv(rows: Iterable[tuple[Any, ...]], target: str) -> None:
    """All rows, as Excel reads them."""
    with Path(target).open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def write_xlsx(rows: Iterable[tuple[Any, ...]], target: str) -> None:
    """All rows with typed cells, held in memory no longer than it takes; empty ones left out."""
    import xlsxwriter

    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell.__class__ is str:
                    if cell:
                        sheet.write_string(line, at, cell)
                else:
                    sheet.write_number(line, at, cell, day)


if __name__ == "__main__":
    source, out = sys.argv[1:3]
    cells = sqlite3.connect(source).execute("SELECT * FROM cells")
    write_csv(cells, out) if out.endswith(".csv") else write_xlsx(cells, out)
