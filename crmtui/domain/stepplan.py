"""A sheet's next steps -> new ones and what became of known ones; each only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from crmtui.domain.changes import FieldChange
from crmtui.domain.followups import OLD_STEP_DAYS
from crmtui.domain.headerwords import WORDS
from crmtui.domain.historyplan import Histories, contact_of
from crmtui.domain.importplan import NewStep, Ref
from crmtui.domain.known import KnownStep
from crmtui.domain.recordowner import Owned, Place
from crmtui.domain.records import Value
from crmtui.domain.stepsheet import StepTable
from crmtui.domain.words import _


def plan_steps(
    tables: Mapping[int, StepTable],
    owners: Mapping[Place, Owned],
    histories: Histories,
    today: date,
) -> None:
    """Every step of the sheets; the row is new, updated or the same."""
    used: set[int] = set()
    for place, owner in owners.items():
        source, row = place
        if source not in tables:
            continue
        table, census = tables[source], histories.census
        known = next((s for s in _same(table, row, owner, histories) if s.id not in used), None)
        changes: tuple[FieldChange, ...] = ()
        if known is None:
            contact = contact_of(owner, table.contact[row], histories)
            census.book.steps.append(_new(table, row, owner.ref, contact, histories, today))
            outcome = "new"
        else:
            used.add(known.id)
            values = _changed(table, row, known)
            if values:
                census.book.update("follow_up", known.id, values)
            outcome = "updated" if values else "same"
            changes = tuple(_changes(known, values))
        label = census.registry.words(owner.ref) if outcome == "updated" else ""
        customer_id = owner.ref if owner.ref > 0 else None
        census.ledger.note(source, row, outcome, label, customer_id=customer_id, changes=changes)


def _same(table: StepTable, row: int, owner: Owned, histories: Histories) -> Iterator[KnownStep]:
    """Known steps of the customer that are due on the row's day and say the same."""
    moment, past = table.on[row], histories.pasts.get(owner.ref)
    if past is None or moment is None:
        return iter(())
    key = (moment.on, _what(table, row))
    return (step for step in past.steps if (step.due_on, step.what) == key)


def _what(table: StepTable, row: int) -> str:
    return table.what[row] or _("Follow up")


def _changed(table: StepTable, row: int, known: KnownStep) -> dict[str, Value]:
    """What the row says otherwise of an open step; one that is closed stays closed."""
    if known.status != "open":
        return {}
    moment, status = table.on[row], table.status[row]
    assert moment is not None
    made: dict[str, Value] = {}
    if status and status != "open":
        made = {"status": status, "closed_on": table.closed_on[row] or moment.on}
    if moment.time and moment.time != known.time:
        made["time"] = moment.time
    if table.kind[row] and not known.kind:
        made["kind"] = table.kind[row]
    if table.priority[row] and not known.priority:
        made["priority"] = table.priority[row]
    return made


def _changes(known: KnownStep, values: Mapping[str, Value]) -> Iterator[FieldChange]:
    for field, value in values.items():
        if field != "closed_on":
            yield FieldChange(_(WORDS[field]), getattr(known, field), value)


def _new(
    table: StepTable,
    row: int,
    ref: Ref,
    contact: Ref | None,
    histories: Histories,
    today: date,
) -> NewStep:
    moment = table.on[row]
    assert moment is not None
    status, closed_on = table.status[row], table.closed_on[row]
    if not status and closed_on:
        status = "done"
    if not status and (later := _contact_since(ref, moment.on, histories, today)):
        # Nobody says what became of it; that there was a contact since makes it a thing past.
        status, closed_on = "superseded", later
    status = status or "open"
    old = (today - timedelta(days=OLD_STEP_DAYS)).isoformat()
    return NewStep(
        ref,
        contact,
        moment.on,
        _what(table, row),
        status,
        None if status == "open" else closed_on or moment.on,
        int(status == "open" and moment.on < old),
        None,
        moment.time,
        table.kind[row],
        table.priority[row],
    )


def _contact_since(ref: Ref, due_on: str, histories: Histories, today: date) -> str | None:
    """The customer's last contact, where it was on the day a step was due or later."""
    latest = histories.latest.get(ref, "")
    return latest if latest >= due_on and due_on <= today.isoformat() else None
