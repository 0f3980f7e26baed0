"""The user's own fields with how many customers have something in them."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

FIELDS = (
    "SELECT f.key, f.label, f.kind, f.choices, count(v.id) FROM custom_field f "
    "LEFT JOIN custom_value v ON v.field_id = f.id GROUP BY f.id ORDER BY f.position, f.id"
)


class OwnField(NamedTuple):
    """A field of the user's own; customers: how many have something in it."""

    key: str
    label: str
    kind: str
    choices: tuple[str, ...]
    customers: int


def own_fields(conn: sqlite3.Connection) -> list[OwnField]:
    """All of them in their order."""
    return [
        OwnField(key, label or key, kind, tuple(filter(None, choices.split("\n"))), count)
        for key, label, kind, choices, count in conn.execute(FIELDS)
    ]
