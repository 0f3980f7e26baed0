"""The command that prints a month: solar and lunar days, holidays, occasions, next steps."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui import present
from crmtui.cli import output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.monthview import MonthDay
    from crmtui.reads.calendar import Marks, PlannedStep
    from crmtui.reads.occasions import DayOf

MOST_LISTED = 30


class BadMonth(WrongUse):
    """Something that is not a month."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not a month. Try 2026-12, 12, 12月, next or 下月.").format(text=text)
        )


def month_of(text: str, today: date) -> date:
    """The first day of the month meant; raises BadMonth."""
    plain = text.strip().casefold()
    steps = {"": 0, "this": 0, "本月": 0, "next": 1, "下月": 1, "下个月": 1, "last": -1, "上月": -1}
    if plain in steps:
        return shifted(today, steps[plain])
    if found := re.fullmatch(r"([0-9]{4})[-./年]([0-9]{1,2})月?", plain):
        year, month = int(found[1]), int(found[2])
    elif found := re.fullmatch(r"([0-9]{1,2})月?", plain):
        year, month = today.year, int(found[1])
    else:
        raise BadMonth(text)
    if not 1 <= month <= 12 or not 1901 <= year <= 2100:
        raise BadMonth(text)
    return date(year, month, 1)


def shifted(day: date, months: int) -> date:
    """The first day of the month so many months on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def calendar(
    ctx: typer.Context,
    month: Annotated[
        str, typer.Argument(metavar="MONTH", help=N_("2026-12, 12, next; default: this month"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """A month with its lunar days, holidays and make-up days, and what stands on each day."""
    from crmtui.domain.monthview import month_days
    from crmtui.reads import calendar as reading

    shell: Shell = ctx.obj
    first = month_of(month, shell.today)
    last = shifted(first, 1) - timedelta(days=1)
    marks: dict[date, Marks] = {}
    steps: list[PlannedStep] = []
    near: list[DayOf] = []
    with ExitStack() as stack:
        try:
            conn = stack.enter_context(shell.looking())
        except DatabaseMissing:
            pass
        else:
            from crmtui.reads import occasions

            marks = reading.marks(conn, first, last)
            steps = reading.steps(conn, first, last, MOST_LISTED + 1)
            near = list(occasions.coming(conn, first, (last - first).days, MOST_LISTED + 1))
    counts = {on: (found.occasions, found.steps) for on, found in marks.items()}
    days = month_days(first, shell.workdays, counts)
    if as_json:
        put_json([_shape(day) for day in days])
    elif output.on_terminal():
        from crmtui.cli import monthsheet

        monthsheet.show(days, shell.today)
        _list(steps, near, shell.today)
    else:
        for day in days:
            put_row((day.on, day.lunar, day.state, day.words, day.occasions, day.steps))
    if not shell.workdays.is_known(first):
        say(_("The days off of {year} are not announced yet.").format(year=first.year))
    return Exit.DONE


def _shape(day: MonthDay) -> dict[str, object]:
    from crmtui.cli import monthsheet

    return {
        **monthsheet.shape(day),
        "occasions": day.occasions,
        "follow_ups": day.steps,
    }


def _list(steps: list[PlannedStep], near: list[DayOf], today: date) -> None:
    """Below the sheet: who it is, day by day."""
    from crmtui.cli.table import Column, show

    rows = [(date.fromisoformat(s.due_on), "→", s.time or "", s.short_name or s.name, s.contact,
             s.what) for s in steps]  # fmt: skip
    rows += [(each.on, "*", "", row.short_name or row.customer, row.contact,
              row.label or present.occasion_kind_words(row.kind))
             for each in near for row in each.rows]  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[1] == "→", row[2] or "99"))
    if not rows:
        return
    columns = (
        Column(_("date")),
        Column(""),
        Column(""),
        Column(_("customer"), least=8, style="bold"),
        Column(_("contact"), least=6, drop=1),
        Column(_("what"), least=10),
    )
    output.put("")
    show(columns, [(present.short_date(row[0], today), *row[1:]) for row in rows[:MOST_LISTED]])
    if len(rows) > MOST_LISTED:
        say(_("… and more: crmtui occasions lists all the days that matter."))
