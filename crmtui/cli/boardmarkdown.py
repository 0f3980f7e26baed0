"""The board and the month as Markdown: lists that read well in chats too, and one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli import monthsheet
from crmtui.cli.formats import escaped
from crmtui.cli.output import put
from crmtui.cli.shell import Shell
from crmtui.domain.board import Entry, Section
from crmtui.domain.monthview import MonthDay
from crmtui.domain.words import _, ngettext
from crmtui.present import board as words
from crmtui.present.days import beside_words

if TYPE_CHECKING:
    from crmtui.reads.board import BoardDay


def put_week(board: Sequence[tuple[Section, list[BoardDay]]], shell: Shell) -> None:
    """A heading for each column, one below it for each of its days on which anything stands."""
    for section, days in board:
        heading = words.section_words(section, shell.today)
        if len(days) == 1:
            put(f"## {heading} · {_head(days[0], shell)}\n")
            _put_day(days[0], shell)
            continue
        put(f"## {heading}\n")
        _put_days(days, shell)


def put_list(days: Sequence[BoardDay], shell: Shell) -> None:
    """The days of a month on which anything stands."""
    put(f"## {monthsheet.month_words(days[0].on)}\n")
    _put_days(days, shell)


def put_sheet(days: Sequence[MonthDay], shell: Shell) -> None:
    """The month as a table of weeks."""
    put(f"## {monthsheet.month_words(days[0].on)}\n")
    put(_row(monthsheet.weekdays()))
    put(_row(["---"] * monthsheet.WEEK))
    for week in monthsheet.weeks(days):
        put(_row([_box(day, shell) if day else "" for day in week]))


def _row(parts: Sequence[str]) -> str:
    return f"| {' | '.join(parts)} |"


def _box(day: MonthDay, shell: Shell) -> str:
    number = f"**{day.on.day}**" if day.on == shell.today else str(day.on.day)
    mark = {"off": _("off"), "workday": _("work")}.get(day.state, "")
    parts = [number, day.lunar_short, mark, escaped(day.words)]
    if day.steps:
        load = words.load_words(day, shell.settings.capacity)
        parts.append(f"**!{load}**" if day.steps > shell.settings.capacity else f"→{load}")
    if day.occasions:
        parts.append(f"\\*{day.occasions}")
    return " ".join(part for part in parts if part)


def _put_days(days: Sequence[BoardDay], shell: Shell) -> None:
    busy = [day for day in days if day.total or day.day.occasions]
    for day in busy:
        put(f"### {_head(day, shell)}\n")
        _put_day(day, shell)
    if not busy:
        put(_("Nothing stands on these days.") + "\n")


def _put_day(day: BoardDay, shell: Shell) -> None:
    lines = [*_entries(day, shell), *_occasions(day, shell)]
    for line in lines:
        put(f"- {line}")
    left = day.total + day.day.occasions - len(lines)
    if left:
        more = ngettext("… and {n} more", "… and {n} more", left)
        put("- " + more.format(n=left))
    put("" if lines else _("Nothing stands on this day.") + "\n")


def _head(day: BoardDay, shell: Shell) -> str:
    """The day, its load, its names."""
    capacity = shell.settings.capacity
    load = words.load_words(day.day, capacity)
    parts = [present.date_words(day.on, shell.today)]
    parts.append(f"{load} {_('more than one can do')}" if day.load > capacity else load)
    parts += [escaped(name) for name, _state in words.day_names(day.day)]
    return " · ".join(parts)


def _entries(day: BoardDay, shell: Shell) -> Iterator[str]:
    for entry in day.entries:
        beside = words.beside_words(entry, day.on, shell.today)
        yield _line(entry.time or "", _who(entry), words.what_words(entry), beside, entry.late)


def _who(entry: Entry) -> tuple[str, str]:
    return entry.short_name or entry.name, entry.contact


def _occasions(day: BoardDay, shell: Shell) -> Iterator[str]:
    for kept in day.occasions:
        beside = beside_words(kept.key, kept.on, shell.today)
        for row in kept.rows:
            what = row.label or present.occasion_kind_words(row.kind)
            yield _line("", (row.short_name or row.customer, row.contact), what, beside, False)


def _line(time: str, who: tuple[str, str], what: str, beside: str, late: bool) -> str:
    """'14:00 **customer** person: what (what else)'."""
    name, person = map(escaped, who)
    head = " ".join(part for part in (time, f"**{name}**", person) if part)
    line = _("{who}: {what}").format(who=head, what=escaped(what))
    if not beside:
        return line
    return f"{line} (**{escaped(beside)}**)" if late else f"{line} ({escaped(beside)})"
