"""Rows of the tables -> domain values; the columns each needs stand beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmtui.domain.followups import FollowUp
    from crmtui.domain.occasions import Occasion

CHUNK = 500  # ids in one IN list; older builds of SQLite take 999 parameters

FOLLOW_UP_COLUMNS = (
    "f.id, f.uid, f.customer_id, f.contact_id, coalesce(p.name, ''), f.due_on, f.time, f.what, "
    "f.kind, f.priority, f.status, f.closed_on, f.snoozes, f.origin, f.to_check, f.revision, "
    "f.confirmed, f.repeat, f.sequence"
)
OCCASION_COLUMNS = (
    "o.id, o.customer_id, o.contact_id, o.kind, o.calendar, o.month, o.day, o.leap, o.year, "
    "o.lead_days, o.label, o.note, coalesce(p.name, ''), o.uid, o.revision"
)
Row = tuple[Any, ...]


class Same(dict[str, str]):
    """Gives equal texts as one object: a hundred thousand rows with the same city are lighter."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


def day(text: str | None) -> date | None:
    """A stored day; None where there is none."""
    return date.fromisoformat(text) if text else None


def follow_up(row: Row) -> FollowUp:
    """From FOLLOW_UP_COLUMNS."""
    from crmtui.domain.followups import FollowUp  # here: lists of customers need no such class

    values = list(row)
    values[5] = date.fromisoformat(row[5])
    values[11] = day(row[11])
    values[14], values[16] = bool(row[14]), bool(row[16])
    return FollowUp(*values)


def occasion(row: Row) -> Occasion:
    """From OCCASION_COLUMNS."""
    from crmtui.domain.occasions import Occasion

    values = list(row)
    values[7] = bool(row[7])
    return Occasion(*values)


def each(
    conn: sqlite3.Connection, sql: str, ids: Sequence[int | str], *first: object
) -> Iterator[Row]:
    """The rows of a query with `IN ({marks})` for these ids, however many they are.

    `first` are the parameters that stand before the ids.
    """
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        marks = ", ".join("?" * len(part))
        # At once: a query still open would complain when the connection is closed after an error.
        yield from conn.execute(sql.format(marks=marks), (*first, *part)).fetchall()


def grouped(rows: Iterable[Row]) -> dict[int, list[Row]]:
    """Rows by their first column, without it."""
    found: dict[int, list[Row]] = {}
    for key, *rest in rows:
        found.setdefault(key, []).append(tuple(rest))
    return found
