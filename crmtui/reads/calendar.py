"""What stands on the days of a month: occasions and next steps, counted or listed."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.occasions import keys_on
from crmtui.reads.occasions import DayOf, coming

COUNT_KEPT = (
    "SELECT count(*) FROM occasion o JOIN customer c ON c.id = o.customer_id "
    "LEFT JOIN contact p ON p.id = o.contact_id "
    "WHERE o.calendar = ? AND o.month = ? AND o.day = ? AND o.leap = ? "
    "AND c.archived_at IS NULL AND p.archived_at IS NULL"
)
COUNT_STEPS = (
    "SELECT f.due_on, count(*) FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on BETWEEN ? AND ? "
    "AND c.archived_at IS NULL GROUP BY f.due_on"
)
STEPS = (
    "SELECT f.id, f.customer_id, c.name, c.short_name, c.grade, f.due_on, f.time, f.what, f.kind, "
    "coalesce(p.name, ''), f.snoozes FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "LEFT JOIN contact p ON p.id = f.contact_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on BETWEEN ? AND ? "
    "AND c.archived_at IS NULL "
    "ORDER BY f.due_on, coalesce(f.time, '99'), f.priority DESC, f.id LIMIT ?"
)
EVERY = 10**9


class Marks(NamedTuple):
    """How many occasions are kept, and how many steps are planned, on a day."""

    occasions: int
    steps: int


class PlannedStep(NamedTuple):
    """An open next step with whose it is."""

    id: int
    customer_id: int
    name: str
    short_name: str
    grade: str
    due_on: str
    time: str | None
    what: str
    kind: str
    contact: str
    snoozes: int


def marks(conn: sqlite3.Connection, first: date, last: date) -> dict[date, Marks]:
    """The days of a span on which anything stands."""
    steps = {
        date.fromisoformat(on): count
        for on, count in conn.execute(COUNT_STEPS, (first.isoformat(), last.isoformat()))
    }
    found = {}
    for ahead in range((last - first).days + 1):
        on = first + timedelta(days=ahead)
        kept = occasions_kept(conn, on)
        if kept or on in steps:
            found[on] = Marks(kept, steps.get(on, 0))
    return found


def occasions_kept(conn: sqlite3.Connection, on: date) -> int:
    """How many occasions are kept on a day."""
    found = 0
    for key in keys_on(on):
        given = (key.calendar, key.month, key.day, int(key.leap))
        found += conn.execute(COUNT_KEPT, given).fetchone()[0]
    return found


def steps(
    conn: sqlite3.Connection, first: date, last: date, limit: int = EVERY
) -> list[PlannedStep]:
    """The open steps planned for a span of days, by day and time."""
    rows = conn.execute(STEPS, (first.isoformat(), last.isoformat(), limit))
    return list(map(PlannedStep._make, rows))


def occasions_on(conn: sqlite3.Connection, on: date, limit: int = EVERY) -> list[DayOf]:
    """The occasions kept on a day."""
    return list(coming(conn, on, 0, limit))
