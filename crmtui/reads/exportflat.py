"""Flat rows for spreadsheets: customers with their first contact, contacts, records, steps, days.

Rows are lists in the order of `domain.flattables.FLAT`; days are ISO text, '' where there is none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from json import dumps

from crmtui.domain.customers import region
from crmtui.domain.flattables import POINT_COLUMNS, day_cell
from crmtui.reads.rows import Row

CHUNK = 2_000  # customers at a time: what hangs on them is held in memory
Cells = list[str | int | None]

_GIVEN = "(SELECT value FROM json_each(?))"  # a list of ids as one parameter
CUSTOMERS = (
    "SELECT id, number, name, short_name, grade, stage, industry, province, city, address, "
    "source, owner, referred_by, credit_level, payment_terms, invoice, needs, note, "
    f"last_touch_on, next_due_on, uid FROM customer WHERE id IN {_GIVEN} ORDER BY id"
)
PEOPLE = (
    "SELECT p.customer_id, p.id, p.name, p.position, p.sex, p.hobbies, p.taboos, p.temperament, "
    "p.family, c.number, c.name, c.uid FROM contact p JOIN customer c ON c.id = p.customer_id "
    f"WHERE p.archived_at IS NULL AND p.customer_id IN {_GIVEN} "
    "ORDER BY p.customer_id, p.is_primary DESC, p.id"
)
POINTS = (
    f"SELECT contact_id, kind, value FROM contact_point WHERE customer_id IN {_GIVEN} ORDER BY id"
)
BIRTHDAYS = (
    "SELECT customer_id, contact_id, calendar, month, day, leap, year FROM occasion "
    f"WHERE kind = 'birthday' AND customer_id IN {_GIVEN} ORDER BY id DESC"
)
TAGS = (
    "SELECT ct.customer_id, t.name FROM customer_tag ct JOIN tag t ON t.id = ct.tag_id "
    f"WHERE ct.customer_id IN {_GIVEN} ORDER BY t.name"
)
CUSTOM = f"SELECT customer_id, field_id, value FROM custom_value WHERE customer_id IN {_GIVEN}"
FIELDS = "SELECT id, key, label FROM custom_field ORDER BY position, id"
_OF = (
    "JOIN customer c ON c.id = t.customer_id LEFT JOIN contact p ON p.id = t.contact_id "
    f"WHERE t.customer_id IN {_GIVEN}"
)
_WHOSE = "c.number, c.name, p.name"
INTERACTIONS = (
    f'SELECT t."on", t.time, {_WHOSE}, t.kind, t.summary, t.outcome, t.rep FROM interaction t '
    f'{_OF} ORDER BY t.customer_id, t."on", t.id'
)
FOLLOW_UPS = (
    f"SELECT t.due_on, t.time, {_WHOSE}, t.what, t.kind, t.priority, t.status, t.closed_on, "
    f"t.snoozes FROM follow_up t {_OF} ORDER BY t.customer_id, t.due_on, t.id"
)
OCCASIONS = (
    f"SELECT {_WHOSE}, t.kind, t.calendar, t.month, t.day, t.leap, t.year, t.label, t.note "
    f"FROM occasion t {_OF} ORDER BY t.customer_id, t.id"
)
PROMISES = (
    f"SELECT {_WHOSE}, t.made_on, t.due_on, t.what, t.kept_on, t.broken_on, t.why "
    f"FROM promise t {_OF} ORDER BY t.customer_id, t.due_on, t.id"
)
LAST_SAID = (
    'SELECT customer_id, "on", summary FROM interaction WHERE is_touch = 1 '
    f'AND customer_id IN {_GIVEN} ORDER BY customer_id, "on", id'
)
NEXT_STEPS = (
    "SELECT customer_id, due_on, what FROM follow_up WHERE status = 'open' AND to_check = 0 "
    f"AND customer_id IN {_GIVEN} ORDER BY customer_id, due_on DESC, id DESC"
)
_PHONES = ("mobile", "phone", "whatsapp")


def own_fields(conn: sqlite3.Connection) -> list[tuple[int, str]]:
    """The user's own fields that get a column: id and label.

    What an import works out from another column is not told twice.
    """
    found = conn.execute(FIELDS).fetchall()
    keys = {key for _id, key, _label in found}
    told = {"shipments_per_month"} if "frequency" in keys else set()
    return [(id, label or key) for id, key, label in found if key not in told]


def customers(
    conn: sqlite3.Connection, ids: Sequence[int], fields: Sequence[int] = ()
) -> Iterator[Cells]:
    """Customers with the contact to ask for first; values of these own fields stand before uid."""
    for part in _chunks(ids):
        given = (dumps(part),)
        people = _People(conn, given)
        tags = _joined(conn.execute(TAGS, given))
        custom = {(row[0], row[1]): row[2] for row in conn.execute(CUSTOM, given)}
        for row in conn.execute(CUSTOMERS, given):
            id = row[0]
            yield [
                *row[1:16],
                tags.get(id, ""),
                *people.first(id),
                *row[16:20],
                *[custom.get((id, field), "") for field in fields],
                row[20],
            ]


def contacts(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """Every contact of these customers."""
    for part in _chunks(ids):
        yield from _People(conn, (dumps(part),)).all()


class _People:
    """The people at some customers, with how to reach them and their birthdays."""

    _NOBODY = ("",) * (9 + len(POINT_COLUMNS))

    def __init__(self, conn: sqlite3.Connection, given: tuple[str]) -> None:
        self._rows: dict[int, list[Row]] = {}
        for row in conn.execute(PEOPLE, given):
            self._rows.setdefault(row[0], []).append(row)
        self._points: dict[int, dict[str, str]] = {}
        for contact, kind, value in conn.execute(POINTS, given):
            known = self._points.setdefault(contact, {})
            known[kind] = f"{known[kind]}; {value}" if kind in known else value
        # The first of each calendar stays, as they come newest first.
        self._days = {
            (row[0], row[1], row[2]): day_cell(*row[2:]) for row in conn.execute(BIRTHDAYS, given)
        }

    def first(self, customer: int) -> Sequence[str]:
        """The cells of the person to ask for first."""
        rows = self._rows.get(customer)
        return self._cells(rows[0], own=True) if rows else self._without(customer)

    def all(self) -> Iterator[Cells]:
        """Everybody, with number and name of the customer before and its uid behind."""
        for rows in self._rows.values():
            for row in rows:
                yield [*row[9:11], *self._cells(row, own=row is rows[0]), row[11]]

    def _without(self, customer: int) -> Sequence[str]:
        """A customer nobody is known at may have a birthday of its own."""
        solar = self._days.get((customer, None, "gregorian"), "")
        lunar = self._days.get((customer, None, "lunar"), "")
        return (*self._NOBODY[:-2], solar, lunar)

    def _cells(self, row: Row, *, own: bool) -> Sequence[str]:
        customer, contact, name, position, sex, *personal = row[:9]
        points = self._points.get(contact, {})
        days = [self._day(customer, contact, calendar, own) for calendar in ("gregorian", "lunar")]
        reached = [points.get(column.field, "") for column in POINT_COLUMNS]
        return [name, position, sex, *reached, *personal, *days]

    def _day(self, customer: int, contact: int, calendar: str, own: bool) -> str:
        found = self._days.get((customer, contact, calendar))
        return found or (self._days.get((customer, None, calendar), "") if own else "")

    def phone(self, contact: int) -> str:
        """The number to call this person on."""
        points = self._points.get(contact, {})
        return next((points[kind] for kind in _PHONES if kind in points), "")

    def rows(self, customer: int) -> Sequence[Row]:
        """A customer's people as they were read."""
        return self._rows.get(customer, ())


