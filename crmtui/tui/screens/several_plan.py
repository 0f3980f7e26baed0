"""The form of one next step with several customers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmtui.actions import several
from crmtui.actions.several import Several
from crmtui.domain.words import _, ngettext
from crmtui.present import date_words
from crmtui.tui.ink import Line
from crmtui.tui.screens.series_form import Course, SeriesForm
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp


class Planned(NamedTuple):
    """A next step or a sequence as it was typed, without the customer it is for."""

    course: Course
    what: str
    kind: str
    priority: int

    def act(self, ids: Sequence[int]) -> Callable[[UnitOfWork, date], Several]:
        """What plans it with these customers."""
        when, rule, sequence = self.course

        def plan(uow: UnitOfWork, today: date) -> Several:
            if sequence is not None:
                return several.start(uow, ids, sequence, when.on, today=today)
            return several.plan(
                uow,
                ids,
                when.on,
                self.what,
                today=today,
                time=when.time,
                kind=self.kind,
                priority=self.priority,
                repeat=rule,
            )

        return plan

    def words(self, today: date) -> str:
        """“plan call back for Wed 2 Dec”."""
        when, _rule, sequence = self.course
        day = date_words(when.on, today)
        if sequence is not None:
            return _("begin the sequence “{name}” on {day}").format(name=sequence.name, day=day)
        return _("plan “{what}” for {day}").format(what=self.what, day=day)

    def said(self, made: Several, today: date) -> str:
        """What was planned, and with how many."""
        when, _rule, sequence = self.course
        if sequence is not None:
            words = ngettext(
                "The sequence “{name}” begins with {n} customer.",
                "The sequence “{name}” begins with {n} customers.",
                made.done,
            )
            return words.format(name=sequence.name, n=made.done)
        words = ngettext(
            "Planned for {day} with {n} customer: {what}",
            "Planned for {day} with {n} customers: {what}",
            made.done,
        )
        return words.format(day=date_words(when.on, today), n=made.done, what=self.what)


def planned_of(values: Mapping[str, str], course: Course) -> Planned:
    """What was typed into a plan form."""
    return Planned(course, values["what"], values["kind"], int(values["priority"]))


class SeveralPlanForm(SeriesForm[Planned]):
    """When, what, kind, how much it matters, how it comes back."""

    def __init__(self, crm: CrmApp, ids: Sequence[int]) -> None:
        self.ids = ids
        super().__init__(crm)

    def title_line(self) -> Line:
        """With how many it is planned."""
        n = len(self.ids)
        with_all = ngettext("with {n} customer", "with {n} customers", n).format(n=n)
        return ((_("Plan a next step"), "text!"), (f" · {with_all}", "text"))

    def fields(self) -> Sequence[Spec]:
        """When, what, kind, how much it matters, how it comes back."""
        plain = (self.when_field(), self.what_field(), self.kind_field(), self.priority_field())
        return (*plain, *self.series_fields())

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Planned:
        """Plan it with all of them."""
        planned = planned_of(values, self.course(values))
        made = await self.crm.write(planned.act(self.ids))
        self.crm.say(planned.said(made, self.today))
        return planned
