"""The rules of the queue: what each source of work says is due with a customer, and why.

SOURCES is the one table of them: each has its rule here and, under the same name, its read in
`reads.feeds`. A new source is a line there, with these two functions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.followups import FollowUp
from crmtui.domain.occasions import Occasion, next_on, turns
from crmtui.domain.queueitems import Facts, Reason
from crmtui.domain.rhythm import is_live, rhythm_for
from crmtui.domain.urgency import (
    LATE_DAYS,
    Terms,
    grade_points,
    is_beyond,
    late_points,
    occasion_points,
    planning_points,
    promise_points,
    rhythm_points,
    snooze_points,
    step_points,
)

if TYPE_CHECKING:
    from crmtui.domain.promises import Promise


class Source(NamedTuple):
    """Where work comes from, and what it says is due with one customer.

    `for_all`: what was agreed, also with those not looked after. These are customers of grade D,
    lost ones, and those that are hidden until a day.
    """

    feed: str
    """The function of `reads.feeds` that finds everybody of whom the rule would say something."""
    reasons: Callable[[Facts, date, Terms], list[Reason]]
    for_all: bool = False


def due_reasons(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    """What is due, the weightiest reason first."""
    looked_after = is_live(facts.grade, facts.stage, facts.archived) and not facts.hidden
    found: list[Reason] = []
    for source in SOURCES:
        if looked_after or (source.for_all and not facts.archived):
            found += source.reasons(facts, today, terms)
    return sorted(found, key=lambda r: (-r.points, r.due_on or today, r.ref_type, r.ref_id))


def weights_of(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    """What makes a customer that is due weigh more: what was put off before, the grade."""
    late = [
        ("follow_up", step.id, step.snoozes, step.what)
        for step in facts.follow_ups
        if _has_come(step, today, terms)
    ]
    late += [
        ("promise", promise.id, promise.put_offs, promise.what)
        for promise in facts.promises
        if _is_near(promise, today, terms)
    ]
    found = [
        Reason("snoozed", points, "", ref_type, ref_id, times=times, what=what)
        for ref_type, ref_id, times, what in late
        if (points := snooze_points(times, terms.weights))
    ]
    if points := grade_points(facts.grade, terms.weights):
        grade = facts.grade or "C"
        found.append(Reason("grade", points, "", "customer", facts.customer_id, grade=grade))
    return found


def _steps(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    return [_step(step, today, terms) for step in facts.follow_ups if _has_come(step, today, terms)]


def _has_come(step: FollowUp, today: date, terms: Terms) -> bool:
    """Whether its day has come; a step for a time of day does not wait for a working day."""
    return step.due_on <= (today if step.time else terms.fallen_due(today))


def _step(step: FollowUp, today: date, terms: Terms) -> Reason:
    falls_on = min(terms.falls_on(step.due_on), today)
    late = (today - falls_on).days
    return Reason(
        code="follow_up_overdue" if late else "follow_up_due",
        points=step_points(late, step.priority, terms.weights),
        sign="!" if late else "→",
        ref_type="follow_up",
        ref_id=step.id,
        due_on=falls_on,
        days=late,
        what=step.what,
        kind=step.kind,
        time=step.time,
        times=step.snoozes,
        contact_id=step.contact_id,
        repeat=step.repeat,
        sequence=step.sequence,
    )


def _appointments(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    """Appointments of the next working day, or before it, that nobody has confirmed yet."""
    last = terms.next_workday(today)
    return [
        Reason(
            code="confirm",
            points=terms.weights["confirm"],
            sign="→",
            ref_type="follow_up",
            ref_id=step.id,
            due_on=terms.day_before(step.due_on),
            days=(step.due_on - today).days,
            what=step.what,
            kind=step.kind,
            time=step.time,
            contact_id=step.contact_id,
        )
        for step in facts.follow_ups
        if today < step.due_on <= last and step.is_appointment and not step.confirmed
    ]


def _promises(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    return [
        _promise(promise, today, terms)
        for promise in facts.promises
        if _is_near(promise, today, terms)
    ]


def _is_near(promise: Promise, today: date, terms: Terms) -> bool:
    """Whether it is late or due; what falls on a day off is to be kept the working day before."""
    return promise.due_on < terms.next_workday(today)


def _promise(promise: Promise, today: date, terms: Terms) -> Reason:
    late = (today - promise.due_on).days
    return Reason(
        code="promise_overdue" if late > 0 else "promise_due",
        points=promise_points(late, terms.weights),
        sign="!" if late > 0 else "→",
        ref_type="promise",
        ref_id=promise.id,
        due_on=promise.due_on,
        days=max(late, 0),
        what=promise.what,
        times=promise.put_offs,
        contact_id=promise.contact_id,
    )


def _no_show(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    """An appointment the customer did not keep, with no touch since and nothing planned."""
    on = facts.no_show
    if on is None or facts.next_due_on is not None or _touched_since(facts, on):
        return []
    return [
        Reason(
            code="no_show",
            points=terms.weights["no_show"],
            sign="!",
            ref_type="customer",
            ref_id=facts.customer_id,
            due_on=on,
            days=(today - on).days,
        )
    ]


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
        on = near_day(occasion, facts.grade, today, terms)
        if on is None or (occasion.id, on.isoformat()) in facts.greeted:
            continue
        if on >= today or not _touched_since(facts, on):
            found.append(_occasion(occasion, on, facts.grade, today, terms))
    return found


def _touched_since(facts: Facts, on: date) -> bool:
    return facts.last_touch_on is not None and facts.last_touch_on >= on


def near_day(occasion: Occasion, grade: str, today: date, terms: Terms) -> date | None:
    """The day it is kept on where that is within its lead time, or was missed lately."""
    on = next_on(occasion, today)
    if (on - today).days <= terms.lead_for(grade, occasion.lead_days):
        return on
    missed = next_on(occasion, today - timedelta(days=LATE_DAYS))
    return missed if missed < today else None


def _occasion(occasion: Occasion, on: date, grade: str, today: date, terms: Terms) -> Reason:
    what = "birthday" if occasion.kind == "birthday" else "occasion"
    ahead = (on - today).days
    if ahead < 0:
        code, points = f"{what}_late", late_points(-ahead, terms.weights)
    else:
        code = f"{what}_soon" if ahead else f"{what}_today"
        points = occasion_points(ahead, terms.lead_for(grade, occasion.lead_days), terms.weights)
    return Reason(
        code=code,
        points=points,
        sign="*",
        ref_type="occasion",
        ref_id=occasion.id,
        due_on=on,
        days=abs(ahead),
        kind=occasion.kind,
        occasion=occasion,
        turns=turns(occasion, on),
        contact_id=occasion.contact_id,
    )


def _plans(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    return [
        Reason(
            code=ahead.code,
            points=planning_points(terms.weights),
            sign="→",
            ref_type="holiday",
            ref_id=0,
            due_on=ahead.since,
            days=(ahead.first - today).days,
            what=ahead.name,
            ahead=ahead,
        )
        for ahead in facts.plans
    ]


SOURCES = (
    Source("promises", _promises, for_all=True),
    Source("steps", _steps, for_all=True),
    Source("appointments", _appointments, for_all=True),
    Source("missed", _no_show),
    Source("occasions", _occasions),
    Source("plans", _plans),
    Source("silence", _rhythm),
)
