"""The parts of a sheet: headings, rows of data, and rows that are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crmtui.domain.findings import shown
from crmtui.domain.headers import Column, Heading, find_heading, heading_text
from crmtui.domain.headerwords import WORDS
from crmtui.domain.importplan import ColumnMapping, SheetMapping
from crmtui.domain.sheets import CellValue, Row, Sheet, column_letters
from crmtui.domain.words import _

_TOTAL = re.compile(
    r"(?:合计|总计|小计|累计|共计|总共|合計|總計|(?:grand|sub)?[\s-]?totals?|sum|summe|gesamt|zwischensumme)"
    r"\s*[:：]?\s*(?:[0-9.,\s]*[家户个条票元]?)?",
    re.IGNORECASE,
)
_LONGEST_TOTAL = 30
_AMOUNT = re.compile(r"[¥￥$€]?\s*[0-9][0-9.,]*\s*\w?")


@dataclass(frozen=True, slots=True)
class Parts:
    """A sheet's heading, its rows of data, and what to tell about the rows left out."""

    heading: Heading
    heading_line: int
    rows: list[Row]
    notes: tuple[str, ...]


def parts_of(sheet: Sheet, file: str) -> Parts | None:
    """The sheet taken apart; None where no headings are found or nothing names the customer."""
    heading = find_heading(sheet.rows)
    if heading is None or not _names_somebody(heading):
        return None
    top = sheet.rows[heading.at]
    titles = tuple(heading_text(cell) for cell in top.cells)
    rows: list[Row] = []
    notes: list[str] = []
    for row in sheet.rows[heading.at + 1 :]:
        if word := _total_word(row.cells):
            notes.append(
                _(
                    "{file}, sheet “{sheet}”: row {row} (“{word}”) is a total and was left out."
                ).format(file=file, sheet=sheet.name, row=row.line, word=word)
            )
        elif row.cells[0] == top.cells[0] and _is_heading_again(row, titles):
            notes.append(
                _(
                    "{file}, sheet “{sheet}”: row {row} repeats the headings and was left out."
                ).format(file=file, sheet=sheet.name, row=row.line)
            )
        else:
            rows.append(row)
    return Parts(heading, top.line, rows, tuple(notes))


def _names_somebody(heading: Heading) -> bool:
    fields = {column.field for column in heading.columns}
    return heading.person or bool(fields & {"name", "number", "uid"})


def _total_word(cells: Sequence[CellValue]) -> str:
    """The word that makes a row a total, where the rest of it is nothing but amounts."""
    first = next((cell for cell in cells if cell), None)
    if not isinstance(first, str) or len(first) > _LONGEST_TOTAL:
        return ""
    if first.isdigit() or not _TOTAL.fullmatch(first.strip()):
        return ""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    if all(not isinstance(cell, str) or _AMOUNT.fullmatch(cell.strip()) for cell in filled[1:]):
        return first.strip()
    return ""


def _is_heading_again(row: Row, titles: tuple[str, ...]) -> bool:
    return tuple(heading_text(cell) for cell in row.cells) == titles


def mapping_of(sheet: Sheet, file: str, parts: Parts, columns: Sequence[Column]) -> SheetMapping:
    """What was understood, to show to the user: each column with its field and a sample."""
    return SheetMapping(
        file,
        sheet.name,
        parts.heading.kind,
        parts.heading_line,
        len(parts.rows),
        tuple(_column(column, parts.rows) for column in columns if column.header or column.field),
    )


def _column(column: Column, rows: Sequence[Row]) -> ColumnMapping:
    sample = ""
    for row in rows:
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        if cell is not None and (sample := shown(cell)):
            break
    return ColumnMapping(
        column_letters(column.index), column.header, column.field, _words(column), sample[:40]
    )


def _words(column: Column) -> str:
    if column.field in ("custom", "cargo", "frequency"):
        return _("field of your own: {name}").format(name=column.header)
    if column.field == "extra":
        return _("part of what happened")
    return _(WORDS[column.field]) if column.field else _("empty")
