"""Repetitions in words, English and Chinese -> rules: “every second tuesday”, “每月15号”."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from crmtui.domain.dates import parse_when
from crmtui.domain.errors import DateNotUnderstood
from crmtui.domain.numerals import narrow, number
from crmtui.domain.repeatdays import on_month_day, possible
from crmtui.domain.repeats import (
    AFTER,
    DAYS,
    RepeatNotUnderstood,
    RepeatTooOften,
    Rule,
    on_workday,
    read,
)

_CN = "一二两三四五六七八九十"
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "other": 2, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip
_EVERY_N = rf"(?:(?P<n>[0-9]{{1,3}}|{'|'.join(_NUMBERS)})(?:st|nd|rd|th)?\s+)?"
_UNITS = (
    "working day|business day|workday|weekday|day|fortnight|week|month|quarter"
    "|half year|half-year|year"
)
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_LIST = r"(?:\s*,\s*|\s+and\s+|\s*&\s*|\s*,\s*and\s+|\s+)"
_ADVERBS = {
    "daily": (1, "day"), "weekly": (1, "week"), "biweekly": (2, "week"),
    "fortnightly": (2, "week"), "monthly": (1, "month"), "quarterly": (1, "quarter"),
    "half-yearly": (1, "half year"), "yearly": (1, "year"), "annually": (1, "year"),
}  # fmt: skip
_SMALL = r"(?:hour|minute|second)s?$|^hourly|小时|分钟|秒"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NTH = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "last": -1,
}  # fmt: skip
_CN_UNITS = {
    "工作日": "working day", "天": "day", "日": "day", "周": "week", "星期": "week",
    "礼拜": "week", "月": "month", "季度": "quarter", "季": "quarter", "半年": "half year",
    "年": "year",
}  # fmt: skip
_CN_WEEK = "(?:周|星期|礼拜)"
_CN_DAYS = "一二三四五六日天"
_MONTHS_OF = {"month": 1, "quarter": 3, "half year": 6}


class _Said(NamedTuple):
    """What was said: every so many units, on which of their days."""

    n: int
    unit: str
    on: str


_FIXED = {
    **dict.fromkeys(("month end", "eom", "月底", "月末"), _Said(1, "month", "end")),
    **dict.fromkeys(("weekdays", "working days", "工作日"), _Said(1, "workday", "")),
    "天天": _Said(1, "day", ""),
}


def parse_repeat(text: str, today: date) -> Rule:
    """The rule meant by words or in the calendars' notation; it is not anchored yet.

    Raises RepeatNotUnderstood, RepeatTooOften or RepeatNever.
    """
    if "=" in text:
        return possible(read(text), text)
    try:
        plain, left, until = _ending(_plain(text), today)
        rule = _rule(_english(plain) or _chinese(plain), text)
    except (ValueError, DateNotUnderstood):
        raise RepeatNotUnderstood(text) from None
    return possible(rule._replace(left=left, until=until), text)


def _plain(text: str) -> str:
    """Narrow, in small letters, without what stands in brackets."""
    plain = re.sub(r"\([^()]*\)", "", narrow(text).casefold().replace("、", ","))
    return " ".join(plain.replace(";", ",").replace("。", "").split())


# Ends: until a day, or so many times.
_UNTIL = (
    r"(?P<rest>.*?)\s*,?\s*(?:\buntil\s+|\btill\s+|,?(?:直)?到\s*)(?P<day>.+?)(?:为止|止|结束)?"
)
_TIMES = (
    rf"(?P<rest>.*?)\s*,?\s*(?:(?:共|一共|总共|还有|for\s+)?\s*"
    rf"(?P<n>[0-9]{{1,3}}|[{_CN}]{{1,3}})\s*(?:(?:more\s+)?times?|次))"
)


def _ending(plain: str, today: date) -> tuple[str, int, date | None]:
    if found := re.fullmatch(_TIMES, plain):
        left = number(found["n"]) or 0
        if not left:
            raise ValueError(plain)
        return found["rest"], left, None
    found = re.fullmatch(_UNTIL, plain)
    # 周一到周五 names days; what something lasts to is a date.
    if found and not re.match(f"{_CN_WEEK}|[{_CN_DAYS}]$", found["day"]):
        return found["rest"], 0, parse_when(found["day"], today).on
    return plain, 0, None


def _english(plain: str) -> _Said | None:
    words = re.sub(r"\b(?:the|a)\s+", "", plain)
    head = rf"(?:every|each)\s+{_EVERY_N}(?P<unit>{_UNITS})s?"
    if found := re.fullmatch(rf"{head}(?:\s*,?\s*(?:on\s+|at\s+)?(?P<on>.+))?", words):
        return _Said(_count(found["n"]), found["unit"], found["on"] or "")
    adverbs = "|".join(_ADVERBS)
    if found := re.fullmatch(rf"(?P<adverb>{adverbs})(?:\s*,?\s*(?:on\s+)?(?P<on>.+))?", words):
        return _Said(*_ADVERBS[found["adverb"]], found["on"] or "")
    of = rf"(?:on\s+|every\s+)?(?P<on>.+?)\s+of\s+(?:(?:every|each)\s+)?{_EVERY_N}"
    if found := re.fullmatch(rf"{of}(?P<unit>month|quarter|year)s?", words):
        return _Said(_count(found["n"]), found["unit"], found["on"])
    days = rf"(?P<on>{_WEEKDAY}(?:{_LIST}{_WEEKDAY})*)"
    if found := re.fullmatch(rf"(?:(?:every|each|on)\s+)?{_EVERY_N}{days}", words):
        return _Said(_count(found["n"]), "week", found["on"])
    return _FIXED.get(words)


def _count(text: str | None) -> int:
    if not text:
        return 1
    return _NUMBERS.get(text) or int(text)


def _chinese(plain: str) -> _Said | None:
    words = plain.replace(" ", "")
    units = "|".join(_CN_UNITS)
    number_of = rf"(?P<n>[0-9]{{1,3}}|[{_CN}]{{1,3}})"
    if found := re.fullmatch(r"隔个?(?P<unit>周|星期|礼拜|天|日|月|年)的?(?P<on>.*)", words):
        return _Said(2, _CN_UNITS[found["unit"]], found["on"])
    if found := re.fullmatch(r"每?双周的?(?P<on>.*)", words):
        return _Said(2, "week", found["on"])
    # 每隔一天 is every second day; 每隔三天 is said for every three days.
    if found := re.fullmatch(rf"每隔一个?(?P<unit>{units})的?(?P<on>.*)", words):
        return _Said(2, _CN_UNITS[found["unit"]], found["on"])
    if found := re.fullmatch(rf"每[隔逢]?{number_of}?个?(?P<unit>{units})的?(?P<on>.*)", words):
        return _Said(number(found["n"] or "1") or 0, _CN_UNITS[found["unit"]], found["on"])
    return _FIXED.get(words)


def _rule(said: _Said | None, text: str) -> Rule:
    if said is None or not 1 <= said.n <= 999:
        if re.search(_SMALL, text.casefold().strip()):
            raise RepeatTooOften(text)
        raise ValueError(text)
    return _MAKERS[said.unit](said)


def _every_day(said: _Said) -> Rule:
    _nothing(said.on)
    return Rule("DAILY", said.n)


def _every_workday(said: _Said) -> Rule:
    _nothing(said.on)
    if said.n != 1:
        raise ValueError(said)
    return Rule("DAILY", workday=AFTER)


def _nothing(on: str) -> None:
    if on:
        raise ValueError(on)


def _every_week(said: _Said) -> Rule:
    return Rule("WEEKLY", said.n, by_day=_week_days(said.on) if said.on else ())


def _week_days(on: str) -> tuple[str, ...]:
    """MO … of a list in either language, in the week's order."""
    found: set[str] = set()
    if re.fullmatch(rf"{_WEEKDAY}(?:{_LIST}{_WEEKDAY})*", on):
        found = {word[:2].upper() for word in re.findall(_WEEKDAY, on)}
    else:
        for part in re.split("[,和及与]", on.replace(" ", "")):
            found |= _chinese_days(part)
    return tuple(sorted(found, key=DAYS.index))


