"""The forms of a promise: making one, correcting it, putting it off for a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from crmtui.actions import promises
from crmtui.domain.cards import Card
from crmtui.domain.changes import Changed
from crmtui.domain.dates import parse_when
from crmtui.domain.promises import Promise
from crmtui.domain.words import _
from crmtui.present import date_words
from crmtui.present.promises import promise_words
from crmtui.tui.agreed import name_of
from crmtui.tui.echoes import when_echo
from crmtui.tui.ink import Line
from crmtui.tui.log_words import promised
from crmtui.tui.screens.form import Form
from crmtui.tui.widgets.fields import Spec

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork
    from crmtui.tui.app import CrmApp


class _OfCustomer(Form[Changed]):
    """What the forms of a promise share: whose it is, and the day with what is special about it."""

    def __init__(self, crm: CrmApp, card: Card, draft: tuple[str, int]) -> None:
        self.card = card
        self.today = crm.desk.today
        self.workdays = crm.desk.workdays
        super().__init__(crm, draft)

    def _title(self, words: str, more: str = "") -> Line:
        return ((words, "text!"), (f" · {name_of(self.card)}", "text"), (more, "dim"))

    def _when_spec(self) -> Spec:
        hint = _("3d · next tue · eom · 下周三")
        return Spec("when", _("By when"), hint=hint, echo=self._when_echo)

    def _when_echo(self, text: str) -> Line:
        moves = self.crm.desk.settings.move_days_off
        return when_echo(text, self.today, workdays=self.workdays, moves=moves, before=True)

    def _people(self, chosen: int | None) -> list[Spec]:
        if not self.card.contacts:
            return []
        people = tuple((str(c.id), c.name or c.position or "?") for c in self.card.contacts)
        return [Spec("contact_id", _("To whom"), str(chosen or ""), (*people, ("", "–")))]


class PromiseForm(_OfCustomer):
    """A new promise: what, by when, to whom."""

    FIRST: ClassVar[str] = "what"

    def __init__(self, crm: CrmApp, card: Card) -> None:
        super().__init__(crm, card, ("promise", card.customer.id))

    def title_line(self) -> Line:
        """To whom something is promised."""
        return self._title(_("Promise something"))

    def fields(self) -> Sequence[Spec]:
        """What, when, to whom."""
        primary = self.card.primary
        what = Spec("what", _("What"), hint=_("send the samples"))
        return [what, self._when_spec(), *self._people(primary.id if primary else None)]

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write it."""
        when = parse_when(values["when"], self.today, workdays=self.workdays)
        what, customer_id = promised(when, values["what"]), self.card.customer.id
        contact = int(values["contact_id"]) if values.get("contact_id") else None

        def act(uow: UnitOfWork, today: date) -> Changed:
            return promises.make(uow, customer_id, when.on, what, today=today, contact_id=contact)

        made = await self.crm.write(act)
        day = date_words(when.on, self.today)
        self.crm.say(_("Promised for {day}: {what}").format(day=day, what=what.strip()))
        return made


class EditPromiseForm(_OfCustomer):
    """Correcting what was promised and to whom; its day moves only with a reason, by `s`."""

    FIRST: ClassVar[str] = "what"

    def __init__(self, crm: CrmApp, card: Card, promise: Promise) -> None:
        self.promise = promise
        super().__init__(crm, card, ("edit_promise", promise.id))
        self.revision = promise.revision

    def title_line(self) -> Line:
        """Whose promise it is, and for when."""
        day = date_words(self.promise.due_on, self.today)
        return self._title(_("Edit the promise"), _(" · for {day}").format(day=day))

    def fields(self) -> Sequence[Spec]:
        """What, to whom, and why it was put off or broken, if it was."""
        old = self.promise
        made = [Spec("what", _("What"), old.what), *self._people(old.contact_id)]
        if old.why or old.broken_on:
            made.append(Spec("why", _("Why"), old.why))
        return made

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write what was corrected."""
        new: dict[str, str | int | None] = dict(changed)
        if "contact_id" in changed:
            new["contact_id"] = int(changed["contact_id"]) if changed["contact_id"] else None
        number, revision = self.promise.id, self.revision
        return await self.crm.write(lambda uow, today: promises.edit(uow, number, new, revision))


class PutOffForm(_OfCustomer):
    """A later day for a promise, and why."""

    def __init__(self, crm: CrmApp, card: Card, promise: Promise) -> None:
        self.promise = promise
        super().__init__(crm, card, ("put_off", promise.id))

    def title_line(self) -> Line:
        """What is put off, and how it stands: how late it is, and how often it was put off."""
        words = _("Put off: {what}").format(what=self.promise.what)
        return self._title(words, f" · {promise_words(self.promise, self.today)}")

    def fields(self) -> Sequence[Spec]:
        """The new day, and the reason."""
        before = self.promise.why
        hint = _("so far: {why}").format(why=before) if before else _("a reason is needed")
        return [self._when_spec(), Spec("why", _("Why"), hint=hint)]

    async def commit(self, values: Mapping[str, str], changed: Mapping[str, str]) -> Changed:
        """Write it."""
        when = parse_when(values["when"], self.today, workdays=self.workdays)
        number, why = self.promise.id, values["why"]

        def act(uow: UnitOfWork, today: date) -> Changed:
            return promises.put_off(uow, number, when.on, why, today)

        made = await self.crm.write(act)
        day = date_words(when.on, self.today)
        self.crm.say(_("Put off to {day}: {what}").format(day=day, what=self.promise.what))
        return made
