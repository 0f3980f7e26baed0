"""Promises: what we told a customer we would do, and how many of them we keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Promise(NamedTuple):
    """One promise to a customer; `why` is why it was put off or broken."""

    id: int
    uid: str
    customer_id: int
    contact_id: int | None
    contact_name: str
    made_on: date
    due_on: date
    what: str
    kept_on: date | None
    broken_on: date | None
    why: str
    put_offs: int
    revision: int = 1

    @property
    def is_open(self) -> bool:
        """Whether it is still to be kept."""
        return self.kept_on is None and self.broken_on is None

    def status(self, today: date) -> str:
        """open, overdue, kept, late (kept after its day) or broken."""
        if self.broken_on is not None:
            return "broken"
        if self.kept_on is not None:
            return "late" if self.kept_on > self.due_on else "kept"
        return "overdue" if self.due_on < today else "open"


class LedgerLine(NamedTuple):
    """A promise with whose it is."""

    promise: Promise
    customer: str
    number: str | None


class MonthKept(NamedTuple):
    """The promises that fell due in a month ('2026-11'), and what became of them."""

    month: str
    kept: int
    late: int
    """Kept too, but after their day."""
    broken: int
    overdue: int
    open: int

    @property
    def share(self) -> float | None:
        """What part was kept of those that are over or overdue; None where there is none yet."""
        kept = self.kept + self.late
        settled = kept + self.broken + self.overdue
        return kept / settled if settled else None


def by_month(promises: Iterable[Promise], today: date) -> list[MonthKept]:
    """The months in which promises fell due, the latest first, with what became of them."""
    months: dict[str, dict[str, int]] = {}
    for promise in promises:
        counts = months.setdefault(promise.due_on.isoformat()[:7], {})
        status = promise.status(today)
        counts[status] = counts.get(status, 0) + 1
    names = ("kept", "late", "broken", "overdue", "open")
    return [
        MonthKept(month, *(months[month].get(name, 0) for name in names))
        for month in sorted(months, reverse=True)
    ]
