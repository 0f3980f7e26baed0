"""The queue: what is due with each customer -> ranked lines, each with its reasons.

Urgency is the sum of the reasons' points, so that a line explains itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

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
    "Share",
    "Sign",
    "line_of",
    "rank",
    "rank_key",
    "shares_of",
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


class Share(NamedTuple):
    """What one weight of the settings adds to a reason: so many times the weight."""

    weight: str
    value: float
    points: float


def shares_of(facts: Facts, today: date, terms: Terms) -> list[tuple[Reason, tuple[Share, ...]]]:
    """The reasons of the customer's line, each with the weights its points come from.

    Points are sums of weights, each so many times; so what a weight adds is what is left when all
    others are 0, and no table has to say which rule goes by which weight.
    """
    line = line_of(facts, today, terms)
    found: dict[Reason, list[Share]] = {_unweighed(r): [] for r in line.reasons} if line else {}
    nothing = dict.fromkeys(terms.weights, 0.0)
    for weight, value in terms.weights.items():
        alone = line_of(facts, today, terms._replace(weights={**nothing, weight: value}))
        for reason in alone.reasons if alone else ():
            if reason.points:
                found[_unweighed(reason)].append(Share(weight, value, reason.points))
    return [(r, tuple(found[_unweighed(r)])) for r in (line.reasons if line else ())]


def _unweighed(reason: Reason) -> Reason:
    return reason._replace(points=0.0)
