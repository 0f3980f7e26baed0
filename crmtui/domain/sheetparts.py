"""The parts of a sheet: headings, rows of data, and rows that are neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crmtui.domain.columns import CUSTOMERS, DAYS, VOCABULARIES
from crmtui.domain.customertable import Context
from crmtui.domain.headers import (
    Heading,
    heading_row,
    heading_text,
    heading_texts,
    understood,
)
from crmtui.domain.refining import by_letters, occasions_by_cells, refined, without_heading
from crmtui.domain.sheets import CellValue, Row, Sheet
from crmtui.domain.words import _

_TOTAL = re.compile(
    r"(?:合计|总计|小计|累计|共计|总共|合計|總計|(?:grand|sub)?[\s-]?totals?|sum|summe|gesamt|zwischensumme)"
    r"\s*[:：]?\s*(?:[0-9.,\s]*[家户个条票元]?)?",
    re.IGNORECASE,
)
_OF_CUSTOMERS = frozenset({"name", "number", "uid"})
_OF_RECORDS = frozenset({"name", "number", "contact"})
_PEOPLE = re.compile("联系人|联络人|人员|contact|ansprechpartner|people", re.IGNORECASE)
_LONGEST_TOTAL = 30
_AMOUNT = re.compile(r"[¥￥$€]?\s*[0-9][0-9.,]*\s*\w?")


@dataclass(frozen=True, slots=True)
class Parts:
    """A sheet's heading, its rows of data, and what to tell about the rows left out.

    remarks: what to tell about the columns.
    """

    heading: Heading
    heading_line: int  # 0 where there is none
    rows: list[Row]
    notes: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    def of_contacts(self, sheet: str, *, told_elsewhere: bool) -> Parts:
        """The same as a list of people at customers whose numbers it gives, where it is one.

        `told_elsewhere`: another sheet says which customers have numbers.
        """
        fields = {column.field for column in self.heading.columns}
        if not (self.heading.person and "number" in fields):
            return self
        if not (told_elsewhere or _PEOPLE.search(sheet)):
            return self
        columns = tuple(
            replace(column, field="contact.name") if column.field == "name" else column
            for column in self.heading.columns
        )
        return replace(self, heading=replace(self.heading, columns=columns, person=False))


def parts_of(sheet: Sheet, file: str, context: Context) -> Parts | None:
    """The sheet taken apart; None where no headings are found or nothing names the customer."""
    heading, remarks = _heading_of(sheet, context)
    if heading is None:
        return None
    rows, notes = _data_rows(sheet, file, heading)
    if heading.at >= 0 and occasions_by_cells(heading, rows):
        texts = heading_texts(sheet.rows[heading.at])
        given = context.wishes.given(sheet.name, texts, _width(sheet))
        heading = understood(heading.at, texts, given, (DAYS,))
    heading, more = refined(heading, rows, context.today, own=frozenset(context.custom))
    if not _names_somebody(heading):
        return None
    line = sheet.rows[heading.at].line if heading.at >= 0 else 0
    return Parts(heading, line, rows, tuple(notes), (*remarks, *more))


def _heading_of(sheet: Sheet, context: Context) -> tuple[Heading | None, tuple[str, ...]]:
    """Where the headings are: where the user says, else where they look like it."""
    wishes, lines = context.wishes, context.options.heading_lines
    line = lines.get(sheet.name, lines.get(""))
    if line == 0:
        return _by_letters(sheet, context), ()
    at = heading_row(sheet.rows, wishes.is_heading) if line is None else _row_at(sheet, line)
    if at is not None:
        texts = heading_texts(sheet.rows[at])
        return understood(at, texts, wishes.given(sheet.name, texts, _width(sheet))), ()
    heading = without_heading(sheet.rows, context.today)
    if heading is None:
        wishes.see(heading_texts(sheet.rows[0]))
        return None, ()
    said = _by_letters(sheet, context)
    if any(column.told_by == "user" for column in said.columns):
        heading = said
    words = _(
        "This sheet has no headings; its columns were understood by their cells. Correct them "
        "with --map 'H=phone', or say with --heading-row where the headings are."
    )
    return heading, (words,)


def _by_letters(sheet: Sheet, context: Context) -> Heading:
    """A sheet without headings, with what the user said of its columns."""
    given = context.wishes.given(sheet.name, (), _width(sheet))
    for vocabulary in VOCABULARIES:
        if (said := given(vocabulary)) is not None:
            return by_letters(sheet.rows, context.today, said, vocabulary.kind)
    raise AssertionError("given() raises where no kind of sheet fits")


def _width(sheet: Sheet) -> int:
    return max((len(row.cells) for row in sheet.rows), default=0)


def _row_at(sheet: Sheet, line: int) -> int | None:
    """The index of the row on a line of the file, or of the next one that is filled."""
    return next((at for at, row in enumerate(sheet.rows) if row.line >= line), None)


def _data_rows(sheet: Sheet, file: str, heading: Heading) -> tuple[list[Row], list[str]]:
    """The rows below the headings, without totals and headings that come again."""
    top = sheet.rows[heading.at].cells if heading.at >= 0 else ()
    titles = tuple(map(heading_text, top))
    rows: list[Row] = []
    notes: list[str] = []
    for row in sheet.rows[heading.at + 1 :]:
        first = row.cells[0] if row.cells else None  # an object of JSON may hold nothing
        if type(first) is str and first.isdigit() and first not in top[:1]:
            rows.append(row)  # what begins with a number is neither a total nor headings
        elif word := _total_word(row.cells):
            notes.append(
                _(
                    "{file}, sheet “{sheet}”: row {row} (“{word}”) is a total and was left out."
                ).format(file=file, sheet=sheet.name, row=row.line, word=word)
            )
        elif top and row.cells[:1] == top[:1] and tuple(heading_texts(row)) == titles:
            notes.append(
                _(
                    "{file}, sheet “{sheet}”: row {row} repeats the headings and was left out."
                ).format(file=file, sheet=sheet.name, row=row.line)
            )
        else:
            rows.append(row)
    return rows, notes


def _names_somebody(heading: Heading) -> bool:
    fields = {column.field for column in heading.columns}
    named = _OF_CUSTOMERS if heading.kind == CUSTOMERS.kind else _OF_RECORDS
    return heading.person or bool(fields & named)


def names_customers(heading: Heading) -> bool:
    """Whether a sheet says which customer has which number."""
    fields = {column.field for column in heading.columns}
    return heading.kind == CUSTOMERS.kind and not heading.person and {"number", "name"} <= fields


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
