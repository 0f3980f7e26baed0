"""One act with several customers at once: all of it or nothing, and one undo for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmtui.actions import customers, followups, hiding, promises, running
from crmtui.domain.changes import Changed
from crmtui.domain.errors import WrongUse
from crmtui.domain.hiding import FOREVER
from crmtui.domain.records import Record
from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.repeats import Rule
    from crmtui.domain.sequences import Sequence as Steps
    from crmtui.store.unit_of_work import UnitOfWork

NAMED = 3  # customers that the journal's summary names


class Target(NamedTuple):
    """A customer, and the step or promise that is meant; None: its next open step."""

    customer_id: int
    follow_up_id: int | None = None
    promise_id: int | None = None


class Several(NamedTuple):
    """What an act with several customers came to, and whom it had nothing to do with."""

    changed: Changed
    done: int
    without: tuple[str, ...] = ()


class NobodyHasAStep(WrongUse):
    """None of the customers has an open next step."""

    def __init__(self) -> None:
        super().__init__(_("None of these customers has an open next step; nothing was changed."))


def set_grade(uow: UnitOfWork, ids: Sequence[int], grade: str, today: date) -> Several:
    """Give all of them this grade."""
    describe(uow, "edit_customer", ids, grade)
    for customer_id in ids:
        customers.edit(uow, customer_id, {"grade": grade}, today)
    return Several(uow.changed(), len(ids))


def tag(
    uow: UnitOfWork, ids: Sequence[int], add: Sequence[str], remove: Collection[str]
) -> Several:
    """Add tags to all of them, and take others off."""
    describe(uow, "tag_customer", ids, " ".join([*add, *(f"-{name}" for name in remove)]))
    for customer_id in ids:
        kept = [name for name in _tags(uow, customer_id) if name not in remove]
        customers.set_tags(uow, customer_id, [*kept, *(name for name in add if name not in kept)])
    return Several(uow.changed(), len(ids))


def archive(uow: UnitOfWork, ids: Sequence[int], today: date) -> Several:
    """Put all of them away."""
    describe(uow, "archive_customer", ids)
    for customer_id in ids:
        customers.archive(uow, customer_id, today)
    return Several(uow.changed(), len(ids))


def hide(uow: UnitOfWork, ids: Sequence[int], until: date, today: date) -> Several:
    """Keep all of them out of the queue until a day."""
    describe(uow, "hide", ids, "" if until == FOREVER else f"{until}")
    for customer_id in ids:
        hiding.hide(uow, customer_id, until, today)
    return Several(uow.changed(), len(ids))


def plan(
    uow: UnitOfWork,
    ids: Sequence[int],
    due_on: date,
    what: str,
    *,
    today: date,
    time: str | None = None,
    kind: str = "",
    priority: int = 0,
    repeat: Rule | None = None,
) -> Several:
    """Plan the same next step with all of them."""
    describe(uow, "plan", ids, what)
    for customer_id in ids:
        followups.plan(
            uow, customer_id, due_on, what, today=today, time=time, kind=kind,
            priority=priority, repeat=repeat,
        )  # fmt: skip
    return Several(uow.changed(), len(ids))


def start(
    uow: UnitOfWork, ids: Sequence[int], sequence: Steps, on: date, *, today: date
) -> Several:
    """Begin a sequence with all of them."""
    describe(uow, "start_sequence", ids, sequence.name)
    for customer_id in ids:
        running.start(uow, customer_id, sequence, on, today=today)
    return Several(uow.changed(), len(ids))


def complete(uow: UnitOfWork, targets: Sequence[Target], today: date) -> Several:
    """Finish the next step of each, or keep the promise meant where no step is open."""
    steps, rest = _steps(uow, targets)
    promised = [t for t in rest if t.promise_id is not None and _is_open(uow, t.promise_id)]
    without = _names(uow, [target for target in rest if target not in promised])
    describe(uow, "complete", _owners(steps) + [target.customer_id for target in promised])
    for step in steps:
        followups.complete(uow, step.id, today)
    for target in promised:
        assert target.promise_id is not None
        promises.keep(uow, target.promise_id, today)
    return _told(uow, len(steps) + len(promised), without)


def snooze(
    uow: UnitOfWork, targets: Sequence[Target], due_on: date, time: str | None, today: date
) -> Several:
    """Put off the next step of each that has one; where no time is given each keeps its own."""
    steps, rest = _steps(uow, targets)
    describe(uow, "snooze", _owners(steps), due_on.isoformat())
    for step in steps:
        own = str(step["time"]) if step["time"] else None
        followups.snooze(uow, step.id, due_on, time or own, today)
    return _told(uow, len(steps), _names(uow, rest))


def _steps(uow: UnitOfWork, targets: Sequence[Target]) -> tuple[list[Record], list[Target]]:
    """The open step of each customer that has one, and the customers that have none."""
    found, rest = [], []
    for target in targets:
        still = uow.rows("follow_up", customer_id=target.customer_id, status="open")
        still.sort(key=lambda row: (row.id != target.follow_up_id, row.text("due_on"), row.id))
        if still:
            found.append(still[0])
        else:
            rest.append(target)
    return found, rest


def _is_open(uow: UnitOfWork, promise_id: int) -> bool:
    row = uow.must("promise", promise_id)
    return row["kept_on"] is None and row["broken_on"] is None


def _owners(steps: Sequence[Record]) -> list[int]:
    return [step.integer("customer_id") for step in steps]


def _names(uow: UnitOfWork, targets: Sequence[Target]) -> tuple[str, ...]:
    return tuple(uow.must("customer", target.customer_id).text("name") for target in targets)


def _told(uow: UnitOfWork, done: int, without: tuple[str, ...]) -> Several:
    if not done:
        raise NobodyHasAStep()
    return Several(uow.changed(), done, without)


def _tags(uow: UnitOfWork, customer_id: int) -> list[str]:
    rows = uow.rows("customer_tag", customer_id=customer_id)
    return [uow.must("tag", row.integer("tag_id")).text("name") for row in rows]


def describe(uow: UnitOfWork, verb: str, ids: Sequence[int], more: str = "") -> None:
    """Name the operation: with how many customers, the first of them, and what; else as one."""
    names = [uow.must("customer", customer_id).text("name") for customer_id in ids[:NAMED]]
    listed = _(", ").join(names) + (" …" if len(ids) > NAMED else "")
    if len(ids) > 1:
        words = ngettext("{n} customer: {names}", "{n} customers: {names}", len(ids))
        listed = words.format(n=len(ids), names=listed)
    uow.describe(verb, f"{listed} · {more}" if more else listed)
