"""Public holidays: as the State Council arranged them, as other countries keep them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from crmtui.domain.workdays import Workdays, runs_of
from crmtui.files.holidays import UnknownCountry, compute

# The State Council's notices: days off as first and last, then the weekend days that are worked.
ARRANGED = {
    2024: (
        "01-01 01-01 02-10 02-17 04-04 04-06 05-01 05-05 06-10 06-10 09-15 09-17 10-01 10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    2025: (
        "01-01 01-01 01-28 02-04 04-04 04-06 05-01 05-05 05-31 06-02 10-01 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    2026: (
        "01-01 01-03 02-15 02-23 04-04 04-06 05-01 05-05 06-19 06-21 09-25 09-27 10-01 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}


def _worked(year: int) -> set[date]:
    """The working days of a year by the notice alone."""
    off, worked = ([date.fromisoformat(f"{year}-{d}") for d in t.split()] for t in ARRANGED[year])
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    free = {
        day
        for day in days
        for first, last in zip(off[::2], off[1::2], strict=True)
        if first <= day <= last
    }
    return {
        day
        for day in days
        if day.year == year and (day in worked or (day.weekday() < 5 and day not in free))
    }


@pytest.mark.parametrize("year", ARRANGED)
def test_every_day_is_worked_or_off_as_the_state_council_arranged(year: int) -> None:
    china = Workdays(lambda asked: compute("CN", asked, "zh_CN"))
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    assert {d for d in days if d.year == year and china.is_working(d)} == _worked(year)
    assert china.is_known(date(year, 6, 1))


def test_a_run_is_named_after_its_festival_and_knows_its_make_up_days() -> None:
    runs = {run.name: run for run in runs_of(compute("CN", 2026, "zh_CN"))}
    spring = runs["春节"]
    assert (spring.first, spring.last) == (date(2026, 2, 15), date(2026, 2, 23))
    assert spring.makeup == (date(2026, 2, 14), date(2026, 2, 28))
    assert runs["国庆节"].makeup == (date(2026, 9, 20), date(2026, 10, 10))
    assert runs["元旦"].makeup == (date(2026, 1, 4),)


def test_names_follow_the_language_asked_for() -> None:
    names = {day.name for day in compute("CN", 2026, "en").days}
    assert "National Day" in names
    assert not any("(" in name for name in names)


def test_holidays_abroad_are_named_in_chinese_for_who_reads_chinese() -> None:
    names = {day.on: day.name for day in compute("DE", 2026, "zh_CN").days}
    assert names[date(2026, 12, 25)] == "圣诞节"
    britain = {day.on: day.name for day in compute("GB", 2026, "zh_CN").days}
    assert britain[date(2026, 12, 28)] == "节礼日"  # observed on the Monday
    assert {day.name for day in compute("DE", 2026, "en").days} >= {"Christmas Day"}


@pytest.mark.parametrize("year", [2049, 2090])
def test_a_year_far_ahead_is_not_announced_and_names_only_what_the_law_does(year: int) -> None:
    found = compute("CN", year, "zh_CN")
    assert not found.announced
    assert date(year, 10, 1) in [day.on for day in found.days]
    assert not any(day.workday for day in found.days)


def test_years_before_the_yearly_arrangement_are_known() -> None:
    assert compute("CN", 2001, "zh_CN").announced


def test_other_countries_keep_their_own_days_and_weekends() -> None:
    germany = Workdays(lambda asked: compute("DE", asked, "zh_CN"))
    assert not germany.is_working(date(2026, 12, 25))
    assert germany.is_known(date(2035, 1, 1))
    emirates = Workdays(lambda asked: compute("EG", asked, "en"))
    assert not emirates.is_working(date(2026, 11, 20))  # a Friday
    assert emirates.is_working(date(2026, 11, 22))  # a Sunday


def test_an_unknown_country_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnknownCountry, match="XX"):
        compute("XX", 2026, "en")
