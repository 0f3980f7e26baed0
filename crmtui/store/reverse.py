"""Putting an operation back field by field, from what the journal says it did."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from sqlmodel import SQLModel

from crmtui.domain.records import Record, Value
from crmtui.store.journal import UNJOURNALED
from crmtui.store.unit_of_work import UnitOfWork

CHUNK = 500  # rows taken out at a time
_CHANGES = (
    "SELECT table_name, row_id, row_last, action, before, after FROM change "
    "WHERE operation_id = ? ORDER BY id DESC"
)
_LATER_BEFORE = (
    "SELECT before FROM change WHERE table_name = ? AND row_id = ? AND action = 'update' "
    "AND operation_id > ? AND operation_id < ? ORDER BY id DESC"
)


@dataclass
class Outcome:
    """What became of each row: put back, kept as it is (and whose it is), or failed."""

    reversed: int = 0
    kept: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def reverse(
    uow: UnitOfWork, operation_id: int, progress: Callable[[int], None] | None = None
) -> Outcome:
    """Undo every change of the operation that still can be, newest first."""
    outcome = Outcome()
    for row in uow.sql.execute(_CHANGES, (operation_id,)).fetchall():
        table, first, last, action, before, after = row
        if action == "insert":
            for end in range(last, first - 1, -CHUNK):
                begin = max(first, end - CHUNK + 1)
                _take_out(uow, operation_id, table, begin, end, outcome)
                if progress:
                    progress(end - begin + 1)
        elif action == "update":
            _set_back(uow, table, first, _load(before) or {}, _load(after) or {}, outcome)
        else:
            _bring_back(uow, table, first, _load(before) or {}, outcome)
    return outcome


def _take_out(
    uow: UnitOfWork, operation_id: int, table: str, first: int, last: int, outcome: Outcome
) -> None:
    """Remove rows the operation created, but those edited since or that others depend on."""
    there = uow.run(table, first, last)
    needed = _depended_on(uow.sql, table, first, last)
    kept = [
        row
        for row in there
        if row.id in needed or (row["revision"] != 1 and _edited(uow, operation_id, table, row))
    ]
    outcome.kept += [title(uow, table, row) for row in kept]
    outcome.reversed += last - first + 1 - len(kept)
    staying = {row.id for row in kept}
    uow.delete_many(table, (row for row in there if row.id not in staying))


def _edited(uow: UnitOfWork, operation_id: int, table: str, current: Record) -> bool:
    """Whether the row no longer says what it said when it was created.

    What later updates found there first is what the row was created with.
    """
    created: dict[str, Value] = {}
    given = (table, current.id, operation_id, uow.operation_id)
    for (before,) in uow.sql.execute(_LATER_BEFORE, given):
        created |= _load(before) or {}
    return any(current[name] != value for name, value in created.items())


def _set_back(
    uow: UnitOfWork,
    table: str,
    row_id: int,
    before: Mapping[str, Value],
    after: Mapping[str, Value],
    outcome: Outcome,
) -> None:
    """Give each field its old value where it still holds the operation's."""
    current = uow.row(table, row_id)
    if current is None:
        outcome.failed.append(f"{table} {row_id}")
        return
    ours = {name: value for name, value in before.items() if current[name] == after[name]}
    try:
        uow.update(table, row_id, ours)
    except sqlite3.IntegrityError:
        outcome.failed.append(title(uow, table, current))
        return
    if len(ours) == len(before):
        outcome.reversed += 1
    else:
        outcome.kept.append(title(uow, table, current))


def _bring_back(
    uow: UnitOfWork, table: str, row_id: int, before: Mapping[str, Value], outcome: Outcome
) -> None:
    """Insert a row the operation deleted, under its old id."""
    if uow.row(table, row_id) is not None:
        outcome.kept.append(title(uow, table, uow.must(table, row_id)))
        return
    try:
        revision = int(str(before["revision"])) + 1
        uow.insert(table, {**before, "id": row_id, "revision": revision})
        outcome.reversed += 1
    except sqlite3.IntegrityError:
        outcome.failed.append(f"{table} {row_id}")


def title(uow: UnitOfWork, table: str, row: Mapping[str, Value]) -> str:
    """What a user knows this row by: its own name, else the customer's."""
    if table == "customer":
        return str(row["name"])
    customer_id = row.get("customer_id")
    owner = uow.row("customer", customer_id) if isinstance(customer_id, int) else None
    own = next(
        (str(row[name]) for name in ("name", "what", "summary", "value", "label") if row.get(name)),
        "",
    )
    return " · ".join(part for part in (owner.text("name") if owner else "", own) if part)


def _depended_on(raw: sqlite3.Connection, table: str, first: int, last: int) -> set[int]:
    """Which rows of a run other rows point at."""
    return {
        row_id for sql in _dependents_sql(table) for (row_id,) in raw.execute(sql, (first, last))
    }


@cache
def _dependents_sql(table: str) -> tuple[str, ...]:
    """One query for each column of another table that points at this one."""
    return tuple(_pointing_at(table))


def _pointing_at(table: str) -> Iterator[str]:
    for other in SQLModel.metadata.sorted_tables:
        if other.name in UNJOURNALED:
            continue
        for key in other.foreign_keys:
            if key.column.table.name == table:
                column = f'"{key.parent.name}"'
                yield f"SELECT DISTINCT {column} FROM {other.name} WHERE {column} BETWEEN ? AND ?"


def _load(text: str | None) -> dict[str, Value] | None:
    return None if text is None else json.loads(text)
