"""One database and somebody who does anything at all with it; what must hold at every step."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, nullcontext, suppress
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crmtui import wiring
from crmtui.actions import undo
from crmtui.domain.changes import Changed, Reversal
from crmtui.domain.errors import CrmError
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.store.ledger import Seeds, journaled, kept_beside, rebuilt, stored, unjournaled_rows
from tests.support import fresh

TODAY = date(2026, 11, 23)
NAMES = st.sampled_from(("南宁博纳红木家具", "單磊物流", "Möbel Kraft", "A-b “x”", "𠮷野家", "王"))
WORDS = st.sampled_from(("", "报价 30 吨", "call back", "等老板拍板", "[b]x[/b]"))
PAST = st.integers(0, 90).map(lambda days: TODAY - timedelta(days=days))
COMING = st.integers(0, 60).map(lambda days: TODAY + timedelta(days=days))
WHICH = st.integers(0, 1000)
Act = Callable[[UnitOfWork], Changed]


class StoryTeller(RuleBasedStateMachine):
    """The doors rules go through, undo and redo, and the invariants."""

    thorough = False  # whether all that is undone at the end is done again, and undone once more

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="crmtui-story-")
        path = Path(self.folder.name) / "crm.db"
        fresh(path)
        self.settings = Settings(db=path, config_path=path.with_name("config.toml"))
        self.undoable = self.redoable = 0
        self.orderly, self.tangled = True, False
        self.seeds: Seeds = {}

    def teardown(self) -> None:
        """Undo all there is: nothing but the journal may be left; redo all of it."""
        try:
            if not self.tangled:
                self._there_and_back()
        finally:
            self.folder.cleanup()

    def _there_and_back(self) -> None:
        with closing(self._raw()) as raw:
            there = stored(raw, whole=True)
        undone_before = self.redoable
        self._nothing_is_left()
        if not self.thorough:
            return
        while self.redoable > undone_before:
            self.redo()
        with closing(self._raw()) as raw:
            assert stored(raw, whole=True) == there
        self._nothing_is_left()

    def _nothing_is_left(self) -> None:
        while self.undoable:
            self.undo()
        with closing(self._raw()) as raw:
            assert not any(stored(raw).values())
            assert kept_beside(raw) == []

    def _raw(self) -> sqlite3.Connection:
        return sqlite3.connect(self.settings.db, isolation_level=None)

    def do(self, act: Act, *, bulk: bool = False) -> None:
        """Do something; what is refused in a sentence must have done nothing."""
        with suppress(CrmError):
            with wiring.unit_of_work(self.settings, bulk=bulk) as uow:
                changed = act(uow)
            if changed.operation is not None:
                self.undoable += 1
                self.redoable = 0
        if bulk:
            with closing(self._raw()) as raw:
                self.seeds = unjournaled_rows(raw, self.seeds)

    def pick(self, table: str, which: int, where: str = "1") -> int | None:
        """The id of one of the rows, where there is one."""
        with closing(self._raw()) as raw:
            ids = [row[0] for row in raw.execute(f"SELECT id FROM {table} WHERE {where}")]
        return ids[which % len(ids)] if ids else None

    def about(self, which: int, act: Callable[[UnitOfWork, int], Changed]) -> None:
        """Do something with one of the customers, where there is one."""
        if customer := self.pick("customer", which):
            self.do(lambda uow: act(uow, customer))

    @initialize(orderly=st.sampled_from((True, True, False)))
    def begin(self, orderly: bool) -> None:
        """In an orderly story only what was done last is undone: all of it must go back."""
        self.orderly = orderly

    # -- taking back ---------------------------------------------------------------------------

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self) -> None:
        self._reversed(undo.undo)
        self.undoable, self.redoable = self.undoable - 1, self.redoable + 1

    @precondition(lambda self: self.redoable)
    @rule()
    def redo(self) -> None:
        self._reversed(undo.redo)
        self.undoable, self.redoable = self.undoable + 1, self.redoable - 1

    def _reversed(self, act: Callable[[UnitOfWork], Reversal]) -> None:
        """What was done last can always go back whole, as long as everything went in its order."""
        with suppress(CrmError) if self.tangled else nullcontext():
            with wiring.unit_of_work(self.settings, bulk=True) as uow:
                done = act(uow)
            assert self.tangled or (done.kept, done.failed) == ((), ())

    @precondition(lambda self: not self.orderly and self.undoable > 3)
    @rule(which=WHICH)
    def undo_something_long_past(self, which: int) -> None:
        """Rows others depend on stay, so undoing the rest need not lead back to nothing."""
        operation = self.pick(
            "operation", which, "undone_by IS NULL AND verb NOT IN ('undo', 'redo')"
        )
        if operation is not None:
            with suppress(CrmError):
                with wiring.unit_of_work(self.settings) as uow:
                    undo.undo(uow, operation)
                self.undoable, self.redoable, self.tangled = self.undoable - 1, 0, True

    # -- what must hold ------------------------------------------------------------------------

    @invariant()
    def the_journal_tells_all(self) -> None:
        with closing(self._raw()) as raw:
            assert journaled(raw, self.seeds) == stored(raw)
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []

    @invariant()
    def what_is_derived_is_in_step(self) -> None:
        with closing(self._raw()) as raw:
            assert kept_beside(raw) == rebuilt(raw, self.settings)
