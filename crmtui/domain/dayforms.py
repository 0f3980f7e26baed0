"""The notations of a day, and which day each one means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crmtui.domain.numerals import number
from crmtui.domain.workdays import working_days_after

MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Asked:
    """The day it is asked on, and whether something past is meant."""

    today: date
    past: bool


Reading = Callable[[re.Match[str], Asked], date]

_CN = "[一二两三四五六七八九十廿卅]"
_N = f"[0-9]{{1,4}}|(?:{_CN}|百){{1,5}}"
_END = r"(?=$|[\s:,])"
_DAY = rf"(?P<day>[0-9]{{1,2}}|{_CN}{{1,3}})\s*[日号號](?![楼线机仓门店库车柜院馆桌厂])"
# A word or number ends here: 3d but not 3dozen, 12-01 but not 12-01-26.
_STOP = r"(?![0-9A-Za-z'’]|[-/][0-9A-Za-z]|\.[0-9])"
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)"
_WORDS = ("an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_UNIT = (
    r"(?P<unit>[dwmy]|wd|bd|\s*(?:(?:working|business|work)\s*days?|days?|weeks?|wks?|months?"
    r"|years?))"
)


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


def _whole_date(found: re.Match[str], _asked: Asked) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _month_day(month: int, day: int, asked: Asked) -> date:
    """The next such day from today on, or the latest one up to today."""
    on = date(asked.today.year, month, day)
    if asked.past:
        return on if on <= asked.today else date(on.year - 1, month, day)
    return on if on >= asked.today else date(on.year + 1, month, day)


def _numbers_only(found: re.Match[str], asked: Asked) -> date:
    return _month_day(int(found["month"]), int(found["day"]), asked)


def _chinese_date(found: re.Match[str], asked: Asked) -> date:
    month, day = _number(found["month"]), _number(found["day"])
    year = found["year"]
    if not year:
        return _month_day(month, day, asked)
    near = {"今年": 0, "明年": 1, "后年": 2} | ({"去年": -1} if asked.past else {})
    return date(asked.today.year + near[year] if year in near else int(year[:-1]), month, day)


def _named_month(found: re.Match[str], asked: Asked) -> date:
    month, day = _MONTHS.index(found["month"][:3].lower()) + 1, int(found["day"])
    return date(int(found["year"]), month, day) if found["year"] else _month_day(month, day, asked)


def _day_of_month(found: re.Match[str], asked: Asked) -> date:
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


def _chinese_weekday(found: re.Match[str], asked: Asked) -> date:
    index = "一二三四五六日天".index(found["weekday"])
    weeks = _steps(found["which"]) if found["which"] else None
    return _weekday(min(index, 6), weeks, asked)


def _english_weekday(found: re.Match[str], asked: Asked) -> date:
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


def _after(n: int, unit: str, today: date) -> date:
    """So many days, weeks, months, years or working days on (back where negative)."""
    days = {"d": 1, "w": 7, "m": 28, "y": 365, "wd": 1}[unit]
    if abs(n) * days > MOST_DAYS:
        raise ValueError(n)
    if unit == "wd":
        return working_days_after(today, n)
    if unit in "my":
        return _shift_months(today, n * (12 if unit == "y" else 1))
    return today + timedelta(days=n * days)


def _chinese_offset(found: re.Match[str], asked: Asked) -> date:
    units = {"天": "d", "日": "d", "周": "w", "星期": "w", "礼拜": "w", "月": "m", "年": "y"}
    unit = found["unit"].removeprefix("个")
    sign = -1 if found.groupdict().get("ago") else 1
    return _after(sign * _number(found["n"]), units.get(unit, "wd"), asked.today)


def _chinese_half(found: re.Match[str], asked: Asked) -> date:
    if "年" in found[0]:
        return _shift_months(asked.today, 6)
    return asked.today + timedelta(days=15)


def _english_offset(found: re.Match[str], asked: Asked) -> date:
    parts = found.groupdict()
    word = (parts["n"] or parts["word"]).lower()
    n = int(word) if word.isdigit() else 1 if word == "a" else max(1, _WORDS.index(word))
    unit = found["unit"].strip().lower()
    working = unit in ("wd", "bd") or (unit.startswith(("work", "business")))
    sign = -1 if parts.get("ago") else 1
    return _after(sign * n, "wd" if working else unit[0], asked.today)


def _days_on(days: int) -> Reading:
    return lambda _found, asked: asked.today + timedelta(days=days)


def _weeks_on(found: re.Match[str], asked: Asked) -> date:
    return _monday(asked.today, _steps(found["which"]))


def _months_on(found: re.Match[str], asked: Asked) -> date:
    return _shift_months(asked.today.replace(day=1), _steps(found["which"]))


def _end_of_month(found: re.Match[str], asked: Asked) -> date:
    which = found["which"] or ""
    return _month_end(asked.today, 1 if which.strip().lower() == "next" else _steps(which))


def _end_of_year(found: re.Match[str], asked: Asked) -> date:
    return date(asked.today.year + ("明" in found[0]), 12, 31)


_YMD = r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"
_WEEK_ZH = "(?:周|星期|礼拜)"
_WHICH_MONTH = r"(?P<which>这个?|本|下+个?)"

_FORMS: tuple[tuple[str, Reading], ...] = (
    (_YMD + rf"(?:(?=T[0-9]{{1,2}}:)|{_STOP})", _whole_date),
    (r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})" + _STOP, _whole_date),
    (r"(?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})" + _STOP, _numbers_only),
    (
        rf"(?:(?P<year>[今明后去]年|[0-9]{{4}}年)\s*)?"
        rf"(?P<month>[0-9]{{1,2}}|{_CN}{{1,2}})\s*月\s*{_DAY}",
        _chinese_date,
    ),
    (
        r"(?P<year>[今明后去]年|[0-9]{4}年)?\s*"
        rf"(?P<month>[0-9]{{1,2}})\s*月\s*(?P<day>[0-9]{{1,2}}){_END}",
        _chinese_date,
    ),
    (rf"(?:{_WHICH_MONTH}月\s*)?{_DAY}", _day_of_month),
    (r"(?P<which>下+)个?月(?![底末初])", _months_on),
    (r"(?:(?P<which>这个?|本|下+个?))?月[底末]", _end_of_month),
    (r"[今本明]?年[底末]", _end_of_year),
    (
        rf"(?P<n>{_N})\s*(?P<unit>天|个?工作日|周(?!年)|个?星期|个?礼拜|个月)\s*"
        rf"(?:[之以过]?后|{_END})",
        _chinese_offset,
    ),
    (rf"(?P<n>{_N})\s*(?P<unit>日|年)\s*[之以]?后", _chinese_offset),
    (rf"半(?:个?月|年)(?:[之以过]?后|{_END})", _chinese_half),
    ("今[天日]", _days_on(0)),
    ("明[天日]", _days_on(1)),
    ("后[天日]", _days_on(2)),
    ("大后[天日]", _days_on(3)),
    ("今(?=[早晚]上?[0-9一二三四五六七八九十两]{1,3}[点时:])", _days_on(0)),
    ("明(?=[早晚]上?[0-9一二三四五六七八九十两]{1,3}[点时:])", _days_on(1)),
    (
        rf"(?P<which>这个?|本|上个?|下+个?)?{_WEEK_ZH}(?P<weekday>[一二三四五六日天])",
        _chinese_weekday,
    ),
    (rf"(?P<which>下+)个?{_WEEK_ZH}(?!末)", _weeks_on),
    ("today" + _STOP, _days_on(0)),
    ("(?:tomorrow|tmrw?)" + _STOP, _days_on(1)),
    (r"(?:the\s+)?day\s+after\s+tomorrow" + _STOP, _days_on(2)),
    (rf"(?:on\s+|(?P<which>this|next|last)\s+)?{_WEEKDAY}{_STOP}", _english_weekday),
    (r"next\s+week" + _STOP, lambda _found, asked: _monday(asked.today, 1)),
    (r"next\s+month" + _STOP, lambda _found, asked: _month_end(asked.today) + timedelta(days=1)),
    (
        r"(?:eom|month\s+end|end\s+of\s+(?:the\s+|this\s+|(?P<which>next\s+))?month)" + _STOP,
        _end_of_month,
    ),
    (r"(?:eoy|year\s+end|end\s+of\s+(?:the\s+|this\s+)?year)" + _STOP, _end_of_year),
    (
        rf"(?:in\s+(?P<word>a|{'|'.join(_WORDS)})(?=\s)|(?:in\s+|\+)?(?P<n>[0-9]{{1,4}}))"
        rf"{_UNIT}(?:\s+(?:from\s+now|later))?{_STOP}",
        _english_offset,
    ),
    (rf"(?:(?:on\s+)?the\s+)?{_NTH}{_STOP}", _day_of_month),
    (
        rf"{_MONTH}\s*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>[0-9]{{4}}))?{_STOP}",
        _named_month,
    ),
    (
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*{_MONTH}(?:,?\s+(?P<year>[0-9]{{4}}))?{_STOP}",
        _named_month,
    ),
)

_PAST_FORMS: tuple[tuple[str, Reading], ...] = (
    ("昨[天日]", _days_on(-1)),
    ("前[天日]", _days_on(-2)),
    ("大前[天日]", _days_on(-3)),
    ("yesterday" + _STOP, _days_on(-1)),
    (r"(?:the\s+)?day\s+before\s+yesterday" + _STOP, _days_on(-2)),
    (
        rf"(?P<n>{_N})\s*(?P<unit>天|日|周|个?星期|个?礼拜|个月|年)\s*(?P<ago>[之以]?前)",
        _chinese_offset,
    ),
    (r"(?P<n>[0-9]{1,4})" + _UNIT + r"\s+(?P<ago>ago)" + _STOP, _english_offset),
)


def lead_day(text: str, asked: Asked) -> tuple[date, int]:
    """The longest day a text begins with, and where it ends; ValueError where there is none."""
    forms = _FORMS + _PAST_FORMS if asked.past else _FORMS
    best: tuple[re.Match[str], Reading] | None = None
    for form, reading in forms:
        # Compiled when first needed: all of these at once would slow the start of a shell command.
        found = re.compile(form, re.IGNORECASE).match(text)
        if found and (best is None or found.end() > best[0].end()):
            best = found, reading
    if best is None:
        raise ValueError(text)
    return best[1](best[0], asked), best[0].end()
