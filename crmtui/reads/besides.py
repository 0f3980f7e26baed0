"""Who stands beside the queue: without a next step, neglected, with a card nobody checked."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.queuesections import NEGLECTED, NO_NEXT_STEP, STALE, Beside, BesideLine
from crmtui.reads.rows import Row, day

if TYPE_CHECKING:
    from crmtui.domain.queueitems import Queue

GRADES = ("A", "B", "C", "")
SMALL = ("B", "C", "")
NEGLECTED_DAYS = 60  # without a touch, or since the card was made
STALE_DAYS = 365
PHONES_LOOKED_FOR = 5000  # of the customers touched last; who has no phone is soon found there

_ORDERED = "INDEXED BY ix_customer_unplanned"
_UNPLANNED = (
    "c.next_due_on IS NULL AND c.archived_at IS NULL AND c.stage <> 'lost' AND c.grade = :grade "
)
_SHOWN = "(c.hide_until IS NULL OR c.hide_until <= :today) "
_NOT_PROMISED = (
    "NOT EXISTS (SELECT 1 FROM promise p WHERE p.customer_id = c.id "
    "AND p.kept_on IS NULL AND p.broken_on IS NULL) "
)
# As the index has them, so that the first are found without sorting the others.
_LONGEST_FIRST = "ORDER BY c.last_touch_on, c.contact_due_on, c.added_on, c.id"
WITHOUT_STEP = (
    f"SELECT c.id, c.last_touch_on FROM customer c {_ORDERED} WHERE {_UNPLANNED} "
    f"AND (c.contact_due_on IS NULL OR c.contact_due_on > :today) AND {_SHOWN} "
    f"AND {_NOT_PROMISED} {_LONGEST_FIRST}"
)
LONGEST_UNTOUCHED = (
    f"SELECT c.id, c.last_touch_on FROM customer c {_ORDERED} WHERE {_UNPLANNED} "
    f"AND c.last_touch_on <= :since AND {_SHOWN} AND {_NOT_PROMISED} {_LONGEST_FIRST} LIMIT :most"
)
NEVER_TOUCHED = (
    f"SELECT c.id, c.added_on FROM customer c {_ORDERED} WHERE {_UNPLANNED} "
    "AND c.last_touch_on IS NULL AND c.added_on <= :since "
    f"AND {_SHOWN} AND {_NOT_PROMISED} {_LONGEST_FIRST} LIMIT :most"
)
VERIFIED_LONG_AGO = (
    "SELECT c.id, c.verified_on FROM customer c WHERE c.grade = :grade AND c.verified_on <= :since "
    "AND c.archived_at IS NULL AND c.stage <> 'lost' ORDER BY c.verified_on, c.id LIMIT :most"
)
NEVER_VERIFIED = (
    "SELECT c.id, c.added_on FROM customer c WHERE c.grade = :grade AND c.verified_on IS NULL "
    "AND c.added_on <= :since AND c.archived_at IS NULL AND c.stage <> 'lost' "
    "ORDER BY c.added_on, c.id LIMIT :most"
)
WITHOUT_PHONE = (
    "SELECT c.id, NULL FROM (SELECT id, archived_at FROM customer ORDER BY last_touch_on DESC, "
    f"id DESC LIMIT {PHONES_LOOKED_FOR}) l JOIN customer c ON c.id = l.id "
    "WHERE l.archived_at IS NULL AND c.grade <> 'D' AND c.stage <> 'lost' AND NOT EXISTS "
    "(SELECT 1 FROM contact_point t WHERE t.customer_id = c.id "
    "AND t.kind IN ('mobile', 'phone', 'whatsapp')) LIMIT :most"
)


def without_step(
    conn: sqlite3.Connection, today: date, most: int, queued: Collection[int]
) -> Beside:
    """Live customers with nothing planned or promised that are not in the queue, the best first.

    queued: customers in the queue for anything but their silence.
    """
    found = [
        row
        for grade in GRADES
        for row in conn.execute(WITHOUT_STEP, {"today": today.isoformat(), "grade": grade})
        if row[0] not in queued
    ]
    return Beside(NO_NEXT_STEP, _lines(found[:most], NO_NEXT_STEP, NO_NEXT_STEP), total=len(found))


def neglected(conn: sqlite3.Connection, today: date, most: int, now: Collection[int]) -> Beside:
    """The small customers untouched for longest, but for those whose turn it is today."""
    asked = {
        "today": today.isoformat(),
        "since": (today - timedelta(days=NEGLECTED_DAYS)).isoformat(),
        "most": most + len(now),
    }
    found = [
        row
        for grade in SMALL
        for sql in (NEVER_TOUCHED, LONGEST_UNTOUCHED)
        for row in conn.execute(sql, {**asked, "grade": grade})
        if row[0] not in now
    ]
    found.sort(key=lambda row: (row[1], row[0]))
    return Beside(NEGLECTED, _lines(found[:most], NEGLECTED, NEGLECTED))


def stale(conn: sqlite3.Connection, today: date, most: int, shown: Collection[int] = ()) -> Beside:
    """Cards not checked for a year, or without a phone, but for customers shown already."""
    since = (today - timedelta(days=STALE_DAYS)).isoformat()
    found: dict[int, BesideLine] = {}
    for code, rows in _stale(conn, since, most + len(shown)):
        for line in _lines([row for row in rows if row[0] not in shown], STALE, code):
            found.setdefault(line.customer_id, line)
        if len(found) >= most:
            break
    return Beside(STALE, tuple(found.values())[:most])


def _stale(conn: sqlite3.Connection, since: str, most: int) -> Iterator[tuple[str, list[Row]]]:
    half = max(most // 2, 1)
    yield "no_phone", conn.execute(WITHOUT_PHONE, {"most": half}).fetchall()
    for grade in GRADES:
        asked = {"grade": grade, "since": since, "most": most}
        for sql in (VERIFIED_LONG_AGO, NEVER_VERIFIED):
            yield "not_verified", conn.execute(sql, asked).fetchall()


def _lines(rows: list[Row], section: str, code: str) -> tuple[BesideLine, ...]:
    return tuple(BesideLine(row[0], section, code, day(row[1])) for row in rows)


class Around(NamedTuple):
    """Who stands beside the queue; neglected: whose turn it is, in the queue's lines or not."""

    neglected: frozenset[int] = frozenset()
    sections: tuple[Beside, ...] = ()


def around(
    conn: sqlite3.Connection, due: Queue, today: date, room: int, turns: int, most: int
) -> Around:
    """The sections beside a queue, nobody in two of them.

    room: how many lines of the queue are for today; turns: how many of the neglected come up in a
    day; most: lines of each other section.
    """
    there = {line.customer_id for line in due.lines}
    forgotten = neglected(conn, today, turns, {line.customer_id for line in due.lines[:room]})
    whose_turn = frozenset(line.customer_id for line in forgotten.lines)
    rest = tuple(line for line in forgotten.lines if line.customer_id not in there)
    gone = there | whose_turn
    without = without_step(conn, today, most, due.queued | gone)
    gone |= {line.customer_id for line in without.lines}
    found = (without, forgotten._replace(lines=rest), stale(conn, today, most, gone))
    return Around(whose_turn, found)
