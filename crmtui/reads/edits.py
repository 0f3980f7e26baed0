"""What users changed in the program since a file last wrote it, out of the journal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping
from typing import TypeAlias

from crmtui.domain.edits import Edit, Edits, edits_of
from crmtui.domain.known import Former
from crmtui.reads.rows import each

Finder: TypeAlias = Callable[[Collection[int]], Mapping[int, Edits]]

# What was undone, and what undid it, is as if it had never been.
_BY_HAND = "o.verb NOT IN ('import', 'undo', 'redo') AND o.undone_by IS NULL"
EDITED = (
    "SELECT DISTINCT c.customer_id FROM operation o JOIN change c ON c.operation_id = o.id "
    f"WHERE {_BY_HAND} AND c.action <> 'insert' AND c.customer_id IS NOT NULL"
)
FORMER = (
    "SELECT c.row_id, json_extract(c.before, '$.name'), json_extract(c.before, '$.number') "
    "FROM operation o JOIN change c ON c.operation_id = o.id "
    f"WHERE {_BY_HAND} AND c.table_name = 'customer' AND c.action = 'update' "
    "AND (c.before LIKE '%\"name\"%' OR c.before LIKE '%\"number\"%') ORDER BY c.id"
)
CHANGES = (
    "SELECT c.customer_id, c.table_name, c.row_id, o.verb = 'import', c.before, c.after "
    "FROM change c JOIN operation o ON o.id = c.operation_id "
    "WHERE c.customer_id IN ({marks}) AND c.action <> 'insert' AND o.undone_by IS NULL "
    "AND o.verb NOT IN ('undo', 'redo') AND c.table_name IN "
    "('customer', 'contact', 'contact_point', 'custom_value', 'customer_tag', 'occasion') "
    "AND c.before LIKE '{{%' "
    "ORDER BY c.id"
)
FIELD_KEYS = "SELECT id, key FROM custom_field"
VALUE_KEYS = (
    "SELECT -v.id, f.key FROM custom_value v JOIN custom_field f ON f.id = v.field_id "
    "WHERE v.customer_id IN ({marks})"
)
TAG_NAMES = "SELECT id, name FROM tag"
_DAY = "contact_id calendar month day leap"
DAYS = f"SELECT id, {', '.join(_DAY.split())} FROM occasion WHERE customer_id IN ({{marks}})"


def former(conn: sqlite3.Connection) -> tuple[Former, ...]:
    """The names and numbers that users gave up for others, oldest first."""
    found = conn.execute(FORMER)
    return tuple(Former(row, name or "", number or "") for row, name, number in found)


def finder(conn: sqlite3.Connection) -> Finder:
    """Gives the edits of customers, of those that have any; who has is looked up once."""
    edited: set[int] = set()
    asked: list[bool] = []

    def find(ids: Collection[int]) -> Mapping[int, Edits]:
        if not asked:
            asked.append(True)
            edited.update(row for (row,) in conn.execute(EDITED))
        return _edits(conn, sorted(edited.intersection(ids)))

    return find


def _edits(conn: sqlite3.Connection, ids: list[int]) -> Mapping[int, Edits]:
    if not ids:
        return {}
    found: dict[int, list[Edit]] = {}
    for customer, table, row, by_import, before, after in each(conn, CHANGES, ids):
        said = json.loads(after) if after else None
        edit = Edit(table, row, bool(by_import), json.loads(before or "{}"), said)
        found.setdefault(customer, []).append(edit)
    keys = dict(conn.execute(FIELD_KEYS).fetchall()) | dict(each(conn, VALUE_KEYS, ids))
    tags = dict(conn.execute(TAG_NAMES).fetchall())
    days = {
        row: dict(zip(_DAY.split(), values, strict=True)) for row, *values in each(conn, DAYS, ids)
    }
    return {customer: edits_of(made, keys, tags, days) for customer, made in found.items()}
