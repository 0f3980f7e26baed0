"""The lunar calendar, against known days."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from borax.calendars.lunardate import MIN_SOLAR_DATE, LCalendars
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain import lunartable
from crmtui.domain.errors import CalendarOutOfRange, LunarDateNotUnderstood, NoSuchLunarDate
from crmtui.domain.lunar import (
    FIRST_DAY,
    LAST_DAY,
    LunarDate,
    is_marked_lunar,
    leap_month,
    leap_month_existed,
    lunar_words,
    month_length,
    parse_lunar,
    to_lunar,
    to_solar,
)
from tests.domain import observatory

# From the Hong Kong Observatory's published tables; 1933, 1954 and 1978 are years in which
# other programs are a day off.
KNOWN = [
    ("1901-02-19", LunarDate(1901, 1, 1)),
    ("1933-07-23", LunarDate(1933, 6, 1)),
    ("1954-11-25", LunarDate(1954, 11, 1)),
    ("1978-09-03", LunarDate(1978, 8, 1)),
    ("1985-02-20", LunarDate(1985, 1, 1)),
    ("2000-02-05", LunarDate(2000, 1, 1)),
    ("2023-03-22", LunarDate(2023, 2, 1, True)),
    ("2024-02-10", LunarDate(2024, 1, 1)),
    ("2025-01-28", LunarDate(2024, 12, 29)),
    ("2025-01-29", LunarDate(2025, 1, 1)),
    ("2025-07-09", LunarDate(2025, 6, 15)),
    ("2025-08-08", LunarDate(2025, 6, 15, True)),
    ("2025-10-06", LunarDate(2025, 8, 15)),
    ("2026-02-17", LunarDate(2026, 1, 1)),
    ("2026-11-21", LunarDate(2026, 10, 13)),
    ("2027-02-06", LunarDate(2027, 1, 1)),
    ("2033-12-22", LunarDate(2033, 11, 1, True)),
    ("2034-02-19", LunarDate(2034, 1, 1)),
    ("2100-02-09", LunarDate(2100, 1, 1)),
]


@pytest.mark.parametrize(("day", "lunar"), KNOWN)
def test_known_days_convert_both_ways(day: str, lunar: LunarDate) -> None:
    assert to_lunar(date.fromisoformat(day)) == lunar
    assert to_solar(lunar) == date.fromisoformat(day)


def _published() -> Iterator[tuple[LunarDate, date, int]]:
    """Every month of the observatory's table: its first day in both calendars, and its length."""
    for line in observatory.YEARS.split("\n"):
        if not line:
            continue
        first, twice, lengths = line.split()
        day, month, leap = date.fromisoformat(first), 0, False
        year = day.year
        for long in lengths:
            leap = month == int(twice) and not leap and month > 0
            month += not leap
            length = 29 + int(long)
            yield LunarDate(year, month, 1, leap), day, length
            day += timedelta(days=length)


def test_every_day_of_the_observatorys_table_converts_both_ways() -> None:
    """But those of the three uncertain months, and of the months before them, are the same."""
    days = 0
    for first, on, length in _published():
        # A month that begins a day off also makes the one before it shorter or longer.
        if {(first.year, first.month), (first.year, first.month + 1)} & {*observatory.UNCERTAIN}:
            continue
        for n in range(length):
            lunar, day = first._replace(day=n + 1), on + timedelta(days=n)
            assert to_lunar(day) == lunar
            assert to_solar(lunar) == day
            days += 1
    assert days > 72_500


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_comes_back(day: date) -> None:
    assert to_solar(to_lunar(day)) == day


@pytest.mark.parametrize(
    ("year", "month"),
    [(1984, 10), (2014, 9), (2020, 4), (2023, 2), (2025, 6), (2026, 0), (2028, 5), (2033, 11)],
)
def test_leap_months(year: int, month: int) -> None:
    assert leap_month(year) == month


def test_new_years_eve_is_the_29th_from_2024_to_2028() -> None:
    assert [month_length(year, 12) for year in range(2024, 2029)] == [29] * 5
    assert month_length(2025, 6, True) == 29
    assert month_length(2026, 6, True) is None


@pytest.mark.parametrize(
    "lunar",
    [
        *(LunarDate(2026, 6, 15, True), LunarDate(2024, 12, 30), LunarDate(2025, 13, 1)),
        *(LunarDate(2025, 1, 0), LunarDate(2025, 1, 31)),
    ],
)
def test_a_date_that_does_not_exist_is_refused(lunar: LunarDate) -> None:
    with pytest.raises(NoSuchLunarDate, match=str(lunar.year)):
        to_solar(lunar)


