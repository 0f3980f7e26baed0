"""The rows of an import, table by table, with refs turned into ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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

_Rows = list[tuple[Value, ...]]


class RowWriter:
    """Writes the rows of a plan table by table; knows where the new ids begin."""

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
        self.meter = Meter(total, progress)

    def _insert(self, table: str, names: str, rows: _Rows) -> range:
        if not rows:
            return range(0)
        return self.uow.insert_many(table, names.split(), rows, self.meter.add)

    def _new_uids(self, rows: Sequence[object]) -> Iterable[str]:
        return islice(self._uids, len(rows))

    def customers(self, sort_keys: Sequence[str]) -> range:
        """New customers with all their derived columns; gives their ids."""
        orders = self.orders
        if not orders.customers:
            return range(0)
        dates = dates_of(orders, self.today, self.uow.settings)
        names = (*orders.customer_columns, "added_on", *Dates.COLUMNS, "sort_key")
        more = zip(repeat(self.today.isoformat()), *dates.columns(), sort_keys, strict=False)
        rows = list(map(add, orders.customers, more))
        # Only files that we exported ourselves give the uid, which comes first.
        uids = self._new_uids(rows)
        rows = [row if row[0] else (uid, *row[1:]) for uid, row in zip(uids, rows, strict=True)]
        return self._insert("customer", " ".join(names), rows)

    def people(self) -> None:
        """Contacts, ways to reach them, birthdays."""
        orders, customer, contact = self.orders, self._customer, self._contact
        self._insert(
            "contact",
            " ".join(("uid", *orders.contact_columns)),
            [
                (uid, customer(int(row[0] or 0)), *row[1:])
                for uid, row in zip(self._new_uids(orders.contacts), orders.contacts, strict=True)
            ],
        )
        self._insert(
            "contact_point",
            "customer_id contact_id kind label value normal",
            list(self._point_rows()),
        )
        self._insert(
            "occasion",
            "uid customer_id contact_id calendar month day leap year",
            [
                (uid, customer(row[0]), contact(row[1]) if row[1] else None, *row[2:])
                for uid, row in zip(self._new_uids(orders.occasions), orders.occasions, strict=True)
            ],
        )

    def _point_rows(self) -> Iterator[tuple[Value, ...]]:
        customers, contacts = self._customer(-1) - 1, self._contact(-1) - 1
        for customer, contact, *rest in self.orders.points:
            yield (
                customer if customer > 0 else customers - customer,
                contact if contact > 0 else contacts - contact,
                *rest,
            )

    def history(self) -> None:
        """Interactions and next steps."""
        orders, customer, contact = self.orders, self._customer, self._contact
        touching, now = self.uow.settings.touch_kinds, self.uow.now
        rows: _Rows = []
        for uid, made in zip(self._new_uids(orders.interactions), orders.interactions, strict=True):
            touch = made.touch
            if touch is None:
                touch = is_touch(made.kind, made.direction, made.outcome, touching)
            who = contact(made.contact) if made.contact else None
            rows.append((uid, customer(made.customer), who, *made[2:-1], int(touch), now))
        self._insert(
            "interaction",
            "uid customer_id contact_id on time kind direction summary outcome rep origin "
            "is_touch recorded_at",
            rows,
        )
        self._steps()

    def _steps(self) -> None:
        orders, customer, contact = self.orders, self._customer, self._contact
        rows: _Rows = []
        for uid, made in zip(self._new_uids(orders.steps), orders.steps, strict=True):
            who = contact(made.contact) if made.contact else None
            since = self._interaction(made.interaction) if made.interaction else None
            row = (uid, customer(made.customer), who, *made[2:-1], since, "import", self.uow.now)
            rows.append(row)
        self._insert(
            "follow_up",
            "uid customer_id contact_id due_on what status closed_on to_check interaction_id "
            "origin recorded_at",
            rows,
        )

    def own_fields(self) -> None:
        """Custom fields and their values, tags, stages."""
        uow, orders, customer = self.uow, self.orders, self._customer
        fields = self._field_ids()
        self._insert(
            "custom_value",
            "customer_id field_id value",
            [(customer(ref), fields[key], value) for ref, key, value in orders.custom_values],
        )
        tags = {str(row["name"]): row.id for row in uow.rows("tag")}
        for name in dict.fromkeys(name for _ref, name in orders.tags):
            if name not in tags:
                tags[name] = uow.insert("tag", {"name": name})
        self._insert(
            "customer_tag",
            "customer_id tag_id",
            [(customer(ref), tags[name]) for ref, name in orders.tags],
        )
        on = self.today.isoformat()
        self._insert(
            "stage_change",
            "customer_id on before after recorded_at",
            [(customer(ref), on, before, after, uow.now) for ref, before, after in orders.stages],
        )

    def _field_ids(self) -> dict[str, int]:
        """Every custom field by key, those of the file made where they are new."""
        position = len(self.uow.rows("custom_field"))
        for place, (key, label, kind) in enumerate(self.orders.custom_fields):
            self.uow.insert(
                "custom_field",
                {"key": key, "label": label, "kind": kind, "position": position + place},
            )
        return {str(row["key"]): row.id for row in self.uow.rows("custom_field")}

    def updates(self) -> None:
        """Changes to rows that were there before."""
        for update in self.orders.updates:
            self.uow.update(update.table, update.id, update.values)
            self.meter.add(1)
