"""The forms of a next step: planning one, and correcting one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crmtui.actions import followups
from crmtui.domain.cards import Card
from crmtui.domain.changes import Changed
from crmtui.domain.dates import parse_when
from crmtui.domain.followups import FollowUp
from crmtui.domain.interactions import KINDS
from crmtui.domain.records import Value
from crmtui.domain.words import _
from crmtui.present import date_words, kind_words
from crmtui.tui.echoes import when_echo
from crmtui.tui.ink import Line
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp

MOST_PRIORITY = 3


class PlanForm(Form[Changed]):
    """When and what; for an existing step it shows what stands there."""

    FIRST: ClassVar[str] = "when"

    def __init__(self, crm: CrmApp, card: Card, step: FollowUp | None = None) -> None:
        self.card = card
        self.step = step
        self.today = crm.desk.today
        self.workdays = crm.desk.workdays
        draft = ("step", step.id) if step else ("plan", card.customer.id)
        super().__init__(crm, draft)
        self.revision = step.revision if step else None

    def title_line(self) -> Line:
        """Whose step it is."""
        name = self.card.customer.short_name or self.card.customer.name
        words = _("Edit the next step") if self.step else _("Plan a next step")
        return ((words, "text!"), (f" · {name}", "text"))

    def fields(self) -> Sequence[Spec]:
        """When, what, kind, with whom, how much it matters."""
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
            Spec("what", _("What"), step.what if step else ""),
            Spec("kind", _("Kind"), step.kind if step else "", kinds),
        ]
        if self.card.contacts:
            people = tuple((str(c.id), c.name or c.position or "?") for c in self.card.contacts)
            chosen = step.contact_id if step else primary.id if primary else None
            made.append(Spec("contact_id", _("With"), str(chosen or ""), (*people, ("", "–"))))
        steps = tuple((str(n), "!" * n or "–") for n in range(MOST_PRIORITY + 1))
        made.append(Spec("priority", _("Priority"), str(step.priority if step else 0), steps))
        return made

    def _when_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        return when_echo(text, self.today, workdays=self.workdays, moves=moves)

    def stored(self, row: Mapping[str, Value]) -> Mapping[str, str]:
        """Day and time stand in one field."""
        when = f"{row['due_on']} {row['time'] or ''}".strip()
        return {**super().stored(row), "when": when}

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write the step."""
        when = parse_when(values["when"], self.today, workdays=self.workdays)
        contact = int(values["contact_id"]) if values.get("contact_id") else None
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
            )

        def edit(uow: UnitOfWork, today: date) -> Changed:
            assert step is not None
            new = {
                "due_on": when.on.isoformat(),
                "time": when.time,
                "what": values["what"],
                "kind": values["kind"],
                "priority": int(values["priority"]),
                "contact_id": contact,
            }
            return followups.edit(uow, step.id, new, revision)

        made = await self.crm.write(edit if step else plan)
        self.crm.say(
            _("Planned for {day}: {what}").format(
                day=date_words(when.on, self.today), what=values["what"]
            )
        )
        return made
