"""The days a repetition names: from its anchor on, moved off days off, the next after a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, cast

from crmtui.domain.repeats import (
    AFTER,
    BEFORE,
    DAYS,
    FREQUENCIES,
    FURTHEST,
    RepeatNever,
    Rule,
    text_of,
)
from crmtui.domain.workdays import WEEKENDS, Workdays

if TYPE_CHECKING:
    from dateutil.rrule import rrule, weekday

HORIZON = timedelta(days=366 * 40)  # longer than any calendar takes to come round
LONGEST_RUN = timedelta(days=31)  # of days off
SHORTEST_MONTH = 28
_ANY_DAY = date(2000, 1, 1)
_LENGTHS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}  # the months that are not 31 days long, at most
_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}


def possible(rule: Rule, text: str) -> Rule:
    """The rule, where any day at all fits it; RepeatNever."""
    months = rule.by_month or (1,)
    longest = max(_LENGTHS.get(month, 31) for month in months)
    too_late = rule.by_month_day and min(map(abs, rule.by_month_day)) > longest
    # dateutil looks for a day that never comes until the year 9999: most of them are told here.
    beyond = rule.by_set_pos and min(map(abs, rule.by_set_pos)) > _PERIODS[rule.freq]
    loose = rule._replace(start=_ANY_DAY, until=None, interval=1)
    if too_late or beyond or next(dates(loose, _ANY_DAY), None) is None:
        raise RepeatNever(text)
    return rule


def dates(rule: Rule, after: date, workdays: Workdays = WEEKENDS) -> Iterator[date]:
    """The rule's days after a day, the earliest first; how many are left is not looked at."""
    since = after - LONGEST_RUN if rule.workday == AFTER else after
    latest = after
    for moment in _calendar_of(rule, since):
        day = moment.date()
        if day > since and (day := _worked(day, rule.workday, workdays)) > latest:
            latest = day
            yield day


def is_on(rule: Rule, day: date, workdays: Workdays = WEEKENDS) -> bool:
    """Whether a day is one of the rule's own."""
    return next(dates(rule, day - timedelta(days=1), workdays), None) == day


def anchored(rule: Rule, first: date, at: str | None = None) -> Rule:
    """The rule with its days said in full, anchored to its first day and time; RepeatNever.

    A month too short for the first one's day takes its last.
    """
    if rule.until and rule.until < first:
        raise RepeatNever(text_of(rule))
    rule = rule._replace(start=rule.start or first, at=at or "")
    if rule.freq == "WEEKLY" and not rule.by_day and not rule.workday:
        return rule._replace(by_day=(DAYS[first.weekday()],))
    if rule.freq in ("MONTHLY", "YEARLY") and not (rule.by_day or rule.by_month_day):
        if rule.freq == "YEARLY":
            rule = rule._replace(by_month=rule.by_month or (first.month,))
        return on_month_day(rule, first.day)
    return rule


def on_month_day(rule: Rule, day: int) -> Rule:
    """The rule for a day of the month; where a month is too short, its last day."""
    short = rule.freq == "MONTHLY" or 2 in rule.by_month
    if day <= SHORTEST_MONTH or not short:
        return rule._replace(by_month_day=(day,))
    if day == 31:
        return rule._replace(by_month_day=(-1,))
    return rule._replace(by_month_day=tuple(range(SHORTEST_MONTH, day + 1)), by_set_pos=(-1,))


def first_date(rule: Rule, today: date, workdays: Workdays = WEEKENDS) -> date | None:
    """The day a series begins with when none is said: the rule's first one after today."""
    after = today
    if rule.start is not None:
        after = max(today, rule.start - timedelta(days=1))
    elif rule.says_days:  # "every second Tuesday" begins with the next Tuesday
        rule = rule._replace(start=today, interval=1)
    else:
        rule = anchored(rule._replace(start=today, until=None), today)._replace(until=rule.until)
    return next(dates(rule, after, workdays), None)


def following(
    rule: Rule, due_on: date, today: date, workdays: Workdays = WEEKENDS
) -> tuple[date, Rule] | None:
    """The next day and its rule once the step of a day is finished; None where it was the last.

    What was missed in between does not pile up.
    """
    if rule.left == 1:
        return None
    day = next(dates(rule, max(due_on, today), workdays), None)
    return (day, rule._replace(left=max(rule.left - 1, 0))) if day else None


def _worked(day: date, workday: str, workdays: Workdays) -> date:
    if workday == BEFORE:
        return workdays.before(day)
    return workdays.next(day) if workday == AFTER else day


def _calendar_of(rule: Rule, since: date) -> rrule:
    from dateutil import rrule as calendar  # here: no look-up needs it

    start = rule.start or since
    last = min(max(start, since) + HORIZON, rule.until or FURTHEST, FURTHEST)
    return calendar.rrule(
        cast("Literal[0, 1, 2, 3]", FREQUENCIES.index(rule.freq)),
        dtstart=datetime.combine(start, time()),
        until=datetime.combine(last, time()),
        interval=rule.interval,
        bymonth=rule.by_month or None,
        bymonthday=rule.by_month_day or None,
        byweekday=[_weekday(day) for day in rule.by_day] or None,
        bysetpos=rule.by_set_pos or None,
        wkst=DAYS.index(rule.week_start) if rule.week_start else None,
    )


def _weekday(day: str) -> weekday:
    from dateutil.rrule import weekday

    number, name = day[:-2], day[-2:]
    return weekday(DAYS.index(name), int(number) if number else None)
