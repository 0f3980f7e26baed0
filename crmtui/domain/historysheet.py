"""A sheet of contact records, read column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from crmtui.domain.cells import texts
from crmtui.domain.codes import code_of
from crmtui.domain.contactdates import coming_day, future_words, past_day, read_moments
from crmtui.domain.customertable import Context
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column, Heading
from crmtui.domain.sheetdates import Moment
from crmtui.domain.sheets import CellValue
from crmtui.domain.words import _

DEFAULT_KIND = "call"


@dataclass(slots=True)
class HistoryTable:
    """Contact records by column; every list has one entry per row."""

    lines: list[int]
    columns: list[Column]
    on: list[Moment | None] = field(default_factory=list)  # None: the row cannot be taken
    kind: list[str] = field(default_factory=list)
    summary: list[str] = field(default_factory=list)
    outcome: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)
    rep: list[str] = field(default_factory=list)
    next_on: list[str | None] = field(default_factory=list)
    next_what: list[str] = field(default_factory=list)


def read_history(
    heading: Heading,
    lines: list[int],
    cells: Sequence[Sequence[CellValue]],
    findings: Findings,
    context: Context,
) -> HistoryTable:
    """Every column of the sheet as values; rows whose day is not known are reported."""
    columns = [
        column or Column(index, "", "")
        for index, (column, _cells) in enumerate(zip_longest(heading.columns, cells))
    ]
    by_field = {column.field: column for column in columns if column.field}
    table = HistoryTable(lines, columns)
    for name in ("number", "name", "contact", "summary", "rep", "next_what"):
        setattr(table, name, _texts(by_field.get(name), cells, findings, len(lines)))
    _read_days(table, by_field, cells, findings, context)
    table.kind = _codes("kind", by_field, cells, findings, table)
    table.outcome = _codes("outcome", by_field, cells, findings, table)
    for column in columns:
        if column.field in ("extra", ""):
            _add_extra(column, cells[column.index], findings)
    for row, kept in findings.kept.items():
        table.summary[row] = "\n".join(([table.summary[row]] if table.summary[row] else []) + kept)
    return table


def _texts(
    column: Column | None,
    cells: Sequence[Sequence[CellValue]],
    findings: Findings,
    count: int,
) -> list[str]:
    if column is None:
        return [""] * count
    return texts(cells[column.index], column, findings, lines=column.field == "summary")


def _read_days(
    table: HistoryTable,
    by_field: dict[str, Column],
    cells: Sequence[Sequence[CellValue]],
    findings: Findings,
    context: Context,
) -> None:
    order, today = context.options.date_order, context.today
    column = by_field["on"]
    values = cells[column.index]
    table.on = read_moments(values, column, findings, order, past_day(today), keep=False)
    _refuse(table, column, values, findings, today)
    table.next_on = [None] * len(table.lines)
    if following := by_field.get("next_on"):
        since = [moment.on if moment else None for moment in table.on]
        steps = read_moments(
            cells[following.index], following, findings, order, coming_day(since, today)
        )
        table.next_on = [step.on if step else None for step in steps]


def _refuse(
    table: HistoryTable,
    column: Column,
    values: Sequence[CellValue],
    findings: Findings,
    today: date,
) -> None:
    """A record of a day to come, or of no day, is not taken; the unreadable ones are reported."""
    limit = today.isoformat()
    for row, moment in enumerate(table.on):
        if moment is None and values[row] in (None, ""):
            message = _("This record has no date and was not taken in. Add the date in the file.")
            findings.report(row, column, values[row], message, keep=False)
        elif moment is not None and moment.on > limit:
            findings.report(row, column, moment.on, future_words(moment.on), keep=False)
            table.on[row] = None


def _codes(
    name: str,
    by_field: dict[str, Column],
    cells: Sequence[Sequence[CellValue]],
    findings: Findings,
    table: HistoryTable,
) -> list[str]:
    """Codes of the words in a column; a word we do not know stays in what happened."""
    default = DEFAULT_KIND if name == "kind" else ""
    column = by_field.get(name)
    if column is None:
        return [default] * len(table.lines)
    found = texts(cells[column.index], column, findings)
    known = {text: code_of(name, text) for text in set(found) if text}
    for row, text in enumerate(found):
        if text and known[text] is None:
            findings.keep(row, column, text)
            if name == "kind" and table.on[row] is not None:
                findings.report(row, column, text, _unknown_kind_words(text), keep=False)
    return [known.get(text) or default for text in found]


def _unknown_kind_words(text: str) -> str:
    return _(
        "“{text}” is no kind of contact I know. It was taken in as a call and the word kept with "
        "what happened; correct the kind on the card if it was something else."
    ).format(text=text)


def _add_extra(column: Column, values: Sequence[CellValue], findings: Findings) -> None:
    """A column we have no field for becomes part of what happened."""
    for row, text in enumerate(texts(values, column, findings)):
        if text:
            findings.keep(row, column, text)
