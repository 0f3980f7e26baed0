"""The board and the month on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli import cells, monthsheet
from crmtui.cli.shell import Shell
from crmtui.cli.table import Column, laid_out, painted, room, say_lines, title
from crmtui.domain.board import Section
from crmtui.domain.monthview import MonthDay
from crmtui.domain.words import _
from crmtui.present import board as words
from crmtui.present.days import beside_words

if TYPE_CHECKING:
    from crmtui.reads.board import BoardDay

Row = tuple[str, ...]
COLUMNS = (
    Column(""),
    Column(""),
    Column("", drop=3),
    Column(_("customer"), least=8, style="bold"),
    Column(_("contact"), least=6, drop=1),
    Column(_("what"), least=10),
    Column("", least=8, drop=2, style="dim"),
)


def show_week(board: Sequence[tuple[Section, list[BoardDay]]], shell: Shell) -> None:
    """Column below column, day below day."""
    lines = _Lines([day for _section, days in board for day in days], shell)
    for section, days in board:
        heading = words.section_words(section, shell.today)
        if len(days) == 1:
            say_lines([_day_line(days[0], shell, heading), *lines.of(days[0]), ""])
            continue
        title(f"{heading} · {sum(day.load for day in days)}")
        for day in days:
            say_lines([_day_line(day, shell), *lines.of(day)])
        say_lines([""])


def show_list(days: Sequence[BoardDay], shell: Shell) -> None:
    """The days on which anything stands."""
    lines = _Lines(days, shell)
    title(monthsheet.month_words(days[0].on))
    for day in days:
        if day.total or day.day.occasions:
            say_lines([_day_line(day, shell), *lines.of(day)])


def show_sheet(days: Sequence[MonthDay], shell: Shell) -> None:
    """The month as a sheet of weeks; a day with more than one can do is marked."""
    capacity = shell.settings.capacity

    def below(day: MonthDay) -> tuple[str, str]:
        over = day.steps > capacity
        parts = [f"{'!' if over else '→'}{words.load_words(day, capacity)}"] if day.steps else []
        parts += [f"*{day.occasions}"] if day.occasions else []
        return " ".join(parts), "bold red" if over else "blue"

    monthsheet.show(days, shell.today, below)


class _Lines:
    """The lines of all days, laid out together so that their columns stand under each other."""

    def __init__(self, days: Sequence[BoardDay], shell: Shell) -> None:
        rows = [list(_rows(day, shell)) for day in days]
        made = laid_out(COLUMNS, [row for each in rows for row in each])[1:]
        self._of = {}
        for day, each in zip(days, rows, strict=True):
            self._of[day.on], made = made[: len(each)], made[len(each) :]

    def of(self, day: BoardDay) -> list[str]:
        """The lines of a day."""
        return self._of[day.on]


def _rows(day: BoardDay, shell: Shell) -> Iterator[Row]:
    today = shell.today
    for entry in day.entries:
        yield (
            "!" if entry.late else "→",
            entry.time or "",
            entry.grade,
            entry.short_name or entry.name,
            entry.contact,
            words.what_words(entry),
            words.beside_words(entry, day.on, today),
        )
    for kept in day.occasions:
        beside = beside_words(kept.key, kept.on, today)
        for row in kept.rows:
            what = row.label or present.occasion_kind_words(row.kind)
            name = row.short_name or row.customer
            yield "*", "", row.grade, name, row.contact, what, beside


def _day_line(day: BoardDay, shell: Shell, heading: str = "") -> str:
    """The day, how much stands on it, what it is called; days off are dim."""
    capacity = shell.settings.capacity
    over = day.load > capacity
    parts = [heading, present.date_words(day.on, shell.today)]
    parts += [f"{'!' if over else ''}{words.load_words(day.day, capacity)}"]
    if over:
        parts.append(_("more than one can do"))
    parts += [name for name, _state in words.day_names(day.day)]
    text = cells.cut(" · ".join(part for part in parts if part), room())
    return painted(text, "dim" if day.day.off else "bold red" if over else "bold")
