"""Which customers are due today, and a first reckoning of how urgent each is.

Thousands may be due; only the most urgent are worth reading in full. The reckoning goes by the
same points as `domain.queue.rank`, on the few columns it takes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest

from crmtui.domain.occasions import keys_on
from crmtui.domain.rhythm import is_live, rhythm_for
from crmtui.domain.urgency import (
    Terms,
    grade_points,
    occasion_points,
    order,
    rhythm_points,
    snooze_points,
    step_points,
)
from crmtui.reads.rows import Row

GRADES_WITH_RHYTHM = ("A", "B", "C", "")

STEPS_DUE = (
    "SELECT f.customer_id, f.due_on, f.priority, f.snoozes, "
    "c.grade, c.stage, c.cadence_days, c.contact_due_on "
    "FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on <= ? AND c.archived_at IS NULL"
)
KEPT_ON = (
    "SELECT o.customer_id, o.kind, c.grade, c.stage, c.cadence_days, c.contact_due_on "
    "FROM occasion o JOIN customer c ON c.id = o.customer_id "
    "WHERE o.calendar = ? AND o.month = ? AND o.day = ? AND o.leap = ? "
    "AND c.archived_at IS NULL AND c.grade <> 'D' AND c.stage <> 'lost'"
)
# contact_due_on is empty for everyone who is not live, so the index alone answers these.
LONGEST_SILENT = (
    "SELECT id, stage, contact_due_on FROM customer "
    "WHERE grade = ? AND contact_due_on IS NOT NULL AND contact_due_on <= ? "
    "AND cadence_days IS NULL ORDER BY contact_due_on, id LIMIT ?"
)
SILENT_BY_OWN_RHYTHM = (
    "SELECT id, grade, stage, cadence_days, contact_due_on FROM customer "
    "WHERE cadence_days IS NOT NULL AND contact_due_on <= ?"
)
SILENT_COUNT = (
    "SELECT count(*) FROM customer WHERE grade IN ('A', 'B', 'C', '') "
    "AND contact_due_on IS NOT NULL AND contact_due_on <= ?"
)
DUE_ON = (
    "SELECT id FROM customer WHERE grade IN ('A', 'B', 'C', '') "
    "AND contact_due_on IS NOT NULL AND contact_due_on = :day "
    "UNION SELECT f.customer_id FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on = :day AND c.archived_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The most urgent customers, and figures over all that are due."""

    ids: list[int]
    total: int
    overdue: int
    birthdays: int
    tomorrow: int


_Own = tuple[str, str, int | None, str | None]  # grade, stage, cadence_days, contact_due_on


@dataclass(slots=True)
class _Reckoning:
    """Points by customer, and since when something is due with each."""

    today: date
    terms: Terms
    points: dict[int, float] = field(default_factory=dict)
    due_on: dict[int, str] = field(default_factory=dict)
    beside_rhythm: int = 0  # customers that are due, but not for their silence
    seen: dict[_Own, tuple[float, str | None]] = field(default_factory=dict)

    def add(self, customer: int, own: _Own, points: float, due_on: str) -> None:
        """Count one reason on top of what the customer's own columns say."""
        if customer not in self.points:
            self.silent(customer, own)
            self.beside_rhythm += self.own(own)[1] is None
        self.points[customer] += points
        self.due_on[customer] = min(self.due_on[customer], due_on)

    def silent(self, customer: int, own: _Own) -> None:
        """Count the customer's grade and silence, unless that was done."""
        if customer not in self.points:
            self.points[customer], since = self.own(own)
            self.due_on[customer] = since or _NEVER

    def own(self, own: _Own) -> tuple[float, str | None]:
        """The points of grade and silence, and since when it is silent: few customers differ."""
        found = self.seen.get(own)
        if found is None:
            found = self.seen[own] = _own(own, self.today, self.terms)
        return found

    def most_urgent(self, limit: int) -> list[int]:
        """The customers that come first."""
        keys = (order(points, self.due_on[c], c) for c, points in self.points.items())
        return [customer for _points, _day, customer in nsmallest(limit, keys)]


