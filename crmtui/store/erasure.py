"""Erasing a person from every table, the journal, the search index and the file's free pages."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from crmtui.domain import packing
from crmtui.domain.erasure import Erased, NotSwept, Person, forgotten, pattern, without
from crmtui.store import derived, runs
from crmtui.store.connect import WAIT_SECONDS, is_busy
from crmtui.store.shape import columns

if TYPE_CHECKING:
    from crmtui.settings import Settings
    from crmtui.store.unit_of_work import UnitOfWork

_OF_CONTACT = ("contact_point", "occasion", "alias")
_OWN_NAMES = frozenset({"name", "short_name"})  # of somebody else: no mention of this person
_PACKED = (
    "SELECT id, operation_id, table_name, before FROM change WHERE action = 'delete' "
    "AND before IS NOT NULL AND before NOT LIKE '_\"%'"
)
_WIPE = "UPDATE change SET before = NULL, after = NULL WHERE id = ?"
_KEPT = (
    "SELECT 1 FROM change WHERE operation_id = ? AND table_name NOT IN ('tag', 'custom_field') "
    "AND (before IS NOT NULL OR after IS NOT NULL OR (row_last > row_id AND action = 'insert')) "
    "LIMIT 1"
)
_END = "UPDATE operation SET summary = '', undone_by = ? WHERE id = ?"
_SMALL = 200 << 20  # bytes of a database that is vacuumed in memory


def erase(uow: UnitOfWork, person: Person, keys: derived.Keys) -> Erased:
    """Take the person out of everything; the caller commits, and sweeps afterwards."""
    raw = uow.sql
    raw.execute("PRAGMA secure_delete = ON")
    uow.describe("erase")
    mine = uow.operation_id
    touched = set(person.customers) | _let_go(raw, person)
    gone = 0
    for table, ids in person.rows.items():
        for row_id in ids:
            gone += raw.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,)).rowcount
    derived.refresh(raw, touched, uow.settings, keys)
    operations = _journal(raw, person)
    changes = sum(operations.values())
    for operation in operations:
        if raw.execute(_KEPT, (operation,)).fetchone() is None:
            raw.execute(_END, (mine, operation))
    found = pattern(person.texts)
    _imports(raw, person, found)
    if found is not None:
        changes += _mentioned(raw, found)
        _books(raw, found)
    raw.execute("INSERT INTO search (search) VALUES ('rebuild')")
    return Erased(mine, gone, changes, swept=False)


def _let_go(raw: sqlite3.Connection, person: Person) -> set[int]:
    """Let rows that stay no longer point at, or name, the person; gives whose they are."""
    touched: set[int] = set(person.referred)
    for table, column, row_id in person.referring:
        sql = f'UPDATE {table} SET "{column}" = NULL, revision = revision + 1 WHERE id = ?'
        raw.execute(sql, (row_id,))
    sql = "UPDATE customer SET referred_by = '', revision = revision + 1 WHERE id = ?"
    raw.executemany(sql, ((row_id,) for row_id in person.referred))
    if person.kind == "contact":
        (owner,) = raw.execute(
            "SELECT customer_id FROM contact WHERE id = ?", (person.id,)
        ).fetchone()
        touched.add(owner)
    return touched


# -- the journal ------------------------------------------------------------------------------


def _journal(raw: sqlite3.Connection, person: Person) -> dict[int, int]:
    """Wipe the changes to the person's rows; gives how many of each operation."""
    ids = set(_changes(raw, person))
    operations: dict[int, int] = {}
    for change in ids:
        (operation,) = raw.execute(
            "SELECT operation_id FROM change WHERE id = ?", (change,)
        ).fetchone()
        operations[operation] = operations.get(operation, 0) + 1
        raw.execute(_WIPE, (change,))
    for change, operation, table, packed in raw.execute(_PACKED).fetchall():
        if _thin_out(raw, person, change, table, packed):
            operations[operation] = operations.get(operation, 0) + 1
    return operations


def _changes(raw: sqlite3.Connection, person: Person) -> Iterator[int]:
    """The ids of all changes to rows that are, or were, the person's."""
    for customer in person.customers:
        yield from _ids(raw, "customer_id = ?", (customer,))
    for table, rows in person.rows.items():
        for row_id in rows:
            # A run of rows that came at once tells nothing, unless it was of this one alone.
            yield from _ids(
                raw, "table_name = ? AND row_id = ? AND row_last = row_id", (table, row_id)
            )
    if person.kind == "contact":
        for table in _OF_CONTACT:
            where = (
                "table_name = ? AND row_id IN (SELECT c.row_id FROM change c WHERE "
                "c.table_name = ? AND (json_extract(nullif(c.after, ''), '$.contact_id') = ? OR "
                "(c.before LIKE '_\"%' AND json_extract(c.before, '$.contact_id') = ?)))"
            )
            yield from _ids(raw, where, (table, table, person.id, person.id))


def _ids(raw: sqlite3.Connection, where: str, given: tuple[object, ...]) -> list[int]:
    return [id for (id,) in raw.execute(f"SELECT id FROM change WHERE {where}", given)]


