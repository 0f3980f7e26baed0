"""What was understood of a sheet, to show to the user: each column with its field and a sample."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui.domain.columns import NOT_WANTED, OWN, Column
from crmtui.domain.findings import shown
from crmtui.domain.headerwords import WORDS
from crmtui.domain.importplan import ColumnMapping, SheetMapping
from crmtui.domain.mapping import spelled
from crmtui.domain.sheetparts import Parts
from crmtui.domain.sheets import Row, Sheet, column_letters
from crmtui.domain.words import _

_SAMPLE = 40
_NAMED = 20  # columns that are left out


def mapping_of(sheet: Sheet, file: str, parts: Parts, columns: Sequence[Column]) -> SheetMapping:
    """A sheet as it was understood; `columns` as they turned out once their cells were read."""
    return SheetMapping(
        file,
        sheet.name,
        parts.heading.kind,
        parts.heading_line,
        len(parts.rows),
        tuple(_column(column, parts.rows) for column in columns if column.header or column.field),
        " ".join(_remarks(parts, columns)),
    )


def _remarks(parts: Parts, columns: Sequence[Column]) -> list[str]:
    made = list(parts.remarks)
    if parts.heading.export:
        words = _("Recognised as an export of {program}.")
        made.insert(0, words.format(program=parts.heading.export))
    left = [column.title for column in columns if column.key == NOT_WANTED]
    if left:
        words = _("Left out: {columns}.")
        named = left[:_NAMED] + ["…"] * (len(left) > _NAMED)
        made.append(words.format(columns=_(", ").join(named)))
    return made


def _column(column: Column, rows: Sequence[Row]) -> ColumnMapping:
    sample = ""
    for row in rows:
        cell = row.cells[column.index] if column.index < len(row.cells) else None
        if cell is not None and (sample := shown(cell)):
            break
    letters = column_letters(column.index)
    field = "custom" if column.field == "custom" else spelled(column)
    return ColumnMapping(letters, column.header, field, _words(column), sample[:_SAMPLE])


def _words(column: Column) -> str:
    """A column's field in words, with whom and what it is about: contact 2: phone (work)."""
    if column.field in OWN:
        return _("field of your own: {name}").format(name=column.header)
    if column.field == "extra":
        return _("part of what happened")
    if column.field == "label" and column.label:
        return _("kind of number")
    words = _(WORDS.get(column.field, column.field)) if column.field else _("empty")
    if column.label:
        words = _("{field} ({label})").format(field=words, label=column.label)
    if column.group > 1:
        words = _("contact {n}: {field}").format(n=column.group, field=words)
    return words
