"""The rows an import will write, collected while it is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crmtui.domain.birthdays import Birthday
from crmtui.domain.drafts import Draft, Layout
from crmtui.domain.importplan import NewDay, NewInteraction, NewStep, Orders, Ref, Update
from crmtui.domain.points import PointText
from crmtui.domain.records import Value
from crmtui.domain.titles import with_title

_CUSTOMER = ("uid", "number", "name", "kind", "name_key", "spread")
SPREAD = _CUSTOMER.index("spread")
_CONTACT = ("customer_id", "is_primary")


class OrderBook:
    """Rows to insert and fields to update; new rows are referred to by negative numbers."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.customers: list[tuple[Value, ...]] = []
        self.contacts: list[tuple[Value, ...]] = []
        self.points: list[tuple[Ref, Ref, str, str, str, str]] = []
        self.occasions: list[NewDay] = []
        self.interactions: list[NewInteraction] = []
        self.steps: list[NewStep] = []
        self.custom_values: list[tuple[Ref, str, str]] = []
        self.tags: list[tuple[Ref, str]] = []
        self.stages: list[tuple[Ref, str, str]] = []
        self.updates: list[Update] = []
        self.cleared: list[tuple[int, str]] = []
        # Rows that are told by column, in place of a list above.
        self.by_column: dict[str, Any] = {}
        self._stage = layout.index("stage")

    def add_row(self, draft: Draft, ref: Ref, name_key: str, kind: str) -> Ref | None:
        """A new customer told by one row alone; gives its contact's ref, None without one."""
        # An import of 100,000 spends much of its time here: no calls that can be spared.
        _source, _row, uid, number, name, fields, person, points, birthdays, custom, tags, *_ = (
            draft
        )
        self.customers.append((uid, number or None, name, kind, name_key, None, *fields))
        if custom:
            for key, value in zip(self.layout.custom, custom, strict=True):
                if value:
                    self.custom_values.append((ref, key, value))
        if tags:
            self.tags.extend((ref, tag) for tag in tags)
        if self._stage is not None and fields[self._stage]:
            self.stages.append((ref, "", fields[self._stage]))
        if not (points or birthdays or any(person)):
            return None
        if self.layout.titled:
            person = with_title(person, self.layout.contact)
        self.contacts.append((ref, 1, *person))
        contact = -len(self.contacts)
        for point in points:
            self.points.append((ref, contact, *point))
        for birthday in birthdays:
            self.add_birthday(ref, contact, birthday)
        return contact

    def add_contact(self, customer: Ref, values: tuple[str, ...], *, primary: bool) -> Ref:
        """A new contact; gives its ref."""
        if self.layout.titled:
            values = with_title(values, self.layout.contact)
        self.contacts.append((customer, int(primary), *values))
        return -len(self.contacts)

    def add_point(self, customer: Ref, contact: Ref, point: PointText) -> None:
        """A new way to reach someone."""
        self.points.append((customer, contact, *point))

    def add_birthday(self, customer: Ref, contact: Ref | None, found: Birthday) -> None:
        """A new birthday, or another day that comes back every year."""
        day = (found.calendar, found.month, found.day, int(found.leap), found.year, found.kind)
        self.occasions.append(NewDay(customer, contact, *day, label=found.label))

    def add_interaction(self, made: NewInteraction) -> Ref:
        """A new entry of the history; gives its ref."""
        self.interactions.append(made)
        return -len(self.interactions)

    def update(self, table: str, row_id: int, values: Mapping[str, Value]) -> None:
        """Fields of a row that is there."""
        self.updates.append(Update(table, row_id, values))

    def spread(self, refs: list[Ref]) -> None:
        """Place new customers without history evenly over their first ideal period, per mille."""
        for ref, per_mille in zip(refs, evenly(len(refs)), strict=True):
            row = self.customers[-ref - 1]
            self.customers[-ref - 1] = (*row[:SPREAD], per_mille, *row[SPREAD + 1 :])

    def orders(self, custom_fields: list[tuple[str, str, str]]) -> Orders:
        """Everything collected."""
        made = Orders(
            customer_columns=(*_CUSTOMER, *self.layout.fields),
            customers=self.customers,
            contact_columns=(*_CONTACT, *self.layout.contact),
            contacts=self.contacts,
            points=self.points,
            occasions=self.occasions,
            interactions=self.interactions,
            steps=self.steps,
            custom_fields=custom_fields,
            custom_values=self.custom_values,
            tags=self.tags,
            stages=self.stages,
            updates=self.updates,
            cleared=self.cleared,
        )
        return replace(made, **self.by_column) if self.by_column else made


def evenly(count: int) -> list[int]:
    """So many places over a whole, in per mille of it."""
    return [place * 1000 // count for place in range(count)]
