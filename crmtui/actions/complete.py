"""Writing the rows of a complete export: table by table, with refs turned into ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from crmtui.actions.bulk import Meter, resolver
from crmtui.domain.completetables import TABLES, Table
from crmtui.domain.importplan import NewRows, Orders, Ref
from crmtui.domain.interactions import is_touch
from crmtui.domain.records import Value

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_Row = tuple[Value, ...]
_Ids = Mapping[str, Callable[[Ref], int]]  # by table


def write(uow: UnitOfWork, orders: Orders, meter: Meter) -> None:
    """Write all new rows, then the changes to those that are there."""
    if not orders.complete:
        return
    ids = {name: resolver(uow.next_id(name)) for name in TABLES}
    make_indexes = uow.without_indexes({new.table: len(new.rows) for new in orders.tables})
    for new in orders.tables:
        table = TABLES[new.table]
        rows = list(_resolved(table, _touching(uow, new), ids))
        uow.insert_many(new.table, table.columns, rows, meter.add)
    make_indexes()
    for update in orders.table_updates:
        refers = {told.column: told.refers for told in TABLES[update.table].fields}
        values = {
            column: ids[refers[column]](value)
            if refers[column] and isinstance(value, int)
            else value
            for column, value in update.values.items()
        }
        uow.update(update.table, update.id, values)
        meter.add(1)


def _resolved(table: Table, rows: Sequence[_Row], ids: _Ids) -> Iterator[_Row]:
    """The rows with ids in place of refs."""
    refs = [(at, told.refers) for at, told in enumerate(table.fields) if told.kind == "ref"]
    for row in rows:
        made = list(row)
        for at, refers in refs:
            ref = made[at]
            if isinstance(ref, int):
                made[at] = ids[str(row[0]) if refers == "kind" else refers](ref)
        yield tuple(made)


def _touching(uow: UnitOfWork, new: NewRows) -> Sequence[_Row]:
    """Contact records count as touches by the settings of here; a sheet's date by what it was."""
    if new.table != "interaction":
        return new.rows
    names = TABLES[new.table].names
    kind, direction, outcome, origin, touch = map(
        names.index, ("kind", "direction", "outcome", "origin", "is_touch")
    )
    kinds = uow.settings.touch_kinds
    return [
        row
        if row[origin] == "sheet"
        else (
            *row[:touch],
            int(is_touch(str(row[kind]), str(row[direction]), str(row[outcome]), kinds)),
            *row[touch + 1 :],
        )
        for row in new.rows
    ]
