"""How the search index and other tables of a database are made, for making others like them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

ANY_DOCUMENT = "SELECT 1 FROM search_content LIMIT 1"
DEFINITION = "SELECT sql FROM sqlite_master WHERE name = 'search'"
SETTINGS = "SELECT k, v FROM search_config WHERE k <> 'version'"
MADE_BY = (
    "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC, name"
)
Recipe = tuple[str, list[tuple[str, int]], dict[str, list[str]]]


def is_empty(conn: sqlite3.Connection) -> bool:
    """Whether there is no search document yet."""
    return conn.execute(ANY_DOCUMENT).fetchone() is None


def recipe(conn: sqlite3.Connection, tables: Sequence[str]) -> Recipe:
    """The statement that makes the index, its settings by name, and what makes these tables."""
    (definition,) = conn.execute(DEFINITION).fetchone()
    made_by = {table: [sql for (sql,) in conn.execute(MADE_BY, (table,))] for table in tables}
    return definition, conn.execute(SETTINGS).fetchall(), made_by
