"""Contacts with their customers as cards for an address book."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from crmtui.domain.cardout import CardOut, DayOut, PointOut
from crmtui.domain.customers import Contact
from crmtui.reads.lines import contacts
from crmtui.reads.rows import CHUNK, Row, each, grouped

CUSTOMERS = (
    "SELECT id, uid, number, name, kind, address, city, province, note "
    "FROM customer WHERE id IN ({marks})"
)
DAYS = (
    "SELECT customer_id, contact_id, kind, calendar, month, day, leap, year, label FROM occasion "
    "WHERE customer_id IN ({marks}) ORDER BY id"
)
TAGS = (
    "SELECT ct.customer_id, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
    "WHERE ct.customer_id IN ({marks}) ORDER BY ct.id"
)
# What an import created stands in the journal as one run of rows, without their customers.
CHANGED = (
    "SELECT k.id, (SELECT at FROM operation WHERE id = max("
    "coalesce((SELECT max(operation_id) FROM change WHERE customer_id = k.id), 0), "
    "coalesce((SELECT operation_id FROM change WHERE table_name = 'customer' "
    "AND action = 'insert' AND row_id <= k.id ORDER BY row_id DESC LIMIT 1), 0))) "
    "FROM customer k WHERE k.id IN ({marks})"
)


def cards(
    conn: sqlite3.Connection, ids: Sequence[int], only: Collection[int] | None = None
) -> Iterator[CardOut]:
    """The people at these customers, customer by customer, the one to ask for first leading.

    A customer without contacts is a card of its own. `only`: these contacts' ids and no others.
    """
    for start in range(0, len(ids), CHUNK):
        yield from _cards(conn, ids[start : start + CHUNK], only)


def _cards(
    conn: sqlite3.Connection, ids: Sequence[int], only: Collection[int] | None
) -> Iterator[CardOut]:
    rows = {row[0]: row for row in each(conn, CUSTOMERS, ids)}
    people = contacts(conn, ids)
    days = grouped(each(conn, DAYS, ids))
    tags = grouped(each(conn, TAGS, ids))
    changed: dict[int, str | None] = dict(each(conn, CHANGED, ids))
    for id in ids:
        if id not in rows:
            continue
        own = _Customer(
            rows[id],
            days.get(id, []),
            tuple(name for (name,) in tags.get(id, ())),
            changed.get(id) or "",
        )
        if not people.get(id):
            if only is None:
                yield own.alone()
            continue
        for contact in people[id]:
            if only is None or contact.id in only:
                yield own.card(contact)


class _Customer:
    """A customer's part of its people's cards."""

    def __init__(self, row: Row, days: list[Row], tags: tuple[str, ...], changed: str) -> None:
        _id, self.uid, number, self.name, kind, *self.place, self.note = row
        self.number = number or ""
        self.person = kind == "person"
        self.days = days
        self.tags = tags
        self.changed = changed

    def card(self, contact: Contact) -> CardOut:
        """The card of one of its people."""
        itself = self.person and contact.name in ("", self.name)
        notes = (self.note, contact.note) if itself else (contact.note,)
        made = self._made(contact.uid, self.name if itself else contact.name, itself)
        return replace(
            made,
            position=contact.position,
            role=contact.role,
            sex=contact.sex,
            note="\n".join(dict.fromkeys(note for note in notes if note)),
            points=tuple(
                PointOut(point.kind, point.value, point.label, point.normal)
                for point in contact.points
            ),
            # A company's own days are no days of the person on the card.
            days=self._days_of(contact.id, None) if itself else self._days_of(contact.id),
        )

    def alone(self) -> CardOut:
        """The card of a customer nobody is known at."""
        made = self._made(self.uid, self.name if self.person else "", self.person)
        return replace(made, note=self.note, days=self._days_of(None) if self.person else ())

    def _days_of(self, *whose: int | None) -> tuple[DayOut, ...]:
        return tuple(
            DayOut(kind, calendar, month, on, bool(leap), year, label)
            for contact, kind, calendar, month, on, leap, year, label in self.days
            if contact in whose
        )

    def _made(self, uid: str, name: str, itself: bool) -> CardOut:
        """A card with what the customer says; `itself`: the person on it is the customer."""
        address, city, province = self.place
        return CardOut(
            uid,
            name,
            organisation="" if itself else self.name,
            address=address,
            city=city,
            province=province,
            tags=self.tags,
            customer_uid=self.uid,
            customer_number=self.number,
            changed_at=self.changed,
        )
