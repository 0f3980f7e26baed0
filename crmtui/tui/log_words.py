"""What the log form is told in words: when it happened, the next step, the promise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from crmtui.actions.interactions import Step
from crmtui.domain.dates import When, parse_when, split_step
from crmtui.domain.errors import DateNotUnderstood, WrongUse
from crmtui.domain.words import _
from crmtui.domain.workdays import Workdays
from crmtui.present import kind_words
from crmtui.present.leading import kind_of_step
from crmtui.tui.echoes import happened_text
from crmtui.tui.ink import Line

Reading: TypeAlias = Callable[[str, date, Workdays], Step | None]


class StepNotUnderstood(WrongUse):
    """The next step does not begin with a date."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The next step should begin with when: “3d call back”, “next tue quote”, "
                "“下周三 回访”. Change it or empty the field."
            )
        )


class PromiseNotUnderstood(WrongUse):
    """The promise does not begin with a date."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The promise should begin with by when: “fri: send the samples”, “周五 寄样品”. "
                "Change it or empty the field."
            )
        )


def happened(text: str, today: date, clock: str) -> When:
    """When it happened; now (`clock` is HH:MM or '') where nothing is said."""
    if text.strip():
        return parse_when(happened_text(text, today), today, past=True)
    return When(today, clock or None)


def next_step(text: str, today: date, workdays: Workdays) -> Step | None:
    """“WHEN WHAT” as a next step, its kind by its first word; None where nothing is said."""
    if not text.strip():
        return None
    try:
        when, what = split_step(text, today, workdays=workdays)
    except DateNotUnderstood:
        raise StepNotUnderstood() from None
    return Step(when.on, what, when.time, kind_of_step(what))


def kind_echo(text: str, today: date, workdays: Workdays) -> Line:
    """The kind that the first word of a next step names; with a time a visit is an appointment."""
    try:
        step = next_step(text, today, workdays)
    except WrongUse:
        return ()
    return ((f" · {kind_words(step.kind)}", "plan"),) if step and step.kind else ()


def promise(text: str, today: date, workdays: Workdays) -> Step | None:
    """“WHEN WHAT” as a promise; None where nothing is said."""
    if not text.strip():
        return None
    try:
        when, what = split_step(text, today, workdays=workdays)
    except DateNotUnderstood:
        raise PromiseNotUnderstood() from None
    return Step(when.on, promised(when, what))


def promised(when: When, what: str) -> str:
    """The words of a promise; it has a day only, so a time of day stays in its words."""
    return f"{what} {when.time}" if when.time and what.strip() else what