def test_outside_the_table_is_refused() -> None:
    for day in (date(1900, 12, 31), date(2101, 1, 29)):
        with pytest.raises(CalendarOutOfRange):
            to_lunar(day)
    for lunar in (LunarDate(1900, 1, 1), LunarDate(1899, 1, 1), LunarDate(2101, 1, 1)):
        with pytest.raises(CalendarOutOfRange):
            to_solar(lunar)


def test_which_leap_months_there_were() -> None:
    never = [month for month in range(1, 13) if not leap_month_existed(month)]
    assert never == [1, 12]
    assert not leap_month_existed(11, until=2026)
    assert leap_month_existed(11)
    assert leap_month_existed(10, until=2026, day=29)
    assert not leap_month_existed(10, until=2026, day=30)


@pytest.mark.parametrize(
    ("month", "day", "leap", "words"),
    [
        (6, 15, True, "闰六月十五"),
        (12, 30, False, "腊月三十"),
        (1, 1, False, "正月初一"),
        (11, 10, False, "冬月初十"),
        (10, 20, False, "十月二十"),
        (9, 29, False, "九月廿九"),
        (8, 19, False, "八月十九"),
        (13, 31, False, "13月31"),
    ],
)
def test_lunar_dates_in_words(month: int, day: int, leap: bool, words: str) -> None:
    assert lunar_words(month, day, leap) == words


@given(st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_words_read_back(month: int, day: int, leap: bool) -> None:
    words = lunar_words(month, day, leap)
    assert parse_lunar(words) == parse_lunar(f"农历 {words}") == (None, month, day, leap)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("农历八月十五", (None, 8, 15, False)),
        ("八月十五", (None, 8, 15, False)),
        ("闰六月初五", (None, 6, 5, True)),
        ("農曆閏六月初五", (None, 6, 5, True)),
        ("腊月三十", (None, 12, 30, False)),
        ("十二月三十", (None, 12, 30, False)),
        ("冬月廿一", (None, 11, 21, False)),
        ("十一月二十一", (None, 11, 21, False)),
        ("农历1985年八月十五", (1985, 8, 15, False)),
        ("1985年农历八月十五", (1985, 8, 15, False)),
        ("一九八五年闰六月初五", (1985, 6, 5, True)),
        ("阴历 8月15", (None, 8, 15, False)),
        ("阴历８月１５日", (None, 8, 15, False)),
        ("农历8-15", (None, 8, 15, False)),
        ("农历1985-8-15", (1985, 8, 15, False)),
        ("旧历九月廿九", (None, 9, 29, False)),
        ("旧历九月二十九", (None, 9, 29, False)),
        ("八月卅", (None, 8, 30, False)),
        ("8月15日（农历）", (None, 8, 15, False)),
        ("lunar 8-15", (None, 8, 15, False)),
        ("Lunar leap 6-5", (None, 6, 5, True)),
    ],
)
def test_lunar_dates_as_people_write_them(
    text: str, parts: tuple[int | None, int, int, bool]
) -> None:
    assert parse_lunar(text) == parts


@pytest.mark.parametrize(
    "text",
    ["", "农历", "廿九", "八月", "八月三十一", "十三月初一", "13-1", "8-0", "元月初一", "八月xx"],
)
def test_other_text_is_no_lunar_date(text: str) -> None:
    with pytest.raises(LunarDateNotUnderstood):
        parse_lunar(text)


def test_a_lunar_year_outside_the_table_is_named() -> None:
    with pytest.raises(CalendarOutOfRange, match="1850"):
        parse_lunar("农历1850年八月十五")


@pytest.mark.parametrize(
    ("text", "marked"), [("阴曆8-15", True), ("LUNAR 8-15", True), ("8-15", False)]
)
def test_a_lunar_date_says_so(text: str, marked: bool) -> None:
    assert is_marked_lunar(text) is marked


def test_our_table_has_the_months_that_the_library_reckons() -> None:
    for year in range(1900, 2101):
        theirs = [
            (month, bool(leap), days) for month, days, leap in LCalendars.iter_year_month(year)
        ]
        assert lunartable.months_of(year) == theirs, year
        assert lunartable.days_in(year) == sum(days for _month, _leap, days in theirs), year
    assert date.fromordinal(lunartable.FIRST_DAY) == MIN_SOLAR_DATE


def test_the_heavy_library_is_not_needed_to_convert_a_date() -> None:
    code = (
        "import sys; from datetime import date; from crmtui.domain.lunar import to_lunar; "
        "to_lunar(date(2026, 11, 23)); print('borax' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
