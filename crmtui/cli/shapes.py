"""The JSON that the commands print: shapes that stay as they are, documented in the README."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from crmtui.domain.occasions import next_on
from crmtui.domain.sequencemarks import step_of
from crmtui.present import reasons
from crmtui.present.repeats import repeat_words

if TYPE_CHECKING:
    from crmtui.domain.cards import Card
    from crmtui.domain.customers import Contact, CustomerLine, FoundCustomer
    from crmtui.domain.followups import FollowUp
    from crmtui.domain.interactions import Interaction
    from crmtui.domain.occasions import Occasion
    from crmtui.domain.promises import LedgerLine, MonthKept, Promise
    from crmtui.domain.queue import OldStep, QueueLine, Reason
    from crmtui.domain.queuesections import BesideLine
    from crmtui.reads.greetings import Given

Shape = dict[str, object]


def found(customer: FoundCustomer) -> Shape:
    """A customer as `find` lists it."""
    line = customer.line
    return {
        "id": line.id,
        "uid": line.uid,
        "number": line.number,
        "name": line.name,
        "short_name": _or_null(line.short_name),
        "grade": _or_null(line.grade),
        "stage": _or_null(line.stage),
        "region": _or_null(line.region),
        "contacts": _contacts(customer.contacts),
        "next_follow_up": _day(line.next_due_on),
        "last_touch": _day(line.last_touch_on),
    }


def card(card: Card, given: Iterable[Given], today: date) -> Shape:
    """A customer as `show` prints it: as in `find`, and all that hangs on it."""
    customer = card.customer
    return {
        "id": customer.id,
        "uid": customer.uid,
        "number": customer.number,
        "name": customer.name,
        "short_name": _or_null(customer.short_name),
        "grade": _or_null(customer.grade),
        "stage": _or_null(customer.stage),
        "region": _or_null(customer.region),
        "contacts": _contacts(card.contacts),
        "next_follow_up": _day(customer.next_due_on),
        "last_touch": _day(customer.last_touch_on),
        "interactions": [_interaction(each) for each in card.interactions],
        "follow_ups": [_follow_up(each) for each in card.follow_ups],
        "promises": [_promise(each, today) for each in card.promises],
        "occasions": [_occasion(each, today) for each in card.occasions],
        "greetings": [_given(each) for each in given],
        "custom": {value.field.key: value.value for value in card.custom},
        "tags": list(card.tags),
        "note": _or_null(customer.note),
        # Beside the lists, in their order: the shape of their members is older than these.
        "contact_ids": [each.id for each in card.contacts],
        "occasion_ids": [each.id for each in card.occasions],
    }


def queue_line(line: QueueLine, today: date) -> Shape:
    """A customer as `today` lists it."""
    return {
        "customer": {
            "id": line.customer_id,
            "number": line.number,
            "name": line.name,
            "grade": _or_null(line.grade),
        },
        "contact": _or_null(line.contact),
        "due_on": _day(line.due_on),
        "urgency": round(line.urgency, 2),
        "reasons": [_reason(each, today) for each in line.reasons],
    }


def beside_line(line: BesideLine, customer: CustomerLine, words: str) -> Shape:
    """A customer in a section beside the queue, in the shape of a line of the queue."""
    reason = {
        "code": line.code,
        "text": words,
        "points": 0.0,
        "due_on": _day(line.since),
        "ref": {"type": "customer", "id": customer.id},
    }
    return {
        "customer": {
            "id": customer.id,
            "number": customer.number,
            "name": customer.name,
            "grade": _or_null(customer.grade),
        },
        "contact": _or_null(customer.contact),
        "due_on": None,
        "urgency": 0.0,
        "reasons": [reason],
        "section": line.section,
    }


def old_step(step: OldStep) -> Shape:
    """An old step to check, as `today --old` lists it."""
    return {
        "customer": {
            "id": step.customer_id,
            "number": step.number,
            "name": step.name,
            "grade": _or_null(step.grade),
        },
        "follow_up": _follow_up(step.follow_up),
    }


def _reason(reason: Reason, today: date) -> Shape:
    return {
        "code": reason.code,
        "text": reasons.reason_words(reason, today),
        "points": round(reason.points, 2),
        "due_on": _day(reason.due_on),
        "ref": {"type": reason.ref_type, "id": reason.ref_id},
    }


def _contacts(contacts: Iterable[Contact]) -> list[Shape]:
    return [
        {
            "name": _or_null(contact.name),
            "position": _or_null(contact.position),
            "points": [{"kind": point.kind, "value": point.value} for point in contact.points],
        }
        for contact in contacts
    ]


def _interaction(each: Interaction) -> Shape:
    return {
        "id": each.id,
        "on": _day(each.on),
        "time": each.time,
        "kind": each.kind,
        "direction": each.direction,
        "contact": _or_null(each.contact_name),
        "summary": each.summary,
        "outcome": _or_null(each.outcome),
        "rep": _or_null(each.rep),
        "origin": _or_null(each.origin),
    }


def _follow_up(each: FollowUp) -> Shape:
    return {
        "id": each.id,
        "due_on": _day(each.due_on),
        "time": each.time,
        "what": each.what,
        "kind": _or_null(each.kind),
        "contact": _or_null(each.contact_name),
        "status": each.status,
        "snoozes": each.snoozes,
        "to_check": each.to_check,
        "repeat": _or_null(each.repeat),
        "repeat_words": _or_null(repeat_words(each.repeat)),
        "sequence": _sequence(each.sequence),
    }


def _sequence(mark: str) -> Shape | None:
    step = step_of(mark)
    return {"name": step.name, "step": step.n, "of": step.of} if step else None


def ledger_line(line: LedgerLine, today: date) -> Shape:
    """A promise as `promises` lists it."""
    customer = {"id": line.promise.customer_id, "number": line.number, "name": line.customer}
    return {**_promise(line.promise, today), "customer": customer}


def month_kept(month: MonthKept) -> Shape:
    """A month as `promises --month` lists it."""
    share = month.share
    return {**month._asdict(), "share": None if share is None else round(share, 4)}


def _promise(each: Promise, today: date) -> Shape:
    return {
        "id": each.id,
        "made_on": _day(each.made_on),
        "due_on": _day(each.due_on),
        "what": each.what,
        "contact": _or_null(each.contact_name),
        "status": each.status(today),
        "kept_on": _day(each.kept_on),
        "broken_on": _day(each.broken_on),
        "why": _or_null(each.why),
        "put_offs": each.put_offs,
    }


def _occasion(each: Occasion, today: date) -> Shape:
    return {
        "kind": each.kind,
        "calendar": each.calendar,
        "month": each.month,
        "day": each.day,
        "leap": each.leap,
        "year": each.year,
        "on": _day(next_on(each, today)),
    }


def _given(each: Given) -> Shape:
    return {
        "kind": each.kind,
        "day": each.day,
        "on": each.on,
        "status": each.status,
        "contact": _or_null(each.contact),
        "channel": _or_null(each.channel),
        "text": _or_null(each.text),
        "gift": _or_null(each.gift),
        "gift_value": each.gift_value,
        "currency": _or_null(each.currency),
    }


def _or_null(text: str) -> str | None:
    return text or None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