def _chinese_days(part: str) -> set[str]:
    """周一, 一, 一三五, 周一到周五 or 周末."""
    if re.fullmatch(f"{_CN_WEEK}?末", part):
        return {"SA", "SU"}
    span = f"{_CN_WEEK}?(?P<first>[{_CN_DAYS}])[到至-]{_CN_WEEK}?(?P<last>[{_CN_DAYS}])"
    if found := re.fullmatch(span, part):
        first, last = (min(_CN_DAYS.index(found[name]), 6) for name in ("first", "last"))
        if first >= last:
            raise ValueError(part)
        return set(DAYS[first : last + 1])
    if not re.fullmatch(f"(?:{_CN_WEEK}?[{_CN_DAYS}])+", part):
        raise ValueError(part)
    return {DAYS[min(_CN_DAYS.index(sign), 6)] for sign in part if sign in _CN_DAYS}


def _every_months(said: _Said) -> Rule:
    rule = Rule("MONTHLY", said.n * _MONTHS_OF[said.unit])
    if not said.on:
        return rule
    if said.unit != "month" and said.n == 1 and re.fullmatch(f"{_LAST}|{_LAST_WORKED}", said.on):
        months = (3, 6, 9, 12) if said.unit == "quarter" else (6, 12)
        rule = Rule("MONTHLY", by_month=months)
    return _in_month(rule, said.on.replace(" of month", ""))


