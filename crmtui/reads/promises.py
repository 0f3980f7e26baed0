"""Promises: the ledger of one customer or of all."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import TYPE_CHECKING

from crmtui.reads.rows import Row, day

if TYPE_CHECKING:
    from crmtui.domain.promises import LedgerLine, Promise

PROMISE_COLUMNS = (
    "m.id, m.uid, m.customer_id, m.contact_id, coalesce(p.name, ''), m.made_on, m.due_on, m.what, "
    "m.kept_on, m.broken_on, m.why, m.put_offs, m.revision"
)
_JOINED = (
    "FROM promise m JOIN customer c ON c.id = m.customer_id "
    "LEFT JOIN contact p ON p.id = m.contact_id"
)
OF_CUSTOMER = (
    f"SELECT {PROMISE_COLUMNS}, c.name, c.number {_JOINED} WHERE m.customer_id = ? "
    "ORDER BY m.due_on DESC, m.id DESC"
)
ALL = (
    f"SELECT {PROMISE_COLUMNS}, c.name, c.number {_JOINED} "
    "WHERE c.archived_at IS NULL ORDER BY m.due_on DESC, m.id DESC"
)
OPEN = (
    f"SELECT {PROMISE_COLUMNS}, c.name, c.number {_JOINED} "
    "WHERE m.kept_on IS NULL AND m.broken_on IS NULL AND c.archived_at IS NULL "
    "ORDER BY m.due_on, m.id"
)


def promise(row: Row) -> Promise:
    """From PROMISE_COLUMNS."""
    from crmtui.domain.promises import Promise  # here: few look-ups meet any

    values = list(row)
    values[5], values[6] = date.fromisoformat(row[5]), date.fromisoformat(row[6])
    values[8], values[9] = day(row[8]), day(row[9])
    return Promise(*values)


def ledger(
    conn: sqlite3.Connection, customer_id: int | None = None, *, only_open: bool = False
) -> list[LedgerLine]:
    """One customer's promises, or everybody's; the open ones first, by the day they are due."""
    from crmtui.domain.promises import LedgerLine

    if customer_id is not None:
        rows = conn.execute(OF_CUSTOMER, (customer_id,))
    else:
        rows = conn.execute(OPEN if only_open else ALL)
    lines = [LedgerLine(promise(row[:-2]), row[-2], row[-1]) for row in rows]
    waiting = [line for line in lines if line.promise.is_open]
    waiting.sort(key=lambda line: (line.promise.due_on, line.promise.id))
    if only_open:
        return waiting
    return [*waiting, *(line for line in lines if not line.promise.is_open)]


def of_customer(conn: sqlite3.Connection, customer_id: int) -> tuple[Promise, ...]:
    """A customer's promises, those still to be kept first."""
    rows = conn.execute(OF_CUSTOMER, (customer_id,))
    found = [promise(row[:-2]) for row in rows]
    waiting = sorted((p for p in found if p.is_open), key=lambda p: (p.due_on, p.id))
    return (*waiting, *(p for p in found if not p.is_open))
