"""Birthdays as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.birthdays import Birthday, parse_birthday
from crmtui.domain.errors import (
    BirthdayInFuture,
    BirthdayNotUnderstood,
    CalendarOutOfRange,
    CrmError,
    LeapMonthNeverExisted,
    NoSuchDay,
    NoSuchLunarDate,
)
from crmtui.domain.lunar import lunar_words, to_lunar

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "month", "day", "year"),
    [
        ("1985-03-08", 3, 8, 1985),
        ("1985/3/8", 3, 8, 1985),
        ("1985.03.08", 3, 8, 1985),
        ("19850308", 3, 8, 1985),
        ("1985-03-08 00:00:00", 3, 8, 1985),
        ("１９８５-０３-０８", 3, 8, 1985),
        ("1985年3月8日", 3, 8, 1985),
        ("一九八五年三月八日", 3, 8, 1985),
        ("13.05.1975", 5, 13, 1975),
        ("5月3日", 5, 3, None),
        ("5月3号", 5, 3, None),
        ("三月八号", 3, 8, None),
        ("阳历5月3日", 5, 3, None),
        ("03-08", 3, 8, None),
        ("--0203", 2, 3, None),
        ("--02-03", 2, 3, None),
        ("0308", 3, 8, None),
        ("2月29日", 2, 29, None),
        ("2026-11-21", 11, 21, 2026),
    ],
)
def test_solar_birthdays(text: str, month: int, day: int, year: int | None) -> None:
    assert parse_birthday(text, TODAY) == Birthday("gregorian", month, day, False, year)


@pytest.mark.parametrize(
    ("text", "month", "day", "leap", "year"),
    [
        ("农历八月十五", 8, 15, False, None),
        ("八月十五", 8, 15, False, None),
        ("正月初一", 1, 1, False, None),
        ("腊月三十", 12, 30, False, None),
        ("农历五月三十", 5, 30, False, None),
        ("闰六月初五", 6, 5, True, None),
        ("闰6月5", 6, 5, True, None),
        ("农历8-15", 8, 15, False, None),
        ("8月15日（农历）", 8, 15, False, None),
        ("lunar 8-15", 8, 15, False, None),
        ("农历1985年八月十五", 8, 15, False, 1985),
        ("1985年农历八月十五", 8, 15, False, 1985),
        ("农历2025年闰六月十五", 6, 15, True, 2025),
    ],
)
def test_lunar_birthdays(text: str, month: int, day: int, leap: bool, year: int | None) -> None:
    assert parse_birthday(text, TODAY) == Birthday("lunar", month, day, leap, year)


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("850308", BirthdayNotUnderstood, "four digits"),
        ("85年3月8日", BirthdayNotUnderstood, "85年3月8日"),
        ("3/8", BirthdayNotUnderstood, "3/8"),
        ("13/05/1975", BirthdayNotUnderstood, "1985-03-08"),
        ("三月八", BirthdayNotUnderstood, "三月八"),
        ("circa 1800", BirthdayNotUnderstood, "circa"),
        ("农历", BirthdayNotUnderstood, "农历"),
        ("", BirthdayNotUnderstood, "birthday"),
        ("2月30日", NoSuchDay, "2月30日"),
        ("1985-02-29", NoSuchDay, "no such day"),
        ("9999", NoSuchDay, "9999"),
        ("2026-11-22", BirthdayInFuture, "future"),
        ("农历2030年正月初一", BirthdayInFuture, "future"),
        ("1899-01-01", CalendarOutOfRange, "1901"),
        ("农历1850年八月十五", CalendarOutOfRange, "1850"),
        ("农历闰正月初五", LeapMonthNeverExisted, "plain month"),
        ("闰十一月初三", LeapMonthNeverExisted, "闰冬月初三"),
        ("闰十月三十", LeapMonthNeverExisted, "闰十月三十"),
        ("农历1985年闰六月初五", NoSuchLunarDate, "1985"),
        ("农历2024年腊月三十", NoSuchLunarDate, "腊月三十"),
    ],
)
def test_a_birthday_that_cannot_be_says_why(text: str, error: type[CrmError], words: str) -> None:
    with pytest.raises(error) as refused:
        parse_birthday(text, TODAY)
    assert type(refused.value) is error
    assert words.lower() in str(refused.value).lower()


def test_a_leap_month_counts_from_the_year_it_came() -> None:
    with pytest.raises(LeapMonthNeverExisted):
        parse_birthday("闰十一月初三", date(2033, 1, 1))
    assert parse_birthday("闰十一月初三", date(2033, 12, 25)).leap


@given(st.dates(date(1902, 1, 1), TODAY))
def test_every_birth_date_reads_back_in_both_calendars(born: date) -> None:
    solar = parse_birthday(f"{born}", TODAY)
    assert (solar.year, solar.month, solar.day) == (born.year, born.month, born.day)
    lunar = to_lunar(born)
    written = f"农历{lunar.year}年{lunar_words(lunar.month, lunar.day, lunar.leap)}"
    assert parse_birthday(written, TODAY) == Birthday(
        "lunar", lunar.month, lunar.day, lunar.leap, lunar.year
    )


@given(st.text("0123456789一二三十廿卅初闰正腊冬元年月日号农历阴公-/. ()（）"))
def test_whatever_is_typed_is_a_birthday_or_an_error_with_words(text: str) -> None:
    try:
        found = parse_birthday(text, TODAY)
    except CrmError as error:
        assert str(error)
        return
    assert 1 <= found.month <= 12
    assert 1 <= found.day <= 31


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("民國75年3月8日", Birthday("gregorian", 3, 8, False, 1986)),
        ("中華民國元年1月1日", Birthday("gregorian", 1, 1, False, 1912)),
        ("除夕", Birthday("lunar", 12, 30)),
        ("大年三十", Birthday("lunar", 12, 30)),
        ("1985年除夕", Birthday("lunar", 12, 30, False, 1985)),
        ("1986年除夕", Birthday("lunar", 12, 29, False, 1986)),
        ("大年初一", Birthday("lunar", 1, 1)),
        ("年初八", Birthday("lunar", 1, 8)),
        ("正月初一", Birthday("lunar", 1, 1)),
        ("中秋節", Birthday("lunar", 8, 15)),
        ("1990年端午", Birthday("lunar", 5, 5, False, 1990)),
    ],
)
def test_years_of_the_republic_and_days_called_by_their_names(
    text: str, expected: Birthday
) -> None:
    assert parse_birthday(text, date(2026, 11, 23)) == expected
