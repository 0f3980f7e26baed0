"""The two of a pair whole, and what hangs on each: what a merge is planned from."""

from __future__ import annotations

import sqlite3

from crmtui.domain.customers import region
from crmtui.domain.duplicates import Side
from crmtui.domain.errors import RowMissing
from crmtui.domain.folding import company_key
from crmtui.domain.merging import Moved, PersonKey, point_key
from crmtui.domain.records import Record

CUSTOMER = "SELECT * FROM customer WHERE id = ?"
CONTACT = "SELECT * FROM contact WHERE id = ?"
PEOPLE = "SELECT id, name FROM contact WHERE customer_id = ? ORDER BY archived_at IS NOT NULL, id"
POINTS = "SELECT contact_id, kind, value, normal FROM contact_point WHERE customer_id = ?"
PHONE = (
    "SELECT value FROM contact_point t JOIN contact p ON p.id = t.contact_id "
    "WHERE t.customer_id = :customer AND (:contact IS NULL OR t.contact_id = :contact) "
    "AND t.kind IN ('mobile', 'phone', 'whatsapp') "
    "ORDER BY p.is_primary DESC, p.id, t.id LIMIT 1"
)
CUSTOM = (
    "SELECT f.key, v.value FROM custom_value v JOIN custom_field f ON f.id = v.field_id "
    "WHERE v.customer_id = ? ORDER BY f.position, f.id"
)
LABELS = "SELECT key, label FROM custom_field"
REFERRED = "SELECT id, referred_by FROM customer WHERE referred_by <> '' AND id <> ?"
# What a card shows of each: the ways to reach people come with them, and tags are but joined.
_SHOWN = ("interaction", "follow_up", "occasion", "promise", "greeting")
OF_CUSTOMER = " UNION ALL ".join(
    f"SELECT '{table}', count(*) FROM {table} WHERE customer_id = :id"
    for table in ("contact", *_SHOWN)
)
OF_CONTACT = " UNION ALL ".join(
    f"SELECT '{table}', count(*) FROM {table} WHERE contact_id = :id"
    for table in ("contact_point", *_SHOWN)
)


def row(conn: sqlite3.Connection, table: str, row_id: int) -> Record:
    """A whole customer or contact; RowMissing when it is not there."""
    cursor = conn.execute(CUSTOMER if table == "customer" else CONTACT, (row_id,))
    found = cursor.fetchone()
    if found is None:
        raise RowMissing(table, row_id)
    return Record(zip((column[0] for column in cursor.description), found, strict=True))


def side(conn: sqlite3.Connection, table: str, found: Record) -> Side:
    """A customer or contact as one side of a pair."""
    is_customer = table == "customer"
    customer = found if is_customer else row(conn, "customer", found.integer("customer_id"))
    given = {"customer": customer.id, "contact": None if is_customer else found.id}
    phone = conn.execute(PHONE, given).fetchone()
    return Side(
        id=found.id,
        number=customer.text("number") or None,
        name=found.text("name"),
        region=region(customer.text("province"), customer.text("city")),
        phone=phone[0] if phone else "",
        customer_id=customer.id,
        customer=customer.text("name"),
    )


def people(conn: sqlite3.Connection, customer_id: int) -> list[PersonKey]:
    """The people at a customer and what they are recognised by, those put away last."""
    points: dict[int, set[tuple[str, str]]] = {}
    for contact, kind, value, normal in conn.execute(POINTS, (customer_id,)):
        points.setdefault(contact, set()).add(point_key(kind, value, normal))
    return [
        PersonKey(id, name, frozenset(points.get(id, ())))
        for id, name in conn.execute(PEOPLE, (customer_id,))
    ]


def custom(conn: sqlite3.Connection, customer_id: int) -> dict[str, str]:
    """What a customer's own fields say, by their keys."""
    return dict(conn.execute(CUSTOM, (customer_id,)).fetchall())


def custom_labels(conn: sqlite3.Connection) -> dict[str, str]:
    """What the user's own fields are called, by their keys."""
    return dict(conn.execute(LABELS).fetchall())


def referred(conn: sqlite3.Connection, by: frozenset[str], but: int) -> list[int]:
    """The customers, but one, whose `referred by` is one of these names."""
    found = conn.execute(REFERRED, (but,))
    return [id for id, text in found if company_key(text) in by]


def belongings(conn: sqlite3.Connection, table: str, row_id: int) -> tuple[Moved, ...]:
    """How much of each kind belongs to a customer, or is about a contact; what is none left out."""
    sql = OF_CUSTOMER if table == "customer" else OF_CONTACT
    return tuple(Moved(what, rows) for what, rows in conn.execute(sql, {"id": row_id}) if rows)
