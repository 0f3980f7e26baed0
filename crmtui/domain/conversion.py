"""A day typed in either calendar, found in both."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from crmtui.domain.birthdays import parse_birthday
from crmtui.domain.dates import parse_when
from crmtui.domain.errors import (
    BirthdayInFuture,
    BirthdayNotUnderstood,
    DateNotUnderstood,
    LeapMonthNeverExisted,
)
from crmtui.domain.festivals import festival_code, next_festival
from crmtui.domain.lunar import (
    LunarDate,
    is_marked_lunar,
    leap_month_existed,
    lunar_words,
    parse_lunar,
    to_lunar,
    to_solar,
)
from crmtui.domain.numerals import narrow
from crmtui.domain.occasions import DayKey, next_kept

_LUNAR_LOOK = re.compile(r"[闰閏]|[正冬腊臘]月|月\s*(?:初|廿|卅|[一二三]?十)(?!.*[日号號])")
# The first days of months that the Hong Kong Observatory calls uncertain by a day, until the
# month after them begins.
UNCERTAIN = (
    (date(2057, 9, 27), date(2057, 10, 28)),
    (date(2089, 9, 3), date(2089, 10, 4)),
    (date(2097, 8, 6), date(2097, 9, 6)),
)


class Converted(NamedTuple):
    """A day in both calendars.

    asked_for: the lunar day that was typed, where it is kept on another by a rule.
    uncertain: whether the observatories are not sure of the month.
    """

    solar: date
    lunar: LunarDate
    asked_for: DayKey | None = None
    uncertain: bool = False


def converted(text: str, today: date) -> Converted:
    """A day as typed, in both calendars; without a year it is the next one to come.

    Raises DateNotUnderstood, NoSuchLunarDate or CalendarOutOfRange.
    """
    plain = narrow(text).strip()
    if not plain:
        return _of(today)
    if code := festival_code(plain):
        return _of(next_festival(code, today).on)
    if is_marked_lunar(plain) or _LUNAR_LOOK.search(plain):
        return _lunar(text, today)
    try:
        return _of(parse_when(plain, today).on)
    except DateNotUnderstood:
        if _WHOLE.fullmatch(plain):
            return _of(date(*map(int, re.split("[-/.]", plain))))
        return _of(_written(text, today))


_WHOLE = re.compile(r"[0-9]{4}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|1[0-9]|2[0-8])")


def _written(text: str, today: date) -> date:
    """A solar day in a form that only birthdays are written in: 0308, 19850308, 8.3.1985."""
    try:
        day = parse_birthday(text, today)
    except BirthdayInFuture:
        raise DateNotUnderstood(text) from None
    except BirthdayNotUnderstood:
        raise DateNotUnderstood(text) from None
    if day.year is not None and day.calendar == "gregorian":
        return date(day.year, day.month, day.day)
    return next_kept(DayKey(day.calendar, day.month, day.day, day.leap), today)


def _lunar(text: str, today: date) -> Converted:
    year, month, day, leap = parse_lunar(text)
    if year is not None:
        return _of(to_solar(LunarDate(year, month, day, leap)))
    if leap and not leap_month_existed(month, day=day):
        raise LeapMonthNeverExisted(text, lunar_words(month, day, leap))
    key = DayKey("lunar", month, day, leap)
    found = _of(next_kept(key, today))
    own = (found.lunar.month, found.lunar.day, found.lunar.leap) == (month, day, leap)
    return found if own else found._replace(asked_for=key)


def _of(solar: date) -> Converted:
    uncertain = any(first <= solar <= last for first, last in UNCERTAIN)
    return Converted(solar, to_lunar(solar), None, uncertain)
