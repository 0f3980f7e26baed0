"""Sheets of records read column by column: what next steps and days that matter have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Protocol

from crmtui.domain.cells import texts
from crmtui.domain.codes import code_of
from crmtui.domain.columns import Column
from crmtui.domain.findings import Findings
from crmtui.domain.sheets import CellValue

Cells = Sequence[Sequence[CellValue]]
ByField = Mapping[str, Column]


class Records(Protocol):
    """Rows about customers by column: whose each is, and its day; None: it cannot be taken."""

    number: list[str]
    name: list[str]
    contact: list[str]

    @property
    def on(self) -> Sequence[object | None]: ...


def all_columns(columns: Sequence[Column], cells: Cells) -> list[Column]:
    """The columns of a sheet, those beyond the headings too."""
    return [
        column or Column(index, "", "")
        for index, (column, _cells) in enumerate(zip_longest(columns, cells))
    ]


def by_field(columns: Sequence[Column]) -> ByField:
    """The columns by what they hold."""
    return {column.field: column for column in columns if column.field}


def column_texts(
    column: Column | None, cells: Cells, findings: Findings, count: int, *, lines: bool = False
) -> list[str]:
    """A column as texts; blanks where there is none."""
    if column is None:
        return [""] * count
    return texts(cells[column.index], column, findings, lines=lines)


def whose(
    fields: ByField, cells: Cells, findings: Findings, count: int
) -> tuple[list[str], list[str], list[str]]:
    """The number, the name and the contact of every row; people alone are their own customers."""
    number = column_texts(fields.get("number"), cells, findings, count)
    name = column_texts(fields.get("name"), cells, findings, count)
    contact = column_texts(fields.get("contact"), cells, findings, count)
    rows = zip(number, name, contact, strict=True)
    return number, [given or (person if not own else "") for own, given, person in rows], contact


def codes(
    code: str, column: Column | None, cells: Cells, findings: Findings, count: int
) -> list[str]:
    """Codes of the words in a column, '' for none; a word we do not know is kept as text."""
    found = column_texts(column, cells, findings, count)
    known = {text: code_of(code, text) for text in set(found) if text}
    for row, text in enumerate(found):
        if text and known[text] is None and column is not None:
            findings.keep(row, column, text)
    return [known.get(text) or "" for text in found]


def keep_extras(columns: Sequence[Column], cells: Cells, findings: Findings) -> None:
    """The columns there is no field for."""
    for column in columns:
        if column.field in ("extra", ""):
            for row, text in enumerate(texts(cells[column.index], column, findings)):
                if text:
                    findings.keep(row, column, text)


def with_kept(values: list[str], findings: Findings) -> list[str]:
    """Texts with the lines that no field could hold below them."""
    made = list(values)
    for row, kept in findings.kept.items():
        made[row] = "\n".join(([made[row]] if made[row] else []) + kept)
    return made
