"""Steps that come back, on a real database: each act is one operation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import customers, followups, interactions, undo
from crmtui.domain.changes import Came, Changed
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.workdays import Holiday, HolidayYear, Workdays
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.imports import rows

MONDAY = date(2026, 11, 23)
TUESDAY, WEDNESDAY = (MONDAY + timedelta(days=n) for n in (1, 2))
STEPS = "SELECT id, due_on, time, status FROM follow_up ORDER BY id"
OPEN = "SELECT due_on FROM follow_up WHERE status = 'open' ORDER BY id"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(db=tmp_path / "crm.db", config_path=tmp_path / "c.toml", today_pin=MONDAY)
    with wiring.unit_of_work(made) as uow:
        customers.add(uow, {"name": "王记"}, today=MONDAY)
    return made


def do(settings: Settings, act: Callable[[UnitOfWork], Changed]) -> Changed:
    with wiring.unit_of_work(settings) as uow:
        return act(uow)


def repeating(settings: Settings, words: str, on: date = TUESDAY, time: str | None = None) -> None:
    rule = parse_repeat(words, MONDAY)
    do(
        settings,
        lambda uow: followups.plan(
            uow, 1, on, "报价", today=MONDAY, time=time, repeat=rule, kind="call", priority=2
        ),
    )


def test_finishing_plans_the_next_with_all_that_the_first_had(settings: Settings) -> None:
    repeating(settings, "每两周", time="10:00")
    made = do(settings, lambda uow: followups.complete(uow, 1, TUESDAY))
    assert made.came == (Came("next", "报价", date(2026, 12, 8), 2),)
    same = "SELECT customer_id, time, what, kind, priority, repeat, snoozes FROM follow_up"
    one, other = rows(settings, same)
    assert one == other
    assert rows(settings, OPEN) == [("2026-12-08",)]


def test_one_undo_takes_the_end_and_the_new_step_back_together(settings: Settings) -> None:
    repeating(settings, "every week")
    before = rows(settings, STEPS)
    do(settings, lambda uow: followups.complete(uow, 1, TUESDAY))
    after = rows(settings, STEPS)
    with wiring.unit_of_work(settings) as uow:
        undo.undo(uow, None, None)
    assert rows(settings, STEPS) == before
    with wiring.unit_of_work(settings) as uow:
        undo.redo(uow)
    assert rows(settings, STEPS) == after


def test_a_contact_that_finishes_it_plans_the_next_too(settings: Settings) -> None:
    repeating(settings, "every week")
    made = do(
        settings,
        lambda uow: interactions.log(uow, 1, summary="x", on=TUESDAY, today=TUESDAY, completes=1),
    )
    assert [each.on for each in made.came] == [date(2026, 12, 1)]
    assert rows(settings, OPEN) == [("2026-12-01",)]


def test_three_times_are_three_steps(settings: Settings) -> None:
    repeating(settings, "every week, 3 times")
    for step in (1, 2):
        do(settings, lambda uow, step=step: followups.complete(uow, step, MONDAY))  # type: ignore[misc]
    made = do(settings, lambda uow: followups.complete(uow, 3, MONDAY))
    assert made.came == (Came("over", "报价"),)
    assert rows(settings, OPEN) == []


ENDS: dict[str, tuple[Callable[[UnitOfWork], Changed], str, list[tuple[str]]]] = {
    "finished for good": (
        lambda uow: followups.complete(uow, 1, TUESDAY, last=True), "done", []),
    "left out this once": (
        lambda uow: followups.skip(uow, 1, TUESDAY), "cancelled", [("2026-12-01",)]),
    "dropped for good": (lambda uow: followups.cancel(uow, 1, TUESDAY), "cancelled", []),
}  # fmt: skip


@pytest.mark.parametrize("case", ENDS)
def test_a_series_ends_or_goes_on(settings: Settings, case: str) -> None:
    act, status, still = ENDS[case]
    repeating(settings, "every week")
    do(settings, act)
    assert rows(settings, "SELECT status FROM follow_up WHERE id = 1") == [(status,)]
    assert rows(settings, OPEN) == still


def test_putting_off_moves_this_once_only_day_and_time(settings: Settings) -> None:
    repeating(settings, "every week", time="10:00")
    do(settings, lambda uow: followups.snooze(uow, 1, WEDNESDAY, "16:30", TUESDAY))
    do(settings, lambda uow: followups.complete(uow, 1, WEDNESDAY))
    assert rows(settings, STEPS)[1] == (2, "2026-12-01", "10:00", "open")


def test_another_time_in_its_form_holds_from_now_on_another_day_this_once(
    settings: Settings,
) -> None:
    repeating(settings, "every week", time="10:00")
    values = {"due_on": WEDNESDAY.isoformat(), "time": "11:00"}
    do(settings, lambda uow: followups.edit(uow, 1, values))
    do(settings, lambda uow: followups.complete(uow, 1, WEDNESDAY))
    assert rows(settings, STEPS)[1] == (2, "2026-12-01", "11:00", "open")


def test_emptying_the_repetition_ends_the_series(settings: Settings) -> None:
    repeating(settings, "every week")
    do(settings, lambda uow: followups.edit(uow, 1, {"repeat": ""}))
    made = do(settings, lambda uow: followups.complete(uow, 1, TUESDAY))
    assert made.came == ()
    assert rows(settings, OPEN) == []


def test_the_last_working_day_goes_by_the_holidays_of_whoever_opened_it(
    settings: Settings,
) -> None:
    repeating(settings, "last working day of the month", date(2026, 11, 30))
    off = HolidayYear("CN", 2026, True, (Holiday(date(2026, 12, 31), "off", True, False),))

    def finish(uow: UnitOfWork) -> Changed:
        uow.workdays = Workdays(lambda year: replace_year(off, year))
        return followups.complete(uow, 1, date(2026, 11, 30))

    assert do(settings, finish).came[0].on == date(2026, 12, 30)


def replace_year(off: HolidayYear, year: int) -> HolidayYear:
    return off if year == off.year else off._replace(year=year, days=())


def test_a_rule_that_somebody_spoiled_is_told_and_finishing_works(settings: Settings) -> None:
    repeating(settings, "every week")
    do(settings, lambda uow: followups.edit(uow, 1, {"repeat": "FREQ=SECONDLY"}))
    made = do(settings, lambda uow: followups.complete(uow, 1, TUESDAY))
    assert made.came == (Came("unread", "FREQ=SECONDLY"),)
