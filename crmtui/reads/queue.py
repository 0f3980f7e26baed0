"""What is due today: candidates from the indexes, then all facts of the most urgent ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crmtui.domain.followups import FollowUp
from crmtui.domain.occasions import Occasion
from crmtui.domain.queue import (
    Facts,
    OldStep,
    Person,
    Queue,
    QueueLine,
    Reason,
    Share,
    line_of,
    rank,
    shares_of,
)
from crmtui.domain.urgency import LATE_DAYS, Terms
from crmtui.reads.candidates import due_tomorrow, gather
from crmtui.reads.feeds import no_shows, planned_for
from crmtui.reads.promises import PROMISE_COLUMNS, promise
from crmtui.reads.rows import (
    FOLLOW_UP_COLUMNS,
    OCCASION_COLUMNS,
    Row,
    day,
    each,
    follow_up,
    grouped,
    occasion,
)

if TYPE_CHECKING:
    from crmtui.domain.ahead import Ahead
    from crmtui.domain.promises import Promise

OLD_STEPS_SHOWN = 200
NEAR_DAYS = 20  # longer than any run of days off

CUSTOMERS = (
    "SELECT id, number, name, short_name, grade, stage, archived_at IS NOT NULL, cadence_days, "
    "last_touch_on, contact_due_on, hide_until, next_due_on FROM customer WHERE id IN ({marks})"
)
# The pluses keep SQLite from going through the due steps of everybody.
STEPS = (
    f"SELECT {FOLLOW_UP_COLUMNS} FROM follow_up f LEFT JOIN contact p ON p.id = f.contact_id "
    "WHERE f.status = 'open' AND +f.to_check = 0 AND +f.due_on <= ? "
    "AND f.customer_id IN ({marks}) ORDER BY f.due_on, f.id"
)
PEOPLE = (
    "SELECT c.customer_id, c.id, c.name, c.position, c.is_primary, coalesce((SELECT t.value "
    "FROM contact_point t WHERE t.contact_id = c.id AND t.kind IN ('mobile', 'phone', 'whatsapp') "
    "ORDER BY t.id LIMIT 1), '') "
    "FROM contact c WHERE c.customer_id IN ({marks}) AND c.archived_at IS NULL "
    "ORDER BY c.is_primary DESC, c.id"
)
PROMISES = (
    f"SELECT {PROMISE_COLUMNS} FROM promise m LEFT JOIN contact p ON p.id = m.contact_id "
    "WHERE m.kept_on IS NULL AND m.broken_on IS NULL AND m.due_on <= ? "
    "AND m.customer_id IN ({marks}) ORDER BY m.due_on, m.id"
)
DAYS = (
    f"SELECT {OCCASION_COLUMNS} FROM occasion o LEFT JOIN contact p ON p.id = o.contact_id "
    "WHERE o.customer_id IN ({marks}) ORDER BY o.id"
)
GREETED = (
    "SELECT customer_id, occasion_id, day FROM greeting "
    "WHERE occasion_id IS NOT NULL AND day >= ? AND customer_id IN ({marks})"
)
DONE_TODAY = (
    "SELECT count(*) FROM (SELECT id FROM customer WHERE last_touch_on = :today "
    "UNION SELECT customer_id FROM follow_up WHERE status = 'done' AND closed_on = :today)"
)
OLD_STEP_COUNT = (
    "SELECT count(*) FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 1 AND c.archived_at IS NULL"
)
OLD_STEPS = (
    f"SELECT c.id, c.number, c.name, c.short_name, c.grade, {FOLLOW_UP_COLUMNS} "
    "FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "LEFT JOIN contact p ON p.id = f.contact_id "
    "WHERE f.status = 'open' AND f.to_check = 1 AND c.archived_at IS NULL "
    "ORDER BY f.due_on DESC, f.id LIMIT ?"
)


def due(conn: sqlite3.Connection, today: date, terms: Terms, limit: int = 500) -> Queue:
    """The `limit` most urgent customers of today with their reasons, and today's figures."""
    found = gather(conn, today, terms, limit)
    lines = rank(facts_of(conn, found.ids, today, found.plans), today, terms)
    old_count, old = old_steps(conn)
    return Queue(
        lines=lines[:limit],
        total=found.total,
        done_today=done_on(conn, today),
        overdue=found.overdue,
        birthdays=found.birthdays,
        old_steps=old,
        old_step_count=old_count,
        tomorrow=0 if lines else due_tomorrow(conn, today, terms),
        promises_overdue=found.promises_overdue,
        queued=found.queued,
    )


