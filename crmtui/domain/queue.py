"""The queue: what is due with each customer -> ranked lines, each with its reasons.

Urgency is the sum of the reasons' points, so that a line explains itself.

Named tuples, not dataclasses: `crmtui today` makes these classes anew each time it runs, and a
dataclass takes four times as long to make.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from crmtui.domain.followups import FollowUp
from crmtui.domain.occasions import Occasion, next_on, turns
from crmtui.domain.rhythm import is_live, rhythm_for
from crmtui.domain.urgency import (
    Terms,
    grade_points,
    is_beyond,
    occasion_points,
    order,
    rhythm_points,
    snooze_points,
    step_points,
)

Sign = Literal["!", "~", "→", "*", ""]


class Person(NamedTuple):
    """Someone to ask for at the customer, with the first phone."""

    id: int
    name: str
    position: str
    is_primary: bool
    phone: str


class Reason(NamedTuple):
    """One named part of a line's urgency; its words are made in `present.reasons`.

    Codes: follow_up_due, follow_up_overdue, rhythm_ideal, rhythm_limit, rhythm_first,
    birthday_today, birthday_soon, occasion_today, occasion_soon, grade, snoozed.
    """

    code: str
    points: float
    sign: Sign
    ref_type: str
    """follow_up, occasion or customer."""
    ref_id: int
    due_on: date | None = None
    days: int = 0
    """Days late (a step), without contact (rhythm), late (a first contact)."""
    ideal: int = 0
    at_most: int = 0
    what: str = ""
    kind: str = ""
    time: str | None = None
    times: int = 0
    """How often the step was put off."""
    grade: str = ""
    occasion: Occasion | None = None
    turns: int | None = None
    contact_id: int | None = None


class Facts(NamedTuple):
    """What the queue must know of one customer.

    follow_ups: the open ones due today or earlier, without old steps still to be checked.
    occasions: those kept within the lead time.
    """

    customer_id: int
    number: str | None
    name: str
    short_name: str
    grade: str
    stage: str
    archived: bool
    cadence_days: int | None
    last_touch_on: date | None
    contact_due_on: date | None
    follow_ups: tuple[FollowUp, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    people: tuple[Person, ...] = ()


class QueueLine(NamedTuple):
    """One customer to deal with: who, how urgent, and why."""

    customer_id: int
    number: str | None
    name: str
    short_name: str
    grade: str
    stage: str
    contact: str
    position: str
    phone: str
    due_on: date
    urgency: float
    sign: Sign
    reasons: tuple[Reason, ...]
    follow_up_id: int | None
    """The planned step that is done, or put off, from this line."""
    last_touch_on: date | None


class OldStep(NamedTuple):
    """An imported step too late to be called today, to be checked, with whose it is."""

    follow_up: FollowUp
    customer_id: int
    number: str | None
    name: str
    short_name: str
    grade: str


class Queue(NamedTuple):
    """Today's lines, most urgent first, and the figures above them."""

    lines: tuple[QueueLine, ...]
    total: int
    """Customers due, also those beyond the limit of lines."""
    done_today: int
    """Customers touched, or with a step done, today."""
    overdue: int
    """Planned steps that are late."""
    birthdays: int
    """Birthdays kept today."""
    old_steps: tuple[OldStep, ...]
    old_step_count: int
    tomorrow: int
    """Customers that become due tomorrow; counted only when nothing is due today."""


def rank(facts: Iterable[Facts], today: date, terms: Terms) -> tuple[QueueLine, ...]:
    """One line for each customer with any reason, most urgent first."""
    lines = (line_of(each, today, terms) for each in facts)
    return tuple(sorted((line for line in lines if line), key=_key))


def _key(line: QueueLine) -> tuple[float, str, int]:
    return order(line.urgency, line.due_on.isoformat(), line.customer_id)


