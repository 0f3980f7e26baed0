"""Whether a database is sound, as far as reading can tell."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from datetime import datetime, timedelta
from typing import NamedTuple

TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
    "AND name NOT LIKE 'search%' ORDER BY name"
)
COUNT = 'SELECT count(*) FROM "{table}"'
INTEGRITY_CHECK = "PRAGMA integrity_check(5)"
FOREIGN_KEYS = 'SELECT DISTINCT "table" FROM pragma_foreign_key_check LIMIT 5'
CROSSED_POINTS = (
    "SELECT count(*) FROM contact_point t JOIN contact p ON p.id = t.contact_id "
    "WHERE t.customer_id <> p.customer_id"
)
CROSSED = (
    'SELECT count(*) FROM "{table}" t JOIN contact p ON p.id = t.contact_id '
    "WHERE t.customer_id <> p.customer_id"
)
WITH_CONTACT = ("interaction", "follow_up", "occasion", "promise", "greeting")
MADE = "SELECT row_id, row_last FROM change WHERE table_name = ? AND action = 'insert'"
IDS = 'SELECT id FROM "{table}"'
JOURNALED = "SELECT DISTINCT table_name FROM change"
LOST_CHANGES = (
    "SELECT count(*) FROM change c WHERE NOT EXISTS "
    "(SELECT 1 FROM operation o WHERE o.id = c.operation_id)"
)
TIMES = "SELECT id, at FROM operation ORDER BY id"
JUMP = timedelta(hours=1)  # less than that is a clock being set right


def faults(conn: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file, in its own English words; empty where nothing."""
    found = [str(row[0]) for row in conn.execute(INTEGRITY_CHECK)]
    return [] if found == ["ok"] else found


def lost_references(conn: sqlite3.Connection) -> list[str]:
    """The tables with rows that point at a row that is not there."""
    return [str(row[0]) for row in conn.execute(FOREIGN_KEYS)]


class Crossed(NamedTuple):
    """How many rows name a contact of another customer than their own."""

    points: int
    """Of contact points: these can be set right, for they belong to the contact."""
    others: int


def crossed(conn: sqlite3.Connection) -> Crossed:
    """Count the rows whose contact belongs to another customer."""
    (points,) = conn.execute(CROSSED_POINTS).fetchone()
    others = (conn.execute(CROSSED.format(table=table)).fetchone()[0] for table in WITH_CONTACT)
    return Crossed(points, sum(others))


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = [row[0] for row in conn.execute(TABLES)]
    return {name: conn.execute(COUNT.format(table=name)).fetchone()[0] for name in names}


def unknown_to_the_journal(conn: sqlite3.Connection) -> int:
    """How many rows nobody wrote through this program; changes of no operation count too."""
    found: int = conn.execute(LOST_CHANGES).fetchone()[0]
    for (table,) in conn.execute(JOURNALED).fetchall():
        runs = sorted(conn.execute(MADE, (table,)))
        firsts = [first for first, _last in runs]
        lasts = [max(first, last) for first, last in runs]
        for (row_id,) in conn.execute(IDS.format(table=table)):
            at = bisect_right(firsts, row_id) - 1
            found += at < 0 or row_id > lasts[at]
    return found


class Clock(NamedTuple):
    """What the journal's times tell of the computer's clock."""

    jumps: int
    """How often an operation is more than an hour older than the one before it."""
    newest: str
    """The UTC instant of the latest time written; '' where nothing was."""


def clock(conn: sqlite3.Connection) -> Clock:
    """Look for times that go backwards in the journal."""
    jumps, newest, last = 0, "", None
    for _id, at in conn.execute(TIMES):
        newest = max(newest, at)
        now = _instant(at)
        if last and now and now < last - JUMP:
            jumps += 1
        last = now or last
    return Clock(jumps, newest)


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
