"""Quick dates as a salesperson types them: “下周三”, “3d”, “next tue”, “明天下午3点”."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crmtui.domain.dayforms import lead_day
from crmtui.domain.dayreadings import Asked
from crmtui.domain.daytimes import read_time
from crmtui.domain.errors import DateNotUnderstood, StepWithoutWhat
from crmtui.domain.numerals import narrow
from crmtui.domain.workdays import WEEKENDS, Workdays

__all__ = ["When", "parse_when", "split_step"]

FIRST_YEAR, LAST_YEAR = 1901, 2100


@dataclass(frozen=True, slots=True)
class When:
    """A day and, if one was given, a time of day as HH:MM."""

    on: date
    time: str | None = None


def parse_when(
    text: str, today: date, *, past: bool = False, workdays: Workdays = WEEKENDS
) -> When:
    """The day meant by a text; with `past` it is a day that something happened on.

    Then 12-01 and 周三 mean the latest one up to today and not the next one to come, and
    yesterday and 3天前 are understood as well. `workdays` tells what 3个工作日后 skips. Raises
    DateNotUnderstood.
    """
    plain = narrow(text).strip()
    when, end = _lead(plain, Asked(today, past, workdays), text)
    if end != len(plain):
        raise DateNotUnderstood(text)
    return when


def split_step(text: str, today: date, *, workdays: Workdays = WEEKENDS) -> tuple[When, str]:
    """A next step as WHEN and WHAT: the longest date it begins with, and the rest.

    Raises DateNotUnderstood where it begins with no date, StepWithoutWhat where that is all.
    """
    # Narrowing keeps every position, so the rest is cut from what was typed.
    given = text.strip()
    when, end = _lead(narrow(given), Asked(today, False, workdays), text)
    what = given[end:].lstrip(" \t\r\n\u3000:：,，、;；").strip()
    if not what:
        raise StepWithoutWhat(text)
    return when, what


def _lead(plain: str, asked: Asked, text: str) -> tuple[When, int]:
    """The date and time a text begins with, and where they end."""
    try:
        day, end = lead_day(plain, asked)
        timed = read_time(plain, end)
    except (ValueError, OverflowError):
        raise DateNotUnderstood(text) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateNotUnderstood(text)
    return (When(day), end) if timed is None else (When(day, timed[0]), timed[1])
