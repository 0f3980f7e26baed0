"""The journal as it is looked through: by customer, day, verb, person or word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmtui.domain.changes import OperationLine, RowChange
from crmtui.domain.packing import count, is_packed
from crmtui.reads.journal import COLUMNS, field_changes
from crmtui.reads.rows import Row, each

OF_CUSTOMER = (
    "SELECT operation_id FROM change WHERE customer_id = :customer "
    "UNION SELECT operation_id FROM (SELECT operation_id, row_last FROM change "
    "WHERE table_name = 'customer' AND action = 'insert' AND row_id <= :customer "
    "ORDER BY row_id DESC, row_last DESC LIMIT 500) WHERE row_last >= :customer"
)
SHOWN = (
    f"(:customer IS NULL OR o.id IN ({OF_CUSTOMER})) "
    "AND (:since IS NULL OR o.at >= :since) AND (:until IS NULL OR o.at < :until) "
    "AND (:verbs IS NULL OR o.verb IN (SELECT value FROM json_each(:verbs))) "
    "AND (:actor IS NULL OR o.actor = :actor COLLATE NOCASE) "
    "AND (:words IS NULL OR instr(lower(o.summary), :words) OR instr(lower(o.actor), :words) "
    "OR o.verb IN (SELECT value FROM json_each(:saying)))"
)
IDS = (
    f"SELECT o.id FROM operation o WHERE o.id < :before AND {SHOWN} ORDER BY o.id DESC LIMIT :most"
)
ALL_IDS = "SELECT id FROM operation ORDER BY id DESC"
LINES = f"SELECT {COLUMNS} FROM operation o WHERE o.id IN ({{marks}})"
OF_OPERATION = (
    "SELECT table_name, row_id, row_last, action, before, after, customer_id FROM change "
    "WHERE operation_id = ? ORDER BY id LIMIT ?"
)
OF_BOTH = (
    "SELECT table_name, row_id, row_last, action, before, after, customer_id FROM change "
    "WHERE operation_id = ? AND customer_id = ? ORDER BY id LIMIT ?"
)
COUNT = "SELECT count(*) FROM change WHERE operation_id = ?"
FIELDS = "SELECT id, coalesce(nullif(label, ''), key) FROM custom_field"
TAGS = "SELECT id, name FROM tag"
CUSTOMERS = "SELECT id, name FROM customer WHERE id IN ({marks})"
LAST_NAMES = (
    "SELECT row_id, json_extract(before, '$.name') FROM change WHERE table_name = 'customer' "
    "AND action = 'delete' AND before LIKE '_\"%' AND row_id IN ({marks}) ORDER BY id"
)
_LAST = 2**62


class Wanted(NamedTuple):
    """Which operations are meant; None and '' for all. Instants are UTC, verbs are codes."""

    customer: int | None = None
    since: str | None = None
    until: str | None = None
    verbs: Sequence[str] | None = None
    actor: str = ""
    words: str = ""
    saying: Sequence[str] = ()  # verbs that the words are said with


EVERYTHING = Wanted()


def ids(
    conn: sqlite3.Connection,
    wanted: Wanted = EVERYTHING,
    limit: int = -1,
    before: int | None = None,
) -> list[int]:
    """The operations that are meant, the newest first."""
    if wanted == EVERYTHING and limit < 0 and before is None:
        return [id for (id,) in conn.execute(ALL_IDS)]
    import json

    given = {
        "customer": wanted.customer,
        "since": wanted.since,
        "until": wanted.until,
        "verbs": json.dumps(list(wanted.verbs)) if wanted.verbs is not None else None,
        "actor": wanted.actor or None,
        "words": wanted.words.lower() or None,
        "saying": json.dumps(list(wanted.saying)),
        "before": _LAST if before is None else before,
        "most": limit,
    }
    return [id for (id,) in conn.execute(IDS, given)]


def lines(conn: sqlite3.Connection, operations: Sequence[int]) -> list[OperationLine]:
    """These operations in this order, without their single changes."""
    found = {row[0]: OperationLine(*row) for row in each(conn, LINES, operations)}
    return [found[id] for id in operations if id in found]


def rows(
    conn: sqlite3.Connection, operation: int, limit: int = -1, customer: int | None = None
) -> tuple[RowChange, ...]:
    """What an operation did, the first so many rows; of one customer, where one is given.

    A customer that came in bulk has no row of its own there: that it came is all there is.
    """
    if customer is None:
        found = conn.execute(OF_OPERATION, (operation, limit))
    else:
        found = conn.execute(OF_BOTH, (operation, customer, limit))
    made = tuple(_change(row) for row in found)
    return made or ((RowChange("customer", customer, "insert", (), customer),) if customer else ())


def row_count(conn: sqlite3.Connection, operation: int) -> int:
    """How many changes an operation has; a run counts as one."""
    (found,) = conn.execute(COUNT, (operation,)).fetchone()
    return int(found)


def _change(row: Row) -> RowChange:
    table, first, last, action, before, after, customer = row
    if action == "insert":
        return RowChange(
            table, first, action, field_changes(None, after), customer, last - first + 1
        )
    if before is None:
        return RowChange(table, first, action, (), customer, wiped=True)
    if is_packed(before):
        return RowChange(table, first, action, (), customer, count(before))
    return RowChange(table, first, action, field_changes(before, after), customer)


def own_names(conn: sqlite3.Connection) -> tuple[dict[int, str], dict[int, str]]:
    """What the user's own fields, and the tags, are called, by their ids."""
    return dict(conn.execute(FIELDS).fetchall()), dict(conn.execute(TAGS).fetchall())


def customer_names(conn: sqlite3.Connection, customers: Iterable[int]) -> dict[int, str]:
    """What customers are called, those too that were deleted, as far as the journal knows."""
    wanted = sorted(set(customers))
    found: dict[int, str] = dict(each(conn, CUSTOMERS, wanted))
    gone = [id for id in wanted if id not in found]
    return found | dict(each(conn, LAST_NAMES, gone))
