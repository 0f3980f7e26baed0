"""Days and next steps of customers, as they go out into a calendar."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from crmtui.domain.calendarout import OccasionOut, StepOut
from crmtui.reads.rows import day, each

_PHONE = (
    "coalesce((SELECT t.value FROM contact_point t WHERE t.contact_id = p.id "
    "AND t.kind IN ('mobile', 'phone', 'whatsapp') ORDER BY t.id LIMIT 1), '')"
)
OCCASIONS = (
    "SELECT o.uid, c.name, coalesce(p.name, ''), o.kind, o.calendar, o.month, o.day, o.leap, "
    f"o.year, o.lead_days, o.label, o.note, coalesce(c.number, ''), {_PHONE}, o.revision "
    "FROM occasion o JOIN customer c ON c.id = o.customer_id "
    "LEFT JOIN contact p ON p.id = o.contact_id WHERE o.customer_id IN ({marks}) "
    "ORDER BY o.customer_id, o.id"
)
STEPS = (
    "SELECT f.uid, c.name, coalesce(p.name, ''), f.due_on, f.time, f.what, f.kind, f.priority, "
    "f.status, f.closed_on, f.confirmed, f.repeat, f.recorded_at, coalesce(c.number, ''), "
    f"{_PHONE}, c.address, f.revision FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "LEFT JOIN contact p ON p.id = f.contact_id WHERE f.customer_id IN ({marks}) "
    "ORDER BY f.customer_id, f.id"
)


def occasions(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[OccasionOut]:
    """Every day of these customers and of the people at them."""
    for row in each(conn, OCCASIONS, ids):
        values = list(row)
        values[7] = bool(row[7])
        yield OccasionOut(*values)


def steps(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[StepOut]:
    """Every next step of these customers, done ones too."""
    for row in each(conn, STEPS, ids):
        values = list(row)
        values[3] = date.fromisoformat(row[3])
        values[9] = day(row[9])
        values[10] = bool(row[10])
        yield StepOut(*values)
