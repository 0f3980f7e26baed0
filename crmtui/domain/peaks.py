"""The user's own peaks: times of a year in which customers ship more than they do otherwise."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

DEFAULT_LEAD = 14


class Peak(NamedTuple):
    """A season such as 双十一; without a year it comes back every year.

    first, last: month and day. lead_days: how long before it customers are to be called.
    segment: words and filters as `find` takes them; '' means those who ship often.
    """

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    lead_days: int = DEFAULT_LEAD
    segment: str = ""


class Season(NamedTuple):
    """A peak in one year; it may run into the next."""

    peak: Peak
    first: date
    last: date


def season_in(peak: Peak, year: int) -> Season | None:
    """The peak that begins in a year; None where it has a year of its own that is another."""
    if peak.year not in (None, year):
        return None
    return Season(peak, _day(year, peak.first), _day(year + (peak.last < peak.first), peak.last))


def _day(year: int, month_day: tuple[int, int]) -> date:
    month, day = month_day
    if month_day == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400)):
        day = 28
    return date(year, month, day)


def coming(peaks: tuple[Peak, ...], today: date) -> tuple[Season, ...]:
    """The peaks whose lead time has begun and which have not begun themselves, soonest first."""
    found = [
        season
        for peak in peaks
        for year in (today.year, today.year + 1)
        if (season := season_in(peak, year)) and 0 < (season.first - today).days <= peak.lead_days
    ]
    return tuple(sorted(found, key=lambda season: (season.first, season.peak.name)))