_NEVER = "9999-12-31"


def _own(own: _Own, today: date, terms: Terms) -> tuple[float, str | None]:
    grade, stage, cadence, due_on = own
    points = grade_points(grade, terms.weights)
    rhythm = rhythm_for(grade, cadence, terms.rhythms)
    if not due_on or rhythm is None or not is_live(grade, stage, archived=False):
        return points, None
    late = (today - date.fromisoformat(due_on)).days
    if late < 0:
        return points, None
    return points + rhythm_points(late, rhythm, terms.weights), due_on


def gather(conn: sqlite3.Connection, today: date, terms: Terms, limit: int) -> Candidates:
    """The customers of at most `limit` lines, most urgent first, and the day's figures."""
    reckoning = _Reckoning(today, terms)
    overdue = _steps(conn, reckoning)
    birthdays = _occasions(conn, reckoning)
    _silent(conn, reckoning, limit)
    (silent,) = conn.execute(SILENT_COUNT, (today.isoformat(),)).fetchone()
    return Candidates(
        ids=reckoning.most_urgent(limit),
        total=silent + reckoning.beside_rhythm,
        overdue=overdue,
        birthdays=birthdays,
        tomorrow=_tomorrow(conn, today + timedelta(days=1), terms.lead_days),
    )


def _steps(conn: sqlite3.Connection, reckoning: _Reckoning) -> int:
    """Count the planned steps that are due; gives how many are late."""
    weights, today, overdue = reckoning.terms.weights, reckoning.today.isoformat(), 0
    worth: dict[tuple[str, int, int], float] = {}
    for customer, due_on, priority, snoozes, *own in conn.execute(STEPS_DUE, (today,)):
        key = (due_on, priority, snoozes)
        if key not in worth:
            late = (reckoning.today - date.fromisoformat(due_on)).days
            worth[key] = step_points(late, priority, weights) + snooze_points(snoozes, weights)
        reckoning.add(customer, tuple(own), worth[key], due_on)
        overdue += due_on < today
    return overdue


def _occasions(conn: sqlite3.Connection, reckoning: _Reckoning) -> int:
    """Count the days that matter within the lead time; gives how many birthdays are today."""
    terms, birthdays = reckoning.terms, 0
    for ahead in range(terms.lead_days + 1):
        on = reckoning.today + timedelta(days=ahead)
        points, iso = occasion_points(ahead, terms.lead_days, terms.weights), on.isoformat()
        for customer, kind, *own in _kept_on(conn, on):
            reckoning.add(customer, tuple(own), points, iso)
            birthdays += not ahead and kind == "birthday"
    return birthdays


def _kept_on(conn: sqlite3.Connection, day: date) -> Iterator[Row]:
    for key in keys_on(day):
        yield from conn.execute(KEPT_ON, (key.calendar, key.month, key.day, int(key.leap)))


def _silent(conn: sqlite3.Connection, reckoning: _Reckoning, limit: int) -> None:
    """Count the customers past their rhythm: of each grade, those silent the longest."""
    today = reckoning.today.isoformat()
    for grade in GRADES_WITH_RHYTHM:
        for customer, stage, due_on in conn.execute(LONGEST_SILENT, (grade, today, limit)):
            reckoning.silent(customer, (grade, stage, None, due_on))
    for customer, *own in conn.execute(SILENT_BY_OWN_RHYTHM, (today,)):
        reckoning.silent(customer, tuple(own))


def _tomorrow(conn: sqlite3.Connection, tomorrow: date, lead_days: int) -> int:
    """How many customers something falls due with, or an occasion comes into sight of."""
    found = {row[0] for row in conn.execute(DUE_ON, {"day": tomorrow.isoformat()})}
    found.update(row[0] for row in _kept_on(conn, tomorrow + timedelta(days=lead_days)))
    return len(found)
