"""Deleting rows of one table by their ids: few are told one by one, many are packed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmtui.store import runs
from crmtui.store.journal import Entry
from crmtui.store.shape import DERIVED, columns

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

FEW = 100


def delete(uow: UnitOfWork, table: str, ids: Sequence[int]) -> None:
    """Delete these rows; the caller has seen to what points at them."""
    ordered = sorted(ids)
    if len(ordered) < FEW:
        for row_id in reversed(ordered):
            uow.delete(table, row_id)
        return
    told = [name for name in columns(table) if name not in DERIVED.get(table, ())]
    for start in range(0, len(ordered), runs.ROWS_A_CHANGE):
        _delete_part(uow, table, told, ordered[start : start + runs.ROWS_A_CHANGE])


def _delete_part(uow: UnitOfWork, table: str, told: Sequence[str], ids: Sequence[int]) -> None:
    given = json.dumps(ids)
    packed = runs.pack_these(uow.sql, table, told, given)
    uow.note(Entry(table, ids[0], ids[-1], None, "delete", packed, None))
    owner = "id" if table == "customer" else "customer_id"
    if owner in told:
        sql = f"SELECT DISTINCT {owner} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        uow.touch(found for (found,) in uow.sql.execute(sql, (given,)).fetchall())
    uow.sql.execute(f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (given,))
