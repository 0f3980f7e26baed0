"""Birthdays as people write them, in the solar or the lunar calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from crmtui.domain.errors import (
    BirthdayInFuture,
    BirthdayNotUnderstood,
    CalendarOutOfRange,
    LeapMonthNeverExisted,
    LunarDateNotUnderstood,
    NoSuchDay,
)
from crmtui.domain.lunar import (
    LunarDate,
    is_marked_lunar,
    leap_month_existed,
    lunar_words,
    parse_lunar,
    spelled_out,
    to_lunar,
    to_solar,
)
from crmtui.domain.numerals import common_era, digits, narrow, number


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday in its own calendar; the year, where known, is a year of that calendar.

    kind, label: another day that comes back every year may stand here too; see occasions.KINDS.
    """

    calendar: str
    month: int
    day: int
    leap: bool = False
    year: int | None = None
    kind: str = "birthday"
    label: str = ""


_SOLAR_MARK = r"(?:公历|阳历|新历|公曆|陽曆|新曆)\s*"
_MIDNIGHT = r"(?:[T ]00:00(?::00)?)?"
_CN = "[一二三四五六七八九十]{1,3}"
_CN_YEAR = "[〇零一二三四五六七八九]{4}"

# A bare 3/8 is 8 March here and 3 August elsewhere, and nothing beside it tells: it is refused.
_SOLAR_FORMS = (
    r"(?P<year>[0-9]{4})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})" + _MIDNIGHT,
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})",
    r"--(?P<month>[0-9]{2})-?(?P<day>[0-9]{2})",
    r"(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
    r"(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
    r"(?:(?P<year>[0-9]{4})\s*年\s*)?(?P<month>[0-9]{1,2})\s*月\s*(?P<day>[0-9]{1,2})\s*[日号號]?",
    # With 日 or 号 Chinese numerals are the solar calendar's: a lunar day has neither.
    rf"(?:(?P<year>{_CN_YEAR})\s*年\s*)?(?P<month>{_CN})\s*月\s*(?P<day>{_CN})\s*[日号號]",
)

# Without the word 农历 a lunar date must look like one: 八月十五, 正月初一, 闰6月5.
_LUNAR_LOOK = r"[闰閏]|[正冬腊臘]月|月\s*(?:初|廿|卅|[一二三]?十)"


def parse_birthday(text: str, today: date) -> Birthday:
    """A birthday as written; raises what is wrong with it, in words."""
    plain = spelled_out(narrow(common_era(text)).strip())
    solar = _match_solar(re.sub(rf"^\(?{_SOLAR_MARK}\)?", "", plain))
    if is_marked_lunar(plain) or (solar is None and re.search(_LUNAR_LOOK, plain)):
        return _lunar_birthday(plain, today)
    if solar is None:
        raise BirthdayNotUnderstood(text)
    return _solar_birthday(solar, text, today)


def _match_solar(text: str) -> re.Match[str] | None:
    for form in _SOLAR_FORMS:
        if found := re.fullmatch(form, text):
            return found
    return None


def _solar_birthday(found: re.Match[str], text: str, today: date) -> Birthday:
    parts = found.groupdict()
    month, day = number(parts["month"]) or 0, number(parts["day"]) or 0
    year = digits(parts["year"]) if parts.get("year") else None
    try:
        born = date(2000 if year is None else year, month, day)
    except ValueError:
        raise NoSuchDay(text) from None
    if year is not None and born > today:
        raise BirthdayInFuture(text)
    if year is not None and year < 1901:
        raise CalendarOutOfRange(text)
    return Birthday("gregorian", month, day, False, year)


def _lunar_birthday(text: str, today: date) -> Birthday:
    try:
        year, month, day, leap = parse_lunar(text)
    except LunarDateNotUnderstood:
        raise BirthdayNotUnderstood(text) from None
    if leap and not leap_month_existed(month, until=to_lunar(today).year, day=day):
        raise LeapMonthNeverExisted(text, lunar_words(month, day, leap))
    if year is not None and to_solar(LunarDate(year, month, day, leap)) > today:
        raise BirthdayInFuture(text)
    return Birthday("lunar", month, day, leap, year)
