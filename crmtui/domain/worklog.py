"""The worklog: what was done in a day, a week or a month, and how that stands to the targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from crmtui.domain.board import monday_of
from crmtui.domain.goals import NEW_CUSTOMER, PERIODS, TOUCH, WORKING_WEEK, Goal
from crmtui.domain.touches import KINDS
from crmtui.domain.workdays import Workdays


class Person(NamedTuple):
    """Whose something is: the customer, and whom it was with."""

    customer_id: int
    name: str
    short_name: str
    grade: str
    contact: str
    position: str

    @property
    def called(self) -> str:
        """The customer's name in a list."""
        return self.short_name or self.name


class NextStep(NamedTuple):
    """A step that was planned."""

    id: int
    due_on: date
    time: str | None
    what: str


class Deed(NamedTuple):
    """A contact there was, with the next steps planned in the same act."""

    id: int
    whose: Person
    on: date
    time: str | None
    kind: str
    direction: str
    summary: str
    outcome: str
    rep: str
    next_steps: tuple[NextStep, ...] = ()


class Word(NamedTuple):
    """What became of a promise on a day: made, kept or broken."""

    id: int
    whose: Person
    happened: str
    on: date
    due_on: date
    what: str
    why: str


class Finished(NamedTuple):
    """A planned step that was finished."""

    id: int
    whose: Person
    on: date
    what: str


class Planned(NamedTuple):
    """A step that was planned by itself, without a contact."""

    whose: Person
    step: NextStep


class Tally(NamedTuple):
    """How many contacts of a kind there were on a day, and what they count as."""

    on: date
    kind: str
    touch: bool
    missed: bool
    """Nobody was reached."""
    number: int


class Span(NamedTuple):
    """A day, or the week or month around it."""

    period: str
    first: date
    last: date


class Progress(NamedTuple):
    """A target, and how much of it is reached in a span."""

    goal: Goal
    span: Span
    reached: int
    target: int


class Worklog(NamedTuple):
    """All that is known of a span, in the order it happened.

    deeds and new: the first ones; total and newcomers: how many there are.
    """

    span: Span
    rep: str
    deeds: tuple[Deed, ...]
    total: int
    words: tuple[Word, ...]
    finished: tuple[Finished, ...]
    planned: tuple[Planned, ...]
    new: tuple[Person, ...]
    newcomers: int
    tallies: tuple[Tally, ...]
    customers: int
    """With how many of them there was a touch."""
    progress: tuple[Progress, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was done."""
        return not (self.total or self.words or self.finished or self.planned or self.newcomers)


def span_of(period: str, day: date) -> Span:
    """The day itself, or its week from Monday on, or its month."""
    if period == "week":
        monday = monday_of(day)
        return Span(period, monday, monday + timedelta(days=6))
    if period == "month":
        first = day.replace(day=1)
        return Span(period, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
    return Span("day", day, day)


def shifted(span: Span, step: int) -> Span:
    """The span so many spans on."""
    if span.period != "month":
        length = (span.last - span.first).days + 1
        return span_of(span.period, span.first + timedelta(days=step * length))
    year, month = divmod(span.first.year * 12 + span.first.month - 1 + step, 12)
    return span_of("month", date(year, month + 1, 1))


def wider(span: Span, goals: Sequence[Goal]) -> Span:
    """All days that are counted for a span: a week's target in a day's log counts the week."""
    spans = [_span_for(goal, span) for goal in goals] + [span]
    return Span(span.period, min(each.first for each in spans), max(each.last for each in spans))


def progress(
    span: Span,
    goals: Iterable[Goal],
    tallies: Sequence[Tally],
    newcomers: Iterable[date],
    workdays: Workdays,
) -> Iterator[Progress]:
    """How each target stands: in its own period, or in the span where that is longer.

    A day's target counts for every working day of the span, a week's for every five of them.
    """
    arrived = tuple(newcomers)
    for goal in goals:
        where = _span_for(goal, span)
        if goal.counted == NEW_CUSTOMER:
            reached = sum(where.first <= on <= where.last for on in arrived)
        else:
            reached = sum(
                tally.number
                for tally in tallies
                if where.first <= tally.on <= where.last and _counts(tally, goal.counted)
            )
        yield Progress(goal, where, reached, target_in(goal, where, workdays))


def target_in(goal: Goal, span: Span, workdays: Workdays) -> int:
    """What a target comes to in a span that is at least as long as its period."""
    if goal.period == span.period:
        return goal.number
    days = (span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1))
    worked = sum(map(workdays.is_working, days))
    return (
        goal.number * worked if goal.period == "day" else ceil(goal.number * worked / WORKING_WEEK)
    )


def figures(tallies: Iterable[Tally]) -> Iterator[tuple[str, int, int]]:
    """Each kind of contact there was with how many, and in how many nobody was reached."""
    found = list(tallies)
    for kind in KINDS:
        of_kind = [tally for tally in found if tally.kind == kind]
        if of_kind:
            missed = sum(tally.number for tally in of_kind if tally.missed)
            yield kind, sum(tally.number for tally in of_kind), missed


def touches(tallies: Iterable[Tally]) -> int:
    """How many contacts reached somebody."""
    return sum(tally.number for tally in tallies if tally.touch)


def _span_for(goal: Goal, span: Span) -> Span:
    """Where a target is counted: its own period around the span's first day, or the span."""
    if PERIODS.index(goal.period) <= PERIODS.index(span.period):
        return span
    return span_of(goal.period, span.first)


def _counts(tally: Tally, counted: str) -> bool:
    return tally.touch if counted == TOUCH else tally.kind == counted