def done_on(conn: sqlite3.Connection, today: date) -> int:
    """How many customers were touched, or had a step done, on a day."""
    (done,) = conn.execute(DONE_TODAY, {"today": today.isoformat()}).fetchone()
    return int(done)


def line_for(
    conn: sqlite3.Connection, customer_id: int, today: date, terms: Terms
) -> QueueLine | None:
    """The line of one customer; None where nothing is due with it."""
    return line_of(_facts_for(conn, customer_id, today, terms), today, terms)


def shares_for(
    conn: sqlite3.Connection, customer_id: int, today: date, terms: Terms
) -> list[tuple[Reason, tuple[Share, ...]]]:
    """The reasons of one customer's line, each with the weights behind it; [] if nothing is due."""
    return shares_of(_facts_for(conn, customer_id, today, terms), today, terms)


def _facts_for(conn: sqlite3.Connection, customer_id: int, today: date, terms: Terms) -> Facts:
    plans = planned_for(conn, today, terms)
    return next(facts_of(conn, [customer_id], today, plans))


def facts_of(
    conn: sqlite3.Connection,
    ids: Sequence[int],
    today: date,
    plans: Mapping[int, tuple[Ahead, ...]] = {},
) -> Iterator[Facts]:
    """All that the queue must know of these customers; plans: what each should plan for."""
    near = (today + timedelta(days=NEAR_DAYS)).isoformat()
    steps: dict[int, list[FollowUp]] = {}
    for row in each(conn, STEPS, ids, near):
        steps.setdefault(row[2], []).append(follow_up(row))
    promises: dict[int, list[Promise]] = {}
    for row in each(conn, PROMISES, ids, near):
        promises.setdefault(row[2], []).append(promise(row))
    missed = no_shows(conn, today)
    days: dict[int, list[Occasion]] = {}
    for row in each(conn, DAYS, ids):
        days.setdefault(row[1], []).append(occasion(row))
    people = grouped(each(conn, PEOPLE, ids))
    since = (today - timedelta(days=LATE_DAYS)).isoformat()
    greeted = grouped(each(conn, GREETED, ids, since))
    for row in each(conn, CUSTOMERS, ids):
        customer_id, number, name, short_name, grade, stage, archived, cadence = row[:8]
        touched, due, hide_until, planned = map(day, row[8:])
        yield Facts(
            customer_id=customer_id,
            number=number,
            name=name,
            short_name=short_name,
            grade=grade,
            stage=stage,
            archived=bool(archived),
            cadence_days=cadence,
            last_touch_on=touched,
            contact_due_on=due,
            follow_ups=tuple(steps.get(customer_id, ())),
            occasions=tuple(days.get(customer_id, ())),
            people=tuple(map(_person, people.get(customer_id, ()))),
            greeted=frozenset((row[0], row[1]) for row in greeted.get(customer_id, ())),
            plans=plans.get(customer_id, ()),
            promises=tuple(promises.get(customer_id, ())),
            hidden=hide_until is not None and hide_until > today,
            no_show=missed.get(customer_id),
            next_due_on=planned,
        )


def _person(row: Row) -> Person:
    id, name, position, is_primary, phone = row
    return Person(id, name, position, bool(is_primary), phone)


def old_steps(conn: sqlite3.Connection) -> tuple[int, tuple[OldStep, ...]]:
    """How many imported steps wait to be checked, and the latest of them."""
    (count,) = conn.execute(OLD_STEP_COUNT).fetchone()
    if not count:
        return 0, ()
    rows = conn.execute(OLD_STEPS, (OLD_STEPS_SHOWN,))
    return count, tuple(OldStep(follow_up(row[5:]), *row[:5]) for row in rows)
