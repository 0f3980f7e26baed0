"""A month on a terminal: a sheet of weeks from Monday on, a box of three lines for each day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from crmtui import present
from crmtui.cli import cells
from crmtui.cli.table import painted, room, say_lines, title
from crmtui.domain.monthview import MonthDay
from crmtui.domain.words import _
from crmtui.present.codes import MONTHS

WEEK = 7
WIDEST = 16
NARROWEST = 6

Below = Callable[[MonthDay], tuple[str, str]]


def month_words(first: date) -> str:
    """'Nov 2026', '2026年11月'."""
    return _("{month} {year}").format(month=_(MONTHS[first.month - 1]), year=first.year)


def weekdays() -> list[str]:
    """The names of the weekdays, from Monday on."""
    return [present.weekday_words(date(2024, 1, 1 + n)) for n in range(WEEK)]


def weeks(days: Sequence[MonthDay]) -> list[list[MonthDay | None]]:
    """The days of a month by weeks; None where a week has days of another month."""
    boxes: list[MonthDay | None] = [*[None] * days[0].on.weekday(), *days]
    boxes += [None] * (-len(boxes) % WEEK)
    return [boxes[start : start + WEEK] for start in range(0, len(boxes), WEEK)]


def counted(day: MonthDay) -> tuple[str, str]:
    """How many occasions and steps stand on a day, with the style."""
    parts = [f"*{day.occasions}"] if day.occasions else []
    parts += [f"→{day.steps}"] if day.steps else []
    return " ".join(parts), "blue"


def show(days: Sequence[MonthDay], today: date, below: Below = counted) -> None:
    """Print the month; `below` says the last line of a day's box, and in what style."""
    title(month_words(days[0].on))
    width = max(min(room() // WEEK, WIDEST), NARROWEST)
    heading = "".join(cells.padded(cells.cut(name, width - 1), width) for name in weekdays())
    lines = [painted(heading.rstrip(), "dim")]
    for week in weeks(days):
        parts = [_box(day, width, today, below) for day in week]
        lines += ["".join(part[n] for part in parts).rstrip() for n in range(3)]
    say_lines(lines)


def _box(day: MonthDay | None, width: int, today: date, below: Below) -> list[str]:
    """Three lines of one day: the date and its lunar day, what it is called, what stands on it."""
    if day is None:
        return [" " * width] * 3

    def line(text: str, style: str) -> str:
        short = cells.cut(text, width - 1)
        return painted(short, style) + " " * (width - cells.width(short))

    sign = ">" if day.on == today else ""
    mark = {"off": _("off"), "workday": _("work")}.get(day.state, "")
    top = f"{sign}{day.on.day} {day.lunar_short} {mark}".rstrip()
    style = "bold" if day.on == today else "dim" if day.off else ""
    return [line(top, style), line(day.words, "magenta"), line(*below(day))]


def shape(day: MonthDay) -> dict[str, object]:
    """What kind of day it is, as JSON says it everywhere."""
    return {
        "date": day.on.isoformat(),
        "lunar": day.lunar,
        "term": day.term or None,
        "festivals": list(day.festivals),
        "holiday": day.holiday or None,
        "off": day.off,
        "workday": day.workday,
    }
