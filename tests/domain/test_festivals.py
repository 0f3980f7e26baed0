"""Festivals and solar terms fall on the days people keep them."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.errors import CalendarOutOfRange
from crmtui.domain.festivals import (
    NAMES,
    festivals,
    festivals_on,
    next_festival,
    term_lately,
    term_on,
)

CASES = [
    (2025, "spring_festival", "2025-01-29"),
    (2025, "lantern", "2025-02-12"),
    (2025, "qingming", "2025-04-04"),
    (2025, "dragon_boat", "2025-05-31"),
    (2025, "qixi", "2025-08-29"),
    (2025, "zhongyuan", "2025-09-06"),
    (2025, "mid_autumn", "2025-10-06"),
    (2025, "double_ninth", "2025-10-29"),
    (2025, "winter_solstice", "2025-12-21"),
    (2025, "laba", "2025-01-07"),
    (2026, "laba", "2026-01-26"),
    (2026, "little_new_year", "2026-02-10"),
    (2026, "new_years_eve", "2026-02-16"),
    (2024, "new_years_eve", "2024-02-09"),
    (2026, "spring_festival", "2026-02-17"),
    (2026, "mid_autumn", "2026-09-25"),
    (1987, "mid_autumn", "1987-10-07"),
    (2033, "mid_autumn", "2033-09-08"),
    (2034, "spring_festival", "2034-02-19"),
    (2026, "christmas", "2026-12-25"),
]


@pytest.mark.parametrize(("year", "code", "on"), CASES)
def test_a_festival_falls_on_its_day(year: int, code: str, on: str) -> None:
    assert date.fromisoformat(on) in [f.on for f in festivals(year) if f.code == code]


def test_every_festival_has_a_name_and_every_name_a_day() -> None:
    assert {f.code for f in festivals(2026)} == set(NAMES)


def test_new_years_eve_is_the_29th_where_the_month_is_short() -> None:
    eve = next(f for f in festivals(2026) if f.code == "new_years_eve")
    assert eve.lunar == "腊月廿九"


def test_the_next_festival_may_be_today_or_next_year() -> None:
    assert next_festival("mid_autumn", date(2026, 9, 25)).on == date(2026, 9, 25)
    assert next_festival("mid_autumn", date(2026, 9, 26)).on == date(2027, 9, 15)


def test_two_festivals_may_share_a_day() -> None:
    assert {f.code for f in festivals_on(date(2020, 10, 1))} == {"mid_autumn", "national_day"}


def test_solar_terms_are_told_on_their_day_and_shortly_after() -> None:
    assert term_on(date(2026, 11, 22)) == "小雪"
    assert term_lately(date(2026, 11, 23)) == ("小雪", 1)
    assert term_lately(date(2026, 11, 24)) is None


def test_years_out_of_range_are_refused() -> None:
    with pytest.raises(CalendarOutOfRange):
        festivals(2101)
    assert festivals_on(date(2150, 1, 1)) == ()
