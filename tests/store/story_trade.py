"""What happens between somebody and the customers: records, steps, promises, days, greetings."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from crmtui.actions import followups, greetings, hiding, interactions, occasions, promises
from crmtui.domain.birthdays import Birthday
from crmtui.domain.greetings import Message
from crmtui.domain.hiding import FOREVER
from crmtui.domain.interactions import KINDS, OUTCOMES
from crmtui.domain.rounds import Greeting, Recipient, Target
from tests.store.story import COMING, PAST, TODAY, WHICH, WORDS, StoryTeller

STEPS = st.none() | st.builds(interactions.Step, COMING, st.sampled_from(("回访", "send it")))
DAYS = st.sampled_from((Birthday("lunar", 8, 15), Birthday("gregorian", 2, 29, year=1980)))
HOW_STEP = st.sampled_from(("done", "cancel", "snooze", "edit", "confirm"))
HOW_PROMISE = st.sampled_from(("keep", "break", "put off", "edit", "remove"))


class Trade(StoryTeller):
    """The history, what is to come, and days that matter."""

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
        open_step = self.pick("follow_up", which, "status = 'open'")
        self.about(
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
        interaction = self.pick("interaction", which)
        if interaction and gone:
            self.do(lambda uow: interactions.remove(uow, interaction))
        elif interaction:
            values = {"on": on.isoformat(), "summary": summary}
            self.do(lambda uow: interactions.edit(uow, interaction, values, TODAY))

    @rule(which=WHICH, due_on=COMING)
    def plan(self, which: int, due_on: date) -> None:
        self.about(which, lambda uow, id: followups.plan(uow, id, due_on, "报价", today=TODAY))

    @rule(which=WHICH, due_on=COMING, how=HOW_STEP)
    def change_step(self, which: int, due_on: date, how: str) -> None:
        step = self.pick("follow_up", which, "status = 'open'")
        if step and how == "done":
            self.do(lambda uow: followups.complete(uow, step, TODAY))
        elif step and how == "cancel":
            self.do(lambda uow: followups.cancel(uow, step, TODAY))
        elif step and how == "snooze":
            self.do(lambda uow: followups.snooze(uow, step, due_on, None, TODAY))
        elif step and how == "confirm":
            self.do(lambda uow: followups.confirm(uow, step))
        elif step:
            self.do(lambda uow: followups.edit(uow, step, {"due_on": due_on.isoformat()}))

    @rule(which=WHICH, day=DAYS, gone=st.booleans())
    def note_day(self, which: int, day: Birthday, gone: bool) -> None:
        occasion = self.pick("occasion", which)
        if occasion and gone:
            self.do(lambda uow: occasions.remove(uow, occasion))
        elif occasion and which % 2:
            self.do(lambda uow: occasions.edit(uow, occasion, "birthday", day))
        else:
            self.about(which, lambda uow, id: occasions.add(uow, id, None, "birthday", day))

    @rule(which=WHICH, due_on=COMING, what=WORDS)
    def promise(self, which: int, due_on: date, what: str) -> None:
        self.about(which, lambda uow, id: promises.make(uow, id, due_on, what, today=TODAY))

    @rule(which=WHICH, due_on=COMING, how=HOW_PROMISE)
    def change_promise(self, which: int, due_on: date, how: str) -> None:
        promise = self.pick("promise", which)
        if promise and how == "keep":
            self.do(lambda uow: promises.keep(uow, promise, TODAY))
        elif promise and how == "break":
            self.do(lambda uow: promises.break_(uow, promise, "断货", TODAY))
        elif promise and how == "put off":
            self.do(lambda uow: promises.put_off(uow, promise, due_on, "船期", TODAY))
        elif promise and how == "edit":
            self.do(lambda uow: promises.edit(uow, promise, {"what": "寄合同"}))
        elif promise:
            self.do(lambda uow: promises.remove(uow, promise))

    @rule(which=WHICH, until=st.sampled_from((None, FOREVER)) | COMING)
    def hide(self, which: int, until: date | None) -> None:
        self.about(which, lambda uow, id: hiding.hide(uow, id, until, TODAY))

    @rule(which=WHICH, day=COMING, gift=st.booleans(), sent=st.booleans())
    def greet(self, which: int, day: date, gift: bool, sent: bool) -> None:
        customer = self.pick("customer", which)
        if customer is None:
            return
        target = Target(
            _recipient(customer, self.pick("contact", which, f"customer_id = {customer}")),
            "spring",
            day,
        )
        greeting = Greeting(target, "王总", Message("新春快乐"))
        given = greetings.Gift("月饼", 12800) if gift else None
        if sent:
            self.do(lambda uow: greetings.send(uow, [greeting], TODAY, gift=given))
        else:
            self.do(lambda uow: greetings.skip(uow, [target], TODAY))

    @rule(which=WHICH, text=WORDS, gone=st.booleans())
    def word_a_greeting(self, which: int, text: str, gone: bool) -> None:
        wording = self.pick("greeting_template", which)
        if wording and gone:
            self.do(lambda uow: greetings.remove_wording(uow, wording))
        else:
            self.do(
                lambda uow: greetings.save_wording(
                    uow, "spring", f"{{称呼}} {text}", language="zh", audience="company"
                )
            )


def _recipient(customer: int, contact: int | None) -> Recipient:
    told = {"customer_id": customer, "contact_id": contact}
    blank = dict.fromkeys(Recipient._fields, "")
    return Recipient(**{**blank, "number": None, **told})  # type: ignore[arg-type]  # by name
