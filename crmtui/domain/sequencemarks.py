"""What a planned step of a sequence bears: which one it is of, and what ends that.

The mark `2026-11-23 1a2b3c4d|2/3|quote sent` is on the second of three steps, begun on that day. It
alone tells what to stop when the customer answers.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

ANSWERS = frozenset({"reached", "agreed"})  # outcomes of our own contacts that answer


class StepOf(NamedTuple):
    """Which step of which sequence a planned step is; run: tells one start from another."""

    begun: date
    run: str
    n: int
    of: int
    name: str

    @property
    def mark(self) -> str:
        """As it is stored."""
        return f"{self.begun.isoformat()} {self.run}|{self.n}/{self.of}|{self.name}"


def step_of(mark: str) -> StepOf | None:
    """What a stored mark says; None for none, or one that says nothing we know."""
    begun, _bar, rest = mark.partition("|")
    place, _bar, name = rest.partition("|")
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([0-9a-z]+)\|([0-9]+)/([0-9]+)",
                         f"{begun}|{place}", re.ASCII)  # fmt: skip
    if not found:
        return None
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None
    return StepOf(day, found[2], int(found[3]), int(found[4]), name)


def answers(step: StepOf, on: date, direction: str, outcome: str) -> bool:
    """Whether a contact on that day ends the sequence: the customer came to us, or we got through.

    Getting through counts from the day after the start: what one has just spoken of is why the
    sequence was begun.
    """
    if direction == "in":
        return on >= step.begun
    return outcome in ANSWERS and on > step.begun
