"""A simulated year of work: nobody is lost, nobody stands twice, undo brings the queue back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from crmtui import almanac, wiring
from crmtui.actions import customers, followups, hiding, interactions, promises, running, undo
from crmtui.domain.queue import Queue
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.sequencemarks import step_of
from crmtui.domain.sequences import all_of, named
from crmtui.reads import besides, queue
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.support import fresh

START = date(2026, 11, 23)
WHO = st.integers(0, 3)
DAYS = st.integers(0, 40)
LIVE = (
    "SELECT id FROM customer WHERE archived_at IS NULL AND grade <> 'D' AND stage <> 'lost' "
    "AND (hide_until IS NULL OR hide_until <= ?)"
)
# Touched, or added, at most the days ago that its grade allows.
FRESH = "SELECT id FROM customer WHERE coalesce(last_touch_on, added_on) >= ? AND grade = ? "
PLANNED = (
    "SELECT customer_id FROM follow_up WHERE status = 'open' "
    "UNION SELECT customer_id FROM promise WHERE kept_on IS NULL AND broken_on IS NULL"
)
SERIES = (
    "SELECT id, due_on FROM follow_up WHERE status = 'open' AND repeat <> '' AND customer_id = ?"
)
MARKS = (
    "SELECT sequence FROM follow_up WHERE status = 'open' AND sequence <> '' AND customer_id = ?"
)
BACK = ("每两周", "last working day of the month", "每月30号", "every 3 days", "FREQ=YEARLY")
LATEST_STEP = "SELECT max(id) FROM follow_up WHERE status = 'open' AND customer_id = ?"
LATEST_PROMISE = (
    "SELECT max(id) FROM promise WHERE kept_on IS NULL AND broken_on IS NULL AND customer_id = ?"
)


class Year(RuleBasedStateMachine):
    """Four customers, a rep, and days that pass."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name, "year.db")
        fresh(path)
        config = path.with_name("config.toml")
        self.settings = Settings(db=path, config_path=config, today_pin=START)
        self.today = START
        self.ids: list[int] = []

    def teardown(self) -> None:
        self.folder.cleanup()

    def do(self, act: Callable[[UnitOfWork], object]) -> None:
        """One action, and that taking it back brings the queue of before back."""
        before = self.queue()
        with wiring.unit_of_work(self.settings) as uow:
            act(uow)
        after = self.queue()
        if after.lines != before.lines:
            with wiring.unit_of_work(self.settings) as uow:
                undo.undo(uow, None, None)
            assert self.queue() == before
            with wiring.unit_of_work(self.settings) as uow:
                undo.redo(uow, None)
            assert self.queue() == after

    def queue(self) -> Queue:
        with wiring.reader(self.settings) as conn:
            terms = almanac.terms(self.settings, self.today, conn)
            return queue.due(conn, self.today, terms, 100)

    @initialize(grades=st.tuples(*[st.sampled_from(["A", "B", "C", ""])] * 4))
    def begin(self, grades: tuple[str, ...]) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            for grade in grades:
                made = customers.add(uow, {"name": f"客户{grade}", "grade": grade}, today=START)
                self.ids.append(made.id or 0)

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)
        self.settings = replace(self.settings, today_pin=self.today)

    @rule(who=WHO, outcome=st.sampled_from(["reached", "no_answer", "no_show"]), ago=DAYS)
    def log(self, who: int, outcome: str, ago: int) -> None:
        on = self.today - timedelta(days=ago)
        self.do(lambda uow: interactions.log(uow, self.ids[who], summary="x", on=on,
                                             outcome=outcome, today=self.today))  # fmt: skip

    @rule(who=WHO, ahead=DAYS, visit=st.booleans())
    def plan(self, who: int, ahead: int, visit: bool) -> None:
        on = self.today + timedelta(days=ahead)
        kind, time = ("visit", "10:00") if visit else ("", None)
        self.do(
            lambda uow: followups.plan(
                uow, self.ids[who], on, "报价", today=self.today, kind=kind, time=time
            )
        )

    @rule(who=WHO, ahead=DAYS, words=st.sampled_from(BACK), late=st.integers(0, 50))
    def plan_again_and_again(self, who: int, ahead: int, words: str, late: int) -> None:
        """A step that comes back; finished later, one takes its place and never two."""
        on, how = self.today + timedelta(days=ahead), parse_repeat(words, self.today)
        customer = self.ids[who]
        self.do(lambda uow: followups.plan(uow, customer, on, "月结", today=self.today, repeat=how))
        before = self.series(customer)
        self.days_pass(late)
        step = max(before)
        self.do(lambda uow: followups.complete(uow, step, self.today))
        assert len(self.series(customer)) == len(before)
        assert min(self.series(customer).values()) >= min(before.values())
        assert self.series(customer)[max(self.series(customer))] > self.today.isoformat()

    @rule(who=WHO, ahead=DAYS, name=st.sampled_from(["new enquiry", "quote sent"]))
    def sequence(self, who: int, ahead: int, name: str) -> None:
        on, steps = self.today + timedelta(days=ahead), named(all_of((), "en"), name)
        if name not in self.sequences(self.ids[who]):
            self.do(lambda uow: running.start(uow, self.ids[who], steps, on, today=self.today))

    @rule(who=WHO)
    def answer(self, who: int) -> None:
        """The customer comes to us: nothing of a sequence is left open."""
        self.do(lambda uow: interactions.log(uow, self.ids[who], summary="x", on=self.today,
                                             direction="in", today=self.today))  # fmt: skip
        assert not self.sequences(self.ids[who])

    def series(self, customer: int) -> dict[int, str]:
        """The open steps that come back, and their days."""
        with wiring.reader(self.settings) as conn:
            return dict(conn.execute(SERIES, (customer,)).fetchall())

    def sequences(self, customer: int) -> set[str]:
        """The sequences under way."""
        with wiring.reader(self.settings) as conn:
            found = {step_of(mark) for (mark,) in conn.execute(MARKS, (customer,))}
        return {step.name for step in found if step}

    @rule(who=WHO, ahead=DAYS)
    def promise(self, who: int, ahead: int) -> None:
        on = self.today + timedelta(days=ahead)
        self.do(lambda uow: promises.make(uow, self.ids[who], on, "寄样", today=self.today))

    @rule(who=WHO, ahead=DAYS, done=st.booleans())
    def step_done_or_put_off(self, who: int, ahead: int, done: bool) -> None:
        if (step := self.latest(LATEST_STEP, who)) is None:
            return
        on = self.today + timedelta(days=ahead)
        if done:
            self.do(lambda uow: followups.complete(uow, step, self.today))
        else:
            self.do(lambda uow: followups.snooze(uow, step, on, None, self.today))

    @rule(who=WHO, kept=st.booleans())
    def promise_settled(self, who: int, kept: bool) -> None:
        if (made := self.latest(LATEST_PROMISE, who)) is None:
            return
        if kept:
            self.do(lambda uow: promises.keep(uow, made, self.today))
        else:
            self.do(lambda uow: promises.break_(uow, made, "断货", self.today))

    @rule(who=WHO, grade=st.sampled_from(["A", "B", "C", "D", ""]))
    def grade(self, who: int, grade: str) -> None:
        self.do(lambda uow: customers.edit(uow, self.ids[who], {"grade": grade}, self.today))

    @rule(who=WHO, away=st.booleans())
    def archive(self, who: int, away: bool) -> None:
        act = customers.archive if away else customers.unarchive
        self.do(lambda uow: act(uow, self.ids[who], self.today))

    @rule(who=WHO, ahead=DAYS)
    def hide(self, who: int, ahead: int) -> None:
        until = self.today + timedelta(days=ahead) if ahead else None
        self.do(lambda uow: hiding.hide(uow, self.ids[who], until, self.today))

    def latest(self, sql: str, who: int) -> int | None:
        with wiring.reader(self.settings) as conn:
            found: int | None = conn.execute(sql, (self.ids[who],)).fetchone()[0]
            return found

    @invariant()
    def nobody_is_lost(self) -> None:
        found = self.queue()
        queued = [line.customer_id for line in found.lines]
        assert len(queued) == len(set(queued)) == found.total
        with wiring.reader(self.settings) as conn:
            live = {row[0] for row in conn.execute(LIVE, (self.today.isoformat(),))}
            looked_after = {row[0] for row in conn.execute(PLANNED)}
            for grade in ("A", "B", "C", ""):
                rhythm = self.settings.rhythms[grade or "C"]
                assert rhythm is not None
                since = (self.today - timedelta(days=rhythm.at_most)).isoformat()
                looked_after |= {row[0] for row in conn.execute(FRESH, (since, grade))}
            beside = besides.without_step(conn, self.today, 100, found.queued)
        assert live <= looked_after | set(queued)
        without = {line.customer_id for line in beside.lines}
        assert not without & set(queued)


TestYear = Year.TestCase
TestYear.settings = settings(
    max_examples=10,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
