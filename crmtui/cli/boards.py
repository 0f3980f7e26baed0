"""The commands week and month: what is planned on which day, and how much that is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import calendars, formats, output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.board import WEEK, Section, monday_of, sections
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.monthview import MonthDay
    from crmtui.reads.board import BoardDay, Window

EVERY = 10**9
SHOWN = 50  # entries of a day, unless asked for more
WEEKS = {"": 0, "this": 0, "本周": 0, "这周": 0, "next": 1, "下周": 1, "last": -1, "上周": -1}

Column = tuple[Section, list["BoardDay"]]


def week_of(text: str, today: date) -> date:
    """The Monday of the week meant: this, next, last, or that of a day in words."""
    plain = text.strip().casefold()
    if plain in WEEKS:
        return monday_of(today) + WEEKS[plain] * WEEK
    from crmtui.domain.dates import parse_when

    return monday_of(parse_when(text, today).on)


def week(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Option("--week", "-w", metavar="next|DATE", help=N_("Another week"))
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("So many a day; 0: all"))
    ] = SHOWN,
    fmt: Annotated[str, typer.Option("--format", metavar="md|json", help=N_("The form"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """This week as a board: today, tomorrow, the rest of the week, next week."""
    shell: Shell = ctx.obj
    form = formats.chosen(fmt, as_json)
    columns = sections(week_of(which, shell.today), shell.today)
    found = {day.on: day for day in _days(shell, columns[0].first, columns[-1].last, limit)}
    board = [(column, [found[on] for on in column.days]) for column in columns]
    if form == formats.JSON:
        from crmtui.cli import boardshapes

        put_json(
            [boardshapes.day(day, shell, column.code) for column, days in board for day in days]
        )
    elif form == formats.MARKDOWN:
        from crmtui.cli import boardmarkdown

        boardmarkdown.put_week(board, shell)
    elif output.on_terminal():
        from crmtui.cli import boardpages

        boardpages.show_week(board, shell)
    else:
        for column, days in board:
            for day in days:
                _put(day, column.code)
    _say_rest(found.values())
    _say_unknown(shell, columns[-1].last)
    return Exit.DONE


def month(
    ctx: typer.Context,
    which: Annotated[
        str, typer.Argument(metavar="MONTH", help=N_("2026-12, 12, next; default: this month"))
    ] = "",
    listed: Annotated[
        bool, typer.Option("--list", help=N_("Day by day, with what stands"))
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("So many a day; 0: all"))
    ] = SHOWN,
    fmt: Annotated[str, typer.Option("--format", metavar="md|json", help=N_("The form"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """A month with how much stands on each day; with --list what it is."""
    shell: Shell = ctx.obj
    form = formats.chosen(fmt, as_json)
    first = calendars.month_of(which, shell.today)
    last = calendars.shifted(first, 1) - timedelta(days=1)
    if listed:
        _list(_days(shell, first, last, limit), shell, form)
    else:
        _sheet(_loads(shell, first, last), shell, form)
    _say_unknown(shell, last)
    return Exit.DONE


def _list(days: list[BoardDay], shell: Shell, form: str) -> None:
    """The days of a month on which anything stands, with what it is."""
    if form == formats.JSON:
        from crmtui.cli import boardshapes

        put_json([boardshapes.day(day, shell) for day in days])
    elif form == formats.MARKDOWN:
        from crmtui.cli import boardmarkdown

        boardmarkdown.put_list(days, shell)
    elif output.on_terminal():
        from crmtui.cli import boardpages

        boardpages.show_list(days, shell)
    else:
        for day in days:
            _put(day, "")
    _say_rest(days)


def _sheet(days: list[MonthDay], shell: Shell, form: str) -> None:
    """The month as a sheet of weeks."""
    capacity = shell.settings.capacity
    if form == formats.JSON:
        from crmtui.cli import boardshapes

        put_json([boardshapes.head(day, capacity) for day in days])
    elif form == formats.MARKDOWN:
        from crmtui.cli import boardmarkdown

        boardmarkdown.put_sheet(days, shell)
    elif output.on_terminal():
        from crmtui.cli import boardpages

        boardpages.show_sheet(days, shell)
    else:
        for day in days:
            row = (day.on, day.lunar, day.state, day.words, day.occasions, day.steps, capacity)
            put_row(row)


def _window(shell: Shell, first: date, last: date) -> Window:
    from crmtui.reads.board import Window

    return Window(first, last, shell.today, shell.workdays, shell.settings.move_days_off)


def _days(shell: Shell, first: date, last: date, limit: int) -> list[BoardDay]:
    from crmtui.reads import board

    window = _window(shell, first, last)
    try:
        with shell.looking() as conn:
            return board.days(conn, window, limit or EVERY)
    except DatabaseMissing:
        return board.empty(window)


def _loads(shell: Shell, first: date, last: date) -> list[MonthDay]:
    from crmtui.reads import board

    window = _window(shell, first, last)
    try:
        with shell.looking() as conn:
            return board.loads(conn, window)
    except DatabaseMissing:
        return [day.day for day in board.empty(window)]


def _put(day: BoardDay, section: str) -> None:
    """What stands on a day, a line each."""
    for entry in day.entries:
        state = "late" if entry.late else "confirmed" if entry.confirmed else ""
        put_row((f"id:{entry.customer_id}", entry.id, day.on, section, entry.kind, entry.time,
                 entry.grade, entry.name, entry.contact, entry.what, entry.due_on, state,
                 entry.put_offs))  # fmt: skip
    for kept in day.occasions:
        for row in kept.rows:
            put_row((f"id:{row.customer_id}", row.id, day.on, section, row.kind, None, row.grade,
                     row.customer, row.contact, row.label, day.on, "", 0))  # fmt: skip


def _say_rest(days: Iterable[BoardDay]) -> None:
    """How much more there is on days of which not everything was shown."""
    left = sum(
        day.total + day.day.occasions - len(day.entries) - sum(len(o.rows) for o in day.occasions)
        for day in days
    )
    if left:
        words = ngettext(
            "… and {n} more: --limit 0 shows all.", "… and {n} more: --limit 0 shows all.", left
        )
        say(words.format(n=left))


def _say_unknown(shell: Shell, last: date) -> None:
    if not shell.workdays.is_known(last):
        say(_("The days off of {year} are not announced yet.").format(year=last.year))
