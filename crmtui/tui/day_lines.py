"""What stands on a day: its names, the occasions kept on it, the steps planned for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from crmtui.domain.monthview import MonthDay
from crmtui.domain.occasions import Occasion
from crmtui.domain.words import _, ngettext
from crmtui.present import date_words, occasion_kind_words
from crmtui.present.days import beside_words, round_words
from crmtui.present.reasons import turns_words
from crmtui.reads.calendar import PlannedStep
from crmtui.reads.occasions import DayOf, Near
from crmtui.tui.ink import Line, clip, fit, joined
from crmtui.tui.widgets.rows import Key, Lines

MOST = 300  # of a day's occasions and steps


def head(day: MonthDay, today: date, known: bool, width: int) -> list[Line]:
    """The day in both calendars and what is special about it."""
    lines: list[Line] = [
        joined([(date_words(day.on, today), "text!"), (_lunar(day), "dim"), (day.term, "dim")])
    ]
    named = [(words, "day") for words in day.festivals]
    if day.holiday and not day.workday:
        named.append((_("{name}: day off").format(name=day.holiday), "done"))
    if day.workday:
        named.append((_("{name}: worked instead").format(name=day.holiday), "near"))
    if not known:
        words = _("days off of {year} not announced").format(year=day.on.year)
        named.append((words, "faint"))
    if named:
        lines.append(joined(named))
    return [fit(line, width) for line in lines]


def _lunar(day: MonthDay) -> str:
    return _("lunar {words}").format(words=day.lunar)


class Entries(Lines):
    """Lines that are cut to the width there is."""

    def paint(self, line: int, width: int) -> Line:
        """The line, ending in an ellipsis where it is too long."""
        return fit(super().paint(line, width), width)


def entries(occasions: Sequence[DayOf], steps: Sequence[PlannedStep], today: date) -> Entries:
    """A line for everything on the day; the key names the occasion or the step."""
    made: list[tuple[Key | None, Line]] = [(("step", step.id), _step(step)) for step in steps]
    for day in occasions:
        made += [(("occasion", row.id), line) for row, line in _occasions(day, today)]
    return Entries(made)


def _step(step: PlannedStep) -> Line:
    return (
        (" → ", "plan!"),
        (f"{step.time} " if step.time else "", "plan"),
        (f"{step.grade or ' '} ", "dim"),
        (f"{step.short_name or step.name} ", "text"),
        (f"{step.contact} " if step.contact else "", "dim"),
        (step.what, "plan"),
    )


def _occasions(day: DayOf, today: date) -> Iterator[tuple[Near, Line]]:
    for row in day.rows:
        what = row.label or occasion_kind_words(row.kind)
        whole = Occasion(
            row.id, row.customer_id, row.contact_id, row.kind, day.key.calendar, day.key.month,
            day.key.day, day.key.leap, row.year, None,
        )  # fmt: skip
        parts = [
            (f"{what} {beside_words(day.key, day.on, today)}", "day"),
            (_years(whole, day.on), "dim"),
            (round_words(whole, day.on), "day"),
        ]
        yield (
            row,
            (
                (" * ", "day!"),
                (f"{row.grade or ' '} ", "dim"),
                (f"{row.short_name or row.customer} ", "text"),
                (f"{row.contact} " if row.contact else "", "dim"),
                *joined(parts),
            ),
        )


def _years(occasion: Occasion, on: date) -> str:
    from crmtui.domain.occasions import turns

    years = turns(occasion, on)
    return turns_words(occasion, years) if years else ""


def nothing(width: int) -> list[Line]:
    """A day on which nothing stands."""
    return [((" " + clip(_("Nothing stands on this day."), width - 1), "dim"),)]


def figures(days: Sequence[MonthDay], first: date) -> Line:
    """The month and its figures in one line."""
    from crmtui.present.codes import MONTHS

    kept, steps = sum(day.occasions for day in days), sum(day.steps for day in days)
    month = _("{month} {year}").format(month=_(MONTHS[first.month - 1]), year=first.year)
    parts = [(month, "text!")]
    if kept:
        words = ngettext("{n} day that matters", "{n} days that matter", kept)
        parts.append((words.format(n=kept), "day"))
    if steps:
        words = ngettext("{n} step planned", "{n} steps planned", steps)
        parts.append((words.format(n=steps), "plan"))
    return ((" ", ""), *joined(parts))
