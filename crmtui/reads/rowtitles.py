"""Rows of any table whole, and what a user knows them by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from crmtui.domain.takeback import row_title
from crmtui.reads.rows import each

NO_ROWS = "SELECT * FROM {table} LIMIT 0"
ROWS = "SELECT * FROM {table} WHERE id IN ({marks})"
NAMES = "SELECT id, name FROM customer WHERE id IN ({marks})"
FORMER = (
    "SELECT before FROM change WHERE table_name = ? AND row_id = ? AND action = 'delete' "
    "AND before LIKE '_\"%' ORDER BY id DESC LIMIT 1"
)


def whole(conn: sqlite3.Connection, table: str, ids: Iterable[int]) -> Iterator[dict[str, Any]]:
    """These rows with all their columns."""
    names = [column[0] for column in conn.execute(NO_ROWS.format(table=table)).description]
    sql = ROWS.format(table=table, marks="{marks}")
    return (dict(zip(names, row, strict=True)) for row in each(conn, sql, sorted(ids)))


def titles(conn: sqlite3.Connection, table: str, ids: Iterable[int]) -> dict[int, str]:
    """What a user knows each row by: its own name, after the customer's."""
    rows = list(whole(conn, table, ids))
    if table == "customer":
        return {row["id"]: row["name"] for row in rows}
    customers = sorted({row["customer_id"] for row in rows if row.get("customer_id")})
    names: dict[int | None, str] = dict(each(conn, NAMES, customers))
    return {row["id"]: row_title(row, names.get(row.get("customer_id"), "")) for row in rows}


def former(conn: sqlite3.Connection, table: str, row_id: int) -> str:
    """What a row that was deleted was known by; '' where the journal does not say."""
    row = conn.execute(FORMER, (table, row_id)).fetchone()
    return row_title(json.loads(row[0]), "") if row else ""
