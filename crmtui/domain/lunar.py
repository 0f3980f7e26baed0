"""The Chinese lunar calendar: days to lunar dates and back, and lunar dates in words."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from crmtui.domain import lunartable
from crmtui.domain.errors import CalendarOutOfRange, LunarDateNotUnderstood, NoSuchLunarDate
from crmtui.domain.numerals import common_era, digits, narrow, number

FIRST_DAY = date(1901, 1, 1)
LAST_DAY = date(2101, 1, 28)  # the last day of lunar 2100
FIRST_YEAR, LAST_YEAR = 1900, 2100
CYCLES_BEGAN = 2637  # BC: the first year of the first cycle of sixty years

_MONTHS = "正二三四五六七八九十冬腊"
_ONES = "一二三四五六七八九十"


class LunarDate(NamedTuple):
    """A day of the lunar calendar; its year begins at the Chinese New Year."""

    year: int
    month: int
    day: int
    leap: bool = False


class _Month(NamedTuple):
    """A lunar month: what it is, the ordinal of its first day, and how long it is."""

    month: int
    leap: bool
    start: int
    length: int


@cache
def _new_years() -> list[int]:
    """The ordinals of the Chinese New Years of 1900 to 2101."""
    lengths = map(lunartable.days_in, range(FIRST_YEAR, LAST_YEAR + 1))
    return list(accumulate(lengths, initial=lunartable.FIRST_DAY))


@cache
def _months(year: int) -> tuple[_Month, ...]:
    """The twelve or thirteen months of a lunar year, in order."""
    made = []
    start = _new_years()[year - FIRST_YEAR]
    for month, leap, length in lunartable.months_of(year):
        made.append(_Month(month, leap, start, length))
        start += length
    return tuple(made)


def _month(year: int, month: int, leap: bool) -> _Month | None:
    """That month; None where the year has no such one."""
    return next((m for m in _months(year) if (m.month, m.leap) == (month, leap)), None)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarOutOfRange(str(year))


def to_lunar(day: date) -> LunarDate:
    """The lunar date of a day from 1901-01-01 to the end of lunar 2100."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CalendarOutOfRange(day.isoformat())
    ordinal = day.toordinal()
    year = FIRST_YEAR + bisect_right(_new_years(), ordinal) - 1
    month = next(m for m in reversed(_months(year)) if m.start <= ordinal)
    return LunarDate(year, month.month, ordinal - month.start + 1, month.leap)


def to_solar(lunar: LunarDate) -> date:
    """The day a lunar date falls on; NoSuchLunarDate where that month or day never was."""
    _check_year(lunar.year)
    month = _month(lunar.year, lunar.month, lunar.leap)
    if month is None or not 1 <= lunar.day <= month.length:
        raise NoSuchLunarDate(lunar.year, lunar_words(lunar.month, lunar.day, lunar.leap))
    day = date.fromordinal(month.start + lunar.day - 1)
    if day < FIRST_DAY:
        raise CalendarOutOfRange(str(lunar.year))
    return day


def month_length(year: int, month: int, leap: bool = False) -> int | None:
    """29 or 30 days; None where that year has no such month."""
    _check_year(year)
    found = _month(year, month, leap)
    return found.length if found else None


def leap_month(year: int) -> int:
    """The number of the month that comes twice in a lunar year; 0 where none does."""
    _check_year(year)
    return next((m.month for m in _months(year) if m.leap), 0)


def leap_month_existed(month: int, since: int = 1901, until: int = 2100, day: int = 1) -> bool:
    """Whether any lunar year in the span had this leap month, with at least that many days."""
    years = range(max(since, FIRST_YEAR), min(until, LAST_YEAR) + 1)
    return any((month_length(year, month, True) or 0) >= day for year in years)


def lunar_words(month: int, day: int, leap: bool = False) -> str:
    """闰六月十五, 腊月三十, 正月初一; plain numbers where month or day is out of range."""
    name = _MONTHS[month - 1] if 1 <= month <= 12 else str(month)
    return f"{'闰' if leap else ''}{name}月{_day_words(day)}"


