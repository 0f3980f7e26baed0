"""Steps that come back: a rule in the calendars' own notation (RFC 5545), and the days it names.

Stored is one text: the rule, `DTSTART` as the day the series is anchored to, so that putting one
step off moves no other, and `X-WORKDAY` where a day off gives way to a working day, which
only the user's own calendar can tell: the last working day of a month is its last day, moved back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _

FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY")  # in the order dateutil counts them
TOO_OFTEN = ("HOURLY", "MINUTELY", "SECONDLY")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKED = DAYS[:5]
BEFORE, AFTER = "BEFORE", "AFTER"
MOST = 999  # as an interval or a count
FURTHEST = date(2100, 12, 31)


class Rule(NamedTuple):
    """When something comes back.

    by_day: MO, or 2TU and -1FR for the second Tuesday and the last Friday of a month.
    workday: BEFORE or AFTER, where a day off gives way to the working day before or after it.
    left: how many are left, the present one with them; 0 for no end. start: the anchor;
    at: its time of day, HH:MM, kept there while a single step is put off to another time.
    """

    freq: str
    interval: int = 1
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[str, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: str = ""
    workday: str = ""
    left: int = 0
    until: date | None = None
    start: date | None = None
    at: str = ""

    @property
    def says_days(self) -> bool:
        """Whether it names its days itself; else the anchor does."""
        return bool(self.by_month or self.by_month_day or self.by_day or self.workday)


class RepeatNotUnderstood(WrongUse):
    """A repetition in no words or notation we know."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            _(
                "“{text}” is not a repetition I understand. Try: every week, every second tuesday, "
                "every month on the 15th, last working day of the month, every quarter, yearly, "
                "每两周, 隔周二, 每周一和周四, 每月15号, 每月最后一个工作日, "
                "or FREQ=MONTHLY;BYMONTHDAY=-1."
            ).format(text=text)
        )


class RepeatTooOften(WrongUse):
    """A repetition within a day."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "“{text}” comes back more than once a day; a step comes back daily at most. "
                "Try: every day, every week, FREQ=WEEKLY;BYDAY=TU."
            ).format(text=text)
        )


class RepeatNever(WrongUse):
    """A repetition that no day ever fits."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "No day to come fits “{text}”. Check its day and month, and the day it ends. "
                "Try: every month on the 15th, FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1."
            ).format(text=text)
        )


def read(text: str) -> Rule:
    """A rule in the calendars' notation, as stored or as typed.

    Raises RepeatNotUnderstood or RepeatTooOften.
    """
    parts: dict[str, str] = {}
    for part in text.strip().upper().removeprefix("RRULE:").split(";"):
        name, equals, value = (side.strip() for side in part.partition("="))
        if not equals or name in parts or (name not in _READERS and name != "FREQ"):
            raise RepeatNotUnderstood(text)
        parts[name] = value
    freq = parts.pop("FREQ", "")
    if freq in TOO_OFTEN:
        raise RepeatTooOften(text)
    if freq not in FREQUENCIES:
        raise RepeatNotUnderstood(text)
    try:
        found = {_FIELDS[name]: _READERS[name](value) for name, value in parts.items()}
        found["at"] = _clock(parts.get("DTSTART", ""))
    except ValueError:
        raise RepeatNotUnderstood(text) from None
    return _fitting(_with_workday(Rule(freq, **found)), text)  # type: ignore[arg-type]  # by field


def _fitting(rule: Rule, text: str) -> Rule:
    ordinals = any(day not in DAYS for day in rule.by_day)
    if (
        (rule.left and rule.until)
        or (ordinals and rule.freq not in ("MONTHLY", "YEARLY"))
        or (rule.by_month_day and rule.freq == "WEEKLY")
        or (rule.by_set_pos and not rule.says_days)
    ):
        raise RepeatNotUnderstood(text)
    return rule


