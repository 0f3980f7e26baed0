"""Working days: which days are worked in a country, and counting on them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

WEEKEND = frozenset({5, 6})  # Saturday and Sunday, as date.weekday() counts


class Holiday(NamedTuple):
    """A day that is off though it would be worked, or worked though it would be off."""

    on: date
    name: str
    off: bool
    workday: bool
    """A make-up day: worked though it is a weekend."""
    own: bool = False
    """From the user's own file."""


class HolidayYear(NamedTuple):
    """A country's days off in one year.

    announced: whether the arrangement is published; else only the days the law names are here.
    """

    country: str
    year: int
    announced: bool
    days: tuple[Holiday, ...]
    weekend: frozenset[int] = WEEKEND


Calendar = Callable[[int], HolidayYear]


def weekends_only(year: int) -> HolidayYear:
    """A year in which nothing but the weekend is off."""
    return HolidayYear("", year, True, ())


class Workdays:
    """Tells working days from days off; a year's holidays are looked up when first asked for."""

    def __init__(self, calendar: Calendar = weekends_only) -> None:
        self._calendar = calendar
        self._years: dict[int, tuple[HolidayYear, dict[date, Holiday]]] = {}

    def _year(self, year: int) -> tuple[HolidayYear, dict[date, Holiday]]:
        if year not in self._years:
            made = self._calendar(year)
            self._years[year] = made, {day.on: day for day in made.days}
        return self._years[year]

    def year(self, year: int) -> HolidayYear:
        """All holidays and make-up days of a year."""
        return self._year(year)[0]

    def holiday(self, day: date) -> Holiday | None:
        """What is special about a day, if anything."""
        return self._year(day.year)[1].get(day)

    def is_working(self, day: date) -> bool:
        """Whether it is worked on that day."""
        year, days = self._year(day.year)
        found = days.get(day)
        return not found.off if found else day.weekday() not in year.weekend

    def is_known(self, day: date) -> bool:
        """Whether the arrangement of that day's year is published."""
        return self._year(day.year)[0].announced

    def next(self, day: date) -> date:
        """The day itself where it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def before(self, day: date) -> date:
        """The day itself where it is worked, else the last working day before it."""
        while not self.is_working(day):
            day -= timedelta(days=1)
        return day

    def after(self, day: date, n: int) -> date:
        """The n-th working day after a day (before it where n is negative).

        For 0 it is the day itself or the next working one.
        """
        day = self.next(day) if n == 0 else day
        for _ in range(n):
            day = self.next(day + timedelta(days=1))
        for _ in range(-n):
            day = self.before(day - timedelta(days=1))
        return day


WEEKENDS = Workdays()


class DaysOff(NamedTuple):
    """An unbroken run of days off with a holiday in it, and the make-up days around it."""

    name: str
    first: date
    last: date
    makeup: tuple[date, ...]

    @property
    def length(self) -> int:
        """How many days it lasts."""
        return (self.last - self.first).days + 1


MAKEUP_NEAR = timedelta(days=21)


def runs_of(year: HolidayYear) -> tuple[DaysOff, ...]:
    """The year's holidays as runs of days off, each under the name it is known by."""
    off = sorted((day for day in year.days if day.off), key=lambda day: day.on)
    runs: list[list[Holiday]] = []
    for day in off:
        if runs and day.on - runs[-1][-1].on == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    makeup = [day for day in year.days if day.workday]
    return tuple(
        DaysOff(
            main_name(run),
            run[0].on,
            run[-1].on,
            tuple(
                day.on
                for day in makeup
                if day.name == main_name(run)
                and run[0].on - MAKEUP_NEAR <= day.on <= run[-1].on + MAKEUP_NEAR
            ),
        )
        for run in runs
    )


def main_name(run: list[Holiday]) -> str:
    """The name most days of a run bear; of equals the first."""
    names = [day.name for day in run]
    return max(dict.fromkeys(names), key=names.count)
