"""Where the queue's work comes from: one read for each source but silence, which is by grade.

A feed gives rows of (customer, day due, grade, stage, cadence, contact due, …) with what each
weighs; its rule in `domain.queuerules` says the same of a customer that is read in full.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import repeat
from typing import NamedTuple

from crmtui.domain.ahead import Ahead
from crmtui.domain.occasions import keys_on
from crmtui.domain.urgency import (
    LATE_DAYS,
    Terms,
    late_points,
    occasion_points,
    planning_points,
    snooze_points,
    step_points,
)
from crmtui.reads.rows import Row, each

# Left to itself SQLite looks up the rows, four times as many pages; another database needs no hint.
_SMALL = "INDEXED BY ix_customer_due"
_COLUMNS = "c.grade, c.stage, c.cadence_days, c.contact_due_on"
_LIVE = "c.archived_at IS NULL AND c.grade <> 'D' AND c.stage <> 'lost'"
_NOT_GREETED = (
    "NOT EXISTS (SELECT 1 FROM greeting g WHERE g.customer_id = o.customer_id "
    "AND g.occasion_id = o.id AND g.day = :on)"
)

STEPS_DUE = (
    f"SELECT f.customer_id, f.due_on, {_COLUMNS}, "
    f"f.priority, f.snoozes FROM follow_up f JOIN customer c {_SMALL} ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on <= ? AND c.archived_at IS NULL"
)
KEPT_ON = (
    f"SELECT o.customer_id, :on, {_COLUMNS}, o.kind, o.lead_days "
    f"FROM occasion o JOIN customer c {_SMALL} ON c.id = o.customer_id "
    "WHERE o.calendar = :calendar AND o.month = :month AND o.day = :day AND o.leap = :leap "
    f"AND {_LIVE} AND {_NOT_GREETED}"
)
MISSED_ON = (
    f"SELECT o.customer_id, :on, {_COLUMNS}, o.kind, o.lead_days "
    f"FROM occasion o JOIN customer c {_SMALL} ON c.id = o.customer_id "
    "WHERE o.calendar = :calendar AND o.month = :month AND o.day = :day AND o.leap = :leap "
    f"AND {_LIVE} AND (c.last_touch_on IS NULL OR c.last_touch_on < :on) AND {_NOT_GREETED}"
)
LONGEST_OWN_LEAD = (
    "SELECT lead_days FROM occasion WHERE lead_days IS NOT NULL ORDER BY lead_days DESC LIMIT 1"
)
_UNTOUCHED = f"{_LIVE} AND (c.last_touch_on IS NULL OR c.last_touch_on < :since)"
SHIPPING_OFTEN = (
    f"SELECT c.id, :since, {_COLUMNS} FROM custom_field d JOIN custom_value v ON v.field_id = d.id "
    "JOIN customer c ON c.id = v.customer_id WHERE d.key = 'shipments_per_month' "
    f"AND CAST(v.value AS REAL) >= :often AND {_UNTOUCHED} AND c.country IN (:one, :other)"
)
CORE = (
    f"SELECT c.id, :since, {_COLUMNS} FROM customer c WHERE c.grade = 'A' AND {_UNTOUCHED} "
    "AND c.country IN (:one, :other)"
)
COUNTS_SHIPMENTS = "SELECT 1 FROM custom_field WHERE key = 'shipments_per_month'"
COUNTRIES = "SELECT DISTINCT country FROM customer WHERE country <> '' ORDER BY country"
OF_THESE = (
    f"SELECT c.id, ?, {_COLUMNS} FROM customer c "
    f"WHERE {_LIVE} AND (c.last_touch_on IS NULL OR c.last_touch_on < ?) AND c.id IN ({{marks}})"
)


class Hits(NamedTuple):
    """Customers one source puts up, with what each is worth, and how many count as `figure`."""

    rows: Sequence[Row]
    points: Iterator[float]
    figure: str = ""
    counted: int = 0
    ahead: Ahead | None = None


Feed = Callable[[sqlite3.Connection, date, Terms], Iterator[Hits]]


def _steps(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Planned steps that are due; those that are late are counted."""
    known: dict[tuple[str, int, int], float] = {}

    def points(row: Row) -> float:
        key = row[1], row[6], row[7]
        if key not in known:
            late = (today - date.fromisoformat(row[1])).days
            waiting = step_points(late, row[6], terms.weights)
            known[key] = waiting + snooze_points(row[7], terms.weights)
        return known[key]

    rows = conn.execute(STEPS_DUE, (today.isoformat(),)).fetchall()
    late = sum(row[1] < today.isoformat() for row in rows)
    yield Hits(rows, map(points, rows), "overdue", late)


