"""Kinds of contact, what came of them, and which of them count as a touch."""

from __future__ import annotations

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


def is_touch(
    kind: str, direction: str, outcome: str, touch_kinds: frozenset[str] = TOUCH_KINDS
) -> bool:
    """Whether this resets the contact rhythm: somebody was really met, spoken to or heard from."""
    if outcome in NOT_REACHED:
        return False
    if kind == "sms":
        return direction == "in" or "sms" in touch_kinds
    return kind in touch_kinds