_WORK = r"(?:个?工作日|\s*(?:working|business|work)\s*day)"
_LAST = r"last day|end|month end|底|末|最后[一1]?[天日]"
_LAST_WORKED = rf"(?:last|最后[一1]?){_WORK}"
_FIRST_WORKED = rf"(?:first|1st|第[一1]个?|首个?){_WORK}"
_NTH_DAY = rf"(?P<nth>{'|'.join(_NTH)})\s+(?P<day>{_WEEKDAY})"
_NTH_CN = rf"(?:第(?P<n>[1-5一二三四五])|(?P<last>最后[一1]?))个?{_CN_WEEK}(?P<day>[{_CN_DAYS}])"


def _in_month(rule: Rule, on: str) -> Rule:
    """The rule with the days of the month that are named."""
    if re.fullmatch(_LAST, on):
        return rule._replace(by_month_day=(-1,))
    if re.fullmatch(_LAST_WORKED, on) or re.fullmatch(_FIRST_WORKED, on):
        return on_workday(rule, last=bool(re.fullmatch(_LAST_WORKED, on)))
    if found := re.fullmatch(_NTH_DAY, on):
        return rule._replace(by_day=(f"{_NTH[found['nth']]}{found['day'][:2].upper()}",))
    if found := re.fullmatch(_NTH_CN, on):
        nth = -1 if found["last"] else number(found["n"]) or 0
        return rule._replace(by_day=(f"{nth}{DAYS[min(_CN_DAYS.index(found['day']), 6)]}",))
    days = [1] if on == "初" else _month_days(on)
    return on_month_day(rule, days[0]) if len(days) == 1 else rule._replace(by_month_day=(*days,))


def _month_days(on: str) -> list[int]:
    """15, 15th, day 15, 15号, 1st and 15th, 5号和20号."""
    made = []
    for part in re.split(r"\s*,\s*|\s+and\s+|\s*&\s*|和|及|与", re.sub("^days? ", "", on)):
        found = re.fullmatch(rf"([0-9]{{1,2}}|[{_CN}]{{1,3}})\s*(?:st|nd|rd|th|号|日|號)?", part)
        day = number(found[1]) if found else None
        if day is None or not 1 <= day <= 31:
            raise ValueError(on)
        made.append(day)
    return sorted(set(made))


def _every_year(said: _Said) -> Rule:
    rule = Rule("YEARLY", said.n)
    if not said.on:
        return rule
    if re.fullmatch(f"{_LAST}|{_LAST_WORKED}", said.on):
        return _in_month(rule._replace(by_month=(12,)), said.on)
    month = "|".join(_MONTHS)
    forms = (
        rf"(?P<month>[0-9]{{1,2}}|[{_CN}]{{1,2}})月(?P<day>[0-9]{{1,2}}|[{_CN}]{{1,3}})[号日]?",
        r"(?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})",
        rf"(?P<month>{month})[a-z]*\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{month})[a-z]*\.?",
    )
    for form in forms:
        if found := re.fullmatch(form, said.on):
            given, day = found["month"], number(found["day"])
            which = _MONTHS.index(given) + 1 if given in _MONTHS else number(given)
            if not which or not day or which > 12 or day > 31:
                raise ValueError(said.on)
            return _on_year_day(rule, which, day)
    raise ValueError(said.on)


def _on_year_day(rule: Rule, month: int, day: int) -> Rule:
    """29 February is kept on the 28th in common years; later ones are no days."""
    rule = rule._replace(by_month=(month,))
    return (
        on_month_day(rule, day) if (month, day) == (2, 29) else rule._replace(by_month_day=(day,))
    )


_MAKERS: dict[str, Callable[[_Said], Rule]] = {
    "day": _every_day,
    **dict.fromkeys(("working day", "business day", "workday", "weekday"), _every_workday),
    "week": _every_week,
    "fortnight": lambda said: _every_week(said._replace(n=said.n * 2)),
    **dict.fromkeys(("month", "quarter", "half year"), _every_months),
    "half-year": lambda said: _every_months(said._replace(unit="half year")),
    "year": _every_year,
}
