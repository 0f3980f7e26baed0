"""A sheet of days that matter: birthdays, wedding days, founding days, in either calendar."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from crmtui.domain.birthcells import read_birthdays
from crmtui.domain.birthdays import Birthday
from crmtui.domain.cells import texts
from crmtui.domain.codes import code_of
from crmtui.domain.columns import Column
from crmtui.domain.customertable import Context
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Heading
from crmtui.domain.numerals import number
from crmtui.domain.recordtables import (
    ByField,
    Cells,
    all_columns,
    by_field,
    column_texts,
    keep_extras,
    whose,
    with_kept,
)
from crmtui.domain.words import _


@dataclass(slots=True)
class DayTable:
    """Days that matter by column; every list has one entry per row."""

    lines: list[int]
    columns: list[Column]
    number: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    contact: list[str] = field(default_factory=list)
    on: list[Birthday | None] = field(default_factory=list)  # None: the row cannot be taken
    lead_days: list[int | None] = field(default_factory=list)
    note: list[str] = field(default_factory=list)


def read_days(
    heading: Heading, lines: list[int], cells: Cells, findings: Findings, context: Context
) -> DayTable:
    """Every column of the sheet as values; rows without a day are reported."""
    columns, count = all_columns(heading.columns, cells), len(lines)
    fields = by_field(columns)
    table = DayTable(lines, columns, *whose(fields, cells, findings, count))
    kinds, labels = _kinds(fields, cells, findings, count)
    days = _days(fields, cells, findings, context, count)
    both = zip(days, kinds, labels, strict=True)
    table.on = [day and replace(day, kind=kind, label=label) for day, kind, label in both]
    table.lead_days = _lead_days(fields.get("lead_days"), cells, findings, count)
    note = column_texts(fields.get("note"), cells, findings, count, lines=True)
    keep_extras(columns, cells, findings)
    table.note = with_kept(note, findings)
    return table


def _kinds(
    fields: ByField, cells: Cells, findings: Findings, count: int
) -> tuple[list[str], list[str]]:
    """What each day is, and what it is called where that is none of the usual ones."""
    words = column_texts(fields.get("kind"), cells, findings, count)
    labels = column_texts(fields.get("label"), cells, findings, count)
    kinds = []
    for row, word in enumerate(words):
        code = code_of("occasion", word or labels[row]) if word or labels[row] else "birthday"
        if code is None:
            labels[row] = labels[row] or word
        elif not word:
            labels[row] = ""
        kinds.append(code or "other")
    return kinds, labels


def _days(
    fields: ByField, cells: Cells, findings: Findings, context: Context, count: int
) -> list[Birthday | None]:
    """The day of every row, in the calendar its column or its word says."""
    found: list[Birthday | None] = [None] * count
    calendars = column_texts(fields.get("calendar"), cells, findings, count)
    marked = [code_of("calendar", word) == "lunar" if word else False for word in calendars]
    for name in ("day", "lunar_day"):
        if column := fields.get(name):
            values = cells[column.index]
            for lunar in (False, True):
                own = [
                    value if (marked[row] or name == "lunar_day") is lunar else None
                    for row, value in enumerate(values)
                ]
                order = context.options.date_order
                read = read_birthdays(
                    own, column, findings, context.today, order, lunar=lunar, born=False
                )
                found = [old or new for old, new in zip(found, read, strict=True)]
    first = fields.get("day") or fields["lunar_day"]
    reported = {problem.row for problem in findings.problems}
    for row, day in enumerate(found):
        if day is None and findings.lines[row] not in reported:
            message = _("This row has no date and was not taken in. Add the date in the file.")
            findings.report(row, first, "", message, keep=False)
    return found


def _lead_days(
    column: Column | None, cells: Cells, findings: Findings, count: int
) -> list[int | None]:
    """How many days ahead to be reminded: 7, 7天, 提前三天."""
    if column is None:
        return [None] * count
    made: list[int | None] = []
    for row, text in enumerate(texts(cells[column.index], column, findings)):
        plain = text.removeprefix("提前").removesuffix("天").removesuffix("days").strip()
        days = number(plain) if plain else None
        if text and days is None:
            findings.keep(row, column, text)
        made.append(days)
    return made
