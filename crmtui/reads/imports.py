"""The imports there were: when, of which files, what came of them, and whether they were undone."""

from __future__ import annotations

import json
import sqlite3

from crmtui.domain.importlist import ImportLine, ImportRecord
from crmtui.reads.rows import Row

_COLUMNS = (
    "b.id, b.at, coalesce(o.actor, ''), coalesce(o.source, ''), b.operation_id, b.files, "
    "b.result, u.at, u.id FROM import_batch b LEFT JOIN operation o ON o.id = b.operation_id "
    "LEFT JOIN operation u ON u.id = o.undone_by"
)
NEWEST = f"SELECT {_COLUMNS} WHERE b.id < ? ORDER BY b.id DESC LIMIT ?"
ONE = f"SELECT {_COLUMNS} WHERE b.id = ?"
_LAST = 2**62


def imports(conn: sqlite3.Connection, limit: int, before: int | None = None) -> list[ImportLine]:
    """The newest imports, or those older than one."""
    given = (_LAST if before is None else before, limit)
    return [_record(row).line for row in conn.execute(NEWEST, given)]


def record(conn: sqlite3.Connection, import_id: int) -> ImportRecord | None:
    """One import with its problems, or None."""
    row = conn.execute(ONE, (import_id,)).fetchone()
    return _record(row) if row else None


def _record(row: Row) -> ImportRecord:
    id, at, actor, source, operation, files, result, undone_at, undone_by = row
    given, told = json.loads(files), json.loads(result)
    line = ImportLine(
        id=id,
        at=at,
        actor=actor,
        source=source,
        operation=operation,
        files=tuple(str(each.get("name", "")) for each in given),
        counts={name: value for name, value in told.items() if type(value) is int},
        problems=len(told.get("problems", ())),
        taken_back_at=undone_at,
        taken_back_by=undone_by,
    )
    return ImportRecord(line, tuple(given), told)
