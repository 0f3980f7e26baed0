"""The journal: what every operation did, field by field, in the same transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from crmtui.domain.records import Value

UNJOURNALED = frozenset({"operation", "change", "import_batch", "import_profile", "meta"})
"""The program's own books: what was done stays written there, also when it is undone."""

UNSAID = frozenset({"id", "revision", "uid", "recorded_at"})
_UNDO_AGAIN = (
    "UPDATE operation SET undone_by = ? WHERE id = (SELECT undo.undoes FROM operation redo "
    "JOIN operation undo ON undo.id = redo.undoes WHERE redo.id = ? AND redo.verb = 'redo')"
)
_INSERT_CHANGE = (
    "INSERT INTO change (operation_id, table_name, row_id, row_last, customer_id, action, "
    "before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_OPERATION = (
    "INSERT INTO operation (at, actor, source, session, verb, summary) VALUES (?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as it goes into the journal."""

    table: str
    row_id: int
    row_last: int
    customer_id: int | None
    action: str
    before: Mapping[str, Value] | str | None  # text: a run of deleted rows, see store.runs
    after: Mapping[str, Value] | None


def open_operation(
    raw: sqlite3.Connection, at: str, actor: str, source: str, session: str, verb: str, summary: str
) -> int:
    """Write the operation's row; gives its id."""
    cursor = raw.execute(_INSERT_OPERATION, (at, actor, source, session, verb, summary))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def write(raw: sqlite3.Connection, operation_id: int, entries: list[Entry]) -> None:
    """Write the operation's changes in the order they were made."""
    raw.executemany(
        _INSERT_CHANGE,
        (
            (
                operation_id,
                entry.table,
                entry.row_id,
                entry.row_last,
                entry.customer_id,
                entry.action,
                _json(entry.before),
                _json(entry.after),
            )
            for entry in entries
        ),
    )


def _json(values: Mapping[str, Value] | str | None) -> str | None:
    if values is None or isinstance(values, str):
        return values
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def said(
    values: Mapping[str, Value] | None, drop: frozenset[str], *, whole: bool
) -> Mapping[str, Value] | None:
    """What of a row goes into the journal: everything of a deleted one, else what users see."""
    if values is None:
        return None
    unsaid = drop if whole else drop | UNSAID
    return {name: value for name, value in values.items() if name not in unsaid}


def mark_undone(raw: sqlite3.Connection, operation_id: int, mine: int) -> None:
    """Note that an operation was undone by mine, and what that means for the one behind it."""
    raw.execute(_UNDO_AGAIN, (mine, operation_id))
    raw.execute("UPDATE operation SET undone_by = ? WHERE id = ?", (mine, operation_id))
    raw.execute("UPDATE operation SET undoes = ? WHERE id = ?", (operation_id, mine))
    raw.execute("UPDATE operation SET undone_by = NULL WHERE undone_by = ?", (operation_id,))
