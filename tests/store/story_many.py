"""What somebody does with several customers at once, with what comes again, and with the bin."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from crmtui.actions import deleting, followups, moving, running, sequences, several
from crmtui.actions.several import Target
from crmtui.domain.deleting import VERBS
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.sequences import Planned, Sequence
from tests.store.story import COMING, TODAY, WHICH, StoryTeller

REPEATS = st.sampled_from(("every 2 weeks", "每月15号", "每周一和周四 共3次", "工作日"))
SEQUENCE = Sequence("开发", (Planned("3d", "电话"), Planned("2周", "拜访")))
STEPS = st.lists(st.sampled_from(("3d: 电话", "2周: 拜访", "10天: 寄样品")), min_size=1, max_size=3)
HOW_MANY = st.sampled_from(("tag", "grade", "archive", "plan", "start", "complete", "snooze"))


class Many(StoryTeller):
    """Bulk changes, repetitions, sequences, deleting."""

    @rule(first=WHICH, count=st.integers(1, 3), how=HOW_MANY, day=COMING)
    def change_several(self, first: int, count: int, how: str, day: date) -> None:
        found = [self.pick("customer", first + n) for n in range(count)]
        ids = sorted({customer for customer in found if customer is not None})
        targets = [Target(customer) for customer in ids]
        if not ids:
            return
        if how == "tag":
            self.do(lambda uow: several.tag(uow, ids, ["VIP"], ["展会"]).changed)
        elif how == "grade":
            self.do(lambda uow: several.set_grade(uow, ids, "B", TODAY).changed)
        elif how == "archive":
            self.do(lambda uow: several.archive(uow, ids, TODAY).changed)
        elif how == "plan":
            self.do(lambda uow: several.plan(uow, ids, day, "寄样品", today=TODAY).changed)
        elif how == "start":
            self.do(lambda uow: several.start(uow, ids, SEQUENCE, TODAY, today=TODAY).changed)
        elif how == "complete":
            self.do(lambda uow: several.complete(uow, targets, TODAY).changed)
        else:
            self.do(lambda uow: several.snooze(uow, targets, day, None, TODAY).changed)

    @rule(which=WHICH, day=COMING, words=REPEATS)
    def plan_again_and_again(self, which: int, day: date, words: str) -> None:
        repeat = parse_repeat(words, TODAY)
        self.about(
            which,
            lambda uow, id: followups.plan(uow, id, day, "对账", today=TODAY, repeat=repeat),
        )

    @rule(which=WHICH)
    def finish_a_step_that_comes_again(self, which: int) -> None:
        step = self.pick("follow_up", which, "status = 'open' AND repeat <> ''")
        if step:
            self.do(lambda uow: followups.complete(uow, step, TODAY))

    @rule(which=WHICH, later=st.sampled_from((1, -1)))
    def move_a_step(self, which: int, later: int) -> None:
        step = self.pick("follow_up", which, "status = 'open'")
        if step:
            self.do(lambda uow: moving.move(uow, step, later, TODAY, None).changed)

    @rule(steps=STEPS, gone=st.booleans())
    def keep_a_sequence(self, steps: list[str], gone: bool) -> None:
        if gone:
            self.do(lambda uow: sequences.remove(uow, "自己的"))
        else:
            self.do(lambda uow: sequences.edit(uow, "自己的", steps))

    @rule(which=WHICH, on=st.booleans())
    def run_a_sequence(self, which: int, on: bool) -> None:
        if on:
            self.about(which, lambda uow, id: running.start(uow, id, SEQUENCE, TODAY, today=TODAY))
        else:
            self.about(which, lambda uow, id: running.stop(uow, id, "", TODAY))

    @rule(which=WHICH, table=st.sampled_from(tuple(VERBS)))
    def delete(self, which: int, table: str) -> None:
        if row := self.pick(table, which):
            self.do(lambda uow: deleting.delete(uow, table, [row]))
