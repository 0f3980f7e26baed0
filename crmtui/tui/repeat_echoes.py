"""What was understood of a repetition or a sequence, said while one types: the days it means."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import islice

from crmtui.domain.dates import When, parse_when
from crmtui.domain.errors import CrmError
from crmtui.domain.repeatdays import anchored, dates, first_date
from crmtui.domain.repeats import RepeatNever, Rule, text_of
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.sequences import Sequence, day_of
from crmtui.domain.words import _
from crmtui.domain.workdays import Workdays
from crmtui.present import short_date
from crmtui.present.repeats import repeat_words
from crmtui.tui.ink import Line

SHOWN = 3  # of the days to come


def begins(typed: str, rule: Rule | None, today: date, workdays: Workdays) -> When:
    """The day typed; where none is, the rule's first. Raises DateNotUnderstood or RepeatNever."""
    if typed.strip() or rule is None:
        return parse_when(typed, today, workdays=workdays)
    first = first_date(rule, today, workdays)
    if first is None:
        raise RepeatNever(text_of(rule))
    return When(first, rule.at or None)


def repeat_echo(text: str, typed: str, today: date, workdays: Workdays) -> Line:
    """The rule in words and the days after the first; typed: what stands in the field of the day.

    That field may say nothing understood yet.
    """
    if not text.strip():
        return ()
    try:
        rule = parse_repeat(text, today)
    except RepeatNever:
        return (("? " + _("no day ever fits it"), "near"),)
    except CrmError:
        return (("? " + _("no repetition I know: every 2 weeks, 每月15号"), "near"),)
    try:
        first = begins(typed, rule, today, workdays)
        begun = anchored(rule, first.on, first.time)
        coming = list(islice(dates(begun, first.on, workdays), _how_many(rule)))
    except CrmError:
        return (("→ " + repeat_words(text_of(rule)), "plan"),)
    days = coming if typed.strip() else [first.on, *coming]
    shown = _days(days[:SHOWN], today) + (" …" if len(days) > SHOWN else "")
    return (("→ " + repeat_words(text_of(begun)), "plan"), (f" · {shown}", "dim"))


def _how_many(rule: Rule) -> int:
    """How many days after the first to look for: one more than are shown, or all that are left."""
    return min(SHOWN + 1, rule.left - 1) if rule.left else SHOWN + 1


def sequence_echo(sequence: Sequence, typed: str, today: date, workdays: Workdays) -> Line:
    """The days of a sequence's steps, counted from the day typed, or from today."""
    try:
        start = parse_when(typed, today, workdays=workdays).on if typed.strip() else today
    except CrmError:
        start = today
    days = _days((day_of(step, start, workdays) for step in sequence.steps), today)
    return (("→ " + sequence.name, "plan"), (f" · {days}", "dim"))


def _days(days: Iterable[date], today: date) -> str:
    return _(", ").join(short_date(day, today) for day in days)