def interactions(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """Every contact record of these customers."""
    for on, time, *rest in _each(conn, INTERACTIONS, ids):
        yield [f"{on} {time}" if time else on, *rest]


def follow_ups(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """Every next step of these customers, done ones too."""
    for on, time, *rest in _each(conn, FOLLOW_UPS, ids):
        yield [f"{on} {time}" if time else on, *rest]


def occasions(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """Every day of these customers and the people at them."""
    for row in _each(conn, OCCASIONS, ids):
        number, name, contact, kind, calendar, month, day, leap, year, label, note = row
        on = day_cell(calendar, month, day, bool(leap), year)
        days = (on, "") if calendar == "gregorian" else ("", on)
        yield [number, name, contact, kind, *days, label, note]


def promises(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """Everything these customers were promised."""
    return map(list, _each(conn, PROMISES, ids))


def follow_up_sheet(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """客户跟进表: each customer with the last contact and the next step."""
    for part in _chunks(ids):
        given = (dumps(part),)
        people = _People(conn, given)
        said = {row[0]: row[1:] for row in conn.execute(LAST_SAID, given)}
        steps = {row[0]: row[1:] for row in conn.execute(NEXT_STEPS, given)}
        for row in conn.execute(CUSTOMERS, given):
            id, number, name, _short, grade, stage, _industry, province, city = row[:9]
            who = people.rows(id)
            first = [who[0][2], who[0][3], people.phone(who[0][1])] if who else ["", "", ""]
            place = region(province, city)
            last = said.get(id, (row[18] or "", ""))
            step = steps.get(id, ("", ""))
            yield [number, name, *first, grade, stage, place, *last, *step, row[10], row[17]]


def _each(conn: sqlite3.Connection, sql: str, ids: Sequence[int]) -> Iterator[Row]:
    for part in _chunks(ids):
        yield from conn.execute(sql, (dumps(part),))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _joined(rows: Iterable[Row]) -> dict[int, str]:
    """Words by id, in one text."""
    found: dict[int, str] = {}
    for id, word in rows:
        found[id] = f"{found[id]}、{word}" if id in found else word
    return found
