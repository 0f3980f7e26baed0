"""Planning next steps, finishing them, putting them off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import repeating
from crmtui.domain.changes import Came, Changed
from crmtui.domain.clean import clean
from crmtui.domain.errors import WrongUse
from crmtui.domain.records import Record, Value
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.domain.repeats import Rule
    from crmtui.store.unit_of_work import UnitOfWork


class StepClosed(WrongUse):
    """The next step is not open any more."""

    def __init__(self, follow_up_id: int, what: str) -> None:
        super().__init__(
            _("Step {id} (“{what}”) is not open any more; nothing was changed.").format(
                id=follow_up_id, what=what
            )
        )


class NothingPlanned(WrongUse):
    """A next step without saying what."""

    def __init__(self) -> None:
        super().__init__(_("Say in a few words what the next step is."))


class InThePast(WrongUse):
    """A next step dated before today."""

    def __init__(self, on: date) -> None:
        super().__init__(_("{on} is in the past; a next step needs a day to come.").format(on=on))


def plan(
    uow: UnitOfWork,
    customer_id: int,
    due_on: date,
    what: str,
    *,
    today: date,
    time: str | None = None,
    kind: str = "",
    priority: int = 0,
    contact_id: int | None = None,
    repeat: Rule | None = None,
) -> Changed:
    """Plan a next step with a customer, which may come back."""
    customer = uow.must("customer", customer_id)
    if due_on < today:
        raise InThePast(due_on)
    uow.describe("plan", f"{customer['name']} · {clean(what)}")
    follow_up_id = insert(
        uow,
        customer_id,
        due_on,
        what,
        time=time,
        kind=kind,
        priority=priority,
        contact_id=contact_id,
        repeat=repeating.stored(repeat, due_on, time),
    )
    return uow.changed(id=follow_up_id, customer_id=customer_id)


def insert(
    uow: UnitOfWork,
    customer_id: int,
    due_on: date,
    what: str,
    *,
    time: str | None = None,
    kind: str = "",
    priority: int = 0,
    contact_id: int | None = None,
    interaction_id: int | None = None,
    origin: str = "",
    repeat: str = "",
    sequence: str = "",
) -> int:
    """Write an open next step; gives its id."""
    text = clean(what)
    if not text:
        raise NothingPlanned()
    return uow.insert(
        "follow_up",
        {
            "customer_id": customer_id,
            "contact_id": contact_id,
            "due_on": due_on.isoformat(),
            "time": time,
            "what": text,
            "kind": kind,
            "priority": priority,
            "interaction_id": interaction_id,
            "origin": origin,
            "repeat": repeat,
            "sequence": sequence,
        },
    )


def complete(uow: UnitOfWork, follow_up_id: int, today: date, *, last: bool = False) -> Changed:
    """Finish an open next step; one that comes back is planned anew, unless it is the last."""
    return _end(uow, follow_up_id, "done", "complete", today, goes_on=not last)


def confirm(uow: UnitOfWork, follow_up_id: int) -> Changed:
    """Note that the customer confirmed an appointment."""
    current, customer = open_step(uow, follow_up_id)
    uow.describe("confirm", f"{customer['name']} · {current['what']}")
    uow.update("follow_up", follow_up_id, {"confirmed": 1})
    return uow.changed(id=follow_up_id, customer_id=customer.id)


def cancel(uow: UnitOfWork, follow_up_id: int, today: date) -> Changed:
    """Drop an open next step that is not to be done any more, nor to come back."""
    return _end(uow, follow_up_id, "cancelled", "cancel", today, goes_on=False)


def skip(uow: UnitOfWork, follow_up_id: int, today: date) -> Changed:
    """Drop an open next step this once; one that comes back is planned anew."""
    return _end(uow, follow_up_id, "cancelled", "skip_step", today, goes_on=True)


def snooze(
    uow: UnitOfWork, follow_up_id: int, due_on: date, time: str | None, today: date
) -> Changed:
    """Put an open next step off to a later day; how often that happened is counted.

    Of one that comes back it moves this once only.
    """
    current, customer = open_step(uow, follow_up_id)
    if due_on < today:
        raise InThePast(due_on)
    uow.describe("snooze", f"{customer['name']} · {current['what']}")
    uow.update(
        "follow_up",
        follow_up_id,
        {
            "due_on": due_on.isoformat(),
            "time": time,
            "confirmed": 0,
            "snoozes": current.integer("snoozes") + 1,
            "to_check": 0,
        },
    )
    return uow.changed(id=follow_up_id, customer_id=customer.id)


def edit(
    uow: UnitOfWork,
    follow_up_id: int,
    values: Mapping[str, Value],
    revision: int | None = None,
) -> Changed:
    """Correct a next step's words, kind, priority, day, time or repetition (as it is stored).

    Of one that comes back another time of day holds for those to come, another day this once.
    """
    current, customer = open_step(uow, follow_up_id)
    made = dict(values)
    if "what" in made:
        made["what"] = clean(str(made["what"] or ""))
        if not made["what"]:
            raise NothingPlanned()
    if "time" in made and made["time"] != current["time"]:
        time = str(made["time"] or "")
        made["repeat"] = repeating.at(str(made.get("repeat", current["repeat"]) or ""), time)
    uow.describe("edit_step", f"{customer['name']} · {current['what']}")
    uow.update("follow_up", follow_up_id, made, revision)
    return uow.changed(id=follow_up_id, customer_id=customer.id)


def close(uow: UnitOfWork, follow_up_id: int, status: str, today: date) -> None:
    """Write that an open step ended in this way."""
    open_step(uow, follow_up_id)
    uow.update(
        "follow_up",
        follow_up_id,
        {"status": status, "closed_on": today.isoformat(), "to_check": 0},
    )


def finish(
    uow: UnitOfWork, follow_up_id: int, status: str, today: date, *, goes_on: bool
) -> tuple[Came, ...]:
    """Write that an open step ended; where it goes on, one that comes back is planned anew."""
    current, _customer = open_step(uow, follow_up_id)
    close(uow, follow_up_id, status, today)
    return repeating.follow_on(uow, current, today) if goes_on else ()


def _end(
    uow: UnitOfWork, follow_up_id: int, status: str, verb: str, today: date, *, goes_on: bool
) -> Changed:
    current, customer = open_step(uow, follow_up_id)
    uow.describe(verb, f"{customer['name']} · {current['what']}")
    came = finish(uow, follow_up_id, status, today, goes_on=goes_on)
    return replace(uow.changed(id=follow_up_id, customer_id=customer.id), came=came)


def open_step(uow: UnitOfWork, follow_up_id: int) -> tuple[Record, Record]:
    """An open step with its customer; raises StepClosed."""
    current = uow.must("follow_up", follow_up_id)
    if current["status"] != "open":
        raise StepClosed(follow_up_id, current.text("what"))
    return current, uow.must("customer", current.integer("customer_id"))
