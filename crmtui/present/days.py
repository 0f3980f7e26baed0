"""Days that matter in words: both calendars, the rule that was applied, round birthdays."""

from __future__ import annotations

from datetime import date

from crmtui.domain.lunar import lunar_words, to_lunar
from crmtui.domain.occasions import DayKey, Occasion, key_of, turns
from crmtui.domain.words import _
from crmtui.present.codes import MONTHS

ZODIAC = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
FIRST_ROUND = 10


def month_day_words(month: int, day: int) -> str:
    """'28 Jul', '7月28日'."""
    return _("{day} {month}").format(day=day, month=_(MONTHS[month - 1]))


def solar_words(on: date) -> str:
    """A day without its year: '28 Jul', '7月28日'."""
    return month_day_words(on.month, on.day)


def own_day_words(key: DayKey) -> str:
    """The stored day in its own calendar: '闰六月十五', '28 Jul'."""
    if key.calendar == "lunar":
        return lunar_words(key.month, key.day, key.leap)
    return month_day_words(key.month, key.day)


def lunar_of(on: date) -> str:
    """The lunar date of a day: '十月十五'."""
    lunar = to_lunar(on)
    return lunar_words(lunar.month, lunar.day, lunar.leap)


def rule_code(key: DayKey, on: date) -> str | None:
    """Why a stored day is kept on another: no_leap_month, short_month, both or common_year."""
    if key.calendar == "gregorian":
        return "common_year" if (key.month, key.day) == (2, 29) and on.day == 28 else None
    kept = to_lunar(on)
    no_leap, short = key.leap and not kept.leap, kept.day < key.day
    if no_leap:
        return "no_leap_month_short" if short else "no_leap_month"
    return "short_month" if short else None


def rule_words(key: DayKey, on: date, today: date) -> str:
    """The rule that was applied, in words; '' where the day is kept as it stands."""
    code = rule_code(key, on)
    if code is None:
        return ""
    year = _("this year") if on.year == today.year else _("in {year}").format(year=on.year)
    if code == "common_year":
        return _("no 29 February {year}, kept on the 28th").format(year=year)
    if code == "short_month":
        month = lunar_words(key.month, 1, key.leap and to_lunar(on).leap)[:-2]
        return _("{month} has no 30th {year}, kept on {day}").format(
            month=month, year=year, day=lunar_of(on)
        )
    month = lunar_words(key.month, 1, True)[:-2]
    return _("no {month} {year}, kept on {day}").format(month=month, year=year, day=lunar_of(on))


def both_words(key: DayKey, on: date, today: date) -> str:
    """A stored day with the rule and the day it is kept on: '闰六月十五: …, 28 Jul'."""
    own = own_day_words(key)
    parts = [rule_words(key, on, today), solar_words(on)] if key.calendar == "lunar" else []
    if key.calendar == "gregorian":
        parts = [rule_words(key, on, today), lunar_of(on)]
    return _("{day}: {rest}").format(day=own, rest=_(", ").join(part for part in parts if part))


def beside_words(key: DayKey, on: date, today: date) -> str:
    """What goes beside the day something is kept on: its lunar date, and the rule."""
    own = own_day_words(key) if key.calendar == "lunar" else lunar_of(on)
    rule = rule_words(key, on, today)
    return _("{day}: {rest}").format(day=own, rest=rule) if rule else own


def zodiac_of(year: int) -> str:
    """The animal of a lunar year."""
    return ZODIAC[(year - 4) % 12]


def round_words(occasion: Occasion, on: date) -> str:
    """What makes a birthday special: a zodiac year of one's own, or a round number."""
    years = turns(occasion, on)
    if not years:
        return ""
    if occasion.kind != "birthday":
        return _("{n} years round").format(n=years) if years % FIRST_ROUND == 0 else ""
    found = []
    if years % FIRST_ROUND == 0 and years >= FIRST_ROUND:
        found.append(_("round: {n}").format(n=years))
    if is_zodiac_year(occasion, on):
        found.append(_("zodiac year ({animal})").format(animal=zodiac_of(to_lunar(on).year)))
    return _(", ").join(found)


def is_zodiac_year(occasion: Occasion, on: date) -> bool:
    """Whether the lunar year of that day has the animal of the year one was born in (本命年)."""
    if occasion.year is None or not 1901 <= occasion.year <= on.year:
        return False
    if occasion.calendar == "lunar":
        born = occasion.year
    else:
        day = 28 if (occasion.month, occasion.day) == (2, 29) else occasion.day
        try:
            born = to_lunar(date(occasion.year, occasion.month, day)).year
        except ValueError:
            return False
    now = to_lunar(on).year
    return now > born and (now - born) % 12 == 0


def occasion_day_words(occasion: Occasion, on: date, today: date) -> str:
    """What the card shows of a day: both dates and the rule."""
    return both_words(key_of(occasion), on, today)


STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def year_words(year: int) -> str:
    """A lunar year as it is called: '丙午年(马)'."""
    return _("{stem}{branch}年({animal})").format(
        stem=STEMS[(year - 4) % 10], branch=BRANCHES[(year - 4) % 12], animal=zodiac_of(year)
    )
