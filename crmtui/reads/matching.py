"""What an import compares its rows with: everybody's keys, and some customers whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from functools import partial

from crmtui.domain.customers import CONTACT_EDITABLE, EDITABLE
from crmtui.domain.edits import NO_EDITS
from crmtui.domain.known import (
    Alias,
    Known,
    KnownContact,
    KnownCustomer,
    KnownInteraction,
    KnownKey,
    KnownOccasion,
    KnownPoint,
    KnownStep,
)
from crmtui.reads import edits, export
from crmtui.reads.rows import CHUNK, Row, Same, each, grouped

FINGERPRINT = (
    "SELECT (SELECT coalesce(max(id), 0) FROM operation), "
    "(SELECT coalesce(max(id), 0) FROM customer)"
)
KEYS = (
    "SELECT id, uid, number, name, short_name, name_key, province, city, kind "
    "FROM customer ORDER BY id"
)
KEY_POINTS = (
    "SELECT t.normal, t.customer_id, t.contact_id, p.name, t.kind FROM contact_point t "
    "JOIN contact p ON p.id = t.contact_id WHERE t.normal <> '' "
    "AND t.kind IN ('mobile', 'phone', 'whatsapp', 'email') ORDER BY t.id"
)
ALIASES = "SELECT customer_id, uid, number, name FROM alias WHERE contact_id IS NULL ORDER BY id"
SOUNDS = "SELECT id, sort_key FROM customer"
FIELDS = "SELECT key, label FROM custom_field ORDER BY position, id"
FIELD_KINDS = "SELECT key, kind FROM custom_field"
CUSTOMERS = f"SELECT id, {', '.join(EDITABLE)} FROM customer WHERE id IN ({{marks}})"
PEOPLE = (
    "SELECT customer_id, id, uid, is_primary, archived_at IS NOT NULL, "
    f"{', '.join(CONTACT_EDITABLE)} "
    "FROM contact WHERE customer_id IN ({marks}) ORDER BY archived_at IS NOT NULL, id"
)
PEOPLE_BY_UID = "SELECT uid, customer_id, uid FROM contact WHERE uid IN ({marks})"
MERGED_PEOPLE = (
    "SELECT a.uid, p.customer_id, p.uid FROM alias a JOIN contact p ON p.id = a.contact_id "
    "WHERE a.uid IN ({marks})"
)
POINTS = (
    "SELECT customer_id, contact_id, kind, CASE normal WHEN '' THEN value ELSE normal END "
    "FROM contact_point WHERE customer_id IN ({marks})"
)
TAGS = (
    "SELECT ct.customer_id, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
    "WHERE ct.customer_id IN ({marks})"
)
CUSTOM = (
    "SELECT v.customer_id, f.key, v.id, v.value FROM custom_value v "
    "JOIN custom_field f ON f.id = v.field_id WHERE v.customer_id IN ({marks})"
)
DAYS = (
    "SELECT customer_id, id, contact_id, calendar, month, day, leap, year, kind, lead_days, label "
    "FROM occasion WHERE customer_id IN ({marks}) ORDER BY id"
)
INTERACTIONS = (
    'SELECT customer_id, id, contact_id, "on", kind, summary, origin FROM interaction '
    "WHERE customer_id IN ({marks}) ORDER BY id"
)
RECORDED = "SELECT uid FROM interaction WHERE uid IN ({marks})"
STEPS = (
    "SELECT customer_id, id, interaction_id, due_on, what, status, origin, contact_id, time, "
    "kind, priority FROM follow_up WHERE customer_id IN ({marks}) ORDER BY id"
)


def known(conn: sqlite3.Connection) -> Known:
    """Everybody's keys; whole customers are fetched over the same connection when asked for."""
    one = Same()
    return Known(
        keys=tuple(
            KnownKey._make((*row, one[province], one[city], one[kind]))
            for *row, province, city, kind in conn.execute(KEYS)
        ),
        points=tuple(
            KnownPoint(normal, customer, contact, one[name], one[kind])
            for normal, customer, contact, name, kind in conn.execute(KEY_POINTS)
        ),
        custom_fields=dict(conn.execute(FIELDS).fetchall()),
        custom_kinds=dict(conn.execute(FIELD_KINDS).fetchall()),
        details=partial(details, conn, edits.finder(conn)),
        people=partial(people_by_uid, conn),
        recorded=partial(recorded, conn),
        stored=partial(export.stored, conn),
        fingerprint=fingerprint(conn),
        aliases=tuple(map(Alias._make, conn.execute(ALIASES))),
        former=edits.former(conn),
        sounds=lambda: dict(conn.execute(SOUNDS).fetchall()),
    )


