"""Days that matter and are near, soonest first: an indexed look-up for each day to come."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.lunar import to_lunar
from crmtui.domain.occasions import DayKey, keys_on

COMING = (
    "SELECT o.id, o.kind, o.label, o.year, c.id, c.name, c.short_name, c.grade, "
    "coalesce(p.name, ''), o.contact_id FROM occasion o "
    "JOIN customer c ON c.id = o.customer_id LEFT JOIN contact p ON p.id = o.contact_id "
    "WHERE o.calendar = ? AND o.month = ? AND o.day = ? AND o.leap = ? "
    "AND c.archived_at IS NULL AND p.archived_at IS NULL ORDER BY o.customer_id, o.id"
)


class Near(NamedTuple):
    """An occasion that is kept on one of the next days."""

    id: int
    kind: str
    label: str
    year: int | None
    customer_id: int
    customer: str
    short_name: str
    grade: str
    contact: str
    contact_id: int | None


class DayOf(NamedTuple):
    """The occasions with one stored day, kept on the same day: what is worked out once for all."""

    key: DayKey
    on: date
    rows: list[Near]

    @property
    def year(self) -> int:
        """The year it is in the day's own calendar, to which years are counted."""
        return to_lunar(self.on).year if self.key.calendar == "lunar" else self.on.year


def coming(
    conn: sqlite3.Connection,
    today: date,
    days: int,
    limit: int,
    *,
    grades: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> Iterator[DayOf]:
    """The occasions kept from today to so many days ahead, soonest first, at most `limit`.

    By kept day, then by stored day; customers that are archived are left out.
    """
    left = limit
    for ahead in range(days + 1):
        on = today + timedelta(days=ahead)
        for key in keys_on(on):
            given = (key.calendar, key.month, key.day, int(key.leap))
            rows = list(map(Near._make, conn.execute(COMING, given)))
            if grades:
                rows = [row for row in rows if (row.grade or "C") in grades]
            if kinds:
                rows = [row for row in rows if row.kind in kinds]
            if rows:
                yield DayOf(key, on, rows[:left])
                left -= len(rows)
            if left <= 0:
                return
