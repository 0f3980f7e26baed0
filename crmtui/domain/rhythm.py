"""How often a customer wants to hear from us, by grade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple


class Rhythm(NamedTuple):
    """Days between touches: what is ideal, and what is the most that is still right."""

    ideal: int
    at_most: int


DEFAULT_RHYTHMS: Mapping[str, Rhythm | None] = {
    "A": Rhythm(7, 14),
    "B": Rhythm(14, 30),
    "C": Rhythm(30, 60),
    "D": None,
}


def rhythm_for(
    grade: str, cadence_days: int | None, rhythms: Mapping[str, Rhythm | None] = DEFAULT_RHYTHMS
) -> Rhythm | None:
    """The customer's own rhythm, else the grade's (no grade counts as C); None: not followed up."""
    if grade == "D":
        return None
    of_grade = rhythms.get(grade or "C")
    if cadence_days is None:
        return of_grade
    return Rhythm(cadence_days, cadence_days * 2)


def is_live(grade: str, stage: str, archived: bool) -> bool:
    """A customer we look after: not archived, not D, not lost."""
    return not archived and grade != "D" and stage != "lost"


def contact_due(
    last_touch: date | None, added_on: date, spread: int | None, rhythm: Rhythm
) -> date:
    """The day the next touch is due by the ideal rhythm.

    Without any touch it counts from the day the customer was added; `spread` (0-999, per mille
    of the ideal period) places a card imported without history inside its first period, so that
    thousands of them do not all fall due on one morning.
    """
    if last_touch is not None:
        return last_touch + timedelta(days=rhythm.ideal)
    if spread is None:
        return added_on + timedelta(days=rhythm.ideal)
    return added_on + timedelta(days=1 + spread * rhythm.ideal // 1000)
