"""A day typed in either calendar is found in both, without a year as the next one to come."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.conversion import converted
from crmtui.domain.errors import (
    CalendarOutOfRange,
    DateNotUnderstood,
    LeapMonthNeverExisted,
    NoSuchDay,
    NoSuchLunarDate,
)
from crmtui.domain.lunar import FIRST_DAY, LAST_DAY, lunar_words, to_lunar
from crmtui.domain.occasions import DayKey

TODAY = date(2026, 11, 23)
CASES = [
    ("", "2026-11-23", "十月十五"),
    ("2026-11-23", "2026-11-23", "十月十五"),
    ("1985-03-08", "1985-03-08", "正月十七"),
    ("19850308", "1985-03-08", "正月十七"),
    ("3月8日", "2027-03-08", "二月初一"),
    ("0308", "2027-03-08", "二月初一"),
    ("明天", "2026-11-24", "十月十六"),
    ("农历八月十五", "2027-09-15", "八月十五"),
    ("八月十五", "2027-09-15", "八月十五"),
    ("八月十五日", "2027-08-15", "七月十四"),
    ("2025年闰六月十五", "2025-08-08", "闰六月十五"),
    ("农历2025-8-15", "2025-10-06", "八月十五"),
    ("二〇二五年八月十五", "2025-10-06", "八月十五"),
    ("lunar 8-15", "2027-09-15", "八月十五"),
    ("除夕", "2027-02-05", "腊月廿九"),
    ("中秋", "2027-09-15", "八月十五"),
    ("Mid-Autumn", "2027-09-15", "八月十五"),
    ("清明", "2027-04-05", "二月廿九"),
]


@pytest.mark.parametrize(("text", "solar", "lunar"), CASES)
def test_a_day_is_found_in_both_calendars(text: str, solar: str, lunar: str) -> None:
    found = converted(text, TODAY)
    assert found.solar == date.fromisoformat(solar)
    assert lunar_words(found.lunar.month, found.lunar.day, found.lunar.leap) == lunar
    assert found.asked_for is None


@pytest.mark.parametrize(
    ("text", "solar", "asked"),
    [
        ("闰六月十五", "2027-07-18", DayKey("lunar", 6, 15, True)),
        ("腊月三十", "2027-02-05", DayKey("lunar", 12, 30)),
    ],
)
def test_a_day_the_coming_year_has_not_is_kept_by_the_rule(
    text: str, solar: str, asked: DayKey
) -> None:
    found = converted(text, TODAY)
    assert (found.solar, found.asked_for) == (date.fromisoformat(solar), asked)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("闰正月初一", LeapMonthNeverExisted),
        ("2026年闰六月初一", NoSuchLunarDate),
        ("2026年腊月三十", NoSuchLunarDate),
        ("1900-12-01", CalendarOutOfRange),
        ("2101-02-01", CalendarOutOfRange),
        ("农历2101年正月初一", CalendarOutOfRange),
        ("someday", DateNotUnderstood),
        ("2026-02-30", NoSuchDay),
    ],
)
def test_what_is_no_day_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        converted(text, TODAY)


def test_the_uncertain_months_are_pointed_out() -> None:
    assert converted("2057-10-01", TODAY).uncertain
    assert not converted("2057-11-01", TODAY).uncertain


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_comes_back_from_its_lunar_date(day: date) -> None:
    lunar = to_lunar(day)
    text = f"{lunar.year}年{lunar_words(lunar.month, lunar.day, lunar.leap)}"
    if lunar.year >= 1901:
        assert converted(text, TODAY).solar == day
