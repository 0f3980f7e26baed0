"""What happened between us, and which of it counts as a touch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

KINDS = (
    "call",
    "visit",
    "meeting",
    "wechat",
    "sms",
    "email",
    "gift",
    "event",
    "greeting",
    "note",
)
DIRECTIONS = ("out", "in")
OUTCOMES = ("reached", "no_answer", "agreed", "no_show", "refused", "other")
TOUCH_KINDS = frozenset({"call", "visit", "meeting", "wechat", "gift", "event", "email"})
NOT_REACHED = frozenset({"no_answer", "no_show"})


@dataclass(frozen=True, slots=True)
class Interaction:
    """One entry of a customer's history."""

    id: int
    uid: str
    customer_id: int
    contact_id: int | None
    contact_name: str
    on: date
    time: str | None
    kind: str
    direction: str
    summary: str
    outcome: str
    rep: str
    origin: str
    is_touch: bool
    revision: int = 1


def is_touch(
    kind: str, direction: str, outcome: str, touch_kinds: frozenset[str] = TOUCH_KINDS
) -> bool:
    """Whether this resets the contact rhythm: somebody was really met, spoken to or heard from."""
    if outcome in NOT_REACHED:
        return False
    if kind == "sms":
        return direction == "in" or "sms" in touch_kinds
    return kind in touch_kinds
