"""What the journal says the tables hold, and what a rebuild says is derived from them."""

from __future__ import annotations

import json
import sqlite3

from crmtui import wiring
from crmtui.settings import Settings
from crmtui.store import derived
from crmtui.store.shape import DERIVED

TABLES = (
    *("customer", "contact", "contact_point", "tag", "customer_tag", "custom_field"),
    *("custom_value", "interaction", "follow_up", "occasion", "promise", "stage_change"),
)
# Raised or given by the store itself, and so not said in the journal.
UNSAID = frozenset({"id", "uid", "revision", "recorded_at"})
Row = dict[str, object]
Tables = dict[str, dict[int, Row]]


def stored(raw: sqlite3.Connection) -> Tables:
    """Every row of the customers' tables as users know it, by table and id."""
    found: Tables = {}
    for table in TABLES:
        cursor = raw.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        silent = UNSAID | DERIVED.get(table, frozenset())
        found[table] = {
            row[names.index("id")]: {
                name: value for name, value in zip(names, row, strict=True) if name not in silent
            }
            for row in cursor
        }
    return found


def journaled(raw: sqlite3.Connection) -> Tables:
    """The same, put together from nothing but the journal and the columns' defaults."""
    made: Tables = {table: {} for table in TABLES}
    sql = "SELECT table_name, row_id, action, before, after FROM change ORDER BY id"
    for table, row_id, action, before, after in raw.execute(sql).fetchall():
        rows = made[table]
        if action == "insert":
            rows[row_id] = _defaults(raw, table) | _said(table, after)
        elif action == "update":
            old = json.loads(before)
            assert {name: rows[row_id][name] for name in old} == old, "before is not what was there"
            rows[row_id] |= _said(table, after)
        else:
            assert rows.pop(row_id) == _said(table, before), "a row was deleted as it never was"
    return made


def _said(table: str, text: str) -> Row:
    silent = UNSAID | DERIVED.get(table, frozenset())
    return {name: value for name, value in json.loads(text).items() if name not in silent}


def _defaults(raw: sqlite3.Connection, table: str) -> Row:
    silent = UNSAID | DERIVED.get(table, frozenset())
    columns = raw.execute(f"PRAGMA table_info({table})").fetchall()
    return {
        name: raw.execute(f"SELECT {default or 'NULL'}").fetchone()[0]
        for _at, name, _kind, _notnull, default, _key in columns
        if name not in silent
    }


def kept_beside(raw: sqlite3.Connection) -> list[tuple[object, ...]]:
    """The derived columns and search rows as they stand."""
    columns = ", ".join(sorted(DERIVED["customer"]))
    made: list[tuple[object, ...]] = [
        *raw.execute(f"SELECT id, {columns} FROM customer ORDER BY id"),
        *raw.execute("SELECT rowid, names, keys, phones, rest, history FROM search ORDER BY rowid"),
    ]
    return made


def rebuilt(raw: sqlite3.Connection, settings: Settings) -> list[tuple[object, ...]]:
    """The same after computing all of it anew; the connection is left as it was."""
    raw.execute("SAVEPOINT rebuilt")
    derived.refresh_all(raw, settings, wiring.search_keys())
    made = kept_beside(raw)
    raw.execute("ROLLBACK TO rebuilt")
    return made
