"""Whether a database is sound, as far as reading can tell."""

from __future__ import annotations

import sqlite3

QUICK_CHECK = "PRAGMA quick_check(5)"
FOREIGN_KEYS = 'SELECT DISTINCT "table" FROM pragma_foreign_key_check LIMIT 5'
CUSTOMERS = "SELECT count(*) FROM customer"
INDEXED = "SELECT count(*) FROM customer c JOIN search_content d ON d.id = c.id"
STRAYS = "SELECT count(*) FROM search_content d WHERE d.id NOT IN (SELECT id FROM customer)"


def faults(conn: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file, in its own English words; empty where nothing."""
    found = [str(row[0]) for row in conn.execute(QUICK_CHECK)]
    if found == ["ok"]:
        found = [f"foreign key: {row[0]}" for row in conn.execute(FOREIGN_KEYS)]
    return found


def search_coverage(conn: sqlite3.Connection) -> tuple[int, int]:
    """How many customers there are, and how many of them the search index knows.

    Entries of customers that are not there count against it.
    """
    (customers,) = conn.execute(CUSTOMERS).fetchone()
    (indexed,) = conn.execute(INDEXED).fetchone()
    (strays,) = conn.execute(STRAYS).fetchone()
    return customers, indexed - strays
