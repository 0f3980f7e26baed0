"""Next steps: what was planned with a customer, and how each may change."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

APPOINTMENTS = ("visit", "meeting")
OLD_STEP_DAYS = 30  # an imported step later than this is to be checked, not called today


class FollowUp(NamedTuple):
    """A next step of a customer."""

    id: int
    uid: str
    customer_id: int
    contact_id: int | None
    contact_name: str
    due_on: date
    time: str | None
    what: str
    kind: str
    priority: int
    status: str
    closed_on: date | None
    snoozes: int
    origin: str
    to_check: bool
    revision: int = 1
    confirmed: bool = False
    repeat: str = ""
    """How it comes back, as it is stored."""
    sequence: str = ""
    """Which step of which sequence it is: the mark as it is stored."""

    @property
    def is_appointment(self) -> bool:
        """Whether the customer expects us at a time."""
        return self.time is not None and self.kind in APPOINTMENTS
