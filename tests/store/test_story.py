"""Whatever is done, in whatever order: the journal tells all, undo and redo lead back and forth,
and what is derived is always in step."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from crmtui import wiring
from crmtui.actions import contacts, customers, followups, interactions, occasions, undo
from crmtui.actions.contacts import PointText
from crmtui.domain.birthdays import Birthday
from crmtui.domain.changes import Changed
from crmtui.domain.customers import GRADES, STAGES
from crmtui.domain.interactions import KINDS, OUTCOMES
from crmtui.domain.records import Value
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.store.ledger import journaled, kept_beside, rebuilt, stored
from tests.support import fresh

TODAY = date(2026, 11, 23)
NAMES = st.sampled_from(("南宁博纳红木家具", "單磊物流", "Möbel Kraft", "A-b “x”", "𠮷野家", "王"))
WORDS = st.sampled_from(("", "报价 30 吨", "call back", "等老板拍板", "[b]x[/b]"))
PHONES = st.sampled_from(("138 1234 8833", "+49 30 1234567", "0771-5551234", "wx_8833"))
POINT_KINDS = st.sampled_from(("mobile", "phone", "wechat", "email"))
POINTS = st.lists(st.builds(PointText, POINT_KINDS, PHONES), max_size=2).map(tuple)
TAGS = st.lists(st.sampled_from(("VIP", "月结", "展会")), max_size=2, unique=True)
PAST = st.integers(0, 90).map(lambda days: TODAY - timedelta(days=days))
COMING = st.integers(0, 60).map(lambda days: TODAY + timedelta(days=days))
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": NAMES,
        "grade": st.sampled_from(("", *GRADES)),
        "stage": st.sampled_from(("", *STAGES)),
        "note": WORDS,
        "city": st.sampled_from(("宁波", "")),
        "cadence_days": st.sampled_from((None, 5)),
    },
)
STEPS = st.none() | st.builds(interactions.Step, COMING, st.sampled_from(("回访", "send it")))
DAYS = st.sampled_from((Birthday("lunar", 8, 15), Birthday("gregorian", 2, 29, year=1980)))
WHICH = st.integers(0, 1000)
Act = Callable[[UnitOfWork], Changed]


class Story(RuleBasedStateMachine):
    """One database and somebody who does anything at all with it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="crmtui-story-")
        path = Path(self.folder.name) / "crm.db"
        fresh(path)
        self.settings = Settings(db=path, config_path=path.with_name("config.toml"))
        self.undoable = self.redoable = 0
        self.tangled = False

    def teardown(self) -> None:
        """Undo all there is: nothing but the journal may be left."""
        try:
            while self.undoable and not self.tangled:
                self.undo()
            with closing(self._raw()) as raw:
                assert self.tangled or not any(stored(raw).values())
                assert self.tangled or kept_beside(raw) == []
        finally:
            self.folder.cleanup()

    def _raw(self) -> sqlite3.Connection:
        return sqlite3.connect(self.settings.db, isolation_level=None)

    def _do(self, act: Act) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            changed = act(uow)
        if changed.operation is not None:
            self.undoable += 1
            self.redoable = 0

    def _pick(self, table: str, which: int, where: str = "1") -> int | None:
        with closing(self._raw()) as raw:
            ids = [row[0] for row in raw.execute(f"SELECT id FROM {table} WHERE {where}")]
        return ids[which % len(ids)] if ids else None

    def _about(self, which: int, act: Callable[[UnitOfWork, int], Changed]) -> None:
        """Do something with one of the customers, where there is one."""
        if customer := self._pick("customer", which):
            self._do(lambda uow: act(uow, customer))

    # -- what somebody does --------------------------------------------------------------------

    @rule(values=FIELDS, name=NAMES, points=POINTS, tags=TAGS, person=NAMES | st.none())
    def add(
        self,
        values: dict[str, Value],
        name: str,
        points: tuple[PointText, ...],
        tags: list[str],
        person: str | None,
    ) -> None:
        contact = {"name": person} if person else None
        self._do(
            lambda uow: customers.add(
                uow,
                {"name": name, **values},
                today=TODAY,
                contact=contact,
                points=points,
                tags=tags,
                custom={"货物": name} if tags else None,
            )
        )

    @rule(which=WHICH, values=FIELDS)
    def edit(self, which: int, values: dict[str, Value]) -> None:
        self._about(which, lambda uow, id: customers.edit(uow, id, values, TODAY))

    @rule(which=WHICH, tags=TAGS)
    def tag(self, which: int, tags: list[str]) -> None:
        self._about(which, lambda uow, id: customers.set_tags(uow, id, tags))

    @rule(which=WHICH, key=st.sampled_from(("货物", "每月票数")), value=WORDS)
    def fill_custom_field(self, which: int, key: str, value: str) -> None:
        self._about(which, lambda uow, id: customers.set_custom(uow, id, {key: value}))

    @rule(which=WHICH, away=st.booleans())
    def archive(self, which: int, away: bool) -> None:
        act = customers.archive if away else customers.unarchive
        self._about(which, lambda uow, id: act(uow, id, TODAY))

    @rule(which=WHICH, name=NAMES, points=POINTS)
    def add_contact(self, which: int, name: str, points: tuple[PointText, ...]) -> None:
        self._about(which, lambda uow, id: contacts.add(uow, id, {"name": name}, points))

    @rule(which=WHICH, name=NAMES, points=POINTS, how=st.sampled_from(("edit", "remove", "first")))
    def change_contact(
        self, which: int, name: str, points: tuple[PointText, ...], how: str
    ) -> None:
        contact = self._pick("contact", which, "archived_at IS NULL")
        if contact and how == "edit":
            self._do(lambda uow: contacts.edit(uow, contact, {"name": name}, points))
        elif contact and how == "remove":
            self._do(lambda uow: contacts.remove(uow, contact))
        elif contact:
            self._do(lambda uow: contacts.make_primary(uow, contact))

    @rule(
        which=WHICH,
        on=PAST,
        kind=st.sampled_from(KINDS),
        outcome=st.sampled_from(OUTCOMES),
        summary=WORDS,
        step=STEPS,
    )
    def log(
        self,
        which: int,
        on: date,
        kind: str,
        outcome: str,
        summary: str,
        step: interactions.Step | None,
    ) -> None:
        open_step = self._pick("follow_up", which, "status = 'open'")
        self._about(
            which,
            lambda uow, id: interactions.log(
                uow,
                id,
                summary=summary,
                on=on,
                today=TODAY,
                kind=kind,
                outcome=outcome,
                next_step=step,
                completes=open_step,
            ),
        )

    @rule(which=WHICH, on=PAST, summary=WORDS, gone=st.booleans())
    def change_interaction(self, which: int, on: date, summary: str, gone: bool) -> None:
        interaction = self._pick("interaction", which)
        if interaction and gone:
            self._do(lambda uow: interactions.remove(uow, interaction))
        elif interaction:
            values = {"on": on.isoformat(), "summary": summary}
            self._do(lambda uow: interactions.edit(uow, interaction, values, TODAY))

    @rule(which=WHICH, due_on=COMING)
    def plan(self, which: int, due_on: date) -> None:
        self._about(which, lambda uow, id: followups.plan(uow, id, due_on, "报价", today=TODAY))

    @rule(which=WHICH, due_on=COMING, how=st.sampled_from(("done", "cancel", "snooze", "edit")))
    def change_step(self, which: int, due_on: date, how: str) -> None:
        step = self._pick("follow_up", which, "status = 'open'")
        if step and how == "done":
            self._do(lambda uow: followups.complete(uow, step, TODAY))
        elif step and how == "cancel":
            self._do(lambda uow: followups.cancel(uow, step, TODAY))
        elif step and how == "snooze":
            self._do(lambda uow: followups.snooze(uow, step, due_on, None, TODAY))
        elif step:
            self._do(lambda uow: followups.edit(uow, step, {"due_on": due_on.isoformat()}))

    @rule(which=WHICH, day=DAYS, gone=st.booleans())
    def note_day(self, which: int, day: Birthday, gone: bool) -> None:
        occasion = self._pick("occasion", which)
        if occasion and gone:
            self._do(lambda uow: occasions.remove(uow, occasion))
        elif occasion and which % 2:
            self._do(lambda uow: occasions.edit(uow, occasion, "birthday", day))
        else:
            self._about(which, lambda uow, id: occasions.add(uow, id, None, "birthday", day))

    # -- and takes back ------------------------------------------------------------------------

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            undone = undo.undo(uow)
        assert self.tangled or (undone.kept, undone.failed) == ((), ())
        self.undoable, self.redoable = self.undoable - 1, self.redoable + 1

    @precondition(lambda self: self.redoable)
    @rule()
    def redo(self) -> None:
        with wiring.unit_of_work(self.settings) as uow:
            redone = undo.redo(uow)
        assert self.tangled or (redone.kept, redone.failed) == ((), ())
        self.undoable, self.redoable = self.undoable + 1, self.redoable - 1

    @precondition(lambda self: self.undoable > 3)
    @rule(which=WHICH)
    def undo_something_long_past(self, which: int) -> None:
        """Rows others depend on stay, so undoing the rest need not lead back to nothing."""
        operation = self._pick(
            "operation", which, "undone_by IS NULL AND verb NOT IN ('undo', 'redo')"
        )
        if operation is not None:
            with wiring.unit_of_work(self.settings) as uow:
                undo.undo(uow, operation)
            self.undoable, self.redoable, self.tangled = self.undoable - 1, 0, True

    # -- and finds ----------------------------------------------------------------------------

    @invariant()
    def the_journal_tells_all(self) -> None:
        with closing(self._raw()) as raw:
            assert journaled(raw) == stored(raw)
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []

    @invariant()
    def what_is_derived_is_in_step(self) -> None:
        with closing(self._raw()) as raw:
            assert kept_beside(raw) == rebuilt(raw, self.settings)


TestStory = Story.TestCase
TestStory.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
