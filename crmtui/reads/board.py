"""What stands on each day of a span: planned steps, promises, occasions, and how many."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmtui.domain.board import DAY, PROMISE, STEP, Entry, Spot
from crmtui.domain.monthview import MonthDay, day_of
from crmtui.domain.workdays import Workdays
from crmtui.reads.calendar import occasions_kept, occasions_on
from crmtui.reads.occasions import DayOf
from crmtui.reads.rows import Row, each

_NEAR = timedelta(days=20)  # longer than any run of days off
_SMALL = "INDEXED BY ix_customer_due"
UNTIMED = "99"

# The time is looked up only where a day off may move: the rest is in the indexes.
STEP_SPOTS = (
    "SELECT f.id, f.customer_id, f.due_on, CASE WHEN f.due_on >= ? THEN f.time END, f.priority, "
    f"c.grade FROM follow_up f JOIN customer c {_SMALL} ON c.id = f.customer_id "
    "WHERE f.status = 'open' AND f.to_check = 0 AND f.due_on BETWEEN ? AND ? "
    "AND c.archived_at IS NULL"
)
PROMISE_SPOTS = (
    "SELECT m.id, m.customer_id, m.due_on, NULL, 0, c.grade "
    f"FROM promise m JOIN customer c {_SMALL} ON c.id = m.customer_id "
    "WHERE m.kept_on IS NULL AND m.broken_on IS NULL AND m.due_on BETWEEN ? AND ? "
    "AND c.archived_at IS NULL"
)
_WHOSE = (
    "c.name, c.short_name, c.grade, coalesce(p.name, (SELECT x.name FROM contact x "
    "WHERE x.customer_id = c.id AND x.is_primary = 1 AND x.archived_at IS NULL LIMIT 1), '')"
)
STEP_ENTRIES = (
    f"SELECT f.id, f.customer_id, {_WHOSE}, f.due_on, f.time, f.what, f.kind, f.priority, "
    "f.snoozes, f.confirmed, f.repeat FROM follow_up f JOIN customer c ON c.id = f.customer_id "
    "LEFT JOIN contact p ON p.id = f.contact_id WHERE f.id IN ({marks})"
)
PROMISE_ENTRIES = (
    f"SELECT m.id, m.customer_id, {_WHOSE}, m.due_on, NULL, m.what, '', 0, m.put_offs, 0, '' "
    "FROM promise m JOIN customer c ON c.id = m.customer_id "
    "LEFT JOIN contact p ON p.id = m.contact_id WHERE m.id IN ({marks})"
)


class BoardDay(NamedTuple):
    """A day of the board.

    day: its names, how many occasions are kept on it (occasions), and how many customers are to
    be dealt with (steps). entries: the first steps and promises in their order, late ones first;
    total, late: how many there are, and how many are overdue. occasions: the first that are kept.
    """

    day: MonthDay
    entries: tuple[Entry, ...]
    total: int
    late: int
    occasions: tuple[DayOf, ...]

    @property
    def on(self) -> date:
        """The day itself."""
        return self.day.on

    @property
    def load(self) -> int:
        """How many customers are to be dealt with."""
        return self.day.steps


class _Place(NamedTuple):
    """One thing that stands on a day; they sort into the order of the day."""

    in_time: bool
    time: str
    kind: str  # promises before steps
    priority: int  # the negative of it
    grade: str
    due_on: str
    id: int
    customer_id: int


class Window(NamedTuple):
    """Which days are read, seen from which day; `moves`: days off move what is due on them."""

    first: date
    last: date
    today: date
    workdays: Workdays
    moves: bool = True

    @property
    def moving(self) -> Workdays | None:
        """The calendar by which days move."""
        return self.workdays if self.moves else None

    @property
    def days(self) -> list[date]:
        """Its days."""
        return [self.first + n * DAY for n in range((self.last - self.first).days + 1)]


def days(conn: sqlite3.Connection, window: Window, limit: int) -> list[BoardDay]:
    """Every day of the window with at most `limit` entries and `limit` occasions each."""
    standing = _standing(conn, window)
    shown = {on: sorted(places)[:limit] for on, places in standing.items()}
    entries = _entries(conn, [place for places in shown.values() for place in places])
    made = []
    for on in window.days:
        places, kept = standing.get(on, []), occasions_kept(conn, on)
        made.append(
            BoardDay(
                day=day_of(on, window.workdays, (kept, _load(places))),
                entries=tuple(entries[place.kind, place.id] for place in shown.get(on, ())),
                total=len(places),
                late=sum(not place.in_time for place in places),
                occasions=tuple(occasions_on(conn, on, limit)) if kept else (),
            )
        )
    return made


def loads(conn: sqlite3.Connection, window: Window) -> list[MonthDay]:
    """Every day of the window with how many stand on it, and nothing of who."""
    standing = _standing(conn, window)
    return [
        day_of(on, window.workdays, (occasions_kept(conn, on), _load(standing.get(on, ()))))
        for on in window.days
    ]


def empty(window: Window) -> list[BoardDay]:
    """The days of a window while there is no database."""
    return [BoardDay(day_of(on, window.workdays), (), 0, 0, ()) for on in window.days]


def _load(places: Sequence[_Place]) -> int:
    return len({place.customer_id for place in places})


def _standing(conn: sqlite3.Connection, window: Window) -> dict[date, list[_Place]]:
    """What stands on each day of the window."""
    found: dict[date, list[_Place]] = {}
    known: dict[tuple[str, str, bool], tuple[date, bool]] = {}
    for kind, rows in _spots(conn, window):
        for id, customer_id, due_on, time, priority, grade in rows:
            key = kind, due_on, time is not None
            if key not in known:
                spot = Spot(kind, date.fromisoformat(due_on), time is not None)
                known[key] = (
                    spot.stands_on(window.today, window.moving),
                    spot.is_late(window.today, window.moving),
                )
            on, late = known[key]
            if window.first <= on <= window.last:
                clock = UNTIMED if late or time is None else time
                grade = grade or "C"
                place = _Place(not late, clock, kind, -priority, grade, due_on, id, customer_id)
                found.setdefault(on, []).append(place)
    return found


def _spots(conn: sqlite3.Connection, window: Window) -> Iterator[tuple[str, Iterable[Row]]]:
    """Whatever may stand on a day of the window; before today's, all that is overdue as well."""
    since = (window.first - _NEAR).isoformat()
    begin = "" if window.first <= window.today else since
    yield STEP, conn.execute(STEP_SPOTS, (since, begin, window.last.isoformat()))
    yield PROMISE, conn.execute(PROMISE_SPOTS, (begin, (window.last + _NEAR).isoformat()))


def _entries(conn: sqlite3.Connection, places: Iterable[_Place]) -> dict[tuple[str, int], Entry]:
    """All that is shown of these places, by kind and id."""
    ids: dict[str, list[int]] = {STEP: [], PROMISE: []}
    late = set()
    for place in places:
        ids[place.kind].append(place.id)
        if not place.in_time:
            late.add((place.kind, place.id))
    return {
        (kind, row[0]): _entry(kind, row, (kind, row[0]) in late)
        for kind, sql in ((STEP, STEP_ENTRIES), (PROMISE, PROMISE_ENTRIES))
        for row in each(conn, sql, ids[kind])
    }


def _entry(kind: str, row: Row, late: bool) -> Entry:
    values = list(row)
    values[6] = date.fromisoformat(row[6])
    values[12] = bool(row[12])
    return Entry._make((kind, *values, late))
