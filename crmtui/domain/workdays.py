"""Working days: Monday to Friday."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def next_working_day(day: date) -> date:
    """The day itself where it is a working day, else the first one after it."""
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def working_days_after(day: date, n: int) -> date:
    """The n-th working day after a day; for 0 the day itself or the next working one."""
    day = next_working_day(day) if n == 0 else day
    for _ in range(n):
        day = next_working_day(day + timedelta(days=1))
    return day
