"""A month day by day: both calendars, festivals, days off, and how much stands on each day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.festivals import festival_words, festivals_on, term_on
from crmtui.domain.lunar import lunar_words, to_lunar
from crmtui.domain.workdays import Workdays


class MonthDay(NamedTuple):
    """A day as a calendar shows it.

    lunar: 十月十五. lunar_short: 十五, on the first of a month its name. occasions, steps: how
    many are kept and planned on it.
    """

    on: date
    lunar: str
    lunar_short: str
    term: str
    festivals: tuple[str, ...]
    holiday: str
    off: bool
    workday: bool
    occasions: int
    steps: int

    @property
    def state(self) -> str:
        """'off' for a holiday, 'workday' for a make-up day, else ''."""
        if self.workday:
            return "workday"
        return "off" if self.holiday and self.off else ""

    @property
    def words(self) -> str:
        """What the day is called: a festival, else a holiday, else a solar term; '' for none."""
        named = next(iter(self.festivals), "")
        return named or (self.holiday if not self.workday else "") or self.term


def month_days(
    first: date, workdays: Workdays, counts: Mapping[date, tuple[int, int]]
) -> list[MonthDay]:
    """Every day of the month that begins on `first`; counts: occasions and steps by day."""
    days = []
    on = first
    while on.month == first.month:
        days.append(day_of(on, workdays, counts.get(on, (0, 0))))
        on += timedelta(days=1)
    return days


def day_of(on: date, workdays: Workdays, count: tuple[int, int] = (0, 0)) -> MonthDay:
    """One day."""
    lunar = to_lunar(on)
    words = lunar_words(lunar.month, lunar.day, lunar.leap)
    holiday = workdays.holiday(on)
    return MonthDay(
        on=on,
        lunar=words,
        lunar_short=words[:-2] if lunar.day == 1 else words[-2:],
        term=term_on(on),
        festivals=tuple(festival_words(each.code) for each in festivals_on(on)),
        holiday=holiday.name if holiday else "",
        off=not workdays.is_working(on),
        workday=bool(holiday and holiday.workday),
        occasions=count[0],
        steps=count[1],
    )
