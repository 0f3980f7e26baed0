"""What somebody does with the whole book: own fields, merging, imports, ways to read files."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from crmtui import wiring
from crmtui.actions import customfields, merging, profiles
from crmtui.actions import transfer as importing
from crmtui.domain.changes import Changed
from crmtui.domain.profiles import Profile
from crmtui.store.unit_of_work import UnitOfWork
from tests.imports import Table, plan_for
from tests.store.story import NAMES, TODAY, WHICH, WORDS, StoryTeller

LABELS = st.sampled_from(("货物", "每月票数", "产线"))
HEADINGS = ["编号", "客户名称", "联系人", "手机", "生日", "最近联系", "下次跟进", "标签", "产线"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(("7", "0021", "")),
        NAMES,
        st.sampled_from(("王伟", "")),
        st.sampled_from(("13800138000", "138 1234 8833", "")),
        st.sampled_from(("1985-03-08", "农历八月十五", "")),
        st.sampled_from(("2026-11-02", "")),
        st.sampled_from(("2026-12-02", "")),
        st.sampled_from(("VIP", "")),
        WORDS,
    ),
    min_size=1,
    max_size=3,
)


class House(StoryTeller):
    """Everything that concerns more than one customer."""

    @rule(label=LABELS, kind=st.sampled_from(("text", "number", "choice")))
    def add_field(self, label: str, kind: str) -> None:
        self.do(lambda uow: customfields.add(uow, label, kind, ("3", "报价 30 吨")))

    @rule(label=LABELS, new=LABELS, gone=st.booleans())
    def change_field(self, label: str, new: str, gone: bool) -> None:
        if gone:
            self.do(lambda uow: customfields.remove(uow, label))
        else:
            self.do(lambda uow: customfields.rename(uow, label, new))

    @rule()
    def use_fields_for_freight(self) -> None:
        def act(uow: UnitOfWork) -> Changed:
            customfields.use(uow, "freight")
            return uow.changed()

        self.do(act)

    @rule(which=WHICH, other=WHICH, people=st.booleans())
    def merge(self, which: int, other: int, people: bool) -> None:
        table = "contact" if people else "customer"
        merge = merging.merge_contacts if people else merging.merge
        one, two = self.pick(table, which), self.pick(table, other)
        if one and two:
            self.do(lambda uow: merge(uow, one, two, {}, TODAY))

    @rule(which=WHICH, other=WHICH)
    def not_the_same(self, which: int, other: int) -> None:
        one, two = self.pick("customer", which), self.pick("customer", other)
        if one and two:
            self.do(lambda uow: merging.set_not_same(uow, "customer", one, two))

    @rule(rows=ROWS)
    def take_in(self, rows: Table) -> None:
        plan = plan_for(self.settings, [HEADINGS, *rows], today=TODAY)
        if not plan.changes_anything:
            return
        ready = importing.prepare(plan)

        def act(uow: UnitOfWork) -> Changed:
            importing.apply(uow, ready, TODAY)
            return uow.changed()

        self.do(act, bulk=True)

    @rule(gone=st.booleans())
    def remember_how_files_are_read(self, gone: bool) -> None:
        """The program's own notes are no change to customers: there is nothing to undo."""
        with wiring.unit_of_work(self.settings) as uow:
            if gone and uow.rows("import_profile"):
                profiles.remove(uow, "总部")
            else:
                profiles.save(uow, Profile("总部", ("公司",)))
            assert uow.changed().operation is None
