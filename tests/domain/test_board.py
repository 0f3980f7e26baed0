"""Which day something stands on, where it goes, and the columns of a week: tables of cases."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.board import PROMISE, STEP, Spot, monday_of, sections
from crmtui.domain.workdays import WEEKENDS, Holiday, HolidayYear, Workdays

# November 2026: the 23rd is a Monday. National Day: 1 to 7 October off, Saturday the 10th worked.
OCTOBER = Workdays(
    lambda year: HolidayYear(
        "CN",
        year,
        True,
        (
            *(Holiday(date(2026, 10, day), "国庆", True, False) for day in range(1, 8)),
            Holiday(date(2026, 10, 10), "国庆", False, True),
        ),
    )
)


def d(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("kind", "due", "timed", "today", "stands", "late"),
    [
        (STEP, "11-23", False, "11-23", "11-23", False),
        (STEP, "11-25", False, "11-23", "11-25", False),
        (STEP, "11-20", False, "11-23", "11-23", True),  # overdue: today
        (STEP, "11-21", False, "11-23", "11-23", False),  # Saturday: moved here, in time
        (STEP, "11-21", True, "11-23", "11-23", True),  # a time does not move
        (STEP, "11-28", False, "11-23", "11-30", False),
        (STEP, "11-28", True, "11-23", "11-28", False),
        (PROMISE, "11-28", False, "11-23", "11-27", False),
        (PROMISE, "11-28", False, "11-28", "11-28", False),
        (PROMISE, "11-22", False, "11-23", "11-23", True),
        (STEP, "10-02", False, "09-28", "10-08", False),
        (STEP, "10-10", False, "09-28", "10-10", False),  # a Saturday that is worked
        (PROMISE, "10-07", False, "09-28", "09-30", False),
    ],
)
def test_the_day_something_stands_on(
    kind: str, due: str, timed: bool, today: str, stands: str, late: bool
) -> None:
    spot = Spot(kind, d(due), timed)
    assert spot.stands_on(d(today), OCTOBER) == d(stands)
    assert spot.is_late(d(today), OCTOBER) is late


@pytest.mark.parametrize("due", ["11-28", "11-29"])
def test_nothing_moves_where_days_off_do_not_count(due: str) -> None:
    for kind in (STEP, PROMISE):
        assert Spot(kind, d(due), False).stands_on(d("11-23"), None) == d(due)


@pytest.mark.parametrize(
    ("due", "timed", "step", "to"),
    [
        ("11-24", False, 1, "11-25"),
        ("11-24", False, -1, "11-23"),
        ("11-23", False, -1, "11-23"),  # not before today
        ("11-20", False, 1, "11-24"),  # overdue: from today on
        ("11-27", False, 1, "11-30"),  # over the weekend
        ("11-27", True, 1, "11-28"),  # but not with a time
        ("11-28", False, -1, "11-27"),  # it stands on Monday
        ("11-28", False, 1, "12-01"),
    ],
)
def test_a_move_goes_to_the_next_day_it_can_stand_on(
    due: str, timed: bool, step: int, to: str
) -> None:
    assert Spot(STEP, d(due), timed).moved(step, d("11-23"), WEEKENDS) == d(to)


@pytest.mark.parametrize(
    ("today", "columns"),
    [
        ("11-23", "today 1 tomorrow 1 rest 5 next 7"),
        ("11-27", "today 1 tomorrow 1 rest 1 next 7"),
        ("11-28", "today 1 tomorrow 1 rest 0 next 7"),
        ("11-29", "today 1 tomorrow 1 rest 0 next 6"),
    ],
)
def test_every_day_to_the_end_of_next_week_is_in_one_column(today: str, columns: str) -> None:
    found = sections(monday_of(d(today)), d(today))
    assert " ".join(f"{each.code} {len(each.days)}" for each in found) == columns
    days = [day for each in found for day in each.days]
    assert days == sorted(set(days))
    assert days[-1] == d("12-06")


def test_another_week_has_that_week_and_the_one_after() -> None:
    found = sections(d("12-07"), d("11-23"))
    assert [(each.code, each.first, each.last) for each in found] == [
        ("week", d("12-07"), d("12-13")),
        ("after", d("12-14"), d("12-20")),
    ]
