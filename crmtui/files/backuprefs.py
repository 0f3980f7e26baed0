"""Whether every row points at something that is there: quicker than the database's own check.

That one looks up each reference alone. Where the ids pointed at have no gaps, the lowest and the
highest reference tell the same, and are found in one run through the table.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'"
# A number between two ids may still be none: 2.5 is not 2.
ENDS = """min("{column}"), max("{column}"), max(typeof("{column}") = 'real')"""


class _Reference(NamedTuple):
    column: str
    parent: str
    key: str  # of the parent; an integer primary key


def lost(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """The tables with rows that point at nothing, with how many of them; [] where all is right."""
    spans: dict[str, tuple[int, int] | None] = {}
    suspects = [
        table for (table,) in conn.execute(TABLES).fetchall() if _suspect(conn, table, spans)
    ]
    found = [(table, _counted(conn, table)) for table in suspects]
    return [(table, rows) for table, rows in found if rows]


def _counted(conn: sqlite3.Connection, table: str) -> int:
    """What the database's own check says of a table."""
    return len(conn.execute(f'PRAGMA foreign_key_check("{table}")').fetchall())


def _suspect(
    conn: sqlite3.Connection, table: str, spans: dict[str, tuple[int, int] | None]
) -> bool:
    """Whether a row of the table may point at nothing."""
    references = _references(conn, table)
    if references is None:
        return True
    close = []
    for each in references:
        if each.parent not in spans:
            spans[each.parent] = _span(conn, each)
        if spans[each.parent] is not None:
            close.append(each)
        elif _looked_up(conn, table, each):
            return True
    if not close:
        return False
    # One run through the table for all of them.
    parts = ", ".join(ENDS.format(column=each.column) for each in close)
    seen = conn.execute(f'SELECT {parts} FROM "{table}"').fetchone()
    ends = zip(seen[::3], seen[1::3], seen[2::3], close, strict=True)
    return any(
        broken or not _within(low, high, spans[each.parent]) for low, high, broken, each in ends
    )


def _within(low: object, high: object, span: tuple[int, int] | None) -> bool:
    if low is None:
        return True  # nothing is pointed at
    if not isinstance(low, int) or not isinstance(high, int) or span is None:
        return False
    return span[0] <= low and high <= span[1]


def _references(conn: sqlite3.Connection, table: str) -> list[_Reference] | None:
    """What the table points at; None where that is more than single integer keys."""
    rows = conn.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    if len({row[0] for row in rows}) != len(rows):
        return None
    made = []
    for row in rows:
        key = _key(conn, row[2])
        if key is None or row[4] not in (None, key):
            return None
        made.append(_Reference(row[3], row[2], key))
    return made


def _key(conn: sqlite3.Connection, table: str) -> str | None:
    """The name of a table's integer primary key."""
    keys = [row for row in conn.execute(f'PRAGMA table_info("{table}")') if row[5]]
    return str(keys[0][1]) if len(keys) == 1 and str(keys[0][2]).upper() == "INTEGER" else None


def _span(conn: sqlite3.Connection, to: _Reference) -> tuple[int, int] | None:
    """The lowest and the highest id of a table, if all between them are there."""
    sql = f'SELECT count(*), min("{to.key}"), max("{to.key}") FROM "{to.parent}"'
    count, low, high = conn.execute(sql).fetchone()
    return (low, high) if count and high - low + 1 == count else None


def _looked_up(conn: sqlite3.Connection, table: str, each: _Reference) -> bool:
    """Whether a reference points at nothing, looked up one by one along the index there is."""
    sql = (
        f'SELECT 1 FROM "{table}" c WHERE c."{each.column}" IS NOT NULL AND NOT EXISTS '
        f'(SELECT 1 FROM "{each.parent}" p WHERE p."{each.key}" = c."{each.column}") LIMIT 1'
    )
    return conn.execute(sql).fetchone() is not None
