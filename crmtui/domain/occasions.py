"""Days that matter to a customer: when each is kept, by which rule, and how old one turns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.errors import NoSuchDay
from crmtui.domain.lunar import LunarDate, leap_month, month_length, to_lunar, to_solar

KINDS = ("birthday", "wedding", "founding", "contract_end", "other")


class Occasion(NamedTuple):
    """A day of a customer's or a contact's that comes back every year."""

    id: int
    customer_id: int
    contact_id: int | None
    kind: str
    calendar: str
    month: int
    day: int
    leap: bool
    year: int | None
    """The first year, counted in the occasion's own calendar."""
    lead_days: int | None
    label: str = ""
    note: str = ""
    contact_name: str = ""
    uid: str = ""
    revision: int = 1


class DayKey(NamedTuple):
    """What is stored of a recurring day, without its year."""

    calendar: str
    month: int
    day: int
    leap: bool = False


def key_of(occasion: Occasion) -> DayKey:
    """The stored day of an occasion."""
    leap = occasion.leap and occasion.calendar == "lunar"
    return DayKey(occasion.calendar, occasion.month, occasion.day, leap)


def on_in_year(month: int, day: int, leap: bool, calendar: str, year: int) -> date | None:
    """The day it is kept on in a year of its own calendar; None where it is no date at all.

    The rules: a leap-month day in a year without that leap month is kept in the plain month;
    a lunar 30th in a month of 29 days on the 29th; 29 February on the 28th in common years.
    """
    if not 1 <= month <= 12:
        return None
    if calendar == "gregorian":
        last = _month_end(year, month)
        if (month, day) == (2, 29):
            return last
        return last.replace(day=day) if 1 <= day <= last.day else None
    if not 1 <= day <= 30:
        return None
    leap = leap and leap_month(year) == month
    length = month_length(year, month, leap) or 29
    return to_solar(LunarDate(year, month, min(day, length), leap))


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def next_kept(key: DayKey, today: date) -> date:
    """The first day on or after today on which a stored day is kept."""
    first = to_lunar(today).year if key.calendar == "lunar" else today.year
    for year in (first, first + 1):
        on = on_in_year(key.month, key.day, key.leap, key.calendar, year)
        if on is None:
            raise NoSuchDay(f"{key.month}-{key.day}")
        if on >= today:
            return on
    raise AssertionError("a day that comes back every year came neither this year nor the next")


def next_on(occasion: Occasion, today: date) -> date:
    """The first day on or after today on which the occasion is kept."""
    return next_kept(key_of(occasion), today)


def rule_applied(occasion: Occasion, on: date) -> str | None:
    """Why it is kept on a day other than its own: no_leap_month, short_month or common_year."""
    if occasion.calendar == "gregorian":
        moved = (occasion.month, occasion.day) == (2, 29) and on.day == 28
        return "common_year" if moved else None
    kept = to_lunar(on)
    if occasion.leap and not kept.leap:
        return "no_leap_month"
    return "short_month" if (occasion.day, kept.day) == (30, 29) else None


def keys_on(day: date) -> tuple[DayKey, ...]:
    """Every stored day that is kept on this day, in both calendars."""
    return (*_gregorian_keys(day), *_lunar_keys(day))


def _gregorian_keys(day: date) -> tuple[DayKey, ...]:
    own = DayKey("gregorian", day.month, day.day)
    if (day.month, day.day) == (2, 28) and _month_end(day.year, 2) == day:
        return own, DayKey("gregorian", 2, 29)
    return (own,)


def _lunar_keys(day: date) -> tuple[DayKey, ...]:
    lunar = to_lunar(day)
    last = month_length(lunar.year, lunar.month, lunar.leap)
    days = (29, 30) if lunar.day == last == 29 else (lunar.day,)
    if lunar.leap:
        leaps: tuple[bool, ...] = (True,)
    else:
        # The plain month also keeps the leap month's days, unless this year has that leap month.
        leaps = (False,) if leap_month(lunar.year) == lunar.month else (False, True)
    return tuple(DayKey("lunar", lunar.month, number, leap) for number in days for leap in leaps)


def turns(occasion: Occasion, on: date) -> int | None:
    """How many years it is on that day, counted in its own calendar; None if not known."""
    if occasion.year is None:
        return None
    year = to_lunar(on).year if occasion.calendar == "lunar" else on.year
    return year - occasion.year if year >= occasion.year else None
