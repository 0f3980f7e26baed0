"""Open next steps by their ids, for completing a command line."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

OPEN_STEPS = (
    "SELECT f.id, f.due_on, c.name, f.what FROM follow_up f "
    "JOIN customer c ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND c.archived_at IS NULL "
    "AND (:start = '' OR CAST(f.id AS TEXT) LIKE :start || '%') "
    "ORDER BY f.due_on, f.id LIMIT :most"
)


class OpenStep(NamedTuple):
    """A planned step in one line."""

    id: int
    due_on: str
    name: str
    what: str


def open_steps(conn: sqlite3.Connection, start: str, most: int) -> list[OpenStep]:
    """The planned steps whose ids begin with these digits, the one due first on top."""
    rows = conn.execute(OPEN_STEPS, {"start": start, "most": most})
    return [OpenStep(*row) for row in rows]
