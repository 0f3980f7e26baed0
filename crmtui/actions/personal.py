"""All that is held about a customer and its people, to be given to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from crmtui.domain.deleting import OF_CUSTOMER
from crmtui.domain.dossier import Dossier, Origin
from crmtui.domain.errors import RowMissing
from crmtui.reads import changes, deleting, rowtitles

OWNER = "SELECT customer_id FROM contact WHERE id = ?"
ORDER = ("customer", "contact", "contact_point", *reversed(OF_CUSTOMER))
BATCHES = (
    "SELECT b.operation_id, b.at, b.files, b.result FROM import_batch b "
    "WHERE b.operation_id IN (SELECT value FROM json_each(?)) ORDER BY b.id"
)


def gather(
    conn: sqlite3.Connection, customer_id: int | None, *, contact_id: int | None = None
) -> Dossier:
    """Read it, of one moment; of one contact only what is about that person.

    RowMissing where there is no such customer or contact.
    """
    conn.execute("BEGIN")
    try:
        if contact_id is None:
            return _gathered(conn, customer_id or 0)
        owner = conn.execute(OWNER, (contact_id,)).fetchone()
        if owner is None:
            raise RowMissing("contact", contact_id)
        return _of_contact(_gathered(conn, owner[0]), contact_id)
    finally:
        conn.execute("ROLLBACK")


def _gathered(conn: sqlite3.Connection, customer_id: int) -> Dossier:
    going = deleting.look(conn, "customer", [customer_id])
    tables = {
        table: list(rowtitles.whole(conn, table, going.rows[table]))
        for table in dict.fromkeys(ORDER)
        if going.rows.get(table)
    }
    ids = changes.ids(conn, changes.Wanted(customer=customer_id))
    journal = [
        replace(line, changes=changes.rows(conn, line.id, customer=customer_id))
        for line in changes.lines(conn, ids)
    ]
    own_fields, tags = changes.own_names(conn)
    contacts = tables.get("contact", ())
    spoken = sorted(contacts, key=lambda row: (not row["is_primary"], row["id"]))
    return Dossier(
        name=going.titles[0],
        customer_id=customer_id,
        language=next((row["language"] for row in spoken if row["language"]), ""),
        uids=frozenset(
            row["uid"] for t in ("customer", "contact", "alias") for row in tables.get(t, ())
        ),
        tables=tables,
        people={row["id"]: row["name"] for row in contacts},
        own_fields=own_fields,
        tags=tags,
        journal=journal,
        origins=list(_origins(conn, ids, customer_id)),
    )


def _of_contact(whole: Dossier, contact: int) -> Dossier:
    """What is about one person of a customer; nothing of the others."""
    tables = {
        table: kept
        for table, rows in whole.tables.items()
        if (kept := [row for row in rows if _theirs(table, row, contact)])
    }
    own = {(table, row["id"]) for table, rows in tables.items() for row in rows}
    told = (
        replace(line, changes=tuple(c for c in line.changes if (c.table, c.row_id) in own))
        for line in whole.journal
    )
    (person,) = tables["contact"]
    return whole._replace(
        name=person["name"],
        language=person["language"],
        uids=frozenset({person["uid"]}),
        tables=tables,
        journal=[line for line in told if line.changes],
    )


def _theirs(table: str, row: dict[str, Any], contact: int) -> bool:
    return bool((row["id"] if table == "contact" else row.get("contact_id")) == contact)


def _origins(
    conn: sqlite3.Connection, operations: Sequence[int], customer: int
) -> Iterator[Origin]:
    found = conn.execute(BATCHES, (json.dumps(operations),)).fetchall()
    for _operation, at, files, result in found:
        told = json.loads(result)
        rows = [
            (f"{row.get('file', '')} {row.get('sheet', '')}".strip(), int(row.get("row") or 0))
            for row in told.get("rows", ())
            if isinstance(row, dict) and row.get("id") == customer
        ]
        names = tuple(str(each.get("name", "")) for each in json.loads(files))
        yield Origin(at, names, tuple(rows))
