"""What was understood of a date, a next step or a birthday, said while one types."""

from __future__ import annotations

from datetime import date

from crmtui.domain.birthdays import parse_birthday
from crmtui.domain.dates import When, parse_when, split_step
from crmtui.domain.errors import CrmError, StepWithoutWhat
from crmtui.domain.occasions import DayKey, next_kept
from crmtui.domain.words import _
from crmtui.present import date_words, day_words
from crmtui.tui.ink import Line

SATURDAY = 5


def when_words(when: When, today: date) -> str:
    """'Wed 2 Dec 14:00 · in 9 days'."""
    words = date_words(when.on, today) + (f" {when.time}" if when.time else "")
    return f"{words} · {day_words(when.on, today)}"


def when_echo(text: str, today: date, past: bool = False) -> Line:
    """The day meant, or that none is."""
    if not text.strip():
        return ()
    try:
        when = parse_when(text, today, past=past)
    except CrmError:
        return (("? " + _("no date I know"), "near"),)
    return _understood(when, today, past)


def _understood(when: When, today: date, past: bool = False) -> Line:
    if when.on < today and not past:
        return (("! " + when_words(when, today), "late"),)
    line: Line = (("→ " + when_words(when, today), "plan"),)
    if when.on.weekday() >= SATURDAY and not past:
        return (*line, (" " + _("(weekend)"), "near"))
    return line


def step_echo(text: str, today: date) -> Line:
    """The day of a next step in words; what is missing, where something is."""
    if not text.strip():
        return ()
    try:
        when, _what = split_step(text, today)
    except StepWithoutWhat:
        line = when_echo(text, today)
        return (*line, (" " + _("… and what?"), "near"))
    except CrmError:
        return (("? " + _("begin with when: 3d, next tue, 下周三"), "near"),)
    return _understood(when, today)


def birthday_echo(text: str, today: date) -> Line:
    """Which calendar was understood, and when the day comes next."""
    if not text.strip():
        return ()
    try:
        born = parse_birthday(text, today)
        coming = next_kept(DayKey(born.calendar, born.month, born.day, born.leap), today)
    except CrmError as error:
        return (("? " + str(error), "near"),)
    which = _("lunar") if born.calendar == "lunar" else _("solar")
    return ((f"→ {which} · {date_words(coming, today)}", "day"),)