def _thin_out(
    raw: sqlite3.Connection, person: Person, change: int, table: str, packed: str
) -> bool:
    """Take the person's rows out of a run of deleted ones; whether any were in it."""
    names, rows = packing.unpack(packed)
    left = [
        row for row in rows if not _is_theirs(person, table, dict(zip(names, row, strict=True)))
    ]
    if len(left) < len(rows):
        text = json.dumps(left, ensure_ascii=False, separators=(",", ":"))
        value = runs.pack_text(names, text) if left else None
        raw.execute("UPDATE change SET before = ? WHERE id = ?", (value, change))
    return len(left) < len(rows)


def _is_theirs(person: Person, table: str, row: dict[str, Any]) -> bool:
    if row["id"] in person.rows.get(table, ()):
        return True
    if person.kind == "contact":
        return table in _OF_CONTACT and row.get("contact_id") == person.id
    return (row["id"] if table == "customer" else row.get("customer_id")) in person.customers


def _mentioned(raw: sqlite3.Connection, found: re.Pattern[str]) -> int:
    """Take the names out of what the journal says of others, and out of its sentences."""
    _teach(raw, found)
    # Not a constant: only here SQL knows what `tells` means.
    holding = "SELECT id, before, after FROM change WHERE before LIKE '_\"%' OR after LIKE '_\"%'"
    changes = raw.execute(
        f"SELECT * FROM ({holding}) WHERE tells(before) OR tells(after)"
    ).fetchall()
    for change, *sides in changes:
        told = [
            _dumped(without(json.loads(side), found, _OWN_NAMES.__contains__)) if side else None
            for side in sides
        ]
        raw.execute("UPDATE change SET before = ?, after = ? WHERE id = ?", (*told, change))
    for change, _operation, _table, packed in raw.execute(_PACKED).fetchall():
        names, rows = packing.unpack(packed)
        if any(isinstance(v, str) and found.search(v) for row in rows for v in row):
            spare = [name in _OWN_NAMES for name in names]
            left = [
                [v if kept else without(v, found) for v, kept in zip(row, spare, strict=True)]
                for row in rows
            ]
            text = runs.pack_text(names, _dumped(left))
            raw.execute("UPDATE change SET before = ? WHERE id = ?", (text, change))
    for operation, summary in raw.execute(
        "SELECT id, summary FROM operation WHERE tells(summary)"
    ).fetchall():
        told_now = found.sub("…", summary)
        raw.execute("UPDATE operation SET summary = ? WHERE id = ?", (told_now, operation))
    return len(changes)


def _imports(raw: sqlite3.Connection, person: Person, found: re.Pattern[str] | None) -> None:
    """Take out of what imports remember the rows about the person, and all sample cells."""
    for batch, result in raw.execute("SELECT id, result FROM import_batch").fetchall():
        told = json.loads(result)
        if forgotten(told, person.customers, found):
            raw.execute("UPDATE import_batch SET result = ? WHERE id = ?", (_dumped(told), batch))


def _books(raw: sqlite3.Connection, found: re.Pattern[str]) -> None:
    """Take the names out of what is remembered of imports and their columns."""
    for table in ("import_batch", "import_profile"):
        texts = [name for name in columns(table) if name not in ("id", "uid", "operation_id", "at")]
        for name in texts:
            sql = f'SELECT id, "{name}" FROM {table} WHERE tells("{name}")'
            for row_id, value in raw.execute(sql).fetchall():
                now = _cleaned(value, found)
                raw.execute(f'UPDATE {table} SET "{name}" = ? WHERE id = ?', (now, row_id))


def _cleaned(value: str, found: re.Pattern[str]) -> str:
    try:
        return _dumped(without(json.loads(value), found))
    except ValueError:
        return found.sub("…", value)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _teach(raw: sqlite3.Connection, found: re.Pattern[str]) -> None:
    """Let SQL ask whether a text tells of the person, also where JSON has escaped it."""

    def tells(text: object) -> bool:
        return isinstance(text, str) and found.search(_plain(text)) is not None

    raw.create_function("tells", 1, tells)


def _plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\") if "\\" in text else text


# -- the file -----------------------------------------------------------------------------------


def sweep(raw: sqlite3.Connection, settings: Settings) -> None:
    """Write the file anew without free pages, and empty the write-ahead log; NotSwept."""
    raw.execute("PRAGMA secure_delete = ON")
    if settings.db.stat().st_size > _SMALL:
        raw.execute("PRAGMA temp_store = FILE")
    deadline = time.monotonic() + WAIT_SECONDS
    for statement in (
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "VACUUM",
        "PRAGMA wal_checkpoint(TRUNCATE)",
    ):
        while not _done(raw, statement):
            if time.monotonic() > deadline:
                raise NotSwept()
            time.sleep(0.05)


def _done(raw: sqlite3.Connection, statement: str) -> bool:
    try:
        rows: Iterable[tuple[int, ...]] = raw.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        if is_busy(error):
            return False
        raise
    return all(row[0] == 0 for row in rows)
