"""Promises: what we told a customer we would do, and how many of them we keep."""

from __future__ import annotations

from collections import Counter
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
    """The promises that fell due in a month ('2026-11'; '': in any), and what became of them."""

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


def counted(promises: Iterable[Promise], today: date, month: str = "") -> MonthKept:
    """What became of these promises; `month` names the one they fell due in, if it is one."""
    counts = Counter(promise.status(today) for promise in promises)
    return MonthKept(
        month, *(counts[name] for name in ("kept", "late", "broken", "overdue", "open"))
    )


def by_month(promises: Iterable[Promise], today: date) -> list[MonthKept]:
    """The months in which promises fell due, the latest first, with what became of them."""
    months: dict[str, list[Promise]] = {}
    for promise in promises:
        months.setdefault(promise.due_on.isoformat()[:7], []).append(promise)
    return [counted(months[month], today, month) for month in sorted(months, reverse=True)]
