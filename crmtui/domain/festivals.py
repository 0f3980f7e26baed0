"""Traditional festivals and solar terms: on which day of a year each falls."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from crmtui.domain.errors import CalendarOutOfRange
from crmtui.domain.lunar import LunarDate, lunar_words, month_length, to_solar
from crmtui.domain.traditional import simple
from crmtui.domain.words import N_, _

FIRST_YEAR, LAST_YEAR = 1901, 2100  # of the solar calendar


class Festival(NamedTuple):
    """A day of the trade's year: its code, when it is, and whether the lunar calendar moves it."""

    code: str
    on: date
    lunar: str
    """Its lunar date in words, as 八月十五; '' for a solar one."""


# Code -> lunar month and day. 小年 is kept on the 23rd in the north, a day later in the south.
LUNAR: dict[str, tuple[int, int]] = {
    "spring_festival": (1, 1),
    "lantern": (1, 15),
    "dragon_boat": (5, 5),
    "qixi": (7, 7),
    "zhongyuan": (7, 15),
    "mid_autumn": (8, 15),
    "double_ninth": (9, 9),
    "laba": (12, 8),
    "little_new_year": (12, 23),
}
TERMS: dict[str, str] = {"qingming": "清明", "winter_solstice": "冬至"}
SOLAR: dict[str, tuple[int, int]] = {
    "new_year": (1, 1),
    "womens_day": (3, 8),
    "labour_day": (5, 1),
    "teachers_day": (9, 10),
    "national_day": (10, 1),
    "christmas": (12, 25),
}
NAMES: dict[str, str] = {
    "little_new_year": N_("Little New Year"),
    "new_years_eve": N_("New Year's Eve (lunar)"),
    "spring_festival": N_("Spring Festival"),
    "lantern": N_("Lantern Festival"),
    "qingming": N_("Qingming"),
    "dragon_boat": N_("Dragon Boat Festival"),
    "qixi": N_("Qixi"),
    "zhongyuan": N_("Zhongyuan"),
    "mid_autumn": N_("Mid-Autumn Festival"),
    "double_ninth": N_("Double Ninth"),
    "winter_solstice": N_("Winter Solstice"),
    "laba": N_("Laba"),
    "new_year": N_("New Year"),
    "womens_day": N_("Women's Day"),
    "labour_day": N_("Labour Day"),
    "teachers_day": N_("Teachers' Day"),
    "national_day": N_("National Day"),
    "christmas": N_("Christmas"),
}
_ALSO: dict[str, str] = {
    "little_new_year": "小年 祭灶",
    "new_years_eve": "除夕 年三十 大年三十 年夜 newyearseve",
    "spring_festival": "春节 大年初一 正月初一 新春 农历新年 过年 chinesenewyear cny",
    "lantern": "元宵 元宵节 上元",
    "qingming": "清明 清明节 tombsweepingday",
    "dragon_boat": "端午 端午节 端阳",
    "qixi": "七夕 七夕节",
    "zhongyuan": "中元 中元节 鬼节",
    "mid_autumn": "中秋 中秋节 八月节",
    "double_ninth": "重阳 重阳节",
    "winter_solstice": "冬至 冬至节",
    "laba": "腊八 腊八节",
    "new_year": "元旦 新年 newyearsday",
    "womens_day": "妇女节 三八 三八节 女神节",
    "labour_day": "劳动节 五一 五一节 laborday mayday",
    "teachers_day": "教师节",
    "national_day": "国庆 国庆节 十一",
    "christmas": "圣诞 圣诞节 xmas",
}
# The days people speak of as festivals; the others are there to greet for, by whom they suit.
TRADITIONAL = (*LUNAR, *TERMS, "new_years_eve")


def festival_code(text: str) -> str | None:
    """The festival a word stands for ('中秋', 'mid-autumn'), or None."""
    wanted = "".join(letter for letter in simple(text).casefold() if letter.isalnum())
    for code, name in NAMES.items():
        known = (code, name, _(name), *_ALSO[code].split())
        if wanted in ("".join(c for c in each.casefold() if c.isalnum()) for each in known):
            return code
    return None


def festival_words(code: str) -> str:
    """What a festival is called."""
    return _(NAMES[code])


@cache
def festivals(year: int) -> tuple[Festival, ...]:
    """Every festival that falls into a solar year, in the order of their days."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarOutOfRange(str(year))
    found = [Festival(code, date(year, *day), "") for code, day in SOLAR.items()]
    found += [Festival(code, term_day(year, name), "") for code, name in TERMS.items()]
    for lunar_year in (year - 1, year):
        found += _lunar_festivals(lunar_year)
    return tuple(sorted((each for each in found if each.on.year == year), key=lambda f: f.on))


def _lunar_festivals(lunar_year: int) -> list[Festival]:
    last = month_length(lunar_year, 12) or 29
    days = {**LUNAR, "new_years_eve": (12, last)}
    return [
        Festival(code, on, lunar_words(month, day))
        for code, (month, day) in days.items()
        if (on := _solar(lunar_year, month, day))
    ]


def _solar(year: int, month: int, day: int) -> date | None:
    try:
        return to_solar(LunarDate(year, month, day))
    except CalendarOutOfRange:
        return None


def next_festival(code: str, today: date) -> Festival:
    """The first time on or after today that this festival is kept."""
    for year in range(today.year, today.year + 3):
        for each in festivals(year):
            if each.code == code and each.on >= today:
                return each
    raise CalendarOutOfRange(str(today.year + 2))


def term_day(year: int, name: str) -> date:
    """The day on which a solar term such as 清明 begins."""
    # Imported here: most commands never need the solar terms.
    from borax.calendars.lunardate import TermUtils

    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found


def term_on(day: date) -> str:
    """The solar term that begins on a day, as 小雪; '' where none does."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    from borax.calendars.lunardate import TERMS_CN, TermUtils

    near = range(2 * day.month - 2, 2 * day.month)
    return next(
        (TERMS_CN[term] for term in near if TermUtils.nth_term_day(day.year, term) == day), ""
    )


def term_lately(day: date, within: int = 1) -> tuple[str, int] | None:
    """The solar term of this day or of the days just before, and how many days ago it began."""
    for ago in range(within + 1):
        if term := term_on(day - timedelta(days=ago)):
            return term, ago
    return None


def festivals_on(day: date) -> tuple[Festival, ...]:
    """The festivals kept on a day."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return ()
    return tuple(each for each in festivals(day.year) if each.on == day)
