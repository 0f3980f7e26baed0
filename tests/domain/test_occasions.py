"""When a day that matters is kept, in both calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.errors import NoSuchDay
from crmtui.domain.lunar import to_lunar
from crmtui.domain.occasions import (
    DayKey,
    Occasion,
    key_of,
    keys_on,
    next_kept,
    next_on,
    on_in_year,
    rule_applied,
    turns,
)

TODAY = date(2026, 11, 21)


def occasion(
    calendar: str, month: int, day: int, leap: bool = False, year: int | None = None
) -> Occasion:
    return Occasion(1, 1, None, "birthday", calendar, month, day, leap, year, None)


@pytest.mark.parametrize(
    ("month", "day", "leap", "calendar", "year", "kept"),
    [
        (3, 8, False, "gregorian", 2026, "2026-03-08"),
        (2, 29, False, "gregorian", 2028, "2028-02-29"),
        (2, 29, False, "gregorian", 2027, "2027-02-28"),
        (2, 29, False, "gregorian", 2100, "2100-02-28"),
        (8, 15, False, "lunar", 2025, "2025-10-06"),
        (6, 15, False, "lunar", 2025, "2025-07-09"),
        (6, 15, True, "lunar", 2025, "2025-08-08"),
        (6, 15, True, "lunar", 2026, "2026-07-28"),
        (12, 30, False, "lunar", 2024, "2025-01-28"),
        (12, 30, False, "lunar", 2023, "2024-02-09"),
        (6, 30, True, "lunar", 2025, "2025-08-22"),
        (11, 1, True, "lunar", 2033, "2033-12-22"),
        (11, 1, True, "lunar", 2032, "2032-12-03"),
    ],
)
def test_the_day_in_a_year(
    month: int, day: int, leap: bool, calendar: str, year: int, kept: str
) -> None:
    assert on_in_year(month, day, leap, calendar, year) == date.fromisoformat(kept)


@pytest.mark.parametrize(
    ("month", "day", "calendar"),
    [
        *((2, 30, "gregorian"), (4, 31, "gregorian"), (13, 1, "gregorian"), (1, 0, "gregorian")),
        *((1, 31, "lunar"), (13, 1, "lunar"), (1, 0, "lunar")),
    ],
)
def test_a_day_no_year_has_is_never_kept(month: int, day: int, calendar: str) -> None:
    assert on_in_year(month, day, False, calendar, 2026) is None
    with pytest.raises(NoSuchDay):
        next_on(occasion(calendar, month, day), TODAY)


@pytest.mark.parametrize(
    ("kept", "today", "on"),
    [
        (occasion("gregorian", 11, 21), TODAY, "2026-11-21"),
        (occasion("gregorian", 11, 20), TODAY, "2027-11-20"),
        (occasion("gregorian", 2, 29), TODAY, "2027-02-28"),
        (occasion("lunar", 10, 13), TODAY, "2026-11-21"),
        (occasion("lunar", 10, 12), TODAY, "2027-11-09"),
        (occasion("lunar", 12, 30), TODAY, "2027-02-05"),
        (occasion("lunar", 12, 20), date(2027, 1, 5), "2027-01-27"),
        (occasion("lunar", 1, 1), date(2027, 1, 5), "2027-02-06"),
        (occasion("lunar", 6, 15), date(2025, 7, 10), "2026-07-28"),
        (occasion("lunar", 6, 15, True), date(2025, 7, 9), "2025-08-08"),
        (occasion("lunar", 6, 15, True), date(2025, 8, 9), "2026-07-28"),
    ],
)
def test_the_next_day_it_is_kept(kept: Occasion, today: date, on: str) -> None:
    assert next_on(kept, today) == date.fromisoformat(on)


@pytest.mark.parametrize(
    ("kept", "today", "code"),
    [
        (occasion("gregorian", 2, 29), date(2027, 1, 1), "common_year"),
        (occasion("gregorian", 2, 29), date(2028, 1, 1), None),
        (occasion("gregorian", 2, 28), date(2027, 1, 1), None),
        (occasion("lunar", 12, 30), TODAY, "short_month"),
        (occasion("lunar", 12, 29), TODAY, None),
        (occasion("lunar", 6, 15, True), TODAY, "no_leap_month"),
        (occasion("lunar", 6, 15, True), date(2025, 1, 29), None),
        (occasion("lunar", 6, 30, True), date(2025, 1, 29), "short_month"),
    ],
)
def test_the_rule_that_moved_it_is_named(kept: Occasion, today: date, code: str | None) -> None:
    assert rule_applied(kept, next_on(kept, today)) == code


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        ("2026-02-28", {("gregorian", 2, 28), ("gregorian", 2, 29)}),
        ("2028-02-28", {("gregorian", 2, 28)}),
        ("2028-02-29", {("gregorian", 2, 29)}),
    ],
)
def test_solar_keys_of_a_day(day: str, keys: set[tuple[str, int, int]]) -> None:
    found = {key for key in keys_on(date.fromisoformat(day)) if key.calendar == "gregorian"}
    assert found == {DayKey(*key) for key in keys}


@pytest.mark.parametrize(
    ("day", "keys"),
    [
        ("2025-07-09", {(6, 15, False)}),
        ("2025-08-08", {(6, 15, True)}),
        ("2025-08-22", {(6, 29, True), (6, 30, True)}),
        ("2026-07-28", {(6, 15, False), (6, 15, True)}),
        (
            "2025-01-28",
            {(12, 29, False), (12, 30, False), (12, 29, True), (12, 30, True)},
        ),
    ],
)
def test_lunar_keys_of_a_day(day: str, keys: set[tuple[int, int, bool]]) -> None:
    found = {key for key in keys_on(date.fromisoformat(day)) if key.calendar == "lunar"}
    assert found == {DayKey("lunar", *key) for key in keys}


DATES = st.dates(date(1901, 2, 19), date(2099, 12, 31))


@given(DATES, st.integers(-2, 2), st.booleans(), st.sampled_from(["gregorian", "lunar"]))
def test_a_key_is_on_a_day_exactly_if_it_is_kept_then(
    today: date, shift: int, leap: bool, calendar: str
) -> None:
    # A key beside today's own, so that the pair is near the rule's edge and not at random.
    near = today + timedelta(days=shift)
    month, day = near.month, near.day
    if calendar == "lunar":
        lunar = to_lunar(max(near, date(1901, 1, 1)))
        month, day = lunar.month, min(30, max(1, lunar.day + shift))
    key = DayKey(calendar, month, day, leap and calendar == "lunar")
    assert (next_kept(key, today) == today) == (key in keys_on(today))


@given(DATES)
def test_every_key_of_a_day_is_kept_on_it_once(today: date) -> None:
    keys = keys_on(today)
    assert len(set(keys)) == len(keys)
    assert {next_kept(key, today) for key in keys} == {today}


def test_a_solar_occasion_ignores_the_leap_flag() -> None:
    assert key_of(occasion("gregorian", 6, 15, True)) == DayKey("gregorian", 6, 15, False)


@pytest.mark.parametrize(
    ("kept", "on", "age"),
    [
        (occasion("gregorian", 3, 8, year=1985), date(2027, 3, 8), 42),
        (occasion("lunar", 12, 20, year=1985), date(2027, 1, 27), 41),
        (occasion("lunar", 1, 1, year=1985), date(2027, 2, 6), 42),
        (occasion("gregorian", 3, 8), date(2027, 3, 8), None),
        (occasion("gregorian", 3, 8, year=2026), date(2026, 3, 8), 0),
        (occasion("gregorian", 3, 8, year=2028), date(2027, 3, 8), None),
    ],
)
def test_years_are_counted_in_its_own_calendar(kept: Occasion, on: date, age: int | None) -> None:
    assert turns(kept, on) == age


def test_an_occasion_is_a_value() -> None:
    one = occasion("lunar", 8, 15)
    assert one._replace(label="x") != one
    assert (one.label, one.contact_name, one.revision) == ("", "", 1)
