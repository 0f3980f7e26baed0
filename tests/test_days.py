"""Days that matter in words: the rule that was applied, both dates, round birthdays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.lunar import leap_month, month_length, to_lunar
from crmtui.domain.occasions import DayKey, Occasion, next_kept
from crmtui.present.days import both_words, is_zodiac_year, round_words, rule_code, zodiac_of
from crmtui.settings import install_language

TODAY = date(2026, 1, 1)

CASES = [
    # stored day, asked on, kept on, rule
    (DayKey("lunar", 6, 15, True), "2026-01-01", "2026-07-28", "no_leap_month"),
    (DayKey("lunar", 6, 15, True), "2025-07-01", "2025-08-08", None),
    (DayKey("lunar", 6, 15), "2025-07-01", "2025-07-09", None),
    (DayKey("lunar", 12, 30), "2026-01-01", "2026-02-16", "short_month"),
    (DayKey("lunar", 8, 15), "2026-01-01", "2026-09-25", None),
    (DayKey("gregorian", 2, 29), "2026-01-01", "2026-02-28", "common_year"),
    (DayKey("gregorian", 2, 29), "2028-01-01", "2028-02-29", None),
    (DayKey("lunar", 4, 30, True), "2026-01-01", "2026-06-14", "no_leap_month_short"),
]


@pytest.mark.parametrize(("key", "asked", "on", "rule"), CASES)
def test_a_day_is_kept_by_the_rule_that_is_told(
    key: DayKey, asked: str, on: str, rule: str | None
) -> None:
    kept = next_kept(key, date.fromisoformat(asked))
    assert kept == date.fromisoformat(on)
    assert rule_code(key, kept) == rule


ASKED = st.dates(date(1901, 2, 19), date(2099, 12, 1))


@given(ASKED, st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_the_next_lunar_day_is_near_and_is_its_own_or_the_stated_stand_in(
    today: date, month: int, day: int, leap: bool
) -> None:
    key = DayKey("lunar", month, day, leap)
    on = next_kept(key, today)
    assert 0 <= (on - today).days < 385
    kept, rule = to_lunar(on), rule_code(key, on)
    if rule is None:
        assert (kept.month, kept.day, kept.leap) == (month, day, leap)
    if rule in ("no_leap_month", "no_leap_month_short"):
        assert leap and leap_month(kept.year) != month
        assert (kept.month, kept.leap) == (month, False)
    if rule == "no_leap_month":
        assert kept.day == day
    if rule in ("short_month", "no_leap_month_short"):
        assert (day, kept.day, kept.month) == (30, 29, month)
        assert month_length(kept.year, month, kept.leap) == 29
    if rule == "short_month":
        assert kept.leap == leap


@given(ASKED, st.integers(1, 12), st.integers(1, 28), st.booleans())
def test_the_next_solar_day_is_near_and_is_its_own_or_the_stated_stand_in(
    today: date, month: int, day: int, leap_day: bool
) -> None:
    key = DayKey("gregorian", 2, 29) if leap_day else DayKey("gregorian", month, day)
    on = next_kept(key, today)
    assert 0 <= (on - today).days < 385
    if rule_code(key, on) is None:
        assert (on.month, on.day) == (key.month, key.day)
    else:
        assert rule_code(key, on) == "common_year" and leap_day
        assert (on.month, on.day) == (2, 28) and on.replace(day=1, month=3) - on == timedelta(1)


def test_both_dates_and_the_rule_are_one_sentence() -> None:
    key = DayKey("lunar", 6, 15, True)
    assert both_words(key, date(2026, 7, 28), TODAY) == (
        "闰六月十五: no 闰六月 this year, kept on 六月十五, 28 Jul"
    )
    assert both_words(DayKey("gregorian", 11, 23), date(2026, 11, 23), TODAY) == "23 Nov: 十月十五"


def test_the_sentence_is_chinese_where_the_user_is() -> None:
    install_language("zh_CN")
    key = DayKey("lunar", 6, 15, True)
    assert (
        both_words(key, date(2026, 7, 28), TODAY) == "闰六月十五：今年无闰六月，按六月十五，7月28日"
    )


def _birthday(calendar: str, month: int, day: int, year: int) -> Occasion:
    return Occasion(1, 1, 1, "birthday", calendar, month, day, False, year, None)


@pytest.mark.parametrize(
    ("born", "on", "zodiac"),
    [
        (_birthday("gregorian", 3, 8, 1990), date(2026, 3, 8), True),  # horse, horse
        (_birthday("gregorian", 1, 10, 1990), date(2026, 1, 10), True),  # both still snake
        (_birthday("gregorian", 1, 10, 1990), date(2025, 1, 10), False),
        (_birthday("lunar", 8, 15, 1978), date(2026, 9, 25), True),
        (_birthday("lunar", 8, 15, 1979), date(2026, 9, 25), False),
        (_birthday("gregorian", 2, 29, 1990), date(2026, 2, 28), True),
    ],
)
def test_a_zodiac_year_goes_by_the_lunar_years(born: Occasion, on: date, zodiac: bool) -> None:
    assert is_zodiac_year(born, on) == zodiac


def test_round_birthdays_and_zodiac_years_are_pointed_out() -> None:
    sixty = _birthday("gregorian", 3, 8, 1966)
    assert round_words(sixty, date(2026, 3, 8)) == "round: 60, zodiac year (马)"
    assert round_words(sixty, date(2027, 3, 8)) == ""


def test_the_animal_of_a_year() -> None:
    assert [zodiac_of(year) for year in (2020, 2026, 1990)] == ["鼠", "马", "马"]
