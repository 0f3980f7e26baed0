"""The queue: what is due with each customer -> ranked lines, each with its reasons.

Urgency is the sum of the reasons' points, so that a line explains itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crmtui.domain.queueitems import Facts, OldStep, Person, Queue, QueueLine, Reason, Sign
from crmtui.domain.queuerules import due_reasons, weights_of
from crmtui.domain.urgency import Terms, order

__all__ = [
    "Facts",
    "OldStep",
    "Person",
    "Queue",
    "QueueLine",
    "Reason",
    "Sign",
    "line_of",
    "rank",
    "rank_key",
]

STEP_CODES = ("follow_up_due", "follow_up_overdue")


def rank(facts: Iterable[Facts], today: date, terms: Terms) -> tuple[QueueLine, ...]:
    """One line for each customer with any reason, most urgent first."""
    lines = (line_of(each, today, terms) for each in facts)
    return tuple(sorted((line for line in lines if line), key=rank_key))


def rank_key(line: QueueLine) -> tuple[float, str, int]:
    """What lines are sorted by."""
    return order(line.urgency, line.due_on.isoformat(), line.customer_id)


def line_of(facts: Facts, today: date, terms: Terms) -> QueueLine | None:
    """The customer's line; None where nothing is due."""
    due = due_reasons(facts, today, terms)
    days = [reason.due_on for reason in due if reason.due_on]
    if not days:
        return None
    reasons = (*due, *weights_of(facts, today, terms))
    person = _person(facts, due)
    return QueueLine(
        customer_id=facts.customer_id,
        number=facts.number,
        name=facts.name,
        short_name=facts.short_name,
        grade=facts.grade,
        stage=facts.stage,
        contact=person.name if person else "",
        position=person.position if person else "",
        phone=person.phone if person else "",
        due_on=min(days),
        urgency=round(sum(reason.points for reason in reasons), 6),
        sign="!" if any(reason.sign == "!" for reason in due) else due[0].sign,
        reasons=reasons,
        follow_up_id=next((r.ref_id for r in due if r.code in STEP_CODES), None),
        last_touch_on=facts.last_touch_on,
    )


def _person(facts: Facts, due: list[Reason]) -> Person | None:
    """Whom the first reason is about, else the person to ask for first."""
    people = {person.id: person for person in facts.people}
    for reason in due:
        if reason.contact_id in people:
            return people[reason.contact_id]
    return next((p for p in facts.people if p.is_primary), next(iter(facts.people), None))
