"""Which customers are due today, and a first reckoning of how urgent each is.

Thousands may be due; only the most urgent are worth reading in full. The reckoning goes by the
same points as `domain.queue.rank`, on the few columns it takes.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.queuerules import SOURCES
from crmtui.domain.rhythm import rhythm_for
from crmtui.domain.urgency import Terms, grade_points, order, rhythm_points
from crmtui.reads import feeds
from crmtui.reads.feeds import Hits, near_occasions
from crmtui.reads.rows import Row

GRADES = ("A", "B", "C", "D")
GRADES_WITH_RHYTHM = ("A", "B", "C", "")

# contact_due_on is empty for everyone who is not live, so the index alone answers these.
LONGEST_SILENT = (
    "SELECT id, grade, stage, cadence_days, contact_due_on FROM customer "
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

if TYPE_CHECKING:
    from crmtui.domain.ahead import Ahead
DUE_ON = (
    "SELECT id FROM customer WHERE grade IN ('A', 'B', 'C', '') "
    "AND contact_due_on IS NOT NULL AND contact_due_on = :day "
    "UNION SELECT f.customer_id FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on > :after AND f.due_on <= :until "
    "AND c.archived_at IS NULL "
    "UNION SELECT p.customer_id FROM promise p JOIN customer c ON c.id = p.customer_id "
    "WHERE p.kept_on IS NULL AND p.broken_on IS NULL AND p.due_on <= :promised "
    "AND c.archived_at IS NULL"
)
HIDDEN = "SELECT id, grade, contact_due_on FROM customer WHERE hide_until > ?"


_ALMOST = 1e-6  # sums of the same points in another order may differ by less


class Candidates(NamedTuple):
    """The most urgent customers, and figures over all that are due."""

    ids: list[int]
    total: int
    overdue: int
    birthdays: int
    promises_overdue: int
    plans: Mapping[int, tuple[Ahead, ...]]
    queued: frozenset[int]


class _Reckoning:
    """Points by customer, and since when something is due with each."""

    def __init__(self, today: date, terms: Terms, hidden: Collection[int]) -> None:
        self.today = today
        self.terms = terms
        self.iso = today.isoformat()
        self.hidden = hidden
        self.points: dict[int, float] = {}
        self.due_on: dict[int, str] = {}
        self.beside_rhythm = 0  # customers that are due, but not for their silence
        self.grades = {grade: grade_points(grade, terms.weights) for grade in (*GRADES, "")}
        self.silences: dict[tuple[str, int | None, str], float] = {}

    def add(self, hits: Hits) -> None:
        """Count one reason a row, on top of what the customers' own columns say.

        Rows: customer, day due, grade, stage, cadence, contact due, and more.
        """
        points, due, iso = self.points, self.due_on, self.iso
        moved, hidden, agreed = hits.moved, self.hidden, hits.agreed
        for row, worth in zip(hits.rows, hits.points, strict=False):
            customer, due_on = row[0], row[1]
            if moved:
                due_on = moved[due_on]
            so_far = points.get(customer)
            if so_far is not None:
                points[customer] = so_far + worth
                if due_on < due[customer]:
                    due[customer] = due_on
                continue
            since = row[5]  # nobody who is not live has this day
            if customer in hidden:
                if not agreed:
                    continue
                since = None  # its silence does not count
            if since is None or since > iso:
                points[customer] = self.grades[row[2]] + worth
                self.beside_rhythm += 1
                due[customer] = due_on
            else:
                points[customer] = self.silence(row[2], row[4], since) + worth
                due[customer] = min(since, due_on)

    def silence(self, grade: str, cadence: int | None, since: str) -> float:
        """The points of the grade, and of silence since a contact was due."""
        found = self.silences.get((grade, cadence, since))
        if found is None:
            found = self.grades[grade]
            rhythm = rhythm_for(grade, cadence, self.terms.rhythms)
            if rhythm is not None:
                late = (self.today - date.fromisoformat(since)).days
                found += rhythm_points(late, rhythm, self.terms.weights)
            self.silences[grade, cadence, since] = found
        return found

    def add_silent(self, rows: Iterable[Row]) -> None:
        """Count customers past their rhythm. Rows: customer, grade, stage, cadence, contact due."""
        for customer, grade, _stage, cadence, since in rows:
            if customer not in self.points and customer not in self.hidden and since <= self.iso:
                self.points[customer] = self.silence(grade, cadence, since)
                self.due_on[customer] = since

    def most_urgent(self, limit: int) -> list[int]:
        """The customers that come first."""
        best = sorted(self.points.values(), reverse=True)[:limit]
        least = best[-1] - _ALMOST if best else 0.0
        keys = [order(p, self.due_on[c], c) for c, p in self.points.items() if p >= least]
        return [customer for _points, _day, customer in sorted(keys)[:limit]]


def gather(conn: sqlite3.Connection, today: date, terms: Terms, limit: int) -> Candidates:
    """The customers of at most `limit` lines, most urgent first, and the day's figures."""
    iso = today.isoformat()
    hidden = conn.execute(HIDDEN, (iso,)).fetchall()
    reckoning = _Reckoning(today, terms, frozenset(row[0] for row in hidden))
    figures: Counter[str] = Counter()
    plans: dict[int, tuple[Ahead, ...]] = {}
    for source in SOURCES:
        for hits in feeds.of(source)(conn, today, terms):
            reckoning.add(hits)
            figures[hits.figure] += hits.counted
            if hidden:
                figures[hits.figure] -= sum(customer in reckoning.hidden for customer in hits.of)
            if hits.ahead is not None:
                for row in hits.rows:
                    plans[row[0]] = (*plans.get(row[0], ()), hits.ahead)
    _silent(conn, reckoning, today, limit + len(hidden))
    (silent,) = conn.execute(SILENT_COUNT, (iso,)).fetchone()
    silent -= sum(grade != "D" and due is not None and due <= iso for _id, grade, due in hidden)
    return Candidates(
        ids=reckoning.most_urgent(limit),
        total=silent + reckoning.beside_rhythm,
        overdue=figures["overdue"],
        birthdays=figures["birthdays"],
        promises_overdue=figures["promises_overdue"],
        plans=plans,
        queued=frozenset(reckoning.points),
    )


def _silent(conn: sqlite3.Connection, reckoning: _Reckoning, today: date, limit: int) -> None:
    """Count the customers past their rhythm: of each grade, those silent the longest."""
    iso = today.isoformat()
    for grade in GRADES_WITH_RHYTHM:
        reckoning.add_silent(conn.execute(LONGEST_SILENT, (grade, iso, limit)))
    reckoning.add_silent(conn.execute(SILENT_BY_OWN_RHYTHM, (iso,)))


def due_tomorrow(conn: sqlite3.Connection, today: date, terms: Terms) -> int:
    """How many customers something falls due with, or an occasion comes into sight of."""
    tomorrow = today + timedelta(days=1)
    days = {
        "day": tomorrow,
        "after": terms.fallen_due(today),
        "until": terms.fallen_due(tomorrow),
        "promised": terms.next_workday(tomorrow) - timedelta(days=1),
    }
    named = {name: day.isoformat() for name, day in days.items()}
    found = {row[0] for row in conn.execute(DUE_ON, named)}
    found.update(near_occasions(conn, tomorrow, terms) - near_occasions(conn, today, terms))
    return len(found)
