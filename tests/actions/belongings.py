"""What tests of merging put on a customer beyond what tests.support has."""

from __future__ import annotations

import sqlite3

from tests.support import insert

NOW = "2026-11-23T02:00:00Z"


def note_greeting(
    db: sqlite3.Connection, customer: int, contact: int | None, occasion: int | None
) -> None:
    """That a customer was greeted on a birthday."""
    told = (customer, contact, occasion, f"g{customer}{occasion}", "birthday", "2026-09-25", NOW)
    db.execute(
        "INSERT INTO greeting (customer_id, contact_id, occasion_id, uid, kind, day, recorded_at, "
        '"on") VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        (*told, "2026-09-25"),
    )


def add_tag(db: sqlite3.Connection, customer: int, name: str) -> None:
    """Give a customer a tag."""
    db.execute("INSERT OR IGNORE INTO tag (name) VALUES (?)", (name,))
    (tag,) = db.execute("SELECT id FROM tag WHERE name = ?", (name,)).fetchone()
    insert(db, "customer_tag", {"customer_id": customer, "tag_id": tag})


def add_custom(db: sqlite3.Connection, customer: int, key: str, value: str) -> None:
    """Give a customer's own field a value."""
    row = db.execute("SELECT id FROM custom_field WHERE key = ?", (key,)).fetchone()
    field = row[0] if row else insert(db, "custom_field", {"uid": key, "key": key, "label": key})
    insert(db, "custom_value", {"customer_id": customer, "field_id": field, "value": value})
