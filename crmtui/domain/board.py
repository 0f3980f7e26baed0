"""The board: which day a step or promise stands on, and the columns of a week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.followups import APPOINTMENTS
from crmtui.domain.workdays import Workdays

STEP, PROMISE = "step", "promise"
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


class Entry(NamedTuple):
    """A planned step or a promise as it stands on the board.

    kind: step or promise. due_on: its own day, which may be another than the one it stands on.
    step_kind: visit, call, …; '' for a promise. put_offs: how often it was put off.
    late: its day is over; what a day off moved to a later day is not.
    """

    kind: str
    id: int
    customer_id: int
    name: str
    short_name: str
    grade: str
    contact: str
    due_on: date
    time: str | None
    what: str
    step_kind: str = ""
    priority: int = 0
    put_offs: int = 0
    confirmed: bool = False
    repeat: str = ""
    late: bool = False

    @property
    def is_appointment(self) -> bool:
        """Whether the customer expects us at a time."""
        return self.time is not None and self.step_kind in APPOINTMENTS


class Spot(NamedTuple):
    """What decides where something due stands: its kind, its day, whether it has a time."""

    kind: str
    due_on: date
    timed: bool

    def falls_on(self, workdays: Workdays | None) -> date:
        """Its day; with `workdays` a step moves past days off, a promise before them.

        Something with a time stays where it is.
        """
        if workdays is None or self.timed:
            return self.due_on
        if self.kind == PROMISE:
            return workdays.before(self.due_on)
        return workdays.next(self.due_on)

    def is_late(self, today: date, workdays: Workdays | None) -> bool:
        """Whether its day is over."""
        if self.kind == PROMISE:
            return self.due_on < today
        return self.falls_on(workdays) < today

    def stands_on(self, today: date, workdays: Workdays | None) -> date:
        """The day it is to be dealt with: what is over stands on today."""
        return max(self.falls_on(workdays), today)

    def moved(self, step: int, today: date, workdays: Workdays | None) -> date:
        """The day it stands on after one move to a later (1) or an earlier (-1) day.

        Days off are passed over where what stands on them would move anyway. It is today at the
        earliest.
        """
        day = self.stands_on(today, workdays) + step * DAY
        if workdays is not None and not self.timed:
            day = workdays.next(day) if step > 0 else workdays.before(day)
        return max(day, today)


class Section(NamedTuple):
    """A column of the board: today, tomorrow, rest, next; week and after for another week.

    Its last day is before its first where there is none in it.
    """

    code: str
    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """The days in it."""
        return [self.first + n * DAY for n in range((self.last - self.first).days + 1)]


def sections(monday: date, today: date) -> tuple[Section, ...]:
    """The columns of the week that begins on this Monday."""
    sunday = monday + 6 * DAY
    if not monday <= today <= sunday:
        return (
            Section("week", monday, sunday),
            Section("after", monday + WEEK, sunday + WEEK),
        )
    tomorrow = today + DAY
    rest = tomorrow + DAY
    return (
        Section("today", today, today),
        Section("tomorrow", tomorrow, tomorrow),
        Section("rest", rest, sunday),
        Section("next", max(monday + WEEK, rest), sunday + WEEK),
    )


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())
