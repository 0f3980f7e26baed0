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

CHUNK = 20_000  # customers at a time: what hangs on them is held in memory
Cells = Sequence[str | int | None]

_GIVEN = "(SELECT value FROM json_each(?))"  # a list of ids as one parameter
CUSTOMERS = (
    "SELECT id, coalesce(number, ''), name, short_name, grade, stage, industry, country, "
    "province, city, address, source, owner, referred_by, credit_level, payment_terms, invoice, "
    "price_sensitivity, needs, note, "
    "coalesce(last_touch_on, ''), coalesce(next_due_on, ''), uid "
    f"FROM customer WHERE id IN {_GIVEN} ORDER BY id"
)
PEOPLE = (
    "SELECT customer_id, id, name, position, role, sex, hobbies, taboos, temperament, family, "
    f"preferred_channel, note FROM contact WHERE archived_at IS NULL AND customer_id IN {_GIVEN} "
    "ORDER BY customer_id, is_primary DESC, id"
)
NAMED = f"SELECT id, coalesce(number, ''), name, uid FROM customer WHERE id IN {_GIVEN}"
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
    f"SELECT t.due_on, t.time, {_WHOSE}, t.what, t.kind, t.priority, t.status, t.closed_on "
    f"FROM follow_up t {_OF} ORDER BY t.customer_id, t.due_on, t.id"
)
OCCASIONS = (
    f"SELECT {_WHOSE}, t.kind, t.calendar, t.month, t.day, t.leap, t.year, t.lead_days, "
    "t.label, t.note "
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
_NOBODY = (None, *[""] * 10)
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
    """Customers with the contact to ask for first; values of these own fields stand before uid.

    Put together column by column: a hundred thousand customers have millions of cells.
    """
    for part in _chunks(ids):
        given = (dumps(part),)
        own = list(zip(*conn.execute(CUSTOMERS, given), strict=True))
        tags = _joined(conn.execute(TAGS, given))
        custom: dict[int, dict[int, str]] = {field: {} for field in fields}
        for customer, field, value in conn.execute(CUSTOM, given):
            if field in custom:
                custom[field][customer] = value
        steps = {row[0]: row[2] for row in conn.execute(NEXT_STEPS, given)}
        chosen = own[0]
        columns = (
            *own[1:18],
            [tags.get(id, "") for id in chosen],
            *_People(conn, given).first(chosen),
            *own[18:22],
            [steps.get(id, "") for id in chosen],
            *([values.get(id, "") for id in chosen] for values in custom.values()),
            own[22],
        )
        yield from zip(*columns, strict=True)


def contacts(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """Every contact of these customers, with the customer's number and name before, uid behind."""
    for part in _chunks(ids):
        given = (dumps(part),)
        whose = {row[0]: row[1:] for row in conn.execute(NAMED, given)}
        people = _People(conn, given)
        if rows := people.rows:
            number, name, uid = zip(*(whose[row[0]] for row in rows), strict=True)
            yield from zip(number, name, *people.columns(rows), uid, strict=True)


class _People:
    """The people at some customers, with how to reach them and their birthdays."""

    def __init__(self, conn: sqlite3.Connection, given: tuple[str]) -> None:
        self.rows = conn.execute(PEOPLE, given).fetchall()
        # Reversed, so that the one to ask for first is the one that stays.
        self.firsts: dict[int, Row] = {row[0]: row for row in reversed(self.rows)}
        self._points: dict[str, dict[int, str]] = {column.field: {} for column in POINT_COLUMNS}
        for contact, kind, value in conn.execute(POINTS, given):
            known = self._points.get(kind)
            if known is not None:
                known[contact] = f"{known[contact]}; {value}" if contact in known else value
        self._days: dict[str, dict[tuple[int, int | None], str]] = {"gregorian": {}, "lunar": {}}
        for customer, contact, *day in conn.execute(BIRTHDAYS, given):
            self._days[day[0]][customer, contact] = day_cell(*day)

    def first(self, customers: Sequence[int]) -> Iterator[Sequence[str]]:
        """The columns of the people to ask for first; nobody may still have a birthday."""
        return self.columns([self.firsts.get(id) or (id, *_NOBODY) for id in customers])

    def columns(self, rows: Sequence[Row]) -> Iterator[Sequence[str]]:
        """The columns of these people."""
        customers, contacts, *told = zip(*rows, strict=True)
        yield from told[:4]
        for column in POINT_COLUMNS:
            points = self._points[column.field]
            yield [points.get(id, "") for id in contacts] if points else [""] * len(rows)
        yield from told[4:]
        for days in self._days.values():
            yield [days.get(both, "") for both in zip(customers, contacts, strict=True)]

    def phone(self, contact: int) -> str:
        """The number to call this person on."""
        found = (self._points[kind].get(contact) for kind in _PHONES)
        return next((number for number in found if number), "")


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
        number, name, contact, kind, calendar, month, day, leap, year, *rest = row
        on = day_cell(calendar, month, day, bool(leap), year)
        days = (on, "") if calendar == "gregorian" else ("", on)
        yield [number, name, contact, kind, *days, *rest]


def promises(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """Everything these customers were promised."""
    return _each(conn, PROMISES, ids)


def follow_up_sheet(conn: sqlite3.Connection, ids: Sequence[int]) -> Iterator[Cells]:
    """客户跟进表: each customer with the last contact and the next step."""
    for part in _chunks(ids):
        given = (dumps(part),)
        people = _People(conn, given)
        said = {row[0]: row[1:] for row in conn.execute(LAST_SAID, given)}
        steps = {row[0]: row[1:] for row in conn.execute(NEXT_STEPS, given)}
        for row in conn.execute(CUSTOMERS, given):
            id, number, name, _short, grade, stage, _industry, _country, province, city = row[:10]
            who = people.firsts.get(id)
            first = [who[2], who[3], people.phone(who[1])] if who else ["", "", ""]
            place = region(province, city)
            last = said.get(id, (row[20], ""))
            step = steps.get(id, ("", ""))
            yield [number, name, *first, grade, stage, place, *last, *step, row[12], row[19]]


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
