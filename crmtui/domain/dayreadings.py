"""Which day a notation means, once its parts are found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crmtui.domain.numerals import number
from crmtui.domain.workdays import WEEKENDS, Workdays

MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Asked:
    """The day it is asked on, whether something past is meant, and which days are worked."""

    today: date
    past: bool
    workdays: Workdays = WEEKENDS


Reading = Callable[[re.Match[str], Asked], date]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBER_WORDS = ("an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _number(text: str) -> int:
    found = number(text)
    if found is None:
        raise ValueError(text)
    return found


def _month_end(day: date, months: int = 0) -> date:
    year, month = divmod(day.year * 12 + day.month + months, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def _shift_months(day: date, months: int) -> date:
    """So many months on; the last day of the month where it is too short."""
    last = _month_end(day, months)
    return last.replace(day=min(day.day, last.day))


def _monday(day: date, weeks: int = 0) -> date:
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)


def _steps(word: str | None) -> int:
    """How many weeks or months on: 下 1, 下下 2, 上 -1, 这 and 本 0."""
    return (word or "").count("下") - (word or "").count("上")


def whole_date(found: re.Match[str], _asked: Asked) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _month_day(month: int, day: int, asked: Asked) -> date:
    """The next such day from today on, or the latest one up to today."""
    on = date(asked.today.year, month, day)
    if asked.past:
        return on if on <= asked.today else date(on.year - 1, month, day)
    return on if on >= asked.today else date(on.year + 1, month, day)


def numbers_only(found: re.Match[str], asked: Asked) -> date:
    return _month_day(int(found["month"]), int(found["day"]), asked)


def chinese_date(found: re.Match[str], asked: Asked) -> date:
    month, day = _number(found["month"]), _number(found["day"])
    year = found["year"]
    if not year:
        return _month_day(month, day, asked)
    near = {"今年": 0, "明年": 1, "后年": 2} | ({"去年": -1} if asked.past else {})
    return date(asked.today.year + near[year] if year in near else int(year[:-1]), month, day)


def named_month(found: re.Match[str], asked: Asked) -> date:
    month, day = _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"])
    return date(int(found["year"]), month, day) if found["year"] else _month_day(month, day, asked)


def day_of_month(found: re.Match[str], asked: Asked) -> date:
    """15号: the next month (or with `past` the latest) that has that day."""
    day = _number(found["day"])
    if not 1 <= day <= 31:
        raise ValueError(found[0])
    if word := found.groupdict().get("which"):
        return _shift_months(asked.today.replace(day=1), _steps(word)).replace(day=day)
    first = asked.today.replace(day=1)
    while True:
        fits = day <= _month_end(first).day
        on = first.replace(day=day) if fits else first
        if fits and (on <= asked.today if asked.past else on >= asked.today):
            return on
        first = _shift_months(first, -1 if asked.past else 1)


def chinese_weekday(found: re.Match[str], asked: Asked) -> date:
    index = "一二三四五六日天".index(found["weekday"])
    weeks = _steps(found["which"]) if found["which"] else None
    return _weekday(min(index, 6), weeks, asked)


def english_weekday(found: re.Match[str], asked: Asked) -> date:
    index = _WEEKDAYS.index(found["weekday"][:3].lower())
    weeks = {"this": 0, "next": 1, "last": -1}.get((found["which"] or "").lower())
    return _weekday(index, weeks, asked)


def _weekday(index: int, weeks: int | None, asked: Asked) -> date:
    """The weekday so many calendar weeks on; with None the next one after today, never today.

    With `past` None means the latest one before today.
    """
    if weeks is not None:
        if weeks < 0 and not asked.past:
            raise ValueError(weeks)
        return _monday(asked.today, weeks) + timedelta(days=index)
    if asked.past:
        return asked.today - timedelta(days=(asked.today.weekday() - index - 1) % 7 + 1)
    return asked.today + timedelta(days=(index - asked.today.weekday() - 1) % 7 + 1)


def _after(n: int, unit: str, asked: Asked) -> date:
    """So many days, weeks, months, years or working days on (back where negative)."""
    if abs(n) > MOST_DAYS:
        raise ValueError(n)
    today = asked.today
    if unit == "wd":
        on = asked.workdays.after(today, n)
    elif unit in "my":
        on = _shift_months(today, n * (12 if unit == "y" else 1))
    else:
        on = today + timedelta(days=n * (7 if unit == "w" else 1))
    if abs(on - today).days > MOST_DAYS:
        raise ValueError(n)
    return on


def chinese_offset(found: re.Match[str], asked: Asked) -> date:
    units = {"天": "d", "日": "d", "周": "w", "星期": "w", "礼拜": "w", "月": "m", "年": "y"}
    unit = found["unit"].removeprefix("个")
    sign = -1 if found.groupdict().get("ago") else 1
    return _after(sign * _number(found["n"]), units.get(unit, "wd"), asked)


def chinese_half(found: re.Match[str], asked: Asked) -> date:
    if "年" in found[0]:
        return _shift_months(asked.today, 6)
    return asked.today + timedelta(days=15)


def english_offset(found: re.Match[str], asked: Asked) -> date:
    parts = found.groupdict()
    word = (parts["n"] or parts["word"]).lower()
    n = int(word) if word.isdigit() else 1 if word == "a" else max(1, NUMBER_WORDS.index(word))
    unit = found["unit"].strip().lower()
    working = unit in ("wd", "bd") or (unit.startswith(("work", "business")))
    sign = -1 if parts.get("ago") else 1
    return _after(sign * n, "wd" if working else unit[0], asked)


def days_on(days: int) -> Reading:
    return lambda _found, asked: asked.today + timedelta(days=days)


def weeks_on(found: re.Match[str], asked: Asked) -> date:
    return _monday(asked.today, _steps(found["which"]))


def months_on(found: re.Match[str], asked: Asked) -> date:
    return _shift_months(asked.today.replace(day=1), _steps(found["which"]))


def end_of_month(found: re.Match[str], asked: Asked) -> date:
    which = found["which"] or ""
    return _month_end(asked.today, 1 if which.strip().lower() == "next" else _steps(which))


def end_of_year(found: re.Match[str], asked: Asked) -> date:
    return date(asked.today.year + ("明" in found[0]), 12, 31)


def next_monday(_found: re.Match[str], asked: Asked) -> date:
    return _monday(asked.today, 1)


def first_of_next_month(_found: re.Match[str], asked: Asked) -> date:
    return _month_end(asked.today) + timedelta(days=1)
