"""Putting an operation back field by field, from what the journal says it did."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crmtui.domain import packing
from crmtui.domain.records import Record, Value
from crmtui.domain.takeback import NOTHING_STAYS, KeptRow, row_title
from crmtui.store import runs
from crmtui.store.journal import Entry
from crmtui.store.shape import DERIVED, columns, parents

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

# A run of more rows than this is taken out in bulk; of fewer each is told in the journal, by name.
FEW = 100
_CHANGES = (
    "SELECT id, table_name, row_id, row_last, action FROM change "
    "WHERE operation_id = ? ORDER BY id DESC"
)
_VALUES = "SELECT before, after FROM change WHERE id = ?"


@dataclass
class Outcome:
    """What became of each row: put back, kept as it is, or failed."""

    reversed: int = 0
    kept: list[KeptRow] = field(default_factory=list)
    failed: list[KeptRow] = field(default_factory=list)


def reverse(
    uow: UnitOfWork,
    operation_id: int,
    staying: Mapping[str, frozenset[int]] = NOTHING_STAYS,
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Undo every change of the operation that still can be, newest first.

    `staying` are the ids of rows it created that are to stay, by table; `progress` is told how
    many rows each step dealt with.
    """
    outcome = Outcome()
    tell = progress or _nobody
    for change_id, table, first, last, action in uow.sql.execute(
        _CHANGES, (operation_id,)
    ).fetchall():
        if action == "insert":
            stays = staying.get(table, frozenset())
            outcome.reversed += _take_out(uow, table, first, last, stays, tell)
            continue
        before, after = uow.sql.execute(_VALUES, (change_id,)).fetchone()
        if before is None:
            continue  # emptied from the bin, or erased: nobody knows what was there
        if action == "update":
            _set_back(uow, table, first, json.loads(before), json.loads(after), outcome)
        elif before.startswith("{"):
            _bring_back(uow, table, [json.loads(before)], outcome)
        else:
            _bring_back_run(uow, table, *packing.unpack(before), outcome)
        tell(last - first + 1)
    return outcome


def _nobody(rows: int) -> None:
    return


def _take_out(
    uow: UnitOfWork,
    table: str,
    first: int,
    last: int,
    staying: frozenset[int],
    tell: Callable[[int], None],
) -> int:
    """Remove rows the operation created, but those that stay; gives how many are not there now."""
    going = list(runs.between(first, last, staying))
    if last - first < FEW:
        return sum(_take_out_few(uow, table, low, high, tell) for low, high in going)
    for low, high in going:
        _take_out_run(uow, table, low, high, tell)
    if table == "customer":
        runs.unindex(uow.sql, going)
        uow.touch((id for low, high in going for id in range(low, high + 1)), in_step=True)
    return sum(high - low + 1 for low, high in going)


def _take_out_few(
    uow: UnitOfWork, table: str, first: int, last: int, tell: Callable[[int], None]
) -> int:
    """Remove rows one by one, the last first; gives how many there were."""
    there = 0
    for row_id in range(last, first - 1, -1):
        if uow.row(table, row_id) is not None:
            uow.delete(table, row_id)
            there += 1
        tell(1)
    return there


def _take_out_run(
    uow: UnitOfWork, table: str, first: int, last: int, tell: Callable[[int], None]
) -> None:
    """Remove rows in bulk; the journal keeps them packed, some thousands in each change."""
    names = columns(table)
    told = [name for name in names if name not in DERIVED.get(table, ())]
    for low, high in runs.in_parts([(first, last)]):
        if packed := runs.pack(uow.sql, table, told, low, high):
            uow.note(Entry(table, low, high, None, "delete", packed, None))
        tell(high - low + 1)
    if "customer_id" in names:
        uow.touch(runs.owners(uow.sql, table, first, last))
    runs.delete(uow.sql, table, first, last)


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
        outcome.failed.append(KeptRow(table, row_id, _told(table, row_id)))
        return
    ours = {name: value for name, value in before.items() if current[name] == after[name]}
    try:
        _check_parents(uow, table, ours)
        uow.update(table, row_id, ours)
    except sqlite3.IntegrityError:
        outcome.failed.append(KeptRow(table, row_id, title(uow, table, current)))
        return
    if len(ours) == len(before):
        outcome.reversed += 1
    else:
        others = tuple(name for name in before if name not in ours)
        outcome.kept.append(KeptRow(table, row_id, title(uow, table, current), others))


def _bring_back(
    uow: UnitOfWork, table: str, rows: Iterable[Mapping[str, Value]], outcome: Outcome
) -> None:
    """Insert rows the operation deleted, under their old ids."""
    for before in rows:
        row_id = int(str(before["id"]))
        if (current := uow.row(table, row_id)) is not None:
            outcome.kept.append(KeptRow(table, row_id, title(uow, table, current)))
            continue
        try:
            _check_parents(uow, table, before)
            uow.insert(table, {**before, "revision": int(str(before["revision"])) + 1})
            outcome.reversed += 1
        except sqlite3.IntegrityError:
            own = title(uow, table, before) or _told(table, row_id)
            outcome.failed.append(KeptRow(table, row_id, own))


def _bring_back_run(
    uow: UnitOfWork, table: str, names: list[str], rows: list[list[Any]], outcome: Outcome
) -> None:
    """Insert a run of deleted rows in bulk; one by one where anything is in the way of one."""
    revision, key = names.index("revision"), names.index("id")
    again = [(*row[:revision], row[revision] + 1, *row[revision + 1 :]) for row in rows]
    ids = [row[key] for row in rows]
    uow.sql.execute("SAVEPOINT run")
    try:
        for column, parent in parents(table):
            if column in names:
                at = names.index(column)
                _must_be_there(uow.sql, parent, {row[at] for row in rows} - {None})
        runs.insert(uow.sql, table, names, again)
    except sqlite3.IntegrityError:
        uow.sql.execute("ROLLBACK TO run")
        _bring_back(uow, table, (dict(zip(names, row, strict=True)) for row in rows), outcome)
    else:
        outcome.reversed += len(rows)
        for first, last in runs.unbroken(ids):
            uow.note(Entry(table, first, last, None, "insert", None, None))
        owner = "id" if table == "customer" else "customer_id"
        if owner in names:
            at = names.index(owner)
            uow.touch(row[at] for row in rows)
    finally:
        uow.sql.execute("RELEASE run")


def _check_parents(uow: UnitOfWork, table: str, values: Mapping[str, Value]) -> None:
    """Refuse what points at a row that is gone, also where the database does not look."""
    for column, parent in parents(table):
        target = values.get(column)
        if isinstance(target, int):
            _must_be_there(uow.sql, parent, {target})


def _must_be_there(raw: sqlite3.Connection, table: str, ids: set[int]) -> None:
    if runs.there(raw, table, ids) != ids:
        raise sqlite3.IntegrityError(f"a row of {table} is not there")


def title(uow: UnitOfWork, table: str, row: Mapping[str, Value] | Record) -> str:
    """What a user knows this row by: its own name, else the customer's."""
    if table == "customer":
        return str(row["name"])
    customer_id = row.get("customer_id")
    owner = uow.row("customer", customer_id) if isinstance(customer_id, int) else None
    return row_title(row, owner.text("name") if owner else "")


def _told(table: str, row_id: int) -> str:
    return f"{table} {row_id}"