def _with_workday(rule: Rule) -> Rule:
    """MO…FR and the first or last of them is how calendars say the first or last working day."""
    by_workday = rule.freq == "MONTHLY" and not rule.by_month_day and set(rule.by_day) == {*WORKED}
    if by_workday and rule.by_set_pos in ((1,), (-1,)):
        last = rule.by_set_pos == (-1,)
        return on_workday(rule, last=last)
    return rule


def on_workday(rule: Rule, *, last: bool) -> Rule:
    """The rule for the last, or the first, working day of a month."""
    return rule._replace(
        by_day=(), by_set_pos=(), by_month_day=(-1 if last else 1,),
        workday=BEFORE if last else AFTER,
    )  # fmt: skip


def text_of(rule: Rule) -> str:
    """The rule as it is stored."""
    shown = ((name, _shown(getattr(rule, field))) for name, field in _FIELDS.items())
    parts = [f"{name}={value}" for name, value in shown if value]
    clock = f"T{rule.at.replace(':', '')}00" if rule.start and rule.at else ""
    return ";".join([f"FREQ={rule.freq}", *(p for p in parts if p != "INTERVAL=1")]) + clock


def standard(rule: Rule) -> str:
    """The rule for other calendars, as near as their notation comes."""
    if rule.workday and rule.by_month_day in ((1,), (-1,)):
        rule = rule._replace(by_month_day=(), by_day=WORKED, by_set_pos=rule.by_month_day)
    elif rule.workday and rule.freq == "DAILY":
        rule = rule._replace(by_day=WORKED)
    return text_of(rule._replace(workday="", start=None))


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return value.strftime("%Y%m%d") if isinstance(value, date) else str(value or "")


def _numbers(most: int, *, backwards: bool = True) -> Callable[[str], tuple[int, ...]]:
    def reader(text: str) -> tuple[int, ...]:
        found = tuple(dict.fromkeys(int(part) for part in text.split(",")))
        if not all(n and abs(n) <= most and (backwards or n > 0) for n in found):
            raise ValueError(text)
        return found

    return reader


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise ValueError(text)
    return int(text)


def _day(text: str) -> date:
    if not re.fullmatch(r"[0-9]{8}(T[0-9]{6}Z?)?", text):
        raise ValueError(text)
    found = datetime.strptime(text[:8], "%Y%m%d").date()
    if not date(1901, 1, 1) <= found <= FURTHEST:
        raise ValueError(text)
    return found


def _clock(text: str) -> str:
    """The time of day of a moment; '' for a whole day."""
    clock = text[9:13]
    return time(int(clock[:2]), int(clock[2:])).isoformat("minutes") if clock else ""


def _week_days(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.removeprefix("+") for part in text.split(",")))
    if not all(re.fullmatch(f"(-?[1-5])?({'|'.join(DAYS)})", day) for day in found):
        raise ValueError(text)
    return found


def _one_of(*known: str) -> Callable[[str], str]:
    def reader(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return reader


# The parts of the notation: the field of a rule that each fills, and how it is read.
_FIELDS: Mapping[str, str] = {
    "INTERVAL": "interval", "BYMONTH": "by_month", "BYMONTHDAY": "by_month_day",
    "BYDAY": "by_day", "BYSETPOS": "by_set_pos", "WKST": "week_start", "X-WORKDAY": "workday",
    "COUNT": "left", "UNTIL": "until", "DTSTART": "start",
}  # fmt: skip
_READERS: Mapping[str, Callable[[str], object]] = {
    "INTERVAL": _number,
    "BYMONTH": _numbers(12, backwards=False),
    "BYMONTHDAY": _numbers(31),
    "BYDAY": _week_days,
    "BYSETPOS": _numbers(366),
    "WKST": _one_of(*DAYS),
    "X-WORKDAY": _one_of(BEFORE, AFTER),
    "COUNT": _number,
    "UNTIL": _day,
    "DTSTART": _day,
}
