"""Customers as lines of a list, and as `find` gives them with people and phones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from crmtui.domain.customers import Contact, CustomerLine, FoundCustomer, Point
from crmtui.reads.rows import Row, day, each, grouped

LINES = (
    "SELECT c.id, c.uid, c.number, c.name, c.short_name, c.grade, c.stage, c.province, c.city, "
    "c.owner, c.last_touch_on, c.next_due_on, c.archived_at IS NOT NULL, coalesce(p.name, ''), "
    "coalesce(p.position, ''), coalesce((SELECT t.value FROM contact_point t "
    "WHERE t.contact_id = p.id AND t.kind IN ('mobile', 'phone', 'whatsapp') "
    "ORDER BY t.id LIMIT 1), '') FROM customer c LEFT JOIN contact p ON p.id = "
    "(SELECT q.id FROM contact q WHERE q.customer_id = c.id AND q.archived_at IS NULL "
    "ORDER BY q.is_primary DESC, q.id LIMIT 1) WHERE c.id IN ({marks})"
)
CONTACTS = (
    "SELECT id, uid, customer_id, name, position, role, sex, hobbies, taboos, temperament, "
    "family, preferred_channel, note, is_primary, revision, language FROM contact "
    "WHERE archived_at IS NULL AND customer_id IN ({marks}) ORDER BY is_primary DESC, id"
)
POINTS = (
    "SELECT contact_id, id, contact_id, kind, label, value, normal, revision "
    "FROM contact_point WHERE customer_id IN ({marks}) ORDER BY id"
)


def lines(conn: sqlite3.Connection, ids: Sequence[int]) -> list[CustomerLine]:
    """These customers in this order; those that are gone are left out."""
    found = {row[0]: _line(row) for row in each(conn, LINES, ids)}
    return [found[id] for id in ids if id in found]


def _line(row: Row) -> CustomerLine:
    values = list(row)
    values[10:13] = day(row[10]), day(row[11]), bool(row[12])
    return CustomerLine(*values)


def found(conn: sqlite3.Connection, ids: Sequence[int]) -> list[FoundCustomer]:
    """These customers in this order, each with its people and how to reach them."""
    people = contacts(conn, ids)
    return [FoundCustomer(line, tuple(people.get(line.id, ()))) for line in lines(conn, ids)]


def contacts(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[Contact]]:
    """The people at these customers, by customer, the one to ask for first leading."""
    points = grouped(each(conn, POINTS, ids))
    found: dict[int, list[Contact]] = {}
    for row in each(conn, CONTACTS, ids):
        contact = _contact(row, points.get(row[0], ()))
        found.setdefault(contact.customer_id, []).append(contact)
    return found


def _contact(row: Row, points: Iterable[Row]) -> Contact:
    *values, language = row
    values[13] = bool(row[13])
    values += [tuple(Point(*each) for each in points), language]
    return Contact(*values)
