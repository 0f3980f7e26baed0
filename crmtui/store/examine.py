"""Whether what is kept beside the rows is what the rows say: for the doctor."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from crmtui.domain.health import OutOfStep
from crmtui.store import derived

if TYPE_CHECKING:
    from crmtui.settings import Settings

_IDS = "SELECT id FROM customer ORDER BY id"
_COLUMNS = (
    "SELECT sort_key, name_key, last_touch_on, contact_due_on, next_due_on, id "
    "FROM customer WHERE id IN ({marks})"
)
_DOCUMENTS = "SELECT rowid, names, keys, phones, rest, history FROM search WHERE rowid IN ({marks})"
_STRAYS = "SELECT count(*) FROM search_content d WHERE d.id NOT IN (SELECT id FROM customer)"
_WHOLE = "INSERT INTO search (search) VALUES ('integrity-check')"


def out_of_step(
    raw: sqlite3.Connection,
    settings: Settings,
    keys: derived.Keys,
    tick: Callable[[int, int], None],
) -> OutOfStep:
    """Count the customers whose derived columns or search entries are not as they should be."""
    ids = [row[0] for row in raw.execute(_IDS)]
    columns = documents = 0
    for start in range(0, len(ids), derived.CHUNK):
        chunk = ids[start : start + derived.CHUNK]
        marks = ", ".join("?" * len(chunk))
        wanted = derived.computed(raw, chunk, settings, keys)
        there = set(raw.execute(_COLUMNS.format(marks=marks), chunk))
        columns += sum(row not in there for row in wanted.columns)
        indexed = {row[0]: row[1:] for row in raw.execute(_DOCUMENTS.format(marks=marks), chunk)}
        documents += sum(
            indexed.get(cid) != (doc.names, doc.keys, doc.phones, doc.rest, doc.history)
            for cid, doc in wanted.docs.items()
        )
        tick(start + len(chunk), len(ids))
    (strays,) = raw.execute(_STRAYS).fetchone()
    return OutOfStep(len(ids), columns, documents + strays)


def index_is_whole(raw: sqlite3.Connection) -> bool:
    """Whether the search index can find what is in it; asks for the write lock, keeps nothing."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        raw.execute(_WHOLE)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return False
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
    return True
