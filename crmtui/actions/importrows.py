"""The rows of an import, table by table, with refs turned into ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from crmtui.actions.bulk import Meter, new_uids
from crmtui.actions.importdates import Dates, dates_of
from crmtui.domain.bycolumn import columns
from crmtui.domain.importplan import NewDay, NewInteraction, NewStep, Orders, Progress
from crmtui.domain.interactions import is_touch
from crmtui.domain.records import Value

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_Columns = dict[str, Sequence[Value]]
UPDATES_AT_ONCE = 5_000
_POINT = ("customer", "contact", "kind", "label", "value", "normal")


class Batch(NamedTuple):
    """Rows of one table, ready to be written, column by column."""

    table: str
    columns: _Columns


class RowWriter:
    """Makes the rows of a plan's tables and writes them; knows where the new ids begin."""

    def __init__(
        self, uow: UnitOfWork, orders: Orders, today: date, progress: Progress | None
    ) -> None:
        self.uow = uow
        self.orders = orders
        self.today = today
        self.expected = {
            "customer": len(orders.customers),
            "contact": len(orders.contacts),
            "contact_point": len(orders.points),
            "occasion": len(orders.occasions),
            "interaction": len(orders.interactions),
            "follow_up": len(orders.steps),
            "custom_value": len(orders.custom_values),
        }
        self._new_uids = new_uids()
        self._next = {name: uow.next_id(name) for name in ("customer", "contact", "interaction")}
        # New customers count twice: once as rows, once as search documents.
        total = sum(self.expected.values()) + len(orders.customers)
        total += len(orders.tags) + len(orders.stages) + len(orders.updates)
        self.meter = Meter(total + orders.complete, progress)
        self._fields: dict[str, int] = {}
        self._tags: dict[str, int] = {}

    def write(self, batch: Batch) -> range:
        """Write the rows; gives their ids."""
        return self.uow.insert_columns(batch.table, batch.columns, self.meter.add)

    def customers(self, sort_keys: Callable[[], Sequence[str]]) -> Batch:
        """New customers with all their derived columns; the sort keys are asked for last."""
        orders = self.orders
        columns = _columns(orders.customer_columns, orders.customers)
        if columns:
            columns["uid"] = self._uids(columns["uid"])
            columns["added_on"] = (self.today.isoformat(),) * len(orders.customers)
            dates = dates_of(orders, self.today, self.uow.settings)
            columns.update(zip(Dates.COLUMNS, dates.columns(), strict=True))
            columns["sort_key"] = sort_keys()
        return Batch("customer", columns)

    def batches(self) -> Iterator[Batch]:
        """Everything but the customers, table by table; makes no use of the database."""
        orders = self.orders
        contact = ("customer", *orders.contact_columns[1:])
        yield self._identified("contact", _columns(contact, orders.contacts))
        yield Batch("contact_point", self._placed(_columns(_POINT, orders.points)))
        yield self._identified("occasion", _columns(NewDay._fields, orders.occasions))
        yield self._interactions()
        yield self._steps()
        yield from self._own()

    def _interactions(self) -> Batch:
        made, touching = self.orders.interactions, self.uow.settings.touch_kinds
        columns = _columns(NewInteraction._fields, made)
        if columns:
            touches = columns.pop("touch")
            if None in touches:
                touches = [
                    is_touch(row.kind, row.direction, row.outcome, touching) if own is None else own
                    for own, row in zip(touches, made, strict=True)
                ]
            columns["is_touch"] = [int(touch or 0) for touch in touches]
            columns["recorded_at"] = (self.uow.now,) * len(made)
        return self._identified("interaction", columns)

    def _steps(self) -> Batch:
        steps = self.orders.steps
        columns = _columns(NewStep._fields, steps)
        if columns:
            columns["origin"] = ("import",) * len(steps)
            columns["recorded_at"] = (self.uow.now,) * len(steps)
        return self._identified("follow_up", columns)

    def _own(self) -> Iterator[Batch]:
        """Values of the user's own fields, tags and stages; `name_own` comes first."""
        orders = self.orders
        columns = self._placed(_columns(("customer", "field_id", "value"), orders.custom_values))
        if columns:
            columns["field_id"] = [self._fields[str(key)] for key in columns["field_id"]]
        yield Batch("custom_value", columns)
        columns = self._placed(_columns(("customer", "tag_id"), orders.tags))
        if columns:
            columns["tag_id"] = [self._tags[str(name)] for name in columns["tag_id"]]
        yield Batch("customer_tag", columns)
        columns = self._placed(_columns(("customer", "before", "after"), orders.stages))
        if columns:
            columns["on"] = (self.today.isoformat(),) * len(orders.stages)
            columns["recorded_at"] = (self.uow.now,) * len(orders.stages)
        yield Batch("stage_change", columns)

    def _identified(self, table: str, columns: _Columns) -> Batch:
        """Rows with stable ids that hang on customers and contacts."""
        placed = self._placed(columns)
        if placed:
            owners = placed["customer_id"]
            placed["uid"] = self._uids(placed.get("uid") or ("",) * len(owners))
        return Batch(table, placed)

    def _placed(self, columns: _Columns) -> _Columns:
        """The columns with ids in place of the refs to customers and contacts."""
        return {
            f"{name}_id" if name in self._next else name: (
                self._ids(name, values) if name in self._next else values
            )
            for name, values in columns.items()
        }

    def _ids(self, table: str, refs: Sequence[Any]) -> list[int | None]:
        """The rows' ids in place of the refs to them."""
        base = self._next[table] - 1
        return [None if not ref else ref if ref > 0 else base - ref for ref in refs]

    def _uids(self, given: Sequence[Value]) -> Sequence[Value]:
        """The stable ids that files of our own and address books give, new ones for the rest."""
        made = list(islice(self._new_uids, len(given)))
        if not any(given):
            return made
        return [own or new for own, new in zip(given, made, strict=True)]

    def name_own(self) -> None:
        """Look up the user's own fields and tags, and make the new ones."""
        uow = self.uow
        self._fields = {str(row["key"]): row.id for row in uow.rows("custom_field")}
        for key, label, kind in self.orders.custom_fields:
            position = len(self._fields)
            self._fields[key] = uow.insert(
                "custom_field", {"key": key, "label": label, "kind": kind, "position": position}
            )
        self._tags = {str(row["name"]): row.id for row in uow.rows("tag")}
        for name in dict.fromkeys(name for _ref, name in self.orders.tags):
            if name not in self._tags:
                self._tags[name] = uow.insert("tag", {"name": name})

    def updates(self) -> None:
        """Changes to rows that were there before."""
        tables: dict[str, list[tuple[int, Mapping[str, Value]]]] = {}
        for update in self.orders.updates:
            tables.setdefault(update.table, []).append((update.id, update.values))
        for table, changes in tables.items():
            for start in range(0, len(changes), UPDATES_AT_ONCE):
                part = changes[start : start + UPDATES_AT_ONCE]
                self.uow.update_many(table, part)
                self.meter.add(len(part))
        for contact, kind in self.orders.cleared:
            for point in self.uow.rows("contact_point", contact_id=contact, kind=kind):
                self.uow.delete("contact_point", point.id)


def _columns(names: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> _Columns:
    """The rows by column; none where there are no rows."""
    return dict(zip(names, columns(rows), strict=True)) if rows else {}
