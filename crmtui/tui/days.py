"""Days in both calendars, as the screens show them."""

from __future__ import annotations

from datetime import date

from crmtui.domain.errors import CalendarOutOfRange
from crmtui.domain.lunar import lunar_words, to_lunar
from crmtui.domain.occasions import Occasion
from crmtui.domain.words import _
from crmtui.present import occasion_kind_words
from crmtui.present.codes import MONTHS


def lunar_day(day: date) -> str:
    """'农历十月十五'; '' outside the years the calendar covers."""
    try:
        lunar = to_lunar(day)
    except CalendarOutOfRange:
        return ""
    return _("lunar {words}").format(words=lunar_words(lunar.month, lunar.day, lunar.leap))


def occasion_words(occasion: Occasion) -> str:
    """'Birthday 8 Mar 1985', 'Lunar birthday 八月十五': which day, in its own calendar."""
    what = occasion_kind_words(occasion.kind)
    year = f" {occasion.year}" if occasion.year else ""
    if occasion.calendar == "lunar":
        words = lunar_words(occasion.month, occasion.day, occasion.leap)
        return _("{what} lunar {words}").format(what=what, words=words) + year
    month = _(MONTHS[occasion.month - 1])
    day = _("{day} {month}").format(day=occasion.day, month=month)
    return f"{what} {day}{year}"
