"""The queue after a change to one customer is what reading all of it again would give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmtui import almanac, wiring
from crmtui.actions import customers, followups, hiding, interactions, promises
from crmtui.actions.undo import undo
from crmtui.domain.queue import Queue
from crmtui.reads import queue, requeue
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.tui.world import TODAY, build, days

Act = Callable[[UnitOfWork], object]
ACTS: dict[str, Act] = {
    "log": lambda uow: interactions.log(
        uow, 1, summary="x", on=TODAY, today=TODAY, kind="call", outcome="reached"
    ),
    "log with a birthday today": lambda uow: interactions.log(
        uow, 3, summary="x", on=TODAY, today=TODAY, kind="call", outcome="reached"
    ),
    "done": lambda uow: followups.complete(uow, 1, TODAY),
    "put off": lambda uow: followups.snooze(uow, 3, days(1), None, TODAY),
    "plan for today": lambda uow: followups.plan(uow, 6, TODAY, "x", today=TODAY),
    "archive": lambda uow: customers.archive(uow, 7, TODAY),
    "grade": lambda uow: customers.edit(uow, 4, {"grade": "A"}, TODAY),
    "hide one with a birthday": lambda uow: hiding.hide(uow, 3, days(9), TODAY),
    "promise": lambda uow: promises.make(uow, 5, TODAY, "x", today=TODAY),
    "nothing": lambda uow: followups.edit(uow, 1, {}),
}


def read(settings: Settings, limit: int = 500) -> Queue:
    with wiring.reader(settings) as conn:
        return queue.due(conn, TODAY, almanac.terms(settings, TODAY, conn), limit)


def changed(settings: Settings, act: Act) -> set[int]:
    """Do it; gives whom it changed."""
    with wiring.unit_of_work(settings, source="shell") as uow:
        act(uow)
        topics = uow.changed().topics
    return {int(topic[9:]) for topic in topics if topic.startswith("customer:")}


def again(settings: Settings, before: Queue, ids: set[int]) -> Queue | None:
    with wiring.reader(settings) as conn:
        terms = almanac.terms(settings, TODAY, conn)
        return requeue.after_change(conn, before, ids, TODAY, terms)


def told(found: Queue) -> Queue:
    """All that is shown; which silent ones beyond the lines were met is not."""
    return found._replace(queued=frozenset())


@pytest.mark.parametrize("name", ACTS)
def test_what_changed_is_read_as_if_all_were(tmp_path: Path, name: str) -> None:
    settings = build(tmp_path / "a.db", more=True)
    before = read(settings)
    after = again(settings, before, changed(settings, ACTS[name]))
    assert after is not None
    assert told(after) == told(read(settings))
    whom = changed(settings, lambda uow: undo(uow, None, None)) if name != "nothing" else set()
    back = again(settings, after, whom)
    assert back is not None and told(back) == told(before)


def test_of_a_part_of_the_lines_the_others_need_not_be_known(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db", more=True)
    whole, before = read(settings), read(settings, 5)
    first, last = (before.lines[n].customer_id for n in (0, -1))
    for customer_id in (first, last):
        whom = changed(settings, lambda uow, id=customer_id: customers.archive(uow, id, TODAY))  # type: ignore[misc]
        after = again(settings, before, whom)
        assert after is not None
        assert after.total == before.total - 1 == read(settings).total
        assert after.lines == read(settings).lines[: len(after.lines)]
        before = after
    beyond = whole.lines[-1].customer_id
    assert again(settings, before, {beyond}) is None


def test_the_last_line_leaving_reads_all_for_tomorrows_count(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    everybody = changed(
        settings, lambda uow: [customers.archive(uow, n, TODAY) for n in range(1, 7)]
    )
    assert again(settings, Queue((), 0, 0, 0, 0, (), 0, 0), everybody) is None


def test_a_hidden_customers_birthday_is_not_counted(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    assert read(settings).birthdays == 1
    changed(settings, lambda uow: hiding.hide(uow, 3, days(9), TODAY))
    assert read(settings).birthdays == 0


def test_the_newest_operation_is_told(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    with wiring.reader(settings) as conn:
        before = requeue.newest_operation(conn)
    changed(settings, ACTS["done"])
    with wiring.reader(settings) as conn:
        assert requeue.newest_operation(conn) == before + 1
