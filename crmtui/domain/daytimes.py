"""Times of day as people say them: 14:00, 2pm, 下午3点, 上午十点半."""

from __future__ import annotations

import re

from crmtui.domain.numerals import number

_MORNING = "凌晨|清晨|早晨|早上|上午|早"
_EVENING = "傍晚|晚上|夜里|晚"
_PART = rf"(?:(?P<part>{_MORNING}|中午|下午|{_EVENING})\s*)?"
_LINK = r"(?:\s*,?\s*(?:at\s+|@\s*)?|T)"
_N = "[0-9]{1,2}|[一二两三四五六七八九十]{1,3}"
_END = r"(?=$|[\s:,.])"

CLOCK = (
    _LINK + _PART + r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?![0-9])"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
)
ENGLISH = _LINK + r"(?P<hour>[0-9]{1,2})\s*(?P<half>[ap])\.?m\b\.?"
SPOKEN = (
    _LINK + _PART + rf"(?P<hour>{_N})\s*(?:点|时(?!候|间))(?P<rest>钟|整|半|[一三]刻"
    rf"|(?P<minute>{_N})分|(?P<bare>[0-9]{{2}}){_END})?"
)
NOON = _LINK + r"(?:noon\b|中午)"

_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}


def read_time(text: str, start: int) -> tuple[str, int] | None:
    """The time that begins there as HH:MM with where it ends; None where none does.

    Raises ValueError where something reads as a time but is none, like 25:00.
    """
    for form in (CLOCK, ENGLISH, SPOKEN):
        if found := re.compile(form, re.IGNORECASE).match(text, start):
            return _clock(found), found.end()
    if found := re.compile(NOON, re.IGNORECASE).match(text, start):
        return "12:00", found.end()
    return None


def _clock(found: re.Match[str]) -> str:
    parts = found.groupdict()
    hour = number(parts["hour"])
    minute = _minute(parts)
    if hour is None or minute > 59:
        raise ValueError(found[0])
    hour = _hour(hour, parts)
    if not 0 <= hour <= 23:
        raise ValueError(found[0])
    return f"{hour:02}:{minute:02}"


def _minute(parts: dict[str, str | None]) -> int:
    said = parts.get("minute") or parts.get("bare")
    if said:
        minute = number(said)
        return 60 if minute is None else minute
    return _QUARTERS.get(parts.get("rest") or "", 0)


def _hour(hour: int, parts: dict[str, str | None]) -> int:
    """The hour of the day, or -1 where hour and part of the day contradict each other."""
    if half := parts.get("half"):
        return _twelve_hours(hour, half.lower())
    part = parts.get("part")
    if part is None:
        # 3点 alone, said of a customer, is in the afternoon: nobody is called at night.
        return hour + 12 if "rest" in parts and 1 <= hour <= 6 else hour
    return _in_part(hour, part)


def _twelve_hours(hour: int, half: str) -> int:
    if not 1 <= hour <= 12:
        return -1
    return hour % 12 + (12 if half == "p" else 0)


def _in_part(hour: int, part: str) -> int:
    if part == "凌晨":
        return hour % 12 if hour <= 12 else -1
    if re.fullmatch(_MORNING, part):
        return hour if hour <= 12 else -1
    if part == "中午":
        return hour + 12 if hour in (1, 2) else hour if 11 <= hour <= 14 else -1
    if re.fullmatch(_EVENING, part):
        # 晚上12点 is the next day and 晚上2点 nobody's appointment.
        return hour + 12 if 4 <= hour <= 11 else hour if hour >= 16 else -1
    return hour + 12 if 1 <= hour <= 11 else hour if hour >= 12 else -1
