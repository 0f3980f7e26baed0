"""Logging what happened with a customer, together with the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from crmtui.actions import followups, promises, running
from crmtui.actions.fields import BadValue
from crmtui.domain.changes import Came, Changed
from crmtui.domain.clean import clean
from crmtui.domain.errors import WrongUse
from crmtui.domain.hiding import FOREVER
from crmtui.domain.interactions import DIRECTIONS, KINDS, OUTCOMES, is_touch
from crmtui.domain.records import Value
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Step:
    """A next step, or a promise, agreed in the same act."""

    due_on: date
    what: str
    time: str | None = None
    kind: str = ""


class NotYetHappened(WrongUse):
    """A history entry dated in the future."""

    def __init__(self, on: date) -> None:
        super().__init__(
            _("{on} is in the future: plan it as a next step instead of logging it.").format(on=on)
        )


class NothingSaid(WrongUse):
    """A history entry without a word in it."""

    def __init__(self) -> None:
        super().__init__(_("Say in a few words what happened."))


def log(
    uow: UnitOfWork,
    customer_id: int,
    *,
    summary: str,
    on: date,
    today: date,
    kind: str = "call",
    time: str | None = None,
    direction: str = "out",
    outcome: str = "",
    contact_id: int | None = None,
    next_step: Step | None = None,
    promise: Step | None = None,
    completes: int | None = None,
    keeps: int | None = None,
) -> Changed:
    """Write an interaction; in the same act plan, promise, and finish what it fulfils.

    completes, keeps: the open step and the promise it fulfils; a step that comes back is planned
    anew. A sequence ends when the customer answers.
    """
    customer = uow.must("customer", customer_id)
    if on > today:
        raise NotYetHappened(on)
    # What was agreed in a contact entered late may be overdue, but is never older than it.
    for agreed in (next_step, promise):
        if agreed is not None and agreed.due_on < on:
            raise followups.InThePast(agreed.due_on)
    values = _checked(
        {"kind": kind, "direction": direction, "outcome": outcome, "summary": summary}
    )
    if not values["summary"] and not outcome:
        raise NothingSaid()
    uow.describe("log", f"{customer['name']} · {values['summary']}")
    values |= {"contact_id": contact_id, "on": on.isoformat(), "time": time}
    interaction_id = _insert(uow, customer_id, values)
    came: tuple[Came, ...] = ()
    if completes is not None:
        came = followups.finish(uow, completes, "done", today, goes_on=True)
    came += running.answered(uow, customer_id, on, direction, outcome, today)
    if keeps is not None:
        promises.close(uow, keeps, on)
    if customer["hide_until"] == FOREVER.isoformat():
        uow.update("customer", customer_id, {"hide_until": None})
    if next_step is not None:
        _plan(uow, customer_id, contact_id, interaction_id, next_step)
    if promise is not None:
        _promise(uow, customer_id, contact_id, interaction_id, promise, on)
    return replace(uow.changed(id=interaction_id, customer_id=customer_id), came=came)


def _insert(uow: UnitOfWork, customer_id: int, values: Mapping[str, Value]) -> int:
    kind, direction, outcome = (str(values[name]) for name in ("kind", "direction", "outcome"))
    touch = is_touch(kind, direction, outcome, uow.settings.touch_kinds)
    own: dict[str, Value] = {"customer_id": customer_id, "is_touch": int(touch)}
    own["rep"] = uow.settings.me
    return uow.insert("interaction", {**values, **own})


def _plan(
    uow: UnitOfWork, customer_id: int, contact_id: int | None, interaction_id: int, step: Step
) -> None:
    followups.insert(
        uow,
        customer_id,
        step.due_on,
        step.what,
        time=step.time,
        kind=step.kind,
        contact_id=contact_id,
        interaction_id=interaction_id,
        origin="log",
    )


def _promise(
    uow: UnitOfWork,
    customer_id: int,
    contact_id: int | None,
    interaction_id: int,
    promise: Step,
    made_on: date,
) -> None:
    promises.insert(
        uow,
        customer_id,
        promise.due_on,
        promise.what,
        made_on=made_on,
        contact_id=contact_id,
        interaction_id=interaction_id,
    )


def edit(
    uow: UnitOfWork,
    interaction_id: int,
    values: Mapping[str, Value],
    today: date,
    revision: int | None = None,
) -> Changed:
    """Correct a history entry: kind, direction, outcome, summary, day or time."""
    current = uow.must("interaction", interaction_id)
    customer = uow.must("customer", current.integer("customer_id"))
    uow.describe("edit_interaction", f"{customer['name']} · {current['summary']}".strip(" ·"))
    made = _checked({k: v for k, v in values.items() if k not in ("on", "time", "contact_id")})
    if "on" in values:
        on = date.fromisoformat(str(values["on"]))
        if on > today:
            raise NotYetHappened(on)
        made["on"] = on.isoformat()
    made |= {name: values[name] for name in ("time", "contact_id") if name in values}
    full = {**current, **made}
    made["is_touch"] = int(
        current["origin"] == "sheet"
        or is_touch(
            str(full["kind"]),
            str(full["direction"]),
            str(full["outcome"]),
            uow.settings.touch_kinds,
        )
    )
    uow.update("interaction", interaction_id, made, revision)
    return uow.changed(id=interaction_id, customer_id=customer.id)


def remove(uow: UnitOfWork, interaction_id: int) -> Changed:
    """Delete a history entry; a next step that came from it stays."""
    current = uow.must("interaction", interaction_id)
    customer = uow.must("customer", current.integer("customer_id"))
    uow.describe("remove_interaction", f"{customer['name']} · {current['summary']}".strip(" ·"))
    for table in ("follow_up", "promise"):
        for row in uow.rows(table, interaction_id=interaction_id):
            uow.update(table, row.id, {"interaction_id": None})
    uow.delete("interaction", interaction_id)
    return uow.changed(id=interaction_id, customer_id=customer.id)


def _checked(values: Mapping[str, Value]) -> dict[str, Value]:
    allowed = {"kind": KINDS, "direction": DIRECTIONS, "outcome": ("", *OUTCOMES)}
    made: dict[str, Value] = {}
    for name, value in values.items():
        text = clean(str(value or ""))
        if name in allowed and text not in allowed[name]:
            raise BadValue(name, text, " | ".join(choice for choice in allowed[name] if choice))
        made[name] = text
    return made
