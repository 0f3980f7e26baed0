"""Whom an erasure is about, checked; the writing itself is upkeep.erase."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from crmtui.domain.erasure import NotTheName, Person, same_name
from crmtui.reads import erasure


def look(conn: sqlite3.Connection, kind: str, row_id: int) -> Person:
    """All that is held of a customer or contact; RowMissing where it is not there."""
    return erasure.look(conn, kind, row_id)


def deleted(conn: sqlite3.Connection, operation: int) -> Sequence[Person]:
    """The customers that a deletion in the bin took."""
    return erasure.deleted(conn, operation)


def confirmed(person: Person, typed: str) -> Person:
    """The person, where the name was typed; NotTheName otherwise."""
    if not same_name(typed, person.name):
        raise NotTheName(person.name)
    return person
