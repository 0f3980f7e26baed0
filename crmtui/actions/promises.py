"""Promises to customers: made, kept, broken, put off for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions.followups import InThePast
from crmtui.domain.changes import Changed
from crmtui.domain.clean import clean
from crmtui.domain.errors import WrongUse
from crmtui.domain.records import Record, Value
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


class PromiseSettled(WrongUse):
    """The promise was kept or broken already."""

    def __init__(self, promise_id: int, what: str) -> None:
        super().__init__(
            _("Promise {id} (“{what}”) is not open any more; nothing was changed.").format(
                id=promise_id, what=what
            )
        )


class NothingPromised(WrongUse):
    """A promise without saying what."""

    def __init__(self) -> None:
        super().__init__(_("Say in a few words what was promised."))


class NoReason(WrongUse):
    """A promise put off or broken without saying why."""

    def __init__(self) -> None:
        super().__init__(
            _("Say why: a promise is put off, or noted as broken, only with a reason.")
        )


class NotLater(WrongUse):
    """A promise put off to a day that is not after the one it stands on."""

    def __init__(self, due_on: date) -> None:
        super().__init__(
            _("The promise is for {due_on}; put it off to a later day.").format(due_on=due_on)
        )


def make(
    uow: UnitOfWork,
    customer_id: int,
    due_on: date,
    what: str,
    *,
    today: date,
    contact_id: int | None = None,
) -> Changed:
    """Promise something to a customer for a day."""
    customer = uow.must("customer", customer_id)
    if due_on < today:
        raise InThePast(due_on)
    uow.describe("promise", f"{customer['name']} · {clean(what)}")
    made = insert(uow, customer_id, due_on, what, made_on=today, contact_id=contact_id)
    return uow.changed(id=made, customer_id=customer_id)


def insert(
    uow: UnitOfWork,
    customer_id: int,
    due_on: date,
    what: str,
    *,
    made_on: date,
    contact_id: int | None = None,
    interaction_id: int | None = None,
) -> int:
    """Write an open promise; gives its id."""
    return uow.insert(
        "promise",
        {
            "customer_id": customer_id,
            "contact_id": contact_id,
            "made_on": made_on.isoformat(),
            "due_on": due_on.isoformat(),
            "what": _said(what),
            "interaction_id": interaction_id,
        },
    )


def keep(uow: UnitOfWork, promise_id: int, today: date) -> Changed:
    """Note that a promise was kept today."""
    customer = _begin(uow, promise_id, "keep_promise")[1]
    close(uow, promise_id, today)
    return uow.changed(id=promise_id, customer_id=customer.id)


def close(uow: UnitOfWork, promise_id: int, on: date) -> None:
    """Write that an open promise was kept on a day, which is never before it was made."""
    made_on = _open(uow, promise_id).text("made_on")
    uow.update("promise", promise_id, {"kept_on": max(on.isoformat(), made_on)})


def break_(uow: UnitOfWork, promise_id: int, why: str, today: date) -> Changed:
    """Note that a promise will not be kept, and why."""
    reason = _reason(why)
    current, customer = _begin(uow, promise_id, "break_promise")
    told = {"broken_on": today.isoformat(), "why": _after(current.text("why"), reason)}
    uow.update("promise", promise_id, told)
    return uow.changed(id=promise_id, customer_id=customer.id)


def put_off(uow: UnitOfWork, promise_id: int, due_on: date, why: str, today: date) -> Changed:
    """Move an open promise to a later day for a reason; how often that happened is counted."""
    reason = _reason(why)
    if due_on < today:
        raise InThePast(due_on)
    current, customer = _begin(uow, promise_id, "put_off_promise")
    if due_on.isoformat() <= current.text("due_on"):
        raise NotLater(date.fromisoformat(current.text("due_on")))
    values: dict[str, Value] = {
        "due_on": due_on.isoformat(),
        "why": _after(current.text("why"), reason),
        "put_offs": current.integer("put_offs") + 1,
    }
    uow.update("promise", promise_id, values)
    return uow.changed(id=promise_id, customer_id=customer.id)


def edit(
    uow: UnitOfWork, promise_id: int, values: Mapping[str, Value], revision: int | None = None
) -> Changed:
    """Correct what was promised, to whom, or why it was put off or broken; not its day."""
    current = uow.must("promise", promise_id)
    customer = uow.must("customer", current.integer("customer_id"))
    made: dict[str, Value] = {}
    if "what" in values:
        made["what"] = _said(str(values["what"] or ""))
    if "why" in values:
        made["why"] = clean(str(values["why"] or ""))
    if "contact_id" in values:
        made["contact_id"] = values["contact_id"]
    uow.describe("edit_promise", f"{customer['name']} · {current['what']}")
    uow.update("promise", promise_id, made, revision)
    return uow.changed(id=promise_id, customer_id=customer.id)


def remove(uow: UnitOfWork, promise_id: int) -> Changed:
    """Delete a promise that was noted by mistake."""
    current = uow.must("promise", promise_id)
    customer = uow.must("customer", current.integer("customer_id"))
    uow.describe("remove_promise", f"{customer['name']} · {current['what']}")
    uow.delete("promise", promise_id)
    return uow.changed(id=promise_id, customer_id=customer.id)


def _begin(uow: UnitOfWork, promise_id: int, verb: str) -> tuple[Record, Record]:
    """The open promise and its customer, with the operation named after them."""
    current = _open(uow, promise_id)
    customer = uow.must("customer", current.integer("customer_id"))
    uow.describe(verb, f"{customer['name']} · {current['what']}")
    return current, customer


def _open(uow: UnitOfWork, promise_id: int) -> Record:
    current = uow.must("promise", promise_id)
    if current["kept_on"] is not None or current["broken_on"] is not None:
        raise PromiseSettled(promise_id, current.text("what"))
    return current


def _said(what: str) -> str:
    if not (text := clean(what)):
        raise NothingPromised()
    return text


def _reason(why: str) -> str:
    if not (text := clean(why)):
        raise NoReason()
    return text


def _after(before: str, reason: str) -> str:
    """All the reasons there were, in their order."""
    return f"{before}; {reason}" if before else reason
