"""Writing a planned import: all of it in one unit of work, or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.actions.bulk import Meter, new_uids, resolver
from crmtui.actions.importdates import Dates, dates_of
from crmtui.actions.importdocs import new_docs, sort_keys
from crmtui.domain.errors_import import PlanOutdated
from crmtui.domain.importplan import ImportPlan, ImportResult, Orders, Progress
from crmtui.domain.interactions import is_touch
from crmtui.domain.records import Value
from crmtui.domain.search import SearchDoc
from crmtui.domain.transfer import plan_json
from crmtui.files.digests import sha256
from crmtui.reads import matching

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_Rows = Iterator[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class ReadyImport:
    """A plan with everything that can be made before the database is locked."""

    plan: ImportPlan
    docs: list[SearchDoc]  # of the new customers, in their order
    sort_keys: list[str]
    files: tuple[tuple[str, str], ...]  # name and SHA-256


def prepare(plan: ImportPlan, progress: Progress | None = None) -> ReadyImport:
    """Make the search documents and look at the files once more; writes nothing."""
    meter = Meter(len(plan.orders.customers), progress)
    docs = new_docs(plan.orders, meter)
    files = tuple((Path(name).name, sha256(Path(name))) for name in plan.files)
    return ReadyImport(plan, docs, sort_keys(plan.orders), files)


def apply(
    uow: UnitOfWork, ready: ReadyImport, today: date, progress: Progress | None = None
) -> ImportResult:
    """Write the planned rows; raises PlanOutdated where the database changed since the plan.

    `progress` is told the rows written so far and their number in all.
    """
    plan = ready.plan
    if matching.fingerprint(uow.sql) != plan.fingerprint:
        raise PlanOutdated()
    uow.describe("import", ", ".join(name for name, _sha in ready.files))
    writer = _Writer(uow, plan.orders, today, progress)
    writer.customers(ready)
    writer.people()
    writer.history()
    writer.own_fields()
    for update in writer.meter.counted(plan.orders.updates):
        uow.update(update.table, update.id, update.values)
    written = plan.written
    result = ImportResult(batch=uow.next_id("import_batch"), operation=uow.operation_id, **written)
    _note_batch(uow, ready, result)
    return result


def _note_batch(uow: UnitOfWork, ready: ReadyImport, result: ImportResult) -> None:
    files = [{"name": name, "sha256": sha} for name, sha in ready.files]
    uow.insert(
        "import_batch",
        {
            "operation_id": uow.operation_id,
            "at": uow.now,
            "files": json.dumps(files, ensure_ascii=False),
            "result": json.dumps(plan_json(ready.plan, result), ensure_ascii=False),
        },
    )


class _Writer:
    """Writes the rows of a plan table by table; knows where the new ids begin."""

    def __init__(
        self, uow: UnitOfWork, orders: Orders, today: date, progress: Progress | None
    ) -> None:
        self.uow = uow
        self.orders = orders
        self.today = today
        self.uids = new_uids()
        self.first = uow.next_id("customer")
        self.customer = resolver(self.first)
        self.contact = resolver(uow.next_id("contact"))
        self.interaction = resolver(uow.next_id("interaction"))
        self.meter = Meter(_row_count(orders), progress)

    def customers(self, ready: ReadyImport) -> None:
        """New customers with all their derived columns and search documents."""
        orders = self.orders
        if not orders.customers:
            return
        dates = dates_of(orders, self.today, self.uow.settings)
        # The first column is the uid, given only by files that we exported ourselves.
        names = ("uid", *orders.customer_columns[1:], "added_on", *Dates.COLUMNS, "sort_key")
        made = self.uow.insert_many("customer", names, self._customer_rows(dates, ready.sort_keys))
        self.uow.docs(dict(zip(made, ready.docs, strict=True)))

    def _customer_rows(self, dates: Dates, keys: list[str]) -> _Rows:
        added, uids = self.today.isoformat(), self.uids
        rows = self.meter.counted(self.orders.customers)
        for row, derived, key in zip(rows, dates.rows(), keys, strict=True):
            yield (row[0] or next(uids), *row[1:], added, *derived, key)

    def people(self) -> None:
        """Contacts, ways to reach them, birthdays."""
        orders, customer, contact = self.orders, self.customer, self.contact
        counted, uids = self.meter.counted, self.uids
        self.uow.insert_many(
            "contact",
            ("uid", *orders.contact_columns),
            (
                (next(uids), customer(row[0]), *row[1:])  # type: ignore[arg-type]  # a Ref
                for row in counted(orders.contacts)
            ),
        )
        self.uow.insert_many(
            "contact_point",
            ("customer_id", "contact_id", "kind", "label", "value", "normal"),
            ((customer(row[0]), contact(row[1]), *row[2:]) for row in counted(orders.points)),
        )
        self.uow.insert_many(
            "occasion",
            ("uid", "customer_id", "contact_id", "calendar", "month", "day", "leap", "year"),
            (
                (next(uids), customer(row[0]), contact(row[1]) if row[1] else None, *row[2:])
                for row in counted(orders.occasions)
            ),
        )

    def history(self) -> None:
        """Interactions and next steps."""
        columns = "uid customer_id contact_id on time kind direction summary outcome rep origin"
        self.uow.insert_many(
            "interaction", (*columns.split(), "is_touch", "recorded_at"), self._interactions()
        )
        columns = "uid customer_id contact_id due_on what status closed_on to_check"
        self.uow.insert_many(
            "follow_up",
            (*columns.split(), "interaction_id", "origin", "recorded_at"),
            self._steps(),
        )

    def _interactions(self) -> _Rows:
        touching, now = self.uow.settings.touch_kinds, self.uow.now
        for row in self.meter.counted(self.orders.interactions):
            touch = row.touch
            if touch is None:
                touch = is_touch(row.kind, row.direction, row.outcome, touching)
            contact = self.contact(row.contact) if row.contact else None
            customer = self.customer(row.customer)
            yield (next(self.uids), customer, contact, *row[2:-1], int(touch), now)

    def _steps(self) -> _Rows:
        for row in self.meter.counted(self.orders.steps):
            contact = self.contact(row.contact) if row.contact else None
            interaction = self.interaction(row.interaction) if row.interaction else None
            customer = self.customer(row.customer)
            yield (
                next(self.uids),
                customer,
                contact,
                *row[2:-1],
                interaction,
                "import",
                self.uow.now,
            )

    def own_fields(self) -> None:
        """Custom fields and their values, tags, stages."""
        uow, orders, customer = self.uow, self.orders, self.customer
        position = len(uow.rows("custom_field"))
        for place, (key, label, kind) in enumerate(orders.custom_fields):
            uow.insert(
                "custom_field",
                {"key": key, "label": label, "kind": kind, "position": position + place},
            )
        fields = {str(row["key"]): row.id for row in uow.rows("custom_field")}
        uow.insert_many(
            "custom_value",
            ("customer_id", "field_id", "value"),
            (
                (customer(ref), fields[key], value)
                for ref, key, value in self.meter.counted(orders.custom_values)
            ),
        )
        tags = {str(row["name"]): row.id for row in uow.rows("tag")}
        for name in dict.fromkeys(name for _ref, name in orders.tags):
            if name not in tags:
                tags[name] = uow.insert("tag", {"name": name})
        uow.insert_many(
            "customer_tag",
            ("customer_id", "tag_id"),
            ((customer(ref), tags[name]) for ref, name in self.meter.counted(orders.tags)),
        )
        on = self.today.isoformat()
        uow.insert_many(
            "stage_change",
            ("customer_id", "on", "before", "after", "recorded_at"),
            ((customer(ref), on, before, after, uow.now) for ref, before, after in orders.stages),
        )


def _row_count(orders: Orders) -> int:
    return sum(
        map(
            len,
            (
                orders.customers,
                orders.contacts,
                orders.points,
                orders.occasions,
                orders.interactions,
                orders.steps,
                orders.custom_values,
                orders.tags,
                orders.updates,
            ),
        )
    )
