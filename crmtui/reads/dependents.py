"""Which later operations an undo would have to deal with first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence

SINCE = (
    "SELECT DISTINCT c.operation_id FROM change c JOIN operation o ON o.id = c.operation_id "
    "WHERE c.table_name = ? AND c.row_id = ? AND c.operation_id > ? "
    "AND o.undone_by IS NULL AND o.verb NOT IN ('undo', 'redo')"
)
COUNT = "SELECT count(*) FROM {table} WHERE id BETWEEN ? AND ?"
DELETED = (
    "SELECT DISTINCT c.operation_id FROM change c JOIN operation o ON o.id = c.operation_id "
    "WHERE c.table_name = ? AND c.row_id <= ? AND c.row_last >= ? AND c.action = 'delete' "
    "AND c.operation_id > ? AND o.undone_by IS NULL AND o.verb NOT IN ('undo', 'redo') "
    "ORDER BY c.operation_id LIMIT 20"
)
CUSTOMERS = (
    "SELECT c.row_id, c.before, coalesce(k.name, '') FROM change c "
    "LEFT JOIN customer k ON k.id = c.row_id WHERE c.operation_id = ? "
    "AND c.table_name = 'customer' AND c.before LIKE '_\"%'"
)
OF_NUMBER = "SELECT name FROM customer WHERE number = ? AND id <> ?"
MOST_LOOKED_AT = 200  # rows whose operations are named; who has more sees enough


def since(
    conn: sqlite3.Connection, operation_id: int, rows: Collection[tuple[str, int]]
) -> tuple[int, ...]:
    """The later operations, not undone themselves, that changed or made these rows."""
    found: set[int] = set()
    for table, row_id in sorted(rows)[:MOST_LOOKED_AT]:
        found.update(id for (id,) in conn.execute(SINCE, (table, row_id, operation_id)))
    return tuple(sorted(found))


def gone(
    conn: sqlite3.Connection, operation_id: int, runs: Mapping[str, Sequence[tuple[int, int]]]
) -> tuple[int, tuple[int, ...]]:
    """How many of the rows an operation created are not there now, and what deleted them."""
    missing = 0
    found: set[int] = set()
    for table, of_table in runs.items():
        for first, last in of_table:
            (there,) = conn.execute(COUNT.format(table=table), (first, last)).fetchone()
            if there <= last - first:
                missing += last - first + 1 - there
                by = conn.execute(DELETED, (table, last, first, operation_id))
                found.update(id for (id,) in by)
    return missing, tuple(sorted(found))


def number_taken(conn: sqlite3.Connection, operation_id: int) -> tuple[str, str, str] | None:
    """A customer, the number it had, and who has that number by now; None where none has."""
    for row_id, before, name in conn.execute(CUSTOMERS, (operation_id,)).fetchall():
        was = json.loads(before)
        other = conn.execute(OF_NUMBER, (was.get("number"), row_id)).fetchone()
        if other is not None:
            return was.get("name") or name, was["number"], other[0]
    return None
