"""What goes out into a calendar: days that come back every year, and next steps."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class OccasionOut(NamedTuple):
    """A customer's or a contact's day; fields as in occasions.Occasion."""

    uid: str
    customer: str
    contact: str
    kind: str
    calendar: str
    month: int
    day: int
    leap: bool = False
    year: int | None = None
    lead_days: int | None = None
    label: str = ""
    note: str = ""
    number: str = ""
    """The customer's number."""
    phone: str = ""
    revision: int = 1


class StepOut(NamedTuple):
    """A next step; `time` is local, HH:MM. Fields as in followups.FollowUp."""

    uid: str
    customer: str
    contact: str
    due_on: date
    time: str | None = None
    what: str = ""
    kind: str = ""
    priority: int = 0
    status: str = "open"
    closed_on: date | None = None
    confirmed: bool = False
    repeat: str = ""
    """An RRULE, '' for a step that comes once."""
    recorded_at: str = ""
    """When it was written down, a UTC instant in ISO form."""
    number: str = ""
    phone: str = ""
    address: str = ""
    revision: int = 1
