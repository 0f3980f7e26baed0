"""A sheet of next steps, read column by column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crmtui.domain.contactdates import coming_day, read_moments
from crmtui.domain.customertable import Context
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column, Heading
from crmtui.domain.recordtables import (
    ByField,
    Cells,
    all_columns,
    by_field,
    codes,
    column_texts,
    keep_extras,
    whose,
    with_kept,
)
from crmtui.domain.sheetdates import Moment
from crmtui.domain.words import _

_CLOCK = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[:：.点时](?P<minute>[0-5][0-9])?.*")
_URGENT = frozenset("高 紧急 重要 1 high urgent hoch dringend ! !! a".split())


@dataclass(slots=True)
class StepTable:
    """Next steps by column; every list has one entry per row."""

    lines: list[int]
    columns: list[Column]
    number: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)
    on: list[Moment | None] = field(default_factory=list)  # due; None: the row cannot be taken
    what: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    status: list[str] = field(default_factory=list)  # '' where the sheet does not say
    closed_on: list[str | None] = field(default_factory=list)
    priority: list[int] = field(default_factory=list)


def read_steps(
    heading: Heading, lines: list[int], cells: Cells, findings: Findings, context: Context
) -> StepTable:
    """Every column of the sheet as values; rows without a day are reported."""
    columns, count = all_columns(heading.columns, cells), len(lines)
    fields = by_field(columns)
    table = StepTable(lines, columns, *whose(fields, cells, findings, count))
    table.on = _due(fields, cells, findings, context, count)
    table.what = column_texts(fields.get("what"), cells, findings, count, lines=True)
    table.kind = codes("kind", fields.get("kind"), cells, findings, count)
    table.status = codes("status", fields.get("status"), cells, findings, count)
    words = column_texts(fields.get("priority"), cells, findings, count)
    table.priority = [int(word.casefold() in _URGENT) for word in words]
    table.closed_on = [None] * count
    if closed := fields.get("closed_on"):
        days = read_moments(cells[closed.index], closed, findings, _order(context), _unknown)
        table.closed_on = [day.on if day else None for day in days]
    keep_extras(columns, cells, findings)
    table.what = with_kept(table.what, findings)
    return table


def _due(
    fields: ByField, cells: Cells, findings: Findings, context: Context, count: int
) -> list[Moment | None]:
    column = fields["due_on"]
    values = cells[column.index]
    guess = coming_day([None] * count, context.today)
    due = read_moments(values, column, findings, _order(context), guess, keep=False)
    clocks = column_texts(fields.get("time"), cells, findings, count)
    for row, moment in enumerate(due):
        if moment is None and values[row] in (None, ""):
            message = _("This step has no date and was not taken in. Add the date in the file.")
            findings.report(row, column, values[row], message, keep=False)
        elif moment is not None and (found := _CLOCK.fullmatch(clocks[row])):
            clock = f"{int(found['hour']):02}:{found['minute'] or '00'}"
            due[row] = Moment(moment.on, clock)
    return due


def _order(context: Context) -> str:
    return context.options.date_order


def _unknown(text: str, row: int) -> str | None:
    return None
