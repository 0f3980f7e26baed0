"""The days on an address card as days of our own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from crmtui.domain.birthdays import Birthday, parse_birthday
from crmtui.domain.cardin import DayIn
from crmtui.domain.clean import clean
from crmtui.domain.headerwords import WORDS
from crmtui.domain.occasions import KINDS
from crmtui.domain.words import _

_WRITTEN = re.compile(r"([0-9]{4}|-)-?([0-9]{1,2})-?([0-9]{1,2})(?:[T ].*)?", re.DOTALL)
# Years that programs write where none is known.
_NO_YEARS = frozenset({"-", "0000", "0001", "1604"})
_FAR = date(2100, 12, 31)


def day_of(day: DayIn, today: date) -> Birthday:
    """The day; raises what is wrong with it, in words."""
    # A wedding may still be to come, a birth may not.
    limit = today if day.what == "birthday" else _FAR
    found = parse_birthday(plain(day), limit)
    if day.what == "birthday":
        return found
    return replace(found, kind=day.what if day.what in KINDS else "other", label=clean(day.label))


def plain(day: DayIn) -> str:
    """1985-03-08 or --03-08 from any notation of vCard; another text as it is."""
    text = clean(day.text)
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return text
    month_day = f"{found[2]:0>2}-{found[3]:0>2}"
    without = day.yearless or found[1] in _NO_YEARS
    return f"--{month_day}" if without else f"{found[1]}-{month_day}"


def day_title(day: DayIn) -> str:
    """What the day is called in the user's words."""
    name = day.what if day.what in WORDS else f"occasion.{day.what}"
    return clean(day.label) or _(WORDS[name]).capitalize()
