"""The user's own sequences of steps."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date

from crmtui.domain.errors import WrongUse
from crmtui.domain.sequences import Planned, Sequence, read_step

UNDER_WAY = "SELECT customer_id FROM follow_up WHERE sequence <> '' AND status = 'open'"
LAST_ENTRY = "SELECT coalesce(max(id), 0) FROM interaction"
CAME_IN = (
    "SELECT max(\"on\") FROM interaction WHERE customer_id = ? AND id > ? AND direction = 'in'"
)
SEQUENCES = "SELECT id, name, steps FROM sequence ORDER BY name"


def own(conn: sqlite3.Connection) -> tuple[Sequence, ...]:
    """The user's own sequences by name; steps that cannot be read are left out."""
    return tuple(
        Sequence(name, tuple(_steps(steps)), id) for id, name, steps in conn.execute(SEQUENCES)
    )


def _steps(text: str) -> Iterator[Planned]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    for each in found if isinstance(found, list) else ():
        if isinstance(each, dict):
            try:
                yield read_step(f"{each.get('after')}: {each.get('what')}")
            except WrongUse:
                continue


def under_way(conn: sqlite3.Connection) -> frozenset[int]:
    """The customers with whom a sequence is under way."""
    return frozenset(customer for (customer,) in conn.execute(UNDER_WAY))


def last_entry(conn: sqlite3.Connection) -> int:
    """The highest id in the history; 0 where there is none."""
    (last,) = conn.execute(LAST_ENTRY).fetchone()
    return int(last)


def came_in_since(conn: sqlite3.Connection, customer_id: int, entry: int) -> date | None:
    """The latest day on which the customer came to us, of the entries after this one."""
    (on,) = conn.execute(CAME_IN, (customer_id, entry)).fetchone()
    return date.fromisoformat(on) if on else None
