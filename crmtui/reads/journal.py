"""The journal: what was done, by whom, and what it changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from crmtui.domain.changes import FieldChange, OperationLine, RowChange
from crmtui.reads.rows import Row, each, grouped

COLUMNS = (
    "o.id, o.at, o.actor, o.source, o.session, o.verb, o.summary, o.undoes, o.undone_by, "
    "coalesce((SELECT coalesce(n.verb, u.verb) FROM operation u "
    "LEFT JOIN operation n ON n.id = u.undoes WHERE u.id = o.undoes), ''), "
    "coalesce((SELECT e.verb FROM operation e WHERE e.id = o.undone_by), '')"
)

OPERATIONS = f"SELECT {COLUMNS} FROM operation o WHERE o.id < ? ORDER BY o.id DESC LIMIT ?"
OPERATION = f"SELECT {COLUMNS} FROM operation o WHERE o.id = ?"
OPERATIONS_BY_ID = f"SELECT {COLUMNS} FROM operation o WHERE o.id IN ({{marks}})"
# A run of created rows carries no customer: the one that holds the customer's own row begins near
# before it. An id is created only once, but a redo brings rows back in as many runs as there were
# rows between that stayed.
OF_CUSTOMER = (
    "SELECT operation_id FROM change WHERE customer_id = :customer "
    "UNION SELECT operation_id FROM (SELECT operation_id, row_last FROM change "
    "WHERE table_name = 'customer' AND action = 'insert' AND row_id <= :customer "
    "ORDER BY row_id DESC, row_last DESC LIMIT 500) WHERE row_last >= :customer "
    "ORDER BY operation_id DESC LIMIT :most"
)
CHANGES = (
    "SELECT operation_id, table_name, row_id, action, before, after FROM change "
    "WHERE customer_id = ? AND operation_id IN ({marks}) ORDER BY id"
)
UNDOABLE = (
    f"SELECT {COLUMNS} FROM operation o WHERE o.undone_by IS NULL "
    "AND o.verb NOT IN ('undo', 'redo') AND (:session IS NULL OR o.session = :session) "
    "AND EXISTS (SELECT 1 FROM change c WHERE c.operation_id = o.id) ORDER BY o.id DESC LIMIT 1"
)
# Doing something new ends what could be done again, as everywhere.
REDOABLE = (
    f"SELECT {COLUMNS} FROM operation o WHERE o.undone_by IS NULL AND o.verb = 'undo' "
    "AND (:session IS NULL OR o.session = :session) "
    "AND NOT EXISTS (SELECT 1 FROM operation n WHERE n.id > o.id "
    "AND n.verb NOT IN ('undo', 'redo') AND (:session IS NULL OR n.session = :session)) "
    "ORDER BY o.id DESC LIMIT 1"
)
MERGE = (
    f"SELECT {COLUMNS} FROM operation o WHERE o.undone_by IS NULL "
    "AND o.verb IN ('merge', 'merge_contacts') AND o.id IN (SELECT c.operation_id FROM change c "
    "WHERE c.customer_id = ? AND c.table_name = 'alias' AND c.action = 'insert') "
    "ORDER BY o.id DESC LIMIT 1"
)

_NEWEST = 2**62


def operations(
    conn: sqlite3.Connection, limit: int, before: int | None = None
) -> list[OperationLine]:
    """The newest operations, or those older than one; without their single changes."""
    newest = _NEWEST if before is None else before
    return [OperationLine(*row) for row in conn.execute(OPERATIONS, (newest, limit))]


def customer_changes(conn: sqlite3.Connection, customer_id: int, limit: int) -> list[OperationLine]:
    """The newest operations that changed a customer, with what they changed about it."""
    given = {"customer": customer_id, "most": limit}
    ids = [row[0] for row in conn.execute(OF_CUSTOMER, given)]
    changes = grouped(each(conn, CHANGES, ids, customer_id))
    found = {row[0]: row for row in each(conn, OPERATIONS_BY_ID, ids)}
    made = []
    for id in ids:
        values = (*found[id], _changes(changes.get(id, ()), customer_id))
        made.append(OperationLine(*values))
    return made


def _changes(rows: Iterable[Row], customer_id: int) -> tuple[RowChange, ...]:
    """What was changed; where nothing is said, the customer came with many others."""
    found = tuple(
        RowChange(table, row_id, action, field_changes(before, after))
        for table, row_id, action, before, after in rows
    )
    return found or (RowChange("customer", customer_id, "insert", ()),)


def field_changes(before: str | None, after: str | None) -> tuple[FieldChange, ...]:
    """Every field either side tells of, in the order they were written."""
    old: dict[str, object] = json.loads(before) if before else {}
    new: dict[str, object] = json.loads(after) if after else {}
    names = dict.fromkeys((*old, *new))
    return tuple(FieldChange(name, old.get(name), new.get(name)) for name in names)


def last_undoable(conn: sqlite3.Connection, session: str | None = None) -> OperationLine | None:
    """The newest operation not undone, done in this session or, for None, in any."""
    return _one(conn, UNDOABLE, session)


def last_redoable(conn: sqlite3.Connection, session: str | None = None) -> OperationLine | None:
    """The newest undo that can be taken back, if nothing was done since."""
    return _one(conn, REDOABLE, session)


def operation(conn: sqlite3.Connection, operation_id: int) -> OperationLine | None:
    """One operation without its changes, or None."""
    row = conn.execute(OPERATION, (operation_id,)).fetchone()
    return OperationLine(*row) if row else None


def last_merge(conn: sqlite3.Connection, customer_id: int) -> OperationLine | None:
    """The newest merge into this customer, or into one of its contacts, that is not undone."""
    row = conn.execute(MERGE, (customer_id,)).fetchone()
    return OperationLine(*row) if row else None


def _one(conn: sqlite3.Connection, sql: str, session: str | None) -> OperationLine | None:
    row = conn.execute(sql, {"session": session}).fetchone()
    return OperationLine(*row) if row else None
