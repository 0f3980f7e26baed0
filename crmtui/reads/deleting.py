"""What belongs to rows that are to be deleted, and what points at them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence

from crmtui.domain.deleting import OF_CONTACT, OF_CUSTOMER, Deletion, Referring
from crmtui.domain.errors import RowMissing
from crmtui.reads import rowtitles
from crmtui.reads.rows import each

THERE = "SELECT id FROM {table} WHERE id IN ({marks})"
OF_OWNER = "SELECT id FROM {table} WHERE customer_id IN ({marks})"
# By the customer, for which there is an index in every table.
OF_PERSON = (
    "SELECT t.id, t.contact_id FROM {table} t WHERE t.customer_id IN "
    "(SELECT p.customer_id FROM contact p WHERE p.id IN ({marks}))"
)
PAIRS = "SELECT id, one, other FROM not_same WHERE kind = ?"
POINTING = (
    'SELECT m.name, f."from", f."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) f '
    "WHERE m.type = 'table' ORDER BY m.name, f.\"from\""
)
REFERRING = 'SELECT id FROM {table} WHERE "{column}" IN (SELECT value FROM json_each(?))'


def look(conn: sqlite3.Connection, table: str, ids: Sequence[int]) -> Deletion:
    """What deleting these rows would take with it; RowMissing where one is not there."""
    there = {row_id for (row_id,) in each(conn, THERE.format(table=table, marks="{marks}"), ids)}
    if lost := [row_id for row_id in ids if row_id not in there]:
        raise RowMissing(table, lost[0])
    rows = {name: found for name, found in _going(conn, table, ids) if found}
    rows[table] = tuple(sorted(there))
    titles = rowtitles.titles(conn, table, ids)
    return Deletion(
        table, tuple(titles[row_id] for row_id in ids), rows, tuple(_referring(conn, rows))
    )


def _going(
    conn: sqlite3.Connection, table: str, ids: Sequence[int]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    people: Collection[int] = ids if table == "contact" else ()
    if table == "customer":
        for name in OF_CUSTOMER:
            sql = OF_OWNER.format(table=name, marks="{marks}")
            found = tuple(row_id for (row_id,) in each(conn, sql, ids))
            people = found if name == "contact" else people
            yield name, found
    elif table == "contact":
        for name in OF_CONTACT:
            sql = OF_PERSON.format(table=name, marks="{marks}")
            yield name, tuple(row_id for row_id, person in each(conn, sql, ids) if person in ids)
    decided = {"customer": ids if table == "customer" else (), "contact": people}
    yield "not_same", tuple(_pairs(conn, decided))


def _pairs(conn: sqlite3.Connection, ids: Mapping[str, Collection[int]]) -> Iterator[int]:
    """Pairs that were decided to be two, of which one is no more."""
    for kind, going in ids.items():
        for row_id, one, other in conn.execute(PAIRS, (kind,)) if going else ():
            if one in going or other in going:
                yield row_id


def _referring(
    conn: sqlite3.Connection, rows: Mapping[str, tuple[int, ...]]
) -> Iterator[Referring]:
    """Columns of rows that stay and point at some that go."""
    gone = {table: set(ids) for table, ids in rows.items()}
    for table, column, target in conn.execute(POINTING).fetchall():
        if target not in gone or column == "customer_id":
            continue  # all that belongs to a customer goes with it
        own = gone.get(table, set())
        sql = REFERRING.format(table=table, column=column)
        for (row_id,) in conn.execute(sql, (json.dumps(rows[target]),)):
            if row_id not in own:
                yield Referring(table, column, row_id)
