"""Sequences on a real database: begun, answered, stopped; each act is one operation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import customers, followups, interactions, running, sequences, several, undo
from crmtui.domain.changes import Came, Changed
from crmtui.domain.errors import CrmError
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.sequences import Sequence, all_of, named
from crmtui.reads import sequences as reading
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.imports import rows

MONDAY = date(2026, 11, 23)
TUESDAY = MONDAY + timedelta(days=1)
STEPS = "SELECT id, due_on, time, status FROM follow_up ORDER BY id"
OPEN = "SELECT due_on FROM follow_up WHERE status = 'open' ORDER BY id"
QUOTE = named(all_of((), "en"), "quote sent")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(db=tmp_path / "crm.db", config_path=tmp_path / "c.toml", today_pin=MONDAY)
    with wiring.unit_of_work(made) as uow:
        customers.add(uow, {"name": "王记"}, today=MONDAY)
    return made


def do(settings: Settings, act: Callable[[UnitOfWork], Changed]) -> Changed:
    with wiring.unit_of_work(settings) as uow:
        return act(uow)


def begin(settings: Settings, sequence: Sequence = QUOTE, on: date = MONDAY) -> Changed:
    return do(settings, lambda uow: running.start(uow, 1, sequence, on, today=MONDAY))


def logged(settings: Settings, on: date, outcome: str, direction: str = "out") -> Changed:
    return do(
        settings,
        lambda uow: interactions.log(
            uow, 1, summary="x", on=on, today=on, outcome=outcome, direction=direction
        ),
    )


def test_all_steps_are_planned_from_the_start_and_one_undo_takes_them_back(
    settings: Settings,
) -> None:
    begin(settings, on=TUESDAY)
    assert rows(settings, OPEN) == [("2026-11-27",), ("2026-12-04",), ("2026-12-14",)]
    with wiring.unit_of_work(settings) as uow:
        undo.undo(uow, None, None)
    assert rows(settings, OPEN) == []


NEXT = MONDAY + timedelta(days=3)
# (when, outcome, direction, how many steps are still open)
ANSWERS = {
    "reached later": (NEXT, "reached", "out", 0),
    "agreed later": (NEXT, "agreed", "out", 0),
    "the customer calls": (NEXT, "", "in", 0),
    "the customer writes the same day": (MONDAY, "", "in", 0),
    "nobody answers": (NEXT, "no_answer", "out", 3),
    "refused": (NEXT, "refused", "out", 3),
    "no outcome": (NEXT, "", "out", 3),
    "spoken on the day it was begun": (MONDAY, "reached", "out", 3),
    "a contact of before, entered late": (MONDAY - timedelta(days=2), "reached", "in", 3),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_it_ends_when_the_customer_answers(settings: Settings, case: str) -> None:
    on, outcome, direction, left = ANSWERS[case]
    begin(settings)
    made = logged(settings, on, outcome, direction) if on >= MONDAY else late(settings, on)
    assert len(rows(settings, OPEN)) == left
    assert made.came == (() if left else (Came("stopped", "quote sent", n=3),))
    closed = rows(settings, "SELECT status FROM follow_up WHERE status <> 'open'")
    assert closed == [("superseded",)] * (3 - left)


def late(settings: Settings, on: date) -> Changed:
    return do(
        settings,
        lambda uow: interactions.log(
            uow, 1, summary="x", on=on, today=MONDAY, outcome="reached", direction="in"
        ),
    )


def test_the_contact_that_finishes_a_step_and_reaches_somebody_ends_the_rest(
    settings: Settings,
) -> None:
    begin(settings)
    do(
        settings,
        lambda uow: interactions.log(
            uow, 1, summary="x", on=NEXT, today=NEXT, outcome="reached", completes=1
        ),
    )
    assert [status for *_row, status in rows(settings, STEPS)] == ["done", *["superseded"] * 2]


def test_other_steps_stay_when_a_sequence_ends(settings: Settings) -> None:
    do(settings, lambda uow: followups.plan(uow, 1, TUESDAY, "回访", today=MONDAY))
    begin(settings)
    logged(settings, NEXT, "reached")
    assert rows(settings, OPEN) == [("2026-11-24",)]


def test_stopping_closes_what_is_open_and_says_where_nothing_is(settings: Settings) -> None:
    begin(settings)
    do(settings, lambda uow: followups.complete(uow, 1, NEXT))
    made = do(settings, lambda uow: running.stop(uow, 1, "", NEXT))
    assert made.came == (Came("stopped", "quote sent", n=2),)
    with pytest.raises(CrmError, match="No sequence is under way with 王记"):
        do(settings, lambda uow: running.stop(uow, 1, "", NEXT))


def test_the_same_one_does_not_run_twice_but_another_may(settings: Settings) -> None:
    begin(settings)
    with pytest.raises(CrmError, match="under way with 王记 already"):
        begin(settings)
    begin(settings, named(all_of((), "en"), "new enquiry"))
    assert len(rows(settings, OPEN)) == 7


def test_ones_own_stand_in_place_of_those_of_the_program(settings: Settings) -> None:
    do(settings, lambda uow: sequences.edit(uow, "Quote Sent", ["2周: 拜访", "3d: call"]))
    with wiring.reader(settings) as conn:
        own = reading.own(conn)
    known = all_of(own, "en")
    assert [each.name for each in known] == ["Quote Sent", "new enquiry", "dormant customer"]
    assert [(step.after, step.what) for step in known[0].steps] == [("3d", "call"), ("2周", "拜访")]
    do(settings, lambda uow: sequences.remove(uow, "quote sent"))
    with wiring.reader(settings) as conn:
        assert reading.own(conn) == ()


WRONG: dict[str, tuple[Callable[[UnitOfWork], object], str]] = {
    "no steps": (lambda uow: sequences.add(uow, "x", []), "at most"),
    "a step without a day": (lambda uow: sequences.add(uow, "x", ["call"]), "no step"),
    "a fixed day": (lambda uow: sequences.add(uow, "x", ["12-01: call"]), "no step"),
    "no name": (lambda uow: sequences.add(uow, " ", ["3d: call"]), "short name"),
    "there already": (lambda uow: sequences.add(uow, "MINE", ["3d: call"]), "already"),
    "none of one's own": (lambda uow: sequences.remove(uow, "quote sent"), "none of your own"),
    "in the past": (
        lambda uow: running.start(uow, 1, QUOTE, MONDAY - timedelta(1), today=MONDAY), "past"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_is_said(settings: Settings, case: str) -> None:
    act, said = WRONG[case]
    do(settings, lambda uow: sequences.add(uow, "mine", ["3d: call"]))
    with pytest.raises(CrmError, match=said), wiring.unit_of_work(settings) as uow:
        act(uow)


def test_a_broken_list_of_steps_reads_as_none(settings: Settings) -> None:
    do(settings, lambda uow: sequences.add(uow, "mine", ["3d: call"]))
    for broken in ("{", '{"a": 1}', '[1, {"after": "?", "what": "x"}]'):
        with wiring.unit_of_work(settings) as uow:
            uow.update("sequence", 1, {"steps": broken})
        with wiring.reader(settings) as conn:
            assert [(each.name, each.steps) for each in reading.own(conn)] == [("mine", ())]


def test_with_several_customers_it_is_one_operation(settings: Settings) -> None:
    rule = parse_repeat("每两周", MONDAY)
    with wiring.unit_of_work(settings) as uow:
        customers.add(uow, {"name": "李记"}, today=MONDAY)
    with wiring.unit_of_work(settings) as uow:
        several.plan(uow, [1, 2], TUESDAY, "对账", today=MONDAY, repeat=rule)
    with wiring.unit_of_work(settings) as uow:
        several.start(uow, [1, 2], QUOTE, MONDAY, today=MONDAY)
    assert len(rows(settings, OPEN)) == 8
    for left in (2, 0):
        with wiring.unit_of_work(settings) as uow:
            undo.undo(uow, None, None)
        assert len(rows(settings, OPEN)) == left


def test_where_one_of_several_is_in_the_sequence_already_none_begins(settings: Settings) -> None:
    with wiring.unit_of_work(settings) as uow:
        customers.add(uow, {"name": "李记"}, today=MONDAY)
    begin(settings)
    with pytest.raises(CrmError, match="王记 already"), wiring.unit_of_work(settings) as uow:
        several.start(uow, [2, 1], QUOTE, MONDAY, today=MONDAY)
    assert len(rows(settings, OPEN)) == 3
