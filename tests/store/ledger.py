"""What the journal says the tables hold, and what a rebuild says is derived from them."""

from __future__ import annotations

import json
import sqlite3

from crmtui import wiring
from crmtui.settings import Settings
from crmtui.store import derived
from crmtui.store.journal import UNJOURNALED
from crmtui.store.shape import DERIVED

# Raised or given by the store itself, and so not said in the journal.
UNSAID = frozenset({"id", "uid", "revision", "recorded_at"})
_SEARCH = "SELECT rowid, names, keys, phones, rest, history FROM search ORDER BY rowid"
Row = dict[str, object]
Tables = dict[str, dict[int, Row]]
Seeds = dict[tuple[int, int], Row]  # by change and row


def tables(raw: sqlite3.Connection) -> list[str]:
    """Every table that customers' data is in; the program's own books are not."""
    rows = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE 'search%' AND name <> 'alembic_version' ORDER BY name"
    )
    return [name for (name,) in rows if name not in UNJOURNALED]


def stored(raw: sqlite3.Connection, *, whole: bool = False) -> Tables:
    """Every row as users know it, by table and id; `whole`: with uids and derived columns."""
    found: Tables = {}
    for table in tables(raw):
        cursor = raw.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        silent = {"revision"} if whole else UNSAID | DERIVED.get(table, frozenset())
        found[table] = {
            row[names.index("id")]: {
                name: value for name, value in zip(names, row, strict=True) if name not in silent
            }
            for row in cursor
        }
    return found


def unjournaled_rows(raw: sqlite3.Connection, known: Seeds) -> Seeds:
    """The rows that an import wrote in bulk: the journal names only the run of their ids."""
    now = stored(raw)
    sql = (
        "SELECT id, table_name, row_id, row_last FROM change WHERE action = 'insert' "
        "AND after IS NULL"
    )
    seeds = dict(known)
    for change, table, first, last in raw.execute(sql):
        for row_id in range(first, last + 1):
            seeds.setdefault((change, row_id), now[table].get(row_id, {}))
    return seeds


def journaled(raw: sqlite3.Connection, seeds: Seeds) -> Tables:
    """The same, put together from the journal, the columns' defaults and what was imported."""
    made: Tables = {table: {} for table in tables(raw)}
    sql = "SELECT id, table_name, row_id, row_last, action, before, after FROM change ORDER BY id"
    for change, table, row_id, last, action, before, after in raw.execute(sql).fetchall():
        rows = made[table]
        if action == "insert" and after is None:
            rows |= {each: dict(seeds[change, each]) for each in range(row_id, last + 1)}
        elif action == "insert":
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
    """The derived columns and search rows as they stand; blanks between tokens say nothing."""
    columns = ", ".join(sorted(DERIVED["customer"]))
    made: list[tuple[object, ...]] = [
        *raw.execute(f"SELECT id, {columns} FROM customer ORDER BY id"),
        *(
            (rowid, *(" ".join(text.split()) for text in texts))
            for rowid, *texts in raw.execute(_SEARCH)
        ),
    ]
    return made


def rebuilt(raw: sqlite3.Connection, settings: Settings) -> list[tuple[object, ...]]:
    """The same after computing all of it anew; the connection is left as it was."""
    raw.execute("SAVEPOINT rebuilt")
    derived.refresh_all(raw, settings, wiring.search_keys())
    made = kept_beside(raw)
    raw.execute("ROLLBACK TO rebuilt")
    return made
