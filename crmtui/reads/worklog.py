"""What was done in a span of days: contacts, promises, finished and planned steps, newcomers."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from crmtui.domain.goals import Goal
from crmtui.domain.touches import NOT_REACHED
from crmtui.domain.workdays import Workdays
from crmtui.domain.worklog import (
    Deed,
    Finished,
    NextStep,
    Person,
    Planned,
    Span,
    Tally,
    Word,
    Worklog,
    progress,
    wider,
)
from crmtui.reads.rows import Row, day, each

SHOWN = 500  # contacts and steps listed, unless asked for more
EVERY = 10**9

# One pass over the whole history: an index by day would slow every import for this alone.
DEEDS_BETWEEN = (
    "SELECT id, customer_id, \"on\", coalesce(time, '99'), kind, outcome, is_touch "
    "FROM interaction WHERE \"on\" BETWEEN :first AND :last AND (:rep = '' OR rep = :rep)"
)
_WHOSE = "c.id, c.name, c.short_name, c.grade, coalesce(p.name, ''), coalesce(p.position, '')"
_OWNED = "(:rep = '' OR c.owner = :rep)"
DEEDS = (
    f'SELECT i.id, i."on", i.time, i.kind, i.direction, i.summary, i.outcome, i.rep, {_WHOSE} '
    "FROM interaction i JOIN customer c ON c.id = i.customer_id "
    "LEFT JOIN contact p ON p.id = i.contact_id WHERE i.id IN ({marks})"
)
NEXT_STEPS = (
    "SELECT interaction_id, id, due_on, time, what FROM follow_up "
    "WHERE customer_id IN ({marks}) AND interaction_id IS NOT NULL AND status <> 'cancelled' "
    "ORDER BY due_on, id"
)
WORDS = (
    f"SELECT m.id, m.made_on, m.kept_on, m.broken_on, m.due_on, m.what, m.why, {_WHOSE} "
    "FROM promise m JOIN customer c ON c.id = m.customer_id "
    "LEFT JOIN contact p ON p.id = m.contact_id "
    "WHERE (m.made_on BETWEEN :first AND :last OR m.kept_on BETWEEN :first AND :last "
    f"OR m.broken_on BETWEEN :first AND :last) AND {_OWNED} ORDER BY m.id"
)
FINISHED = (
    f"SELECT f.id, f.closed_on, f.what, {_WHOSE} FROM follow_up f "
    "JOIN customer c ON c.id = f.customer_id LEFT JOIN contact p ON p.id = f.contact_id "
    "WHERE f.status = 'done' AND f.closed_on BETWEEN :first AND :last "
    f"AND {_OWNED} ORDER BY f.closed_on, f.id LIMIT :most"
)
# Steps of an import were not planned now, and those planned with a contact stand below it.
PLANNED = (
    f"SELECT f.id, f.due_on, f.time, f.what, {_WHOSE} FROM follow_up f "
    "JOIN customer c ON c.id = f.customer_id LEFT JOIN contact p ON p.id = f.contact_id "
    "WHERE f.recorded_at >= :since AND f.recorded_at < :until AND f.interaction_id IS NULL "
    f"AND f.origin = '' AND f.status <> 'cancelled' AND {_OWNED} ORDER BY f.id LIMIT :most"
)
# A book that was taken in is not a day's new customers.
NEWCOMERS = (
    "SELECT c.id, c.name, c.short_name, c.grade, '', '', c.added_on FROM customer c "
    "WHERE c.added_on BETWEEN :first AND :last AND c.archived_at IS NULL "
    f"AND {_OWNED} AND NOT EXISTS (SELECT 1 FROM import_batch b "
    "JOIN change h ON h.operation_id = b.operation_id "
    "WHERE h.table_name = 'customer' AND h.action = 'insert' "
    "AND c.id BETWEEN h.row_id AND max(h.row_id, h.row_last)) ORDER BY c.added_on, c.id"
)


class Asked(NamedTuple):
    """Which days, whose work ('' is everybody's), and how many contacts and steps are listed."""

    span: Span
    rep: str = ""
    limit: int = SHOWN


def read(
    conn: sqlite3.Connection, asked: Asked, goals: Sequence[Goal], workdays: Workdays
) -> Worklog:
    """What was done in a span, and how the targets stand."""
    span, most = asked.span, asked.limit or EVERY
    given = {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "rep": asked.rep,
        "since": _instant(span.first),
        "until": _instant(span.last + timedelta(days=1)),
        "most": most,
    }
    wide = wider(span, goals)
    counted = given | {"first": wide.first.isoformat(), "last": wide.last.isoformat()}
    rows = conn.execute(DEEDS_BETWEEN, counted).fetchall()
    mine = [row for row in rows if span.first.isoformat() <= row[2] <= span.last.isoformat()]
    mine.sort(key=lambda row: (row[2], row[3], row[0]))
    arrived = [(day(row[-1]), row[:-1]) for row in conn.execute(NEWCOMERS, counted)]
    new = [row for on, row in arrived if on is not None and span.first <= on <= span.last]
    days = [on for on, _row in arrived if on is not None]
    return Worklog(
        span=span,
        rep=asked.rep,
        deeds=_deeds(conn, [row[0] for row in mine[:most]]),
        total=len(mine),
        words=_words(conn, given, span),
        finished=tuple(map(_finished, conn.execute(FINISHED, given))),
        planned=tuple(map(_planned, conn.execute(PLANNED, given))),
        new=tuple(map(Person._make, new[:most])),
        newcomers=len(new),
        tallies=_tallies(mine),
        customers=len({row[1] for row in mine if row[6]}),
        progress=tuple(progress(span, goals, _tallies(rows), days, workdays)),
    )


def _instant(on: date) -> str:
    """The beginning of a local day in universal time, as far as recorded instants agree."""
    return datetime.combine(on, time.min).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _tallies(rows: Sequence[Row]) -> tuple[Tally, ...]:
    counts = Counter((row[2], row[4], bool(row[6]), row[5] in NOT_REACHED) for row in rows)
    days = {on: date.fromisoformat(on) for on in {key[0] for key in counts}}
    return tuple(
        Tally(days[on], kind, touch, missed, number)
        for (on, kind, touch, missed), number in sorted(counts.items())
    )


def _deeds(conn: sqlite3.Connection, ids: Sequence[int]) -> tuple[Deed, ...]:
    """The contacts in this order, each with the steps planned in the same act."""
    rows = {row[0]: row for row in each(conn, DEEDS, ids)}
    customers = list(dict.fromkeys(rows[id][8] for id in ids))
    steps: dict[int, list[NextStep]] = {}
    for interaction, *step in each(conn, NEXT_STEPS, customers):
        if interaction in rows:
            steps.setdefault(interaction, []).append(_step(step))
    return tuple(_deed(rows[id], tuple(steps.get(id, ()))) for id in ids)


def _deed(row: Row, steps: tuple[NextStep, ...]) -> Deed:
    id, on, *told = row[:8]
    return Deed._make((id, Person._make(row[8:]), date.fromisoformat(on), *told, steps))


def _step(row: Sequence[object]) -> NextStep:
    id, due_on, time, what = row
    return NextStep._make((id, date.fromisoformat(str(due_on)), time, what))


def _words(conn: sqlite3.Connection, given: dict[str, object], span: Span) -> tuple[Word, ...]:
    """What was promised, kept and broken, by the day it happened."""
    found = []
    for id, made_on, kept_on, broken_on, due_on, what, why, *whose in conn.execute(WORDS, given):
        person, due = Person._make(whose), date.fromisoformat(due_on)
        for happened, text in (("made", made_on), ("kept", kept_on), ("broken", broken_on)):
            on = date.fromisoformat(text) if text else None
            if on is not None and span.first <= on <= span.last:
                found.append(Word(id, person, happened, on, due, what, why))
    return tuple(sorted(found, key=lambda word: (word.on, word.id)))


def _finished(row: Row) -> Finished:
    return Finished(row[0], Person._make(row[3:]), date.fromisoformat(row[1]), row[2])


def _planned(row: Row) -> Planned:
    return Planned(Person._make(row[4:]), _step(row[:4]))
