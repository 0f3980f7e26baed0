"""The complete export's tables, row by row: as they go out, and as an import compares them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from json import dumps

from crmtui.domain.completetables import TABLES, Field, Table
from crmtui.reads.rows import Row

# Put together from the format's own list, so that no field can be forgotten here.
_select, _from, _where = "SELECT", "FROM", "WHERE"
# A list of ids as one parameter; PostgreSQL would take an array here.
_GIVEN = f"({_select} value {_from} json_each(?))"
_NAMES = {"tag": "name", "custom_field": "key"}  # what a row is referred to by, if not by its uid
_OF_KIND = (
    f"CASE t.kind WHEN 'customer' THEN ({_select} uid {_from} customer WHERE id = t.{{column}}) "
    f"ELSE ({_select} uid {_from} contact WHERE id = t.{{column}}) END"
)
_OWN = f"{_select} id {_from} contact {_where} customer_id IN {_GIVEN}"
# Which rows belong to the customers asked for; other tables have a customer of their own.
_LIMITS = {
    "customer": f"t.id IN {_GIVEN}",
    "tag": f"t.id IN ({_select} tag_id {_from} customer_tag {_where} customer_id IN {_GIVEN})",
    "custom_field": f"t.id IN ({_select} field_id {_from} custom_value "
    f"{_where} customer_id IN {_GIVEN})",
    "not_same": f"CASE t.kind WHEN 'customer' THEN t.one IN {_GIVEN} AND t.other IN {_GIVEN} "
    f"ELSE t.one IN ({_OWN}) AND t.other IN ({_OWN}) END",
    # The user's own wordings and sequences belong to nobody.
    "greeting_template": "1 = 0",
    "sequence": "1 = 0",
}


def _shown(field: Field, place: int) -> tuple[str, str]:
    """A field as it goes out, and the join it takes."""
    column = f't."{field.column}"'
    if field.kind != "ref":
        return column, ""
    if field.refers == "kind":
        return _OF_KIND.format(column=f'"{field.column}"'), ""
    name = _NAMES.get(field.refers, "uid")
    return f"r{place}.{name}", f" LEFT JOIN {field.refers} r{place} ON r{place}.id = {column}"


def _outgoing(table: Table, *, limited: bool) -> str:
    shown = [_shown(field, place) for place, field in enumerate(table.fields)]
    columns = ", ".join(column for column, _join in shown)
    joins = "".join(join for _column, join in shown)
    limit = _LIMITS.get(table.name, f"t.customer_id IN {_GIVEN}") if limited else "1 = 1"
    return f"{_select} {columns} {_from} {table.name} t{joins} {_where} {limit} ORDER BY t.id"


def _stored(table: Table) -> str:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    return f"{_select} id, {columns} {_from} {table.name} ORDER BY id"


EVERYTHING = {name: _outgoing(table, limited=False) for name, table in TABLES.items()}
OF_CUSTOMERS = {name: _outgoing(table, limited=True) for name, table in TABLES.items()}
COUNT = {name: f"{_select} count(*) {_from} {name}" for name in TABLES}
STORED = {name: _stored(table) for name, table in TABLES.items()}
ALL_IDS = "SELECT id FROM customer ORDER BY id"
LIVE_IDS = "SELECT id FROM customer WHERE archived_at IS NULL ORDER BY id"
ARCHIVED_COUNT = "SELECT count(*) FROM customer WHERE archived_at IS NOT NULL"


def rows(
    conn: sqlite3.Connection, table: str, customers: Collection[int] | None = None
) -> Iterator[Row]:
    """A table's rows in the order they were made, with uids for references.

    customers: only what belongs to these. Pairs of which one is gone are left out.
    """
    if customers is None:
        found = conn.execute(EVERYTHING[table])
    else:
        sql = OF_CUSTOMERS[table]
        found = conn.execute(sql, (dumps(sorted(customers)),) * sql.count("?"))
    if table != "not_same":
        return found
    return (row for row in found if None not in row)


def stored(conn: sqlite3.Connection, table: str) -> Iterator[Row]:
    """A table's rows with their ids, and ids for references."""
    return conn.execute(STORED[table])


def count(conn: sqlite3.Connection, table: str) -> int:
    """How many rows a table has."""
    return int(conn.execute(COUNT[table]).fetchone()[0])


def every_id(conn: sqlite3.Connection, *, archived: bool) -> list[int]:
    """All customers in the order they were added; not `archived`: but those put away."""
    return [row[0] for row in conn.execute(ALL_IDS if archived else LIVE_IDS)]


def archived_count(conn: sqlite3.Connection) -> int:
    """How many customers are put away."""
    return int(conn.execute(ARCHIVED_COUNT).fetchone()[0])
