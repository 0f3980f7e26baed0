"""What a test of the store wants to see of a database."""

from __future__ import annotations

from crmtui import wiring
from crmtui.domain.search import match, parse_query
from crmtui.settings import Settings


def count(settings: Settings, table: str) -> int:
    """How many rows a table has."""
    (found,) = one(settings, f"SELECT count(*) FROM {table}")
    assert isinstance(found, int)
    return found


def one(settings: Settings, sql: str) -> tuple[object, ...]:
    """The first row of a query."""
    with wiring.reader(settings) as conn:
        row: tuple[object, ...] = conn.execute(sql).fetchone()
    return row


def rows(settings: Settings, sql: str) -> list[tuple[object, ...]]:
    """Every row of a query."""
    with wiring.reader(settings) as conn:
        return conn.execute(sql).fetchall()


def found(settings: Settings, text: str) -> list[int]:
    """The ids of the customers that a search in these words finds."""
    with wiring.reader(settings) as conn:
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
        return [row[0] for row in conn.execute(sql, (match(parse_query(text)),))]
