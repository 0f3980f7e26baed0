"""Long holidays and peaks come up in time, and once more as they come near."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crmtui.domain.ahead import (
    LONG_ABROAD,
    Ahead,
    Long,
    holidays_ahead,
    long_in,
    peaks_ahead,
)
from crmtui.domain.peaks import Peak
from crmtui.domain.workdays import Workdays
from crmtui.files.holidays import compute

CHINA = Workdays(lambda year: compute("CN", year, "zh_CN"))
GERMANY = Workdays(lambda year: compute("DE", year, "en"))
NATIONAL = Ahead(
    "holiday_ahead",
    "国庆节",
    date(2026, 10, 1),
    date(2026, 10, 7),
    date(2026, 9, 17),
    (date(2026, 9, 20), date(2026, 10, 10)),
    ("", "CN"),
)


def _ahead(today: date) -> tuple[Ahead, ...]:
    return holidays_ahead(CHINA, today, countries=("", "CN"))


@pytest.mark.parametrize(
    ("today", "since"),
    [
        (date(2026, 9, 17), date(2026, 9, 17)),
        (date(2026, 9, 23), date(2026, 9, 17)),
        (date(2026, 9, 24), date(2026, 9, 24)),  # seven days before it is opened anew
        (date(2026, 9, 30), date(2026, 9, 24)),
    ],
)
def test_a_long_holiday_comes_up_14_and_again_7_days_before(today: date, since: date) -> None:
    assert _ahead(today) == (NATIONAL._replace(since=since),)


@pytest.mark.parametrize("today", [date(2026, 9, 16), date(2026, 10, 1), date(2026, 10, 5)])
def test_it_is_silent_before_and_once_it_has_begun(today: date) -> None:
    assert _ahead(today) == ()


def test_three_days_are_no_long_holiday_here_but_abroad() -> None:
    assert _ahead(date(2026, 6, 15)) == ()  # the Dragon Boat Festival: three days
    christmas, new_year = holidays_ahead(
        GERMANY, date(2026, 12, 20), long=LONG_ABROAD, countries=("DE",)
    )
    assert (christmas.first, christmas.last) == (date(2026, 12, 25), date(2026, 12, 27))
    assert "Christmas" in christmas.name
    assert new_year.first == date(2027, 1, 1)


@pytest.mark.parametrize("year", range(2025, 2031))
def test_christmas_in_germany_is_long_whatever_day_it_falls_on(year: int) -> None:
    (found,) = holidays_ahead(GERMANY, date(year, 12, 11), long=long_in("DE"), countries=("DE",))
    assert "Christmas" in found.name
    assert found.first <= date(year, 12, 25) <= found.last
    before = holidays_ahead(GERMANY, date(year, 12, 8), long=long_in("DE"), countries=("DE",))
    assert before == ()


def test_a_plain_weekend_is_no_holiday() -> None:
    for n in range(20):
        assert holidays_ahead(CHINA, date(2026, 11, 1) + timedelta(days=n), long=Long(2, 1)) == ()


def test_peaks_come_up_within_their_lead() -> None:
    singles = Peak("双十一", (11, 1), (11, 11), None, 20, "grade:A")
    assert peaks_ahead((singles,), date(2026, 10, 11)) == ()
    (found,) = peaks_ahead((singles,), date(2026, 10, 12))
    assert (found.code, found.since, found.segment) == (
        "peak_ahead",
        date(2026, 10, 12),
        "grade:A",
    )
