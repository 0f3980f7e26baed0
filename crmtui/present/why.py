"""What makes a customer urgent, part by part, each with the settings it is reckoned from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crmtui.domain.queue import QueueLine, Reason
from crmtui.domain.words import _
from crmtui.present.reasons import reason_words

# The weights of [urgency] that each reason's points come from.
WEIGHTS: Mapping[str, tuple[str, ...]] = {
    "follow_up_due": ("follow_up", "priority"),
    "follow_up_overdue": ("follow_up", "follow_up_day", "priority"),
    "promise_due": ("promise",),
    "promise_overdue": ("promise", "promise_day"),
    "confirm": ("confirm",),
    "no_show": ("no_show",),
    "rhythm_first": ("rhythm", "rhythm_limit"),
    "rhythm_ideal": ("rhythm",),
    "rhythm_limit": ("rhythm", "rhythm_limit"),
    "holiday_ahead": ("planning",),
    "peak_ahead": ("planning",),
    "snoozed": ("snooze",),
}


class Part(NamedTuple):
    """One part of the urgency; weights: the settings behind it with their values."""

    points: float
    code: str
    sign: str
    words: str
    weights: tuple[tuple[str, float], ...]

    @property
    def settings(self) -> str:
        """“urgency.promise 6 · urgency.promise_day 1”."""
        return " · ".join(f"urgency.{name} {weight:g}" for name, weight in self.weights)


def parts(line: QueueLine, weights: Mapping[str, float], today: date) -> list[Part]:
    """Every part of a line's urgency, the weightiest reason first."""
    return [
        Part(
            reason.points,
            reason.code,
            reason.sign,
            reason_words(reason, today),
            tuple((name, weights[name]) for name in _weights(reason) if name in weights),
        )
        for reason in line.reasons
    ]


def _weights(reason: Reason) -> tuple[str, ...]:
    if reason.code == "grade":
        return (f"grade_{reason.grade}",)
    return WEIGHTS.get(reason.code, ("occasion",))


def where_words() -> str:
    """Where the weights are changed."""
    return _("A weight is changed with: crmtui config urgency.NAME NUMBER")
