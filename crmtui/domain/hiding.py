"""Until when a customer is kept out of the queue."""

from __future__ import annotations

from datetime import date

FOREVER = date(9999, 12, 31)
"""No day of its own: the customer stays hidden until something happens with it."""


def hidden_until(stored: str | None, today: date) -> date | None:
    """The day from which the customer comes up again; None where it is not hidden today."""
    until = date.fromisoformat(stored) if stored else None
    return until if until is not None and until > today else None
