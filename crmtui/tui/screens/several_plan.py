"""The form of one next step with several customers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from crmtui.actions import several
from crmtui.actions.several import Several
from crmtui.domain.dates import When, parse_when
from crmtui.domain.interactions import KINDS
from crmtui.domain.words import _, ngettext
from crmtui.present import date_words, kind_words
from crmtui.tui.echoes import when_echo
from crmtui.tui.ink import Line
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.domain.workdays import Workdays
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp

MOST_PRIORITY = 3


class Planned(NamedTuple):
    """A next step as it was typed, without the customer it is for."""

    when: When
    what: str
    kind: str
    priority: int

    def act(self, ids: Sequence[int]) -> Callable[[UnitOfWork, date], Several]:
        """What plans it with these customers."""

        def plan(uow: UnitOfWork, today: date) -> Several:
            return several.plan(
                uow,
                ids,
                self.when.on,
                self.what,
                today=today,
                time=self.when.time,
                kind=self.kind,
                priority=self.priority,
            )

        return plan

    def words(self, today: date) -> str:
        """“plan call back for Wed 2 Dec”."""
        day = date_words(self.when.on, today)
        return _("plan “{what}” for {day}").format(what=self.what, day=day)

    def said(self, made: Several, today: date) -> str:
        """What was planned, and with how many."""
        words = ngettext(
            "Planned for {day} with {n} customer: {what}",
            "Planned for {day} with {n} customers: {what}",
            made.done,
        )
        return words.format(day=date_words(self.when.on, today), n=made.done, what=self.what)


def planned_of(values: Mapping[str, str], today: date, workdays: Workdays) -> Planned:
    """The fields of a plan form, understood; raises where the day is not."""
    when = parse_when(values["when"], today, workdays=workdays)
    return Planned(when, values["what"], values["kind"], int(values["priority"]))


class SeveralPlanForm(Form[Planned]):
    """When, what, kind and how much it matters."""

    FIRST: ClassVar[str] = "when"

    def __init__(self, crm: CrmApp, ids: Sequence[int]) -> None:
        self.ids = ids
        self.today = crm.desk.today
        self.workdays = crm.desk.workdays
        super().__init__(crm)

    def title_line(self) -> Line:
        """With how many it is planned."""
        n = len(self.ids)
        with_all = ngettext("with {n} customer", "with {n} customers", n).format(n=n)
        return ((_("Plan a next step"), "text!"), (f" · {with_all}", "text"))

    def fields(self) -> Sequence[Spec]:
        """When, what, kind, how much it matters."""
        kinds = (("", "–"), *((kind, kind_words(kind)) for kind in KINDS))
        steps = tuple((str(n), "!" * n or "–") for n in range(MOST_PRIORITY + 1))
        hint = _("3d · next tue · eom · 12-01 14:00")
        return (
            Spec("when", _("When"), "", hint=hint, echo=self._when_echo),
            Spec("what", _("What"), ""),
            Spec("kind", _("Kind"), "", kinds),
            Spec("priority", _("Priority"), "0", steps),
        )

    def _when_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        return when_echo(text, self.today, workdays=self.workdays, moves=moves)

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Planned:
        """Plan it with all of them."""
        planned = planned_of(values, self.today, self.workdays)
        made = await self.crm.write(planned.act(self.ids))
        self.crm.say(planned.said(made, self.today))
        return planned
