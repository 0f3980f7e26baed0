"""What stands beside the queue: what is for today, what waits, and who would be forgotten."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from crmtui.domain.queueitems import QueueLine

NOW = "now"
WAITING = "waiting"
NO_NEXT_STEP = "no_next_step"
NEGLECTED = "neglected"
STALE = "stale"
SECTIONS = (NOW, WAITING, NO_NEXT_STEP, NEGLECTED, STALE)
BESIDE = (NO_NEXT_STEP, NEGLECTED, STALE)


class BesideLine(NamedTuple):
    """A customer that is not in the queue's own lines, with why it is shown all the same.

    code: no_next_step, neglected, not_verified or no_phone; since: the day it refers to; silent:
    past its rhythm, so that it would stand in the queue otherwise.
    """

    customer_id: int
    section: str
    code: str
    since: date | None
    silent: bool = False


class Beside(NamedTuple):
    """One section: its first lines, and how many there are in all (None: not counted)."""

    section: str
    lines: tuple[BesideLine, ...]
    total: int | None = None


def places_today(capacity: int, done_today: int) -> int:
    """For how many more customers there is room today."""
    return max(capacity - done_today, 0)


def section_of(place: int, line: QueueLine, room: int, neglected: Collection[int]) -> str:
    """The section of a line of the queue: for today, neglected, or waiting."""
    if place < room:
        return NOW
    return NEGLECTED if line.customer_id in neglected else WAITING


def in_sections(
    lines: Sequence[QueueLine], room: int, neglected: Collection[int]
) -> list[tuple[str, QueueLine]]:
    """The queue's lines with their sections, in the order they are shown."""
    placed = [(section_of(n, line, room, neglected), line) for n, line in enumerate(lines)]
    return sorted(placed, key=lambda each: SECTIONS.index(each[0]))


def waiting(total: int, room: int, neglected: Collection[int]) -> int:
    """How many of the `total` customers of a queue wait; neglected: those whose turn it is."""
    return max(total - room - len(neglected), 0)
