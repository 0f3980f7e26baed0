"""Where the queue's work comes from: one read for each source but silence, which is by grade.

A feed gives rows of (customer, day due, grade, stage, cadence, contact due, …) with what each
weighs; its rule in `domain.queuerules` says the same of a customer that is read in full, and names
the feed by its function.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.occasions import keys_on
from crmtui.domain.urgency import (
    LATE_DAYS,
    NO_SHOW_DAYS,
    Terms,
    late_points,
    occasion_points,
    planning_points,
    promise_points,
    snooze_points,
    step_points,
)
from crmtui.reads.rows import Row, each

if TYPE_CHECKING:
    from crmtui.domain.ahead import Ahead
    from crmtui.domain.queuerules import Source

# Left to itself SQLite looks up the rows, four times as many pages; another database needs no hint.
_SMALL = "INDEXED BY ix_customer_due"
_COLUMNS = "c.grade, c.stage, c.cadence_days, c.contact_due_on"
_LIVE = "c.archived_at IS NULL AND c.grade <> 'D' AND c.stage <> 'lost'"
# All who were greeted for a day are few beside those whose day it is.
GREETED_FOR = (
    "SELECT day, occasion_id FROM greeting WHERE kind IN ('birthday', 'wedding', 'founding', "
    "'contract_end', 'other') AND day >= ? AND day <= ? AND occasion_id IS NOT NULL"
)

PROMISES_DUE = (
    f"SELECT p.customer_id, p.due_on, {_COLUMNS}, p.put_offs FROM promise p "
    f"JOIN customer c {_SMALL} ON c.id = p.customer_id "
    "WHERE p.kept_on IS NULL AND p.broken_on IS NULL AND p.due_on < ? AND c.archived_at IS NULL"
)
STEPS_DUE = (
    f"SELECT f.customer_id, f.due_on, {_COLUMNS}, "
    f"f.priority, f.snoozes FROM follow_up f JOIN customer c {_SMALL} ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on <= ? AND c.archived_at IS NULL"
)
TIMED_ON_DAYS_OFF = f"{STEPS_DUE} AND f.due_on > ? AND f.time IS NOT NULL"
TO_CONFIRM = (
    f"SELECT f.customer_id, f.due_on, {_COLUMNS} "
    "FROM follow_up f INDEXED BY ix_follow_up_confirm "
    f"JOIN customer c {_SMALL} ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.time IS NOT NULL AND f.confirmed = 0 "
    "AND f.kind IN ('visit', 'meeting') AND f.due_on > ? AND f.due_on <= ? "
    "AND c.archived_at IS NULL"
)
NO_SHOWS = (
    'SELECT customer_id, max("on") FROM interaction '
    'WHERE outcome = \'no_show\' AND "on" >= ? AND "on" <= ? GROUP BY customer_id'
)
UNPLANNED = (
    f"SELECT c.id, coalesce(c.last_touch_on, ''), {_COLUMNS} FROM customer c "
    f"WHERE {_LIVE} AND c.next_due_on IS NULL AND c.id IN ({{marks}})"
)
KEPT_ON = (
    f"SELECT o.customer_id, :on, {_COLUMNS}, o.kind, o.id "
    f"FROM occasion o JOIN customer c {_SMALL} ON c.id = o.customer_id "
    "WHERE o.calendar = :calendar AND o.month = :month AND o.day = :day AND o.leap = :leap "
    f"AND {_LIVE}"
)
MISSED_ON = (
    f"SELECT o.customer_id, :on, {_COLUMNS}, o.kind, o.id "
    f"FROM occasion o JOIN customer c {_SMALL} ON c.id = o.customer_id "
    "WHERE o.calendar = :calendar AND o.month = :month AND o.day = :day AND o.leap = :leap "
    f"AND {_LIVE} AND (c.last_touch_on IS NULL OR c.last_touch_on < :on)"
)
# Few have one; in every row it would have each occasion looked up beside the index.
OWN_LEADS = "SELECT id, lead_days FROM occasion WHERE lead_days IS NOT NULL"
_UNTOUCHED = f"{_LIVE} AND (c.last_touch_on IS NULL OR c.last_touch_on < :since)"
_THERE = "(:anywhere OR c.country IN (:one, :other))"
SHIPPING_OFTEN = (
    f"SELECT c.id, :since, {_COLUMNS} FROM custom_field d JOIN custom_value v ON v.field_id = d.id "
    "JOIN customer c ON c.id = v.customer_id WHERE d.key = 'shipments_per_month' "
    f"AND CAST(v.value AS REAL) >= :often AND {_UNTOUCHED} AND {_THERE}"
)
CORE = (
    f"SELECT c.id, :since, {_COLUMNS} FROM customer c WHERE c.grade = 'A' AND {_UNTOUCHED} "
    f"AND {_THERE}"
)
COUNTS_SHIPMENTS = "SELECT 1 FROM custom_field WHERE key = 'shipments_per_month'"
COUNTRIES = "SELECT DISTINCT country FROM customer WHERE country <> '' ORDER BY country"
OF_THESE = (
    f"SELECT c.id, ?, {_COLUMNS} FROM customer c "
    f"WHERE {_LIVE} AND (c.last_touch_on IS NULL OR c.last_touch_on < ?) "
    "AND (? OR c.country IN (?, ?)) AND c.id IN ({marks})"
)


class Hits(NamedTuple):
    """Customers one source puts up, with what each is worth, and how many count as `figure`.

    of: whose these are, where hidden customers do not count. moved: the days of all rows, with
    the day each comes up. agreed: counts for customers that are hidden too.
    """

    rows: Sequence[Row]
    points: Iterator[float]
    figure: str = ""
    counted: int = 0
    of: Sequence[int] = ()
    ahead: Ahead | None = None
    moved: Mapping[str, str] = {}
    agreed: bool = False


Feed = Callable[[sqlite3.Connection, date, Terms], Iterator[Hits]]


def promises(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Promises to be kept now; those that are late are counted."""
    iso = today.isoformat()
    rows = conn.execute(PROMISES_DUE, (terms.next_workday(today).isoformat(),)).fetchall()
    points = [
        promise_points((today - date.fromisoformat(row[1])).days, terms.weights)
        + snooze_points(row[6], terms.weights)
        for row in rows
    ]
    late = sum(row[1] < iso for row in rows)
    yield Hits(rows, iter(points), "promises_overdue", late, agreed=True)


