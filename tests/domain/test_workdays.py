"""Working days skip weekends and holidays, and keep make-up days."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.workdays import WEEKENDS, DaysOff, Holiday, HolidayYear, Workdays, runs_of

SATURDAY = date(2026, 11, 21)
TUESDAY = date(2026, 11, 24)


def _national_week(year: int) -> HolidayYear:
    """2026 as the State Council arranged it around the National Day; other years are open."""
    if year != 2026:
        return HolidayYear("CN", year, False, ())
    off = [Holiday(date(2026, 10, day), "国庆节", True, False) for day in range(1, 8)]
    makeup = [
        Holiday(date(2026, 9, 20), "国庆节", False, True),
        Holiday(date(2026, 10, 10), "国庆节", False, True),
    ]
    eve = Holiday(date(2026, 9, 25), "中秋节", True, False)
    return HolidayYear("CN", 2026, True, (makeup[0], eve, *off, makeup[1]))


CHINA = Workdays(_national_week)


@pytest.mark.parametrize(
    ("day", "n", "after"),
    [
        (SATURDAY, 0, date(2026, 11, 23)),
        (SATURDAY, 1, date(2026, 11, 23)),
        (SATURDAY, 5, date(2026, 11, 27)),
        (SATURDAY, 6, date(2026, 11, 30)),
        (SATURDAY, -1, date(2026, 11, 20)),
        (TUESDAY, 0, TUESDAY),
        (TUESDAY, 3, date(2026, 11, 27)),
        (TUESDAY, 4, date(2026, 11, 30)),
        (TUESDAY, -2, date(2026, 11, 20)),
    ],
)
def test_working_days_skip_weekends(day: date, n: int, after: date) -> None:
    assert WEEKENDS.after(day, n) == after


def test_a_day_off_moves_to_monday_and_a_working_day_stays() -> None:
    assert WEEKENDS.next(SATURDAY) == date(2026, 11, 23)
    assert WEEKENDS.next(TUESDAY) == TUESDAY


@pytest.mark.parametrize(
    ("day", "n", "after"),
    [
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),  # a Saturday that is worked
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # a Sunday that is worked
        (date(2026, 10, 8), -1, date(2026, 9, 30)),
    ],
)
def test_holidays_are_skipped_and_make_up_days_count(day: date, n: int, after: date) -> None:
    assert CHINA.after(day, n) == after


def test_a_year_that_is_not_announced_is_not_known() -> None:
    assert CHINA.is_known(date(2026, 5, 1))
    assert not CHINA.is_known(date(2027, 5, 1))


def test_a_run_of_days_off_has_its_make_up_days() -> None:
    assert runs_of(_national_week(2026)) == (
        DaysOff("中秋节", date(2026, 9, 25), date(2026, 9, 25), ()),
        DaysOff(
            "国庆节",
            date(2026, 10, 1),
            date(2026, 10, 7),
            (date(2026, 9, 20), date(2026, 10, 10)),
        ),
    )
    assert runs_of(_national_week(2026))[1].length == 7