def _occasions(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Days that matter within their lead time, or missed lately; today's birthdays are counted."""
    for ahead in range(_farthest(conn, terms) + 1):
        rows = _within_lead(_kept(conn, KEPT_ON, today + timedelta(days=ahead)), ahead, terms)
        points = [
            occasion_points(ahead, terms.lead_for(row[2], row[7]), terms.weights) for row in rows
        ]
        birthdays = 0 if ahead else sum(row[6] == "birthday" for row in rows)
        yield Hits(rows, iter(points), "birthdays", birthdays)
    for late in range(1, LATE_DAYS + 1):
        rows = _kept(conn, MISSED_ON, today - timedelta(days=late))
        yield Hits(rows, repeat(late_points(late, terms.weights)))


def _farthest(conn: sqlite3.Connection, terms: Terms) -> int:
    """How many days ahead an occasion may come up."""
    own = conn.execute(LONGEST_OWN_LEAD).fetchone()
    return max(terms.longest_lead, own[0] if own else 0)


def _within_lead(rows: list[Row], ahead: int, terms: Terms) -> list[Row]:
    return [row for row in rows if ahead <= terms.lead_for(row[2], row[7])]


def _kept(conn: sqlite3.Connection, sql: str, on: date) -> list[Row]:
    """The occasions of live customers that are kept on a day and not greeted for."""
    return [
        row
        for key in keys_on(on)
        for row in conn.execute(sql, {**key._asdict(), "leap": int(key.leap), "on": on.isoformat()})
    ]


def near_occasions(conn: sqlite3.Connection, today: date, terms: Terms) -> set[int]:
    """The customers one of whose occasions is within its lead time on a day."""
    return {
        row[0]
        for ahead in range(_farthest(conn, terms) + 1)
        for row in _within_lead(_kept(conn, KEPT_ON, today + timedelta(days=ahead)), ahead, terms)
    }


def _plans(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Customers who should plan for a long holiday or a peak, and were not spoken to since."""
    for ahead in terms.ahead:
        rows = _planning(conn, ahead, terms)
        yield Hits(rows, repeat(planning_points(terms.weights)), ahead=ahead)


def _planning(conn: sqlite3.Connection, ahead: Ahead, terms: Terms) -> list[Row]:
    since = ahead.since.isoformat()
    if ahead.segment:
        from crmtui.domain.segments import parse_segment
        from crmtui.reads.segments import members

        ids = members(conn, parse_segment(ahead.segment))
        return list(each(conn, OF_THESE, ids, since, since))
    # Where nobody counts shipments, it is the core customers who must not be left to chance.
    sql = SHIPPING_OFTEN if conn.execute(COUNTS_SHIPMENTS).fetchone() else CORE
    one, other = ahead.countries[0], ahead.countries[-1]
    given = {"since": since, "often": terms.often, "one": one, "other": other}
    return conn.execute(sql, given).fetchall()


def countries(conn: sqlite3.Connection) -> tuple[str, ...]:
    """The countries customers are in, other than the user's own."""
    return tuple(code for (code,) in conn.execute(COUNTRIES))


FEEDS: tuple[Feed, ...] = (_steps, _occasions, _plans)
