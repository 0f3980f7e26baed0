"""How the search index of a database is made, for making another one like it."""

from __future__ import annotations

import sqlite3

ANY_DOCUMENT = "SELECT 1 FROM search_content LIMIT 1"
DEFINITION = "SELECT sql FROM sqlite_master WHERE name = 'search'"
SETTINGS = "SELECT k, v FROM search_config WHERE k <> 'version'"


def is_empty(conn: sqlite3.Connection) -> bool:
    """Whether there is no search document yet."""
    return conn.execute(ANY_DOCUMENT).fetchone() is None


def recipe(conn: sqlite3.Connection) -> tuple[str, list[tuple[str, int]]]:
    """The statement that makes the index, and its settings by name."""
    (definition,) = conn.execute(DEFINITION).fetchone()
    return definition, conn.execute(SETTINGS).fetchall()
