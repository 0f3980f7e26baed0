"""The forms of a next step: planning one, and correcting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crmtui.actions import followups, repeating, running
from crmtui.domain.cards import Card
from crmtui.domain.changes import Changed
from crmtui.domain.errors import WrongUse
from crmtui.domain.followups import FollowUp
from crmtui.domain.interactions import KINDS
from crmtui.domain.records import Value
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.sequences import Sequence as Steps
from crmtui.domain.sequences import all_of, day_of, named
from crmtui.domain.words import _
from crmtui.present import date_words, kind_words
from crmtui.present.repeats import repeat_words
from crmtui.reads import sequences
from crmtui.tui.echoes import when_echo
from crmtui.tui.ink import Line
from crmtui.tui.repeat_echoes import begins, repeat_echo, sequence_echo
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp

MOST_PRIORITY = 3


class RepeatedSequence(WrongUse):
    """A sequence that is to come back."""

    def __init__(self) -> None:
        super().__init__(
            _("A sequence does not come back: empty the repetition, or choose no sequence.")
        )


class PlanForm(Form[Changed]):
    """When and what; for an existing step it shows what stands there."""

    FIRST: ClassVar[str] = "when"

    def __init__(self, crm: CrmApp, card: Card, step: FollowUp | None = None) -> None:
        self.card = card
        self.step = step
        self.today = crm.desk.today
        self.workdays = crm.desk.workdays
        none: tuple[Steps, ...] = ()
        own = none if step else crm.desk.read(sequences.own, none)
        self.sequences = all_of(own, crm.settings.lang)
        draft = ("step", step.id) if step else ("plan", card.customer.id)
        super().__init__(crm, draft)
        self.revision = step.revision if step else None

    def title_line(self) -> Line:
        """Whose step it is."""
        name = self.card.customer.short_name or self.card.customer.name
        words = _("Edit the next step") if self.step else _("Plan a next step")
        return ((words, "text!"), (f" · {name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """When, what, kind, with whom, how much it matters, how it comes back."""
        step, primary = self.step, self.card.primary
        when = f"{step.due_on.isoformat()} {step.time or ''}".strip() if step else ""
        kinds = (("", "–"), *((kind, kind_words(kind)) for kind in KINDS))
        made = [
            Spec(
                "when",
                _("When"),
                when,
                hint=_("3d · next tue · eom · 12-01 14:00"),
                echo=self._when_echo,
            ),
            Spec("what", _("What"), step.what if step else "", echo=self._what_echo),
            Spec("kind", _("Kind"), step.kind if step else "", kinds),
        ]
        if self.card.contacts:
            people = tuple((str(c.id), c.name or c.position or "?") for c in self.card.contacts)
            chosen = step.contact_id if step else primary.id if primary else None
            made.append(Spec("contact_id", _("With"), str(chosen or ""), (*people, ("", "–"))))
        steps = tuple((str(n), "!" * n or "–") for n in range(MOST_PRIORITY + 1))
        made.append(Spec("priority", _("Priority"), str(step.priority if step else 0), steps))
        back = repeat_words(step.repeat) if step else ""
        hint = _("every 2 weeks · 每月15号")
        made.append(Spec("repeat", _("Repeat"), back, hint=hint, echo=self._repeat_echo))
        if step is None:
            names = tuple((each.name, each.name) for each in self.sequences)
            made.append(Spec("sequence", _("Sequence"), "", (("", "–"), *names)))
        return made

    def _repeat_echo(self, text: str) -> Line:
        typed = self.slot("when").value
        return repeat_echo(text, typed, self.today, self.workdays)

    def _what_echo(self, text: str) -> Line:
        """With a sequence it is the days of its steps: they say themselves what is to be done."""
        name = "" if self.step else self.slot("sequence").value
        if not name:
            return ()
        typed = self.slot("when").value
        return sequence_echo(named(self.sequences, name), typed, self.today, self.workdays)

    def _when_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        return when_echo(text, self.today, workdays=self.workdays, moves=moves)

    def stored(self, row: Mapping[str, Value]) -> Mapping[str, str]:
        """Day and time stand in one field."""
        when = f"{row['due_on']} {row['time'] or ''}".strip()
        return {**super().stored(row), "when": when, "repeat": repeat_words(str(row["repeat"]))}

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the step, or all steps of a sequence."""
        contact = int(values["contact_id"]) if values.get("contact_id") else None
        if values.get("sequence"):
            if values["repeat"].strip():
                raise RepeatedSequence()
            return await self._start(values["sequence"], values["when"], contact)
        rule = parse_repeat(values["repeat"], self.today) if values["repeat"].strip() else None
        when = begins(values["when"], rule, self.today, self.workdays)
        step, revision = self.step, self.revision

        def plan(uow: UnitOfWork, today: date) -> Changed:
            return followups.plan(
                uow,
                self.card.customer.id,
                when.on,
                values["what"],
                today=today,
                time=when.time,
                kind=values["kind"],
                priority=int(values["priority"]),
                contact_id=contact,
                repeat=rule,
            )

        def edit(uow: UnitOfWork, today: date) -> Changed:
            assert step is not None
            new: dict[str, Value] = {
                "due_on": when.on.isoformat(),
                "time": when.time,
                "what": values["what"],
                "kind": values["kind"],
                "priority": int(values["priority"]),
                "contact_id": contact,
            }
            if "repeat" in changed:
                new["repeat"] = repeating.stored(rule, when.on, when.time)
            return followups.edit(uow, step.id, new, revision)

        made = await self.crm.write(edit if step else plan)
        self.crm.say(
            _("Planned for {day}: {what}").format(
                day=date_words(when.on, self.today), what=values["what"]
            )
        )
        return made

    async def _start(self, name: str, typed: str, contact: int | None) -> Changed:
        sequence = named(self.sequences, name)
        on = begins(typed or self.today.isoformat(), None, self.today, self.workdays).on

        def start(uow: UnitOfWork, today: date) -> Changed:
            customer = self.card.customer.id
            return running.start(uow, customer, sequence, on, today=today, contact_id=contact)

        made = await self.crm.write(start)
        first = date_words(day_of(sequence.steps[0], on, self.workdays), self.today)
        words = _("The sequence “{name}” begins: {n} steps, the first {day}.")
        self.crm.say(words.format(name=name, n=len(sequence.steps), day=first))
        return made
