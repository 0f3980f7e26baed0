"""What the tables look like, as the database tells: their columns, and what these point at.

The models say the same (a test compares them with the migrations), but loading them takes longer
than most units of work.
"""

from __future__ import annotations

import sqlite3

DERIVED: dict[str, frozenset[str]] = {
    "customer": frozenset(
        {"sort_key", "name_key", "last_touch_on", "contact_due_on", "next_due_on"}
    ),
}
"""Columns that the unit of work recomputes and never journals."""

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_columns: dict[str, tuple[str, ...]] = {}
_parents: dict[str, tuple[tuple[str, str], ...]] = {}


def learn(raw: sqlite3.Connection) -> None:
    """Look at the tables; only once, for every database is of this program's version."""
    if not _columns:
        for (table,) in raw.execute(_TABLES).fetchall():
            fields = raw.execute(f'PRAGMA table_info("{table}")').fetchall()
            keys = raw.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            _columns[table] = tuple(field[1] for field in fields)
            _parents[table] = tuple(sorted((key[3], key[2]) for key in keys))


def columns(table: str) -> tuple[str, ...]:
    """The table's columns; KeyError for a name that is none."""
    return _columns[table]


def parents(table: str) -> tuple[tuple[str, str], ...]:
    """Each column that points at another table, and that table."""
    return _parents[table]
