"""What was understood of a date, a next step or a birthday, said while one types."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from crmtui.domain.birthdays import parse_birthday
from crmtui.domain.dates import When, parse_when, split_step
from crmtui.domain.errors import CrmError, StepWithoutWhat
from crmtui.domain.occasions import DayKey, next_kept
from crmtui.domain.words import _
from crmtui.domain.workdays import WEEKENDS, Workdays
from crmtui.present import date_words, day_words
from crmtui.tui.ink import Line

SATURDAY = 5


def when_words(when: When, today: date) -> str:
    """'Wed 2 Dec 14:00 · in 9 days'."""
    words = date_words(when.on, today) + (f" {when.time}" if when.time else "")
    return f"{words} · {day_words(when.on, today)}"


def when_echo(
    text: str,
    today: date,
    past: bool = False,
    *,
    workdays: Workdays = WEEKENDS,
    moves: bool = False,
    before: bool = False,
) -> Line:
    """The day meant, or that none is.

    moves: a step on a day off comes up on the next working day, which is said; with `before` it is
    a promise, which is to be kept the working day before.
    """
    if not text.strip():
        return ()
    try:
        when = parse_when(text, today, past=past, workdays=workdays)
    except CrmError:
        return (("? " + _("no date I know"), "near"),)
    return _understood(when, today, workdays, moves=moves, past=past, before=before)


def happened_text(text: str, today: date) -> str:
    """When something happened, in words; a time of day alone is today's."""
    if not text.strip():
        return text
    try:
        parse_when(text, today, past=True)
    except CrmError:
        whole = f"today {text.strip()}"
        with suppress(CrmError):
            parse_when(whole, today, past=True)
            return whole
    return text


def _understood(
    when: When,
    today: date,
    workdays: Workdays,
    *,
    moves: bool,
    past: bool = False,
    before: bool = False,
) -> Line:
    if when.on < today and not past:
        return (("! " + when_words(when, today), "late"),)
    line: Line = (("→ " + when_words(when, today), "plan"),)
    special = "" if past else day_off_words(when, today, workdays, moves=moves, before=before)
    if special:
        return (*line, (" " + special, "near"))
    return line


def day_off_words(
    when: When, today: date, workdays: Workdays, *, moves: bool, before: bool = False
) -> str:
    """What is special about the day for work, in brackets; '' for a plain working day.

    A step with a time is an appointment: it stays on its day. before: it comes up, as promises do,
    on the working day before.
    """
    day = when.on
    try:
        off, found = not workdays.is_working(day), workdays.holiday(day)
        after, known = workdays.next(day), workdays.is_known(day)
        if before:
            after = max(_working_before(day, workdays), today)
    except CrmError:  # the user's own days do not fit, which is told where they are used
        off, found, after, known = day.weekday() >= SATURDAY, None, day, True
    if off:
        name = found.name if found else _("weekend")
        if not moves or (when.time and not before) or after == day:
            return _("({name})").format(name=name)
        words = _("({name}: comes up by {day})") if before else _("({name}: comes up on {day})")
        return words.format(name=name, day=date_words(after, today))
    if found and found.workday:
        return _("(worked, to make up for {name})").format(name=found.name)
    if not known:
        return _("(the days off of {year} are not announced yet)").format(year=day.year)
    return ""


def _working_before(day: date, workdays: Workdays) -> date:
    while not workdays.is_working(day):
        day -= timedelta(days=1)
    return day


def step_echo(
    text: str,
    today: date,
    *,
    workdays: Workdays = WEEKENDS,
    moves: bool = False,
    before: bool = False,
) -> Line:
    """The day of a next step, or of a promise, in words; what is missing, where something is."""
    if not text.strip():
        return ()
    try:
        when, _what = split_step(text, today, workdays=workdays)
    except StepWithoutWhat:
        line = when_echo(text, today, workdays=workdays, moves=moves, before=before)
        return (*line, (" " + _("… and what?"), "near"))
    except CrmError:
        return (("? " + _("begin with when: 3d, next tue, 下周三"), "near"),)
    return _understood(when, today, workdays, moves=moves, before=before)


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
