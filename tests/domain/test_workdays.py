"""Working days skip weekends."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.dates import next_working_day, working_days_after

SATURDAY = date(2026, 11, 21)
TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "n", "after"),
    [
        (SATURDAY, 0, date(2026, 11, 23)),
        (SATURDAY, 1, date(2026, 11, 23)),
        (SATURDAY, 5, date(2026, 11, 27)),
        (SATURDAY, 6, date(2026, 11, 30)),
        (TUESDAY, 0, TUESDAY),
        (TUESDAY, 3, date(2026, 11, 27)),
        (TUESDAY, 4, date(2026, 11, 30)),
    ],
)
def test_working_days_skip_weekends(day: date, n: int, after: date) -> None:
    assert working_days_after(day, n) == after


def test_a_day_off_moves_to_monday_and_a_working_day_stays() -> None:
    assert next_working_day(SATURDAY) == date(2026, 11, 23)
    assert next_working_day(TUESDAY) == TUESDAY
