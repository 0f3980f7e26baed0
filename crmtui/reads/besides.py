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
CARDS_LOOKED_AT = 500  # of each kind, those checked longest ago
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
    f"SELECT c.id, c.last_touch_on, c.contact_due_on FROM customer c {_ORDERED} "
    f"WHERE {_UNPLANNED} AND c.last_touch_on <= :since AND {_SHOWN} AND {_NOT_PROMISED} "
    f"{_LONGEST_FIRST} LIMIT :most"
)
NEVER_TOUCHED = (
    f"SELECT c.id, c.added_on, c.contact_due_on FROM customer c {_ORDERED} WHERE {_UNPLANNED} "
    "AND c.last_touch_on IS NULL AND c.added_on <= :since "
    f"AND {_SHOWN} AND {_NOT_PROMISED} {_LONGEST_FIRST} LIMIT :most"
)
VERIFIED_LONG_AGO = (
    "SELECT c.id, c.verified_on, c.contact_due_on FROM customer c "
    "WHERE c.grade = :grade AND c.verified_on <= :since AND c.archived_at IS NULL "
    f"AND c.stage <> 'lost' ORDER BY c.verified_on, c.id LIMIT {CARDS_LOOKED_AT}"
)
NEVER_VERIFIED = (
    "SELECT c.id, c.added_on, c.contact_due_on FROM customer c "
    "WHERE c.grade = :grade AND c.verified_on IS NULL AND c.added_on <= :since "
    "AND c.archived_at IS NULL AND c.stage <> 'lost' "
    f"ORDER BY c.added_on, c.id LIMIT {CARDS_LOOKED_AT}"
)
WITHOUT_PHONE = (
    "SELECT c.id, NULL, c.contact_due_on FROM (SELECT id, archived_at FROM customer "
    f"ORDER BY last_touch_on DESC, id DESC LIMIT {PHONES_LOOKED_FOR}) l "
    "JOIN customer c ON c.id = l.id "
    "WHERE l.archived_at IS NULL AND c.grade <> 'D' AND c.stage <> 'lost' AND NOT EXISTS "
    "(SELECT 1 FROM contact_point t WHERE t.customer_id = c.id "
    f"AND t.kind IN ('mobile', 'phone', 'whatsapp')) LIMIT {CARDS_LOOKED_AT}"
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
    lines = (
        BesideLine(id, NEGLECTED, NEGLECTED, day(since), _is_silent(due_on, today))
        for id, since, due_on in found[:most]
    )
    return Beside(NEGLECTED, tuple(lines))


def taken_out(forgotten: Beside, due: Queue) -> frozenset[int]:
    """The neglected customers that would wait in the queue if it were not their turn."""
    return frozenset(
        line.customer_id
        for line in forgotten.lines
        if line.silent or line.customer_id in due.queued
    )


def stale(
    conn: sqlite3.Connection, today: date, most: int, elsewhere: Collection[int] = ()
) -> Beside:
    """Cards not checked for a year, or without a phone, of customers that are nowhere else.

    elsewhere: customers in the queue for anything but their silence, or in another section.
    """
    found: dict[int, BesideLine] = {}
    for code, rows in _stale(conn, (today - timedelta(days=STALE_DAYS)).isoformat()):
        rows = [row for row in rows if row[0] not in elsewhere and not _is_silent(row[2], today)]
        if code == "no_phone":
            rows = rows[: max(most // 2, 1)]
        for line in _lines(rows[:most], STALE, code):
            found.setdefault(line.customer_id, line)
        if len(found) >= most:
            break
    return Beside(STALE, tuple(found.values())[:most])


def _is_silent(due_on: str | None, today: date) -> bool:
    """Whether somebody is past the rhythm, and so in the queue."""
    return due_on is not None and due_on <= today.isoformat()


def _stale(conn: sqlite3.Connection, since: str) -> Iterator[tuple[str, list[Row]]]:
    yield "no_phone", conn.execute(WITHOUT_PHONE).fetchall()
    for grade in GRADES:
        for sql in (VERIFIED_LONG_AGO, NEVER_VERIFIED):
            asked = {"grade": grade, "since": since}
            yield "not_verified", conn.execute(sql, asked).fetchall()


def _lines(rows: list[Row], section: str, code: str) -> tuple[BesideLine, ...]:
    return tuple(BesideLine(row[0], section, code, day(row[1])) for row in rows)


class Around(NamedTuple):
    """Who stands beside the queue; neglected: whose turn it is of those in the queue."""

    neglected: frozenset[int] = frozenset()
    sections: tuple[Beside, ...] = ()


def around(
    conn: sqlite3.Connection,
    due: Queue,
    today: date,
    now: Collection[int],
    turns: int,
    most: int,
) -> Around:
    """The sections beside a queue, nobody in two of them.

    now: the customers for whom there is room today, among the lines of `due` or not; turns: how
    many of the neglected come up in a day; most: lines of each other section.
    """
    there = {line.customer_id for line in due.lines} | set(now)
    forgotten = neglected(conn, today, turns, now)
    whose_turn = {line.customer_id for line in forgotten.lines}
    rest = tuple(line for line in forgotten.lines if line.customer_id not in there)
    without = without_step(conn, today, most, due.queued | whose_turn)
    elsewhere = due.queued | whose_turn | {line.customer_id for line in without.lines}
    found = (without, forgotten._replace(lines=rest), stale(conn, today, most, elsewhere))
    return Around(taken_out(forgotten, due), found)
