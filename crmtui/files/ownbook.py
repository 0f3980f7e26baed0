"""Our own complete export as a workbook, also after another program has saved it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crmtui.domain.completetables import FORMAT, SHEET_KIND, TABLES, VERSION
from crmtui.domain.completewords import MARKER, field_of, table_of
from crmtui.domain.errors_complete import ExportTooNew
from crmtui.domain.sheets import CellValue, Row, Sheet, Workbook
from crmtui.domain.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

FEWEST_SHEETS = 2  # that show what a workbook is where its marker is gone


def recognised(book: Workbook) -> Workbook:
    """The workbook with a complete export's sheets marked as such; any other as it is.

    Raises ExportTooNew.
    """
    marker = next((sheet for sheet in book.sheets if sheet.name == MARKER), None)
    if marker is not None:
        _check(book, marker)
    elif sum(_looks_complete(sheet) for sheet in book.sheets) < FEWEST_SHEETS:
        return book
    notes: list[str] = []
    sheets = [_understood(sheet, notes) for sheet in book.sheets if sheet is not marker]
    order = list(TABLES)
    found = [sheet for sheet in sheets if sheet is not None]
    found.sort(key=lambda sheet: order.index(sheet.kind.removeprefix(SHEET_KIND)))
    return replace(book, sheets=tuple(found), notes=(*book.notes, *notes))


def _check(book: Workbook, marker: Sheet) -> None:
    facts = {str(row.cells[0]): row.cells[1] for row in marker.rows if len(row.cells) > 1}
    version = facts.get("version")
    if facts.get("format") == FORMAT and isinstance(version, int | float) and version > VERSION:
        raise ExportTooNew(book.name, int(version), VERSION)


def _looks_complete(sheet: Sheet) -> bool:
    """Whether name and headings are those of a table: all of the fields it is known by."""
    table = table_of(sheet.name)
    if table is None or not sheet.rows or sheet.hidden:
        return False
    fields = {field_of(table, cell) for cell in sheet.rows[0].cells if isinstance(cell, str)}
    wanted = {*TABLES[table].key} | {f.name for f in TABLES[table].fields if f.needed}
    return wanted <= fields


def _understood(sheet: Sheet, notes: list[str]) -> Sheet | None:
    """A sheet with the cells in the order of its table's fields; None for one that is none."""
    table = table_of(sheet.name)
    if table is None:
        if sheet.rows:
            words = _("The sheet “{sheet}” is no table of a complete export and was left out.")
            notes.append(words.format(sheet=sheet.name))
        return None
    if len(sheet.rows) < 2:
        return None
    places: dict[str, int] = {}
    for at, cell in enumerate(sheet.rows[0].cells):
        name = field_of(table, cell) if isinstance(cell, str) else None
        if name is not None:
            places.setdefault(name, at)
        elif cell is not None:
            words = _("Sheet “{sheet}”: the column “{column}” is not known and was left out.")
            notes.append(words.format(sheet=sheet.name, column=cell))
    # A field without a column is not said to be empty: it is not said at all.
    fields = tuple(name for name in TABLES[table].names if name in places)
    columns = [places[name] for name in fields]
    rows = [Row(row.line, _picked(row.cells, columns)) for row in sheet.rows[1:]]
    return Sheet(sheet.name, rows, kind=f"{SHEET_KIND}{table}", fields=fields)


def _picked(cells: Sequence[CellValue], columns: Sequence[int]) -> tuple[CellValue, ...]:
    width = len(cells)
    return tuple([cells[at] if at < width else None for at in columns])
