"""Steps that come back: what is stored of the rule, and the step after one that is finished."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmtui.domain.changes import Came
from crmtui.domain.errors import WrongUse
from crmtui.domain.repeatdays import anchored, following, possible
from crmtui.domain.repeats import Rule, read, text_of

if TYPE_CHECKING:
    from crmtui.domain.records import Record
    from crmtui.store.unit_of_work import UnitOfWork

KEPT = ("customer_id", "contact_id", "what", "kind", "priority")  # from one step to the next


def stored(rule: Rule | None, first: date, time: str | None) -> str:
    """What is stored of a rule whose first step is on that day; raises RepeatNever."""
    return text_of(anchored(rule, first, time)) if rule else ""


def at(repeat: str, time: str) -> str:
    """The stored rule with another time of day for all steps to come."""
    try:
        return text_of(read(repeat)._replace(at=time)) if repeat else ""
    except WrongUse:
        return repeat


def follow_on(uow: UnitOfWork, step: Record, today: date) -> tuple[Came, ...]:
    """Plan the next of a step that comes back and has just ended."""
    text, what = step.text("repeat"), step.text("what")
    if not text:
        return ()
    try:
        rule = possible(read(text), text)
    except WrongUse:  # taken in from a file that somebody changed
        return (Came("unread", text),)
    due_on = date.fromisoformat(step.text("due_on"))
    # A rule that came without an anchor is anchored to the step it came with.
    coming = following(rule._replace(start=rule.start or due_on), due_on, today, uow.workdays)
    if coming is None:
        return (Came("over", what),)
    on, rest = coming
    values = {name: step[name] for name in KEPT}
    time = rule.at or (None if rule.start else step["time"])
    made = uow.insert(
        "follow_up",
        {**values, "due_on": on.isoformat(), "time": time or None, "repeat": text_of(rest)},
    )
    return (Came("next", what, on, made),)
