"""Rows completed with what stands elsewhere: single cells and values of merged cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from crmtui.domain.sheets import CellValue, MergedRange, Row

MOST_FILLED = 5_000_000  # cells under all merged ranges: honest ones do not overlap


def with_cells(rows: list[Row], known: Mapping[tuple[int, int], CellValue]) -> list[Row]:
    """The rows with these cells put in, by line and column; rows of nothing else come back."""
    by_line = {row.line: row for row in rows}
    added: dict[int, list[CellValue]] = {}
    for (line, column), cell in known.items():
        if line not in added:
            added[line] = list(by_line[line].cells) if line in by_line else []
        cells = added[line]
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = cell
    by_line.update({line: Row(line, tuple(cells)) for line, cells in added.items()})
    return [by_line[line] for line in sorted(by_line)]


def fill_merged(rows: list[Row], merged: Iterable[MergedRange]) -> None:
    """Repeat a value merged over several rows of one column on each of those rows, in place.

    Ranges over several columns are titles, and stay as they are.
    """
    lines = [row.line for row in rows]
    left = MOST_FILLED
    for area in merged:
        column = area.first_col
        if area.last_row == area.first_row or area.last_col != column:
            continue
        top = bisect_left(lines, area.first_row)
        if top == len(lines) or lines[top] != area.first_row:
            continue
        value = _cell(rows[top], column)
        end = bisect_right(lines, area.last_row)
        left -= end - top
        if value is None or left < 0:
            continue
        for at in range(top + 1, end):
            if _cell(rows[at], column) is None:
                cells = list(rows[at].cells)
                cells.extend([None] * (column + 1 - len(cells)))
                cells[column] = value
                rows[at] = Row(lines[at], tuple(cells))


def _cell(row: Row, column: int) -> CellValue:
    return row.cells[column] if column < len(row.cells) else None
