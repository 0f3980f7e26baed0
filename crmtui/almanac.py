"""The year as the user lives it: working days, holidays to plan for, what the queue goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.urgency import Terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from datetime import date

    from crmtui.domain.ahead import Ahead
    from crmtui.domain.peaks import Peak
    from crmtui.domain.workdays import HolidayYear, Workdays
    from crmtui.settings import Settings


def workdays(settings: Settings, country: str = "", *, kept_only: bool = False) -> Workdays:
    """The working days of a country ('' is the user's own), with the user's own days in them.

    kept_only: as far as `learn_holidays` has been there, for look-ups. A year is looked up when
    it is first asked for; that raises UnknownCountry, or BadHolidayFile where the user's own file
    of days does not fit.
    """
    from crmtui.domain.workdays import Workdays
    from crmtui.files import holidaycache

    where = country or settings.country

    def calendar(year: int) -> HolidayYear:
        known = holidaycache.holiday_year(
            where, year, settings.lang, settings.cache, kept_only=kept_only
        )
        if not settings.holidays_path.exists():
            return known
        from crmtui.files import holidayfile

        own = holidayfile.read(settings.holidays_path)
        return holidayfile.with_own(known, own, settings.country)

    return Workdays(calendar)


def peaks(settings: Settings) -> tuple[Peak, ...]:
    """The user's own peaks; raises BadHolidayFile."""
    if not settings.holidays_path.exists():
        return ()
    from crmtui.files import holidayfile

    return holidayfile.read(settings.holidays_path).peaks


def terms(settings: Settings, today: date, conn: sqlite3.Connection | None = None) -> Terms:
    """What the queue goes by today; with a connection also the holidays customers should plan for.

    Raises BadHolidayFile where the user's own file of days does not fit.
    """
    mine = workdays(settings, kept_only=True)
    return Terms(
        rhythms=settings.rhythms,
        weights=settings.weights,
        lead_days=settings.lead_days,
        leads=settings.leads,
        often=settings.planning_often,
        ahead=_ahead(settings, mine, today, conn) if conn is not None else (),
        workdays=mine if settings.move_days_off else None,
    )


def _ahead(
    settings: Settings, mine: Workdays, today: date, conn: sqlite3.Connection
) -> tuple[Ahead, ...]:
    from crmtui.reads.feeds import countries

    elsewhere = [code for code in countries(conn) if code != settings.country]
    farthest = max(settings.planning_leads, default=0)
    told = elsewhere or settings.holidays_path.exists()
    if not told and not _any_near(mine, today, farthest):
        return ()  # on most days: the rules need not even be loaded
    from crmtui.domain.ahead import holidays_ahead, long_in, peaks_ahead

    def of(where: Workdays, country: str, whose: tuple[str, ...]) -> tuple[Ahead, ...]:
        return holidays_ahead(
            where,
            today,
            settings.planning_leads,
            long_in(country),
            whose,
            settings.planning_segment,
        )

    ours = of(mine, settings.country, ("", settings.country))
    abroad = [
        each
        for country in elsewhere
        for each in of(workdays(settings, country, kept_only=True), country, (country,))
    ]
    return (*ours, *abroad, *peaks_ahead(peaks(settings), today))


def _any_near(where: Workdays, today: date, days: int) -> bool:
    """Whether any holiday falls into the next days."""
    from datetime import timedelta

    last = today + timedelta(days=days)
    years = {today.year, last.year}
    found = (day for year in years for day in where.year(year).days)
    return any(day.off and today < day.on <= last for day in found)


def learn_holidays(settings: Settings, today: date, countries: Iterable[str]) -> bool:
    """Look up this and next year's holidays here and in these countries; whether any were new.

    They are kept, so that look-ups need not wait for the library.
    """
    from crmtui.files import holidaycache

    learned = False
    for country in sorted({settings.country, *countries}):
        for year in (today.year, today.year + 1):
            if not holidaycache.is_kept(country, year, settings.lang, settings.cache):
                learned |= _learned(settings, country, year)
    return learned


def _learned(settings: Settings, country: str, year: int) -> bool:
    from crmtui.files import holidaycache
    from crmtui.files.holidays import UnknownCountry

    try:
        holidaycache.holiday_year(country, year, settings.lang, settings.cache)
    except UnknownCountry:
        return False
    return settings.cache is not None
