"""What customers who ship often must plan for: long holidays, and the user's own peaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.peaks import Peak, coming
from crmtui.domain.workdays import Holiday, Workdays, main_name

HOLIDAY_LEADS = (14, 7)


class Long(NamedTuple):
    """When a run of days off is long: so many days, weekends counted, or so many holidays."""

    days: int
    holidays: int


LONG_HOLIDAY = Long(5, 5)  # as China arranges them, by moving weekends
LONG_ABROAD = Long(3, 2)  # Christmas counts also where it falls on a weekend or midweek


def long_in(country: str) -> Long:
    """Which days off are long in a country."""
    return LONG_HOLIDAY if country == "CN" else LONG_ABROAD


class Ahead(NamedTuple):
    """A time to come that customers should plan for.

    code: holiday_ahead or peak_ahead. since: the day from which it is put up; whoever was touched
    since is spoken to already. countries: whose holiday it is, '' for customers without one.
    segment: '' is who ships often.
    """

    code: str
    name: str
    first: date
    last: date
    since: date
    makeup: tuple[date, ...] = ()
    countries: tuple[str, ...] = ()
    segment: str = ""


def holidays_ahead(
    workdays: Workdays,
    today: date,
    leads: Sequence[int] = HOLIDAY_LEADS,
    long: Long = LONG_HOLIDAY,
    countries: tuple[str, ...] = (),
    segment: str = "",
) -> tuple[Ahead, ...]:
    """The long runs of days off that begin within the lead times, soonest first.

    Each lead opens the reminder anew: `since` is the latest of them that has passed.
    """
    if not leads:
        return ()
    found = []
    day = today + timedelta(days=1)
    end = today + timedelta(days=max(leads))
    while day <= end:
        run = _run_from(workdays, day)
        if _is_long(workdays, run, long) and not _is_off(workdays, day - timedelta(days=1)):
            found.append(_holiday(workdays, run, today, leads, countries, segment))
        day = (run[-1] if run else day) + timedelta(days=1)
    return tuple(found)


def _is_off(workdays: Workdays, day: date) -> bool:
    return not workdays.is_working(day)


def _is_long(workdays: Workdays, run: list[date], long: Long) -> bool:
    named = sum(workdays.holiday(day) is not None for day in run)
    return len(run) >= long.days or named >= long.holidays


def _run_from(workdays: Workdays, day: date) -> list[date]:
    """The unbroken days off from a day on; none where no holiday is among them."""
    run = []
    while _is_off(workdays, day):
        run.append(day)
        day += timedelta(days=1)
    return run if any(workdays.holiday(each) for each in run) else []


def _holiday(
    workdays: Workdays,
    run: list[date],
    today: date,
    leads: Sequence[int],
    countries: tuple[str, ...],
    segment: str,
) -> Ahead:
    away = (run[0] - today).days
    opened = min((lead for lead in leads if lead >= away), default=max(leads))
    named: list[Holiday] = [found for day in run if (found := workdays.holiday(day))]
    name = main_name(named)
    return Ahead(
        "holiday_ahead",
        name,
        run[0],
        run[-1],
        run[0] - timedelta(days=opened),
        tuple(_makeup(workdays, run, name)),
        countries,
        segment,
    )


def _makeup(workdays: Workdays, run: list[date], name: str) -> Iterable[date]:
    near = timedelta(days=21)
    day = run[0] - near
    while day <= run[-1] + near:
        found = workdays.holiday(day)
        if found and found.workday and found.name == name:
            yield day
        day += timedelta(days=1)


def peaks_ahead(peaks: Sequence[Peak], today: date) -> tuple[Ahead, ...]:
    """The peaks whose lead time has begun, soonest first."""
    return tuple(
        Ahead(
            "peak_ahead",
            season.peak.name,
            season.first,
            season.last,
            season.first - timedelta(days=season.peak.lead_days),
            segment=season.peak.segment,
        )
        for season in coming(tuple(peaks), today)
    )
