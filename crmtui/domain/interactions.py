"""What happened between us, and which of it counts as a touch."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from crmtui.domain.touches import (
    DIRECTIONS,
    KINDS,
    NOT_REACHED,
    OUTCOMES,
    TOUCH_KINDS,
    is_touch,
)

__all__ = [
    "DIRECTIONS",
    "KINDS",
    "NOT_REACHED",
    "OUTCOMES",
    "TOUCH_KINDS",
    "Interaction",
    "is_touch",
]


class Interaction(NamedTuple):
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