def steps(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Planned steps that are due; those that are late are counted."""
    iso, until = today.isoformat(), terms.fallen_due(today).isoformat()
    rows = conn.execute(STEPS_DUE, (until,)).fetchall()
    if until < iso:
        rows += conn.execute(TIMED_ON_DAYS_OFF, (iso, until)).fetchall()
    moved = {
        due: min(terms.falls_on(date.fromisoformat(due)).isoformat(), iso)
        for due in {row[1] for row in rows}
    }
    known: dict[tuple[str, int, int], float] = {}

    def points(row: Row) -> float:
        key = row[1], row[6], row[7]
        if key not in known:
            late = (today - date.fromisoformat(moved[row[1]])).days
            waiting = step_points(late, row[6], terms.weights)
            known[key] = waiting + snooze_points(row[7], terms.weights)
        return known[key]

    late = sum(moved[row[1]] < iso for row in rows)
    yield Hits(rows, map(points, rows), "overdue", late, moved=moved, agreed=True)


def appointments(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Appointments of the next working day that are to be confirmed."""
    last = terms.next_workday(today).isoformat()
    rows = conn.execute(TO_CONFIRM, (today.isoformat(), last)).fetchall()
    moved = {
        due: terms.day_before(date.fromisoformat(due)).isoformat() for due in {r[1] for r in rows}
    }
    yield Hits(rows, repeat(terms.weights["confirm"]), moved=moved, agreed=True)


def no_shows(conn: sqlite3.Connection, today: date) -> dict[int, date]:
    """Who did not keep an appointment lately, with the last such day."""
    since = (today - timedelta(days=NO_SHOW_DAYS)).isoformat()
    rows = conn.execute(NO_SHOWS, (since, today.isoformat()))
    return {customer: date.fromisoformat(on) for customer, on in rows}


def missed(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Customers who did not keep an appointment, untouched since and with nothing planned."""
    missed = {customer: on.isoformat() for customer, on in no_shows(conn, today).items()}
    rows = [
        (customer, missed[customer], *columns)
        for customer, touched, *columns in each(conn, UNPLANNED, list(missed))
        if touched < missed[customer]
    ]
    yield Hits(rows, repeat(terms.weights["no_show"]))


def occasions(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Days that matter within their lead time, or missed lately; today's birthdays are counted."""
    for ahead, rows, points in _near(conn, today, terms):
        born = [row[0] for row in rows if row[6] == "birthday"] if not ahead else []
        yield Hits(rows, iter(points), "birthdays", len(born), of=born)
    first, last = today - timedelta(days=LATE_DAYS), today - timedelta(days=1)
    greeted = _greeted(conn, first, last)
    for late in range(1, LATE_DAYS + 1):
        rows = _kept(conn, MISSED_ON, today - timedelta(days=late), greeted)
        yield Hits(rows, repeat(late_points(late, terms.weights)))


def _near(
    conn: sqlite3.Connection, today: date, terms: Terms
) -> Iterator[tuple[int, list[Row], list[float]]]:
    """For each of the next days the occasions within their lead time, and what each weighs."""
    own: dict[int, int] = dict(conn.execute(OWN_LEADS).fetchall())
    grades = {grade: terms.lead_for(grade, None) for grade in ("A", "B", "C", "D", "")}
    longest = max(terms.longest_lead, *own.values(), 0)
    greeted = _greeted(conn, today, today + timedelta(days=longest))
    for ahead in range(longest + 1):
        rows: list[Row] = []
        points: list[float] = []
        for row in _kept(conn, KEPT_ON, today + timedelta(days=ahead), greeted):
            lead = own.get(row[7], grades[row[2]]) if own else grades[row[2]]
            if ahead <= lead:
                rows.append(row)
                points.append(occasion_points(ahead, lead, terms.weights))
        yield ahead, rows, points


Greeted = Mapping[str, set[int]]


def _greeted(conn: sqlite3.Connection, first: date, last: date) -> Greeted:
    """The occasions greeted for, by the day they were greeted for."""
    found: dict[str, set[int]] = {}
    for day, occasion in conn.execute(GREETED_FOR, (first.isoformat(), last.isoformat())):
        found.setdefault(day, set()).add(occasion)
    return found


def _kept(conn: sqlite3.Connection, sql: str, on: date, greeted: Greeted) -> list[Row]:
    """The occasions of live customers that are kept on a day and not greeted for."""
    iso = on.isoformat()
    rows: list[Row] = []
    for key in keys_on(on):
        rows += conn.execute(sql, {**key._asdict(), "leap": int(key.leap), "on": iso}).fetchall()
    done = greeted.get(iso)
    return [row for row in rows if row[7] not in done] if done else rows


def near_occasions(conn: sqlite3.Connection, today: date, terms: Terms) -> set[int]:
    """The customers one of whose occasions is within its lead time on a day."""
    return {row[0] for _ahead, rows, _points in _near(conn, today, terms) for row in rows}


def plans(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Customers who should plan for a long holiday or a peak, and were not spoken to since."""
    for ahead in terms.ahead:
        rows = _planning(conn, ahead, terms)
        yield Hits(rows, repeat(planning_points(terms.weights)), ahead=ahead)


def planned_for(
    conn: sqlite3.Connection, today: date, terms: Terms
) -> dict[int, tuple[Ahead, ...]]:
    """What each customer should plan ahead for."""
    found: dict[int, tuple[Ahead, ...]] = {}
    for hits in plans(conn, today, terms):
        for row in hits.rows:
            found[row[0]] = (*found.get(row[0], ()), *((hits.ahead,) if hits.ahead else ()))
    return found


def _planning(conn: sqlite3.Connection, ahead: Ahead, terms: Terms) -> list[Row]:
    since = ahead.since.isoformat()
    # A peak of the user's own concerns customers wherever they are.
    one, other = (ahead.countries[0], ahead.countries[-1]) if ahead.countries else ("", "")
    there = (not ahead.countries, one, other)
    if ahead.segment:
        from crmtui.domain.segments import parse_segment
        from crmtui.reads.segments import members

        ids = members(conn, parse_segment(ahead.segment))
        return list(each(conn, OF_THESE, ids, since, since, *there))
    # Where nobody counts shipments, it is the core customers who must not be left to chance.
    sql = SHIPPING_OFTEN if conn.execute(COUNTS_SHIPMENTS).fetchone() else CORE
    given = {"since": since, "often": terms.often}
    given |= dict(zip(("anywhere", "one", "other"), there, strict=True))
    return conn.execute(sql, given).fetchall()


def countries(conn: sqlite3.Connection) -> tuple[str, ...]:
    """The countries customers are in, other than the user's own."""
    return tuple(code for (code,) in conn.execute(COUNTRIES))


def silence(conn: sqlite3.Connection, today: date, terms: Terms) -> Iterator[Hits]:
    """Nothing: whose rhythm has passed are too many to list, and found by grade as needed."""
    return iter(())


def of(source: Source) -> Feed:
    """The read of a source of work."""
    found: Feed = globals()[source.feed]
    return found
