"""The rules of the queue: what each source of work says is due with a customer, and why.

A new source is one function here and its line in RULES, and its read in `reads.feeds`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

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
    rhythm_points,
    snooze_points,
    step_points,
)


class Rule(NamedTuple):
    """What one source says; `for_all`: also of customers that are not looked after (D, lost)."""

    reasons: Callable[[Facts, date, Terms], list[Reason]]
    for_all: bool = False


def due_reasons(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    """What is due, the weightiest reason first."""
    live = is_live(facts.grade, facts.stage, facts.archived)
    found: list[Reason] = []
    for rule in RULES:
        if live or (rule.for_all and not facts.archived):
            found += rule.reasons(facts, today, terms)
    return sorted(found, key=lambda r: (-r.points, r.due_on or today, r.ref_type, r.ref_id))


def weights_of(facts: Facts, terms: Terms) -> list[Reason]:
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


def _steps(facts: Facts, today: date, terms: Terms) -> list[Reason]:
    return [_step(step, today, terms) for step in facts.follow_ups if step.due_on <= today]


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


RULES = (
    Rule(_steps, for_all=True),
    Rule(_rhythm),
    Rule(_occasions),
    Rule(_plans),
)