def fingerprint(conn: sqlite3.Connection) -> tuple[int, ...]:
    """What differs as soon as anybody changed anything: the newest operation and customer."""
    found: tuple[int, ...] = conn.execute(FINGERPRINT).fetchone()
    return found


def details(
    conn: sqlite3.Connection, edited: edits.Finder, ids: Collection[int]
) -> Mapping[int, KnownCustomer]:
    """These customers with all that a row of a file may say about them."""
    wanted, one = sorted(ids), Same()
    changed = edited(wanted)
    people = _people(conn, wanted)
    tags = grouped(each(conn, TAGS, wanted))
    custom = grouped(each(conn, CUSTOM, wanted))
    days = grouped(each(conn, DAYS, wanted))
    interactions = grouped(each(conn, INTERACTIONS, wanted))
    steps = grouped(each(conn, STEPS, wanted))
    return {
        cid: KnownCustomer(
            cid,
            dict(zip(EDITABLE, values, strict=True)),
            people.get(cid, ()),
            frozenset(name for (name,) in tags.get(cid, ())),
            {key: (row_id, value) for key, row_id, value in custom.get(cid, ())},
            tuple(map(KnownOccasion._make, days.get(cid, ()))),
            tuple(
                KnownInteraction(row_id, contact, one[on], one[kind], summary, one[origin])
                for row_id, contact, on, kind, summary, origin in interactions.get(cid, ())
            ),
            tuple(map(KnownStep._make, steps.get(cid, ()))),
            changed.get(cid, NO_EDITS),
        )
        for cid, *values in each(conn, CUSTOMERS, wanted)
    }


def _people(conn: sqlite3.Connection, ids: list[int]) -> dict[int, tuple[KnownContact, ...]]:
    """The people at these customers, those put away last."""
    points: dict[int, set[tuple[str, str]]] = {}
    for _customer, contact, kind, form in each(conn, POINTS, ids):
        points.setdefault(contact, set()).add((kind, form))
    found: dict[int, list[KnownContact]] = {}
    for row in each(conn, PEOPLE, ids):
        found.setdefault(row[0], []).append(_contact(row, points))
    return {customer: tuple(people) for customer, people in found.items()}


def _contact(row: Row, points: Mapping[int, set[tuple[str, str]]]) -> KnownContact:
    _customer, contact, uid, primary, archived, *values = row
    return KnownContact(
        contact,
        dict(zip(CONTACT_EDITABLE, values, strict=True)),
        bool(primary),
        frozenset(points.get(contact, ())),
        bool(archived),
        uid,
    )


def recorded(conn: sqlite3.Connection, uids: Collection[str]) -> set[str]:
    """Which of these uids are those of entries of the history."""
    return {uid for (uid,) in each(conn, RECORDED, sorted(set(uids)))}


def people_by_uid(conn: sqlite3.Connection, uids: Collection[str]) -> Mapping[str, tuple[int, str]]:
    """Whose contacts these are, and under which uid: uid -> customer's id, contact's uid."""
    found: dict[str, tuple[int, str]] = {}
    wanted = sorted(uids)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        for sql in (MERGED_PEOPLE, PEOPLE_BY_UID):
            found.update(
                (given, (customer, own))
                for given, customer, own in conn.execute(sql.format(marks=marks), part)
            )
    return found
