"""The rows of an import, table by table, with refs turned into ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, repeat
from operator import add
from typing import TYPE_CHECKING

from crmtui.actions.bulk import Meter, new_uids, resolver
from crmtui.actions.importdates import Dates, dates_of
from crmtui.domain.importplan import Orders, Progress
from crmtui.domain.interactions import is_touch
from crmtui.domain.records import Value

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_Row = tuple[Value, ...]
UPDATES_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table, ready to be written; the columns stand in one text."""

    table: str
    columns: str
    rows: list[_Row]


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
        self._uids = new_uids()
        self._customer = resolver(uow.next_id("customer"))
        self._contact = resolver(uow.next_id("contact"))
        self._interaction = resolver(uow.next_id("interaction"))
        # New customers count twice: once as rows, once as search documents.
        total = sum(self.expected.values()) + len(orders.customers)
        total += len(orders.tags) + len(orders.stages) + len(orders.updates)
        self.meter = Meter(total + orders.complete, progress)
        self._fields: dict[str, int] = {}
        self._tags: dict[str, int] = {}

    def write(self, batch: Batch) -> range:
        """Write the rows; gives their ids."""
        if not batch.rows:
            return range(0)
        columns = batch.columns.split()
        return self.uow.insert_many(batch.table, columns, batch.rows, self.meter.add)

    def _new_uids(self, rows: Sequence[object]) -> Iterable[str]:
        return islice(self._uids, len(rows))

    def customers(self, sort_keys: Callable[[], Sequence[str]]) -> Batch:
        """New customers with all their derived columns; the sort keys are asked for last."""
        orders = self.orders
        dates = dates_of(orders, self.today, self.uow.settings)
        names = (*orders.customer_columns, "added_on", *Dates.COLUMNS, "sort_key")
        if not orders.customers:
            return Batch("customer", "", [])
        more = zip(repeat(self.today.isoformat()), *dates.columns(), strict=False)
        rows = list(map(add, orders.customers, more))
        # Only files that we exported ourselves give the uid, which comes first.
        uids = self._new_uids(rows)
        rows = [row if row[0] else (uid, *row[1:]) for uid, row in zip(uids, rows, strict=True)]
        rows = list(map(add, rows, zip(sort_keys(), strict=True)))
        return Batch("customer", " ".join(names), rows)

    def batches(self) -> Iterator[Batch]:
        """Everything but the customers, table by table; makes no use of the database."""
        yield self._contacts()
        yield Batch(
            "contact_point",
            "customer_id contact_id kind label value normal",
            list(self._points()),
        )
        yield self._occasions()
        yield Batch(
            "interaction",
            "uid customer_id contact_id on time kind direction summary outcome rep origin "
            "is_touch recorded_at",
            list(self._interactions()),
        )
        yield Batch(
            "follow_up",
            "uid customer_id contact_id due_on what status closed_on to_check interaction_id "
            "time kind priority origin recorded_at",
            list(self._steps()),
        )
        yield from self._own()

    def _contacts(self) -> Batch:
        orders, customers = self.orders, self._customer(-1) - 1
        columns = orders.contact_columns
        rows: list[_Row] = []
        for uid, (ref, *rest) in zip(self._new_uids(orders.contacts), orders.contacts, strict=True):
            customer = int(ref or 0)
            rows.append((uid, customer if customer > 0 else customers - customer, *rest))
        if "uid" in columns:
            # Address books give people stable ids of their own: those are kept.
            at = columns.index("uid") + 1
            rows = [(row[at] or row[0], *row[1:at], *row[at + 1 :]) for row in rows]
            columns = tuple(name for name in columns if name != "uid")
        return Batch("contact", " ".join(("uid", *columns)), rows)

    def _points(self) -> Iterator[_Row]:
        customers, contacts = self._customer(-1) - 1, self._contact(-1) - 1
        for customer, contact, *rest in self.orders.points:
            yield (
                customer if customer > 0 else customers - customer,
                contact if contact > 0 else contacts - contact,
                *rest,
            )

    def _occasions(self) -> Batch:
        days, customer, contact = self.orders.occasions, self._customer, self._contact
        return Batch(
            "occasion",
            "uid customer_id contact_id calendar month day leap year kind lead_days label note",
            [
                (uid, customer(row[0]), contact(row[1]) if row[1] else None, *row[2:])
                for uid, row in zip(self._new_uids(days), days, strict=True)
            ],
        )

    def _interactions(self) -> Iterator[_Row]:
        made, touching, now = self.orders.interactions, self.uow.settings.touch_kinds, self.uow.now
        for uid, row in zip(self._new_uids(made), made, strict=True):
            customer, contact, *told, touch, own = row
            if touch is None:
                touch = is_touch(row.kind, row.direction, row.outcome, touching)
            who = self._contact(contact) if contact else None
            yield (own or uid, self._customer(customer), who, *told, int(touch), now)

    def _steps(self) -> Iterator[_Row]:
        steps, now = self.orders.steps, self.uow.now
        for uid, row in zip(self._new_uids(steps), steps, strict=True):
            who = self._contact(row.contact) if row.contact else None
            since = self._interaction(row.interaction) if row.interaction else None
            yield (
                uid,
                self._customer(row.customer),
                who,
                *row[2:7],
                since,
                *row[8:],
                "import",
                now,
            )

    def _own(self) -> Iterator[Batch]:
        """Values of the user's own fields, tags and stages; `name_own` comes first."""
        orders, customer, on = self.orders, self._customer, self.today.isoformat()
        fields, tags, now = self._fields, self._tags, self.uow.now
        yield Batch(
            "custom_value",
            "customer_id field_id value",
            [(customer(ref), fields[key], value) for ref, key, value in orders.custom_values],
        )
        yield Batch(
            "customer_tag",
            "customer_id tag_id",
            [(customer(ref), tags[name]) for ref, name in orders.tags],
        )
        yield Batch(
            "stage_change",
            "customer_id on before after recorded_at",
            [(customer(ref), on, before, after, now) for ref, before, after in orders.stages],
        )

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
