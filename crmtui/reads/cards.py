"""One customer with everything that hangs on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from crmtui.domain.cards import Card, Customer, CustomField, CustomValue, StageChange
from crmtui.domain.followups import FollowUp
from crmtui.domain.interactions import Interaction
from crmtui.domain.occasions import Occasion
from crmtui.reads.lines import contacts
from crmtui.reads.promises import of_customer
from crmtui.reads.rows import (
    FOLLOW_UP_COLUMNS,
    OCCASION_COLUMNS,
    Row,
    day,
    follow_up,
    occasion,
)

CUSTOMER = (
    "SELECT id, uid, number, name, short_name, kind, grade, stage, industry, province, city, "
    "address, source, owner, referred_by, credit_level, payment_terms, invoice, "
    "price_sensitivity, cadence_days, needs, note, verified_on, archived_at, added_on, "
    "last_touch_on, contact_due_on, next_due_on, revision, country, hide_until "
    "FROM customer WHERE id = ?"
)
TAGS = (
    "SELECT t.name FROM customer_tag c JOIN tag t ON t.id = c.tag_id "
    "WHERE c.customer_id = ? ORDER BY t.name"
)
CUSTOM_VALUES = (
    "SELECT f.id, f.key, f.label, f.kind, f.choices, v.value FROM custom_value v "
    "JOIN custom_field f ON f.id = v.field_id WHERE v.customer_id = ? AND v.value <> '' "
    "ORDER BY f.position, f.id"
)
CUSTOM_FIELDS = "SELECT id, key, label, kind, choices FROM custom_field ORDER BY position, id"
INTERACTIONS = (
    "SELECT i.id, i.uid, i.customer_id, i.contact_id, coalesce(p.name, ''), i.\"on\", i.time, "
    "i.kind, i.direction, i.summary, i.outcome, i.rep, i.origin, i.is_touch, i.revision "
    "FROM interaction i LEFT JOIN contact p ON p.id = i.contact_id WHERE i.customer_id = ? "
    "ORDER BY i.\"on\" DESC, coalesce(i.time, '') DESC, i.id DESC LIMIT ?"
)
INTERACTION_COUNT = "SELECT count(*) FROM interaction WHERE customer_id = ?"
FOLLOW_UPS = (
    f"SELECT {FOLLOW_UP_COLUMNS} FROM follow_up f LEFT JOIN contact p ON p.id = f.contact_id "
    "WHERE f.customer_id = ? ORDER BY f.status <> 'open', "
    "CASE WHEN f.status = 'open' THEN f.due_on END, coalesce(f.time, ''), "
    "coalesce(f.closed_on, f.due_on) DESC, f.id"
)
OCCASIONS = (
    f"SELECT {OCCASION_COLUMNS} FROM occasion o LEFT JOIN contact p ON p.id = o.contact_id "
    "WHERE o.customer_id = ? ORDER BY o.id"
)
STAGE_CHANGES = (
    'SELECT "on", before, after FROM stage_change WHERE customer_id = ? ORDER BY "on" DESC, id DESC'
)

ALL = -1  # as a LIMIT


def card(conn: sqlite3.Connection, customer_id: int, *, history: int | None = None) -> Card | None:
    """The customer's card, or None; `history`: at most so many contact records (None: all)."""
    row = conn.execute(CUSTOMER, (customer_id,)).fetchone()
    if row is None:
        return None
    most = ALL if history is None else history
    one = (customer_id,)
    (count,) = conn.execute(INTERACTION_COUNT, one).fetchone()
    return Card(
        customer=_customer(row),
        contacts=tuple(contacts(conn, one).get(customer_id, ())),
        tags=tuple(name for (name,) in conn.execute(TAGS, one)),
        custom=tuple(_custom(conn, customer_id)),
        interactions=tuple(map(_interaction, conn.execute(INTERACTIONS, (customer_id, most)))),
        interaction_count=count,
        follow_ups=tuple(_follow_ups(conn, customer_id)),
        occasions=tuple(_occasions(conn, customer_id)),
        stages=tuple(
            StageChange(date.fromisoformat(on), before, after)
            for on, before, after in conn.execute(STAGE_CHANGES, one)
        ),
        promises=of_customer(conn, customer_id),
    )


def _customer(row: Row) -> Customer:
    values = list(row)
    values[22] = day(row[22])
    values[24] = date.fromisoformat(row[24])
    values[25:28] = map(day, row[25:28])
    return Customer(*values)


def _interaction(row: Row) -> Interaction:
    values = list(row)
    values[5] = date.fromisoformat(row[5])
    values[13] = bool(row[13])
    return Interaction(*values)


def _follow_ups(conn: sqlite3.Connection, customer_id: int) -> Iterator[FollowUp]:
    return map(follow_up, conn.execute(FOLLOW_UPS, (customer_id,)))


def _occasions(conn: sqlite3.Connection, customer_id: int) -> Iterator[Occasion]:
    return map(occasion, conn.execute(OCCASIONS, (customer_id,)))


def _custom(conn: sqlite3.Connection, customer_id: int) -> Iterator[CustomValue]:
    for *field, value in conn.execute(CUSTOM_VALUES, (customer_id,)):
        yield CustomValue(_field(tuple(field)), value)


def custom_fields(conn: sqlite3.Connection) -> list[CustomField]:
    """The user's own fields in their order."""
    return [_field(row) for row in conn.execute(CUSTOM_FIELDS)]


def _field(row: Row) -> CustomField:
    id, key, label, kind, choices = row
    return CustomField(id, key, label, kind, tuple(filter(None, choices.split("\n"))))
