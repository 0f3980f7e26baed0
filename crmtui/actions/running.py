"""Sequences under way with customers: starting them, stopping them, ending them on an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from crmtui.actions import followups
from crmtui.domain.changes import Came, Changed
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.sequencemarks import StepOf, answers, step_of
from crmtui.domain.words import _
from crmtui.reads import sequences

if TYPE_CHECKING:
    from crmtui.domain.sequences import Sequence
    from crmtui.store.unit_of_work import UnitOfWork


class SequenceRuns(WrongUse):
    """A sequence that is under way with the customer already."""

    def __init__(self, name: str, customer: str) -> None:
        super().__init__(
            _(
                "The sequence “{name}” is under way with {customer} already; nothing was planned. "
                "“crmtui sequences stop” ends it."
            ).format(name=name, customer=customer)
        )


class NoneRuns(NothingFound):
    """No sequence is under way with the customer."""

    def __init__(self, customer: str) -> None:
        super().__init__(_("No sequence is under way with {name}.").format(name=customer))


def start(
    uow: UnitOfWork,
    customer_id: int,
    sequence: Sequence,
    on: date,
    *,
    today: date,
    contact_id: int | None = None,
) -> Changed:
    """Plan all steps of a sequence with a customer, their days counted from `on`."""
    from crmtui.domain.sequences import NoSteps, day_of

    customer = uow.must("customer", customer_id)
    if on < today:
        raise followups.InThePast(on)
    if not sequence.steps:  # of one's own, and spoiled outside
        raise NoSteps()
    name = sequence.name
    if any(step.name == name for _id, step in _open(uow, customer_id)):
        raise SequenceRuns(name, customer.text("name"))
    uow.describe("start_sequence", f"{customer['name']} · {name}")
    run = str(uow.operation_id)
    ids = [
        followups.insert(
            uow,
            customer_id,
            day_of(step, on, uow.workdays),
            step.what,
            contact_id=contact_id,
            sequence=StepOf(today, run, n, len(sequence.steps), name).mark,
        )
        for n, step in enumerate(sequence.steps, start=1)
    ]
    return uow.changed(id=ids[0], customer_id=customer_id)


def stop(uow: UnitOfWork, customer_id: int, name: str, today: date) -> Changed:
    """Drop what is still open of a customer's sequence, of all of them where none is named."""
    customer = uow.must("customer", customer_id)
    uow.describe("stop_sequence", customer.text("name"))
    wanted = name.strip().casefold()
    came = _close(
        uow, customer_id, "cancelled", today, lambda s: not wanted or s.name.casefold() == wanted
    )
    if not came:
        raise NoneRuns(customer.text("name"))
    return replace(uow.changed(customer_id=customer_id), came=came)


def answered(
    uow: UnitOfWork, customer_id: int, on: date, direction: str, outcome: str, today: date
) -> tuple[Came, ...]:
    """End the sequences that a contact on that day answers."""
    return _close(
        uow, customer_id, "superseded", today, lambda s: answers(s, on, direction, outcome)
    )


class Waiting(NamedTuple):
    """The customers that a sequence is under way with, and the last entry of the history."""

    customers: frozenset[int]
    last: int


def waiting(uow: UnitOfWork) -> Waiting:
    """Whose answer is waited for, before an import brings anything in."""
    return Waiting(sequences.under_way(uow.sql), sequences.last_entry(uow.sql))


def answered_by(uow: UnitOfWork, before: Waiting, today: date) -> tuple[Came, ...]:
    """End the sequences that what was taken in since answers, as mails of the customers do.

    What came in on the day a sequence was begun may be why it was: only later ones count.
    """
    came: tuple[Came, ...] = ()
    for customer in sorted(before.customers):
        if on := sequences.came_in_since(uow.sql, customer, before.last):
            came += _close(uow, customer, "superseded", today, partial(_began_before, on))
    return came


def _began_before(on: date, step: StepOf) -> bool:
    return step.begun < on


def _close(
    uow: UnitOfWork, customer_id: int, status: str, today: date, which: Callable[[StepOf], bool]
) -> tuple[Came, ...]:
    ended: dict[tuple[str, str], int] = {}
    for step_id, step in _open(uow, customer_id):
        if which(step):
            followups.close(uow, step_id, status, today)
            ended[step.run, step.name] = ended.get((step.run, step.name), 0) + 1
    return tuple(Came("stopped", name, n=n) for (_run, name), n in ended.items())


def _open(uow: UnitOfWork, customer_id: int) -> list[tuple[int, StepOf]]:
    """The open steps of the customer's sequences."""
    rows = uow.rows("follow_up", customer_id=customer_id, status="open")
    found = ((row.id, step_of(row.text("sequence"))) for row in rows)
    return [(row_id, step) for row_id, step in found if step is not None]
