"""Moving a step from day to day: where it goes, and when that counts as putting it off."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from crmtui import wiring
from crmtui.actions import customers, followups, moving, undo
from crmtui.actions.moving import Moved, NotEarlier
from crmtui.domain.workdays import WEEKENDS
from crmtui.settings import Settings

TODAY = date(2026, 11, 23)


@pytest.fixture
def step(crm: Settings) -> int:
    """A step planned for Friday."""
    with wiring.unit_of_work(crm) as uow:
        customers.add(uow, {"name": "博纳"}, today=TODAY)
    with wiring.unit_of_work(crm) as uow:
        made = followups.plan(uow, 1, date(2026, 11, 27), "报价", today=TODAY, kind="visit")
    return made.id or 0


def _move(crm: Settings, step: int, way: int, counted: int | None = None) -> Moved:
    with wiring.unit_of_work(crm, session="s") as uow:
        return moving.move(uow, step, way, TODAY, WEEKENDS, counted)


def _row(crm: Settings) -> tuple[object, ...]:
    connection = sqlite3.connect(crm.db)
    row = connection.execute("SELECT due_on, snoozes, confirmed FROM follow_up").fetchone()
    connection.close()
    return tuple(row)


def test_a_later_day_counts_as_put_off_and_an_earlier_one_does_not(
    crm: Settings, step: int
) -> None:
    assert _move(crm, step, 1).on == date(2026, 11, 30)
    assert _row(crm) == ("2026-11-30", 1, 0)
    assert _move(crm, step, -1).on == date(2026, 11, 27)
    assert _row(crm) == ("2026-11-27", 1, 0)


def test_moves_that_follow_each_other_count_once(crm: Settings, step: int) -> None:
    counted = None
    for _ in range(3):
        counted = _move(crm, step, 1, counted).put_offs
    assert _row(crm) == ("2026-12-02", 1, 0)
    assert _move(crm, step, 1).put_offs == 2  # another time


def test_each_move_is_undone_by_itself(crm: Settings, step: int) -> None:
    counted = _move(crm, step, 1).put_offs
    _move(crm, step, 1, counted)
    for expected in (("2026-11-30", 1, 0), ("2026-11-27", 0, 0)):
        with wiring.unit_of_work(crm) as uow:
            undo.undo(uow, None, "s")
        assert _row(crm) == expected
    # What was counted is undone: the next move counts again.
    assert _move(crm, step, 1, counted).put_offs == 1


def test_a_moved_appointment_is_to_be_confirmed_anew(crm: Settings, step: int) -> None:
    with wiring.unit_of_work(crm) as uow:
        followups.confirm(uow, step)
    _move(crm, step, -1)
    assert _row(crm) == ("2026-11-26", 0, 0)


def test_it_goes_to_today_at_the_earliest(crm: Settings, step: int) -> None:
    for _ in range(4):
        _move(crm, step, -1)
    with pytest.raises(NotEarlier, match="today already"):
        _move(crm, step, -1)
    assert _row(crm)[0] == "2026-11-23"


def test_a_step_that_is_done_is_not_moved(crm: Settings, step: int) -> None:
    with wiring.unit_of_work(crm) as uow:
        followups.complete(uow, step, TODAY)
    with pytest.raises(followups.StepClosed):
        _move(crm, step, 1)