def line_of(facts: Facts, today: date, terms: Terms) -> QueueLine | None:
    """The customer's line; None where nothing is due."""
    due = _due(facts, today, terms)
    days = [reason.due_on for reason in due if reason.due_on]
    if not days:
        return None
    reasons = (*due, *_weight_of(facts, terms))
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
        follow_up_id=next((r.ref_id for r in due if r.ref_type == "follow_up"), None),
        last_touch_on=facts.last_touch_on,
    )


def _person(facts: Facts, due: list[Reason]) -> Person | None:
    """Whom the first reason is about, else the person to ask for first."""
    people = {person.id: person for person in facts.people}
    for reason in due:
        if reason.contact_id in people:
            return people[reason.contact_id]
    return next((p for p in facts.people if p.is_primary), next(iter(facts.people), None))


def _due(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    """What is due, the weightiest reason first."""
    found: list[Reason] = []
    if not facts.archived:
        found += [_step(step, today, terms) for step in facts.follow_ups if step.due_on <= today]
    if is_live(facts.grade, facts.stage, facts.archived):
        found += _rhythm(facts, today, terms)
        found += _occasions(facts, today, terms)
    return sorted(found, key=lambda r: (-r.points, r.due_on or today, r.ref_type, r.ref_id))


def _weight_of(facts: Facts, terms: Terms) -> list[Reason]:
    """What makes a customer that is due weigh more: steps put off before, the grade."""
    found = [
        Reason("snoozed", points, "", "follow_up", step.id, times=step.snoozes, what=step.what)
        for step in facts.follow_ups
        if (points := snooze_points(step.snoozes, terms.weights))
    ]
    if points := grade_points(facts.grade, terms.weights):
        grade = facts.grade or "C"
        found.append(Reason("grade", points, "", "customer", facts.customer_id, grade=grade))
    return found


def _step(step: FollowUp, today: date, terms: Terms) -> Reason:
    late = (today - step.due_on).days
    return Reason(
        code="follow_up_overdue" if late else "follow_up_due",
        points=step_points(late, step.priority, terms.weights),
        sign="!" if late else "→",
        ref_type="follow_up",
        ref_id=step.id,
        due_on=step.due_on,
        days=late,
        what=step.what,
        kind=step.kind,
        time=step.time,
        times=step.snoozes,
        contact_id=step.contact_id,
    )


def _rhythm(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    rhythm = rhythm_for(facts.grade, facts.cadence_days, terms.rhythms)
    due_on = facts.contact_due_on
    if rhythm is None or due_on is None or due_on > today:
        return []
    late = (today - due_on).days
    beyond = is_beyond(late, rhythm)
    touched = facts.last_touch_on
    code = ("rhythm_limit" if beyond else "rhythm_ideal") if touched else "rhythm_first"
    return [
        Reason(
            code=code,
            points=rhythm_points(late, rhythm, terms.weights),
            sign="!" if beyond else "~",
            ref_type="customer",
            ref_id=facts.customer_id,
            due_on=due_on,
            days=(today - touched).days if touched else late,
            ideal=rhythm.ideal,
            at_most=rhythm.at_most,
            grade=facts.grade,
        )
    ]


def _occasions(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    found = []
    for occasion in facts.occasions:
        on = next_on(occasion, today)
        ahead = (on - today).days
        if ahead <= terms.lead_days:
            found.append(_occasion(occasion, on, ahead, terms))
    return found


def _occasion(occasion: Occasion, on: date, ahead: int, terms: Terms) -> Reason:
    what = "birthday" if occasion.kind == "birthday" else "occasion"
    return Reason(
        code=f"{what}_soon" if ahead else f"{what}_today",
        points=occasion_points(ahead, terms.lead_days, terms.weights),
        sign="*",
        ref_type="occasion",
        ref_id=occasion.id,
        due_on=on,
        days=ahead,
        kind=occasion.kind,
        occasion=occasion,
        turns=turns(occasion, on),
        contact_id=occasion.contact_id,
    )
