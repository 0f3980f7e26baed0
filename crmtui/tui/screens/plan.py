"""The forms of a next step: planning one, and correcting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import followups, repeating, running
from crmtui.domain.cards import Card
from crmtui.domain.changes import Changed
from crmtui.domain.followups import FollowUp
from crmtui.domain.records import Value
from crmtui.domain.sequences import Sequence as Steps
from crmtui.domain.sequences import day_of
from crmtui.domain.words import _
from crmtui.present import date_words
from crmtui.present.repeats import repeat_words
from crmtui.tui.ink import Line
from crmtui.tui.screens.series_form import SeriesForm
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp


class PlanForm(SeriesForm[Changed]):
    """When and what; for an existing step it shows what stands there."""

    def __init__(self, crm: CrmApp, card: Card, step: FollowUp | None = None) -> None:
        self.card = card
        self.step = step
        draft = ("step", step.id) if step else ("plan", card.customer.id)
        super().__init__(crm, draft, editing=step is not None)
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
        made = [
            self.when_field(when),
            self.what_field(step.what if step else ""),
            self.kind_field(step.kind if step else ""),
        ]
        if self.card.contacts:
            people = tuple((str(c.id), c.name or c.position or "?") for c in self.card.contacts)
            chosen = step.contact_id if step else primary.id if primary else None
            made.append(Spec("contact_id", _("With"), str(chosen or ""), (*people, ("", "–"))))
        made.append(self.priority_field(step.priority if step else 0))
        return [*made, *self.series_fields(repeat_words(step.repeat) if step else "")]

    def stored(self, row: Mapping[str, Value]) -> Mapping[str, str]:
        """Day and time stand in one field."""
        when = f"{row['due_on']} {row['time'] or ''}".strip()
        return {**super().stored(row), "when": when, "repeat": repeat_words(str(row["repeat"]))}

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the step, or all steps of a sequence."""
        contact = int(values["contact_id"]) if values.get("contact_id") else None
        when, rule, sequence = self.course(values)
        if sequence is not None:
            return await self._start(sequence, when.on, contact)
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

    async def _start(self, sequence: Steps, on: date, contact: int | None) -> Changed:
        def start(uow: UnitOfWork, today: date) -> Changed:
            customer = self.card.customer.id
            return running.start(uow, customer, sequence, on, today=today, contact_id=contact)

        made = await self.crm.write(start)
        first = date_words(day_of(sequence.steps[0], on, self.workdays), self.today)
        words = _("The sequence “{name}” begins: {n} steps, the first {day}.")
        self.crm.say(words.format(name=sequence.name, n=len(sequence.steps), day=first))
        return made
