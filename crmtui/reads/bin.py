"""The recycle bin, read out of the journal: deletions that were not undone."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from crmtui.domain.bin import BinLine
from crmtui.domain.deleting import IN_BIN
from crmtui.reads.rows import each

_VERBS = ", ".join(f"'{verb}'" for verb in sorted(IN_BIN))
LINES = (
    "SELECT o.id, o.at, o.actor, o.source, o.verb, o.summary FROM operation o "
    f"WHERE o.verb IN ({_VERBS}) AND o.undone_by IS NULL AND o.id < ? "
    "AND EXISTS (SELECT 1 FROM change c WHERE c.operation_id = o.id AND c.before IS NOT NULL) "
    "ORDER BY o.id DESC LIMIT ?"
)
COUNT = f"SELECT count(*) FROM operation WHERE verb IN ({_VERBS}) AND undone_by IS NULL"
ROWS = (
    "SELECT operation_id, table_name, count(*) FROM change WHERE action = 'delete' "
    "AND before LIKE '_\"%' AND operation_id IN ({marks}) GROUP BY operation_id, table_name"
)
PACKED = (
    "SELECT operation_id, table_name, before FROM change WHERE action = 'delete' "
    "AND before NOT LIKE '_\"%' AND operation_id IN ({marks})"
)
NEWEST = "SELECT at FROM operation ORDER BY id DESC LIMIT 1"
_LAST = 2**62


def lines(conn: sqlite3.Connection, limit: int = -1, before: int | None = None) -> list[BinLine]:
    """What is in the bin, the newest first, or what is older than one."""
    found = conn.execute(LINES, (_LAST if before is None else before, limit)).fetchall()
    rows = deleted_rows(conn, [row[0] for row in found])
    return [BinLine._make((*row, rows[row[0]])) for row in found]


def deleted_rows(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Counter[str]]:
    """How many rows each of these operations deleted that can come back, by table."""
    from crmtui.domain.packing import count

    rows: dict[int, Counter[str]] = {id: Counter() for id in ids}
    for id, table, several in each(conn, ROWS, ids):
        rows[id][table] += several
    for id, table, packed in each(conn, PACKED, ids):
        rows[id][table] += count(packed)
    return rows


def line(conn: sqlite3.Connection, operation: int) -> BinLine | None:
    """One of them, or None."""
    found = lines(conn, 1, operation + 1)
    return found[0] if found and found[0].operation == operation else None


def older_than(conn: sqlite3.Connection, day: date) -> list[int]:
    """The deletions in the bin of before this local day."""
    found = conn.execute(LINES, (_LAST, -1)).fetchall()
    return [row[0] for row in found if _day(row[1]) < day]


def count(conn: sqlite3.Connection) -> int:
    """How many deletions are in the bin."""
    (found,) = conn.execute(COUNT).fetchone()
    return int(found)


def newest_day(conn: sqlite3.Connection) -> date | None:
    """The local day of the newest thing done at all."""
    row = conn.execute(NEWEST).fetchone()
    return _day(row[0]) if row else None


def _day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone().date()
