"""Targets: what each comes to in which span, and what counts for it."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.goals import Goal, goals_of
from crmtui.domain.workdays import WEEKENDS
from crmtui.domain.worklog import (
    Span,
    Tally,
    figures,
    progress,
    shifted,
    span_of,
    target_in,
    touches,
    wider,
)
from crmtui.present.worklog import bar, target_lines

MONDAY = date(2026, 11, 23)


def on(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("day", 25, 25), ("week", 23, 29), ("month", 1, 30)],
)
def test_the_span_around_a_day(period: str, first: int, last: int) -> None:
    assert span_of(period, on(25)) == Span(period, on(first), on(last))


@pytest.mark.parametrize("period", ["day", "week", "month"])
def test_one_span_on_and_back_is_the_same(period: str) -> None:
    span = span_of(period, date(2026, 12, 31))
    after = shifted(span, 1)
    assert (after.first - span.last).days == 1
    assert shifted(after, -1) == span
    assert shifted(shifted(span, -12), 12) == span


@pytest.mark.parametrize(
    ("key", "number", "span", "target"),
    [
        ("day", 20, "day", 20),
        ("day", 20, "week", 100),  # five working days
        ("day", 20, "month", 420),  # 21 of them in November 2026
        ("week", 5, "week", 5),
        ("week", 5, "month", 21),
        ("week", 1, "month", 5),  # 4.2, rounded up
        ("month", 8, "month", 8),
    ],
)
def test_a_target_in_a_span(key: str, number: int, span: str, target: int) -> None:
    assert target_in(Goal("call", key, number), span_of(span, MONDAY), WEEKENDS) == target


TALLIES = (
    Tally(on(2), "visit", True, False, 2),
    Tally(on(23), "call", True, False, 3),
    Tally(on(23), "call", False, True, 4),
    Tally(on(23), "note", False, False, 1),
    Tally(on(25), "visit", True, False, 1),
)


def test_what_is_reached_is_counted_in_the_targets_own_period_where_that_is_longer() -> None:
    goals = goals_of(
        {"touch_per_day": 5, "call_per_day": 20, "visit_per_week": 5, "visit_per_month": 9,
         "new_customer_per_month": 2}
    )  # fmt: skip
    day = span_of("day", MONDAY)
    assert wider(day, goals) == Span("day", on(1), on(30))
    made = list(progress(day, goals, TALLIES, [on(3), on(24)], WEEKENDS))
    assert [(each.goal.key, each.reached, each.target) for each in made] == [
        ("touch_per_day", 3, 5),
        ("call_per_day", 7, 20),
        ("visit_per_week", 1, 5),
        ("visit_per_month", 3, 9),
        ("new_customer_per_month", 2, 2),
    ]


def test_figures_count_kinds_and_how_many_were_not_reached() -> None:
    assert list(figures(TALLIES)) == [("call", 7, 4), ("visit", 3, 0), ("note", 1, 0)]
    assert touches(TALLIES) == 6


@pytest.mark.parametrize(
    ("reached", "filled"), [(0, 0), (1, 0), (10, 5), (19, 9), (20, 10), (45, 10)]
)
def test_a_bar_is_full_only_when_all_is_reached(reached: int, filled: int) -> None:
    (made,) = progress(
        span_of("day", MONDAY),
        [Goal("call", "day", 20)],
        [Tally(MONDAY, "call", True, False, reached)],
        [],
        WEEKENDS,
    )
    assert bar(made) == "█" * filled + "░" * (10 - filled)
    assert target_lines([made]) == [f"{bar(made)} {reached}/20 call per day"]


def test_in_a_week_of_holidays_a_days_target_is_nothing_and_reached() -> None:
    (made,) = progress(Span("week", on(28), on(29)), [Goal("call", "day", 20)], [], [], WEEKENDS)
    assert (made.target, bar(made)) == (0, "█" * 10)