def _day_words(day: int) -> str:
    if not 1 <= day <= 30:
        return str(day)
    if day in (20, 30):
        return "二十" if day == 20 else "三十"
    return ("初", "十", "廿")[(day - 1) // 10] + _ONES[(day - 1) % 10]


_SIMPLER = str.maketrans("農曆陰舊閏臘節陽", "农历阴旧闰腊节阳")
_MARK = "农历|阴历|旧历|夏历|老历|lunar"
_YEAR = r"(?:(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})\s*年\s*)?"
_DAY_WORD = "初[一二三四五六七八九十]|[一二三四五六七八九十廿卅]{1,3}|[0-9]{1,2}"
_SPOKEN = (
    _YEAR + r"(?P<leap>闰?)\s*(?P<month>[正冬腊]|[一二三四五六七八九十]{1,2}|[0-9]{1,2})\s*月\s*"
    rf"(?P<day>{_DAY_WORD})\s*[日号]?"
)
_WRITTEN = (
    r"(?:(?P<year>[0-9]{4})[-./])?(?P<leap>闰|leap\s)?\s*"
    r"(?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})"
)


# Days that everybody calls by their names.
_NAMED_DAYS = {
    "元宵节?": "正月十五",
    "端午节?": "五月初五",
    "七夕节?": "七月初七",
    "中秋节?": "八月十五",
    "重阳节?": "九月初九",
    "腊八节?": "腊月初八",
    "大?年初(?=[一二三四五六七八九十])": "正月初",
}
# Not compiled here: most commands never read a date.
_NEW_YEARS_EVE = (
    r"(?:(?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4})\s*年\s*)?"
    "(?:除夕夜?|大年夜|大?年三十|大年卅)"
)


def spelled_out(text: str) -> str:
    """除夕 as 腊月三十, 大年初一 as 正月初一, 中秋 as 八月十五."""
    made = re.sub(_NEW_YEARS_EVE, _last_day, text.translate(_SIMPLER))
    for name, day in _NAMED_DAYS.items():
        made = re.sub(name, day, made)
    return made if made != text.translate(_SIMPLER) else text


def _last_day(found: re.Match[str]) -> str:
    """The last day of the year: the 29th where the twelfth month of that year is short."""
    year = digits(found["year"]) if found["year"] else None
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return "腊月三十"
    return f"{year}年" + ("腊月三十" if month_length(year, 12) == 30 else "腊月廿九")


def is_marked_lunar(text: str) -> bool:
    """Whether the text says that its date is a lunar one: 农历, 阴历, 旧历, lunar."""
    return re.search(_MARK, text.translate(_SIMPLER), re.IGNORECASE) is not None


def parse_lunar(text: str) -> tuple[int | None, int, int, bool]:
    """A lunar date as people write it: year if given, month, day, whether the leap month.

    The word 农历 may be missing: use this only where the date is known to be lunar.
    """
    plain = re.sub(r"[()【】\[\]]", " ", narrow(common_era(text)).translate(_SIMPLER))
    plain = spelled_out(plain)
    plain = re.sub(_MARK, " ", plain, count=1, flags=re.IGNORECASE).strip()
    plain = re.sub(r"年\s+", "年", plain)
    found = re.fullmatch(_SPOKEN, plain) or re.fullmatch(_WRITTEN, plain, re.IGNORECASE)
    month = _month_number(found["month"]) if found else None
    day = number(found["day"].removeprefix("初")) if found else None
    if not found or not month or not day or month > 12 or day > 30:
        raise LunarDateNotUnderstood(text)
    year = digits(found["year"]) if found["year"] else None
    if year is not None and not 1901 <= year <= LAST_YEAR:
        raise CalendarOutOfRange(str(year))
    return year, month, day, bool(found["leap"])


def _month_number(word: str) -> int | None:
    named = {"正": 1, "冬": 11, "腊": 12}
    return named.get(word) or number(word)
