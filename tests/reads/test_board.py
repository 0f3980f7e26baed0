"""The days of the board, read from a database of known rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from crmtui.domain.workdays import WEEKENDS
from crmtui.reads import board
from crmtui.reads.board import BoardDay, Window
from tests.support import (
    Value,
    add_contact,
    add_customer,
    add_follow_up,
    add_occasion,
    insert,
    writer,
)

TODAY = date(2026, 11, 23)


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = writer(tmp_path / "a.db")
    for name in ("甲", "乙", "丙"):
        add_contact(connection, add_customer(connection, name, grade="B"), f"{name}某")
    yield connection
    connection.close()


def _promise(conn: sqlite3.Connection, customer: int, due: str, **more: str) -> int:
    values: dict[str, Value] = {"uid": f"p{due}{customer}", "customer_id": customer}
    return insert(conn, "promise", values | {"due_on": due, "what": "样品"} | more)


def _days(conn: sqlite3.Connection, limit: int = 50, **more: object) -> dict[str, BoardDay]:
    window = Window(TODAY, TODAY + timedelta(days=13), TODAY, WEEKENDS)
    found = board.days(conn, window._replace(**more), limit)  # type: ignore[arg-type]
    return {day.on.isoformat()[5:]: day for day in found}


def test_late_ones_come_first_then_those_with_a_time_then_promises_then_by_priority(
    conn: sqlite3.Connection,
) -> None:
    add_follow_up(conn, 1, "2026-11-23", "plain")
    add_follow_up(conn, 1, "2026-11-23", "at nine", time="09:00")
    add_follow_up(conn, 2, "2026-11-23", "pressing", priority=2)
    add_follow_up(conn, 3, "2026-11-19", "late", time="08:00")
    _promise(conn, 2, "2026-11-23")
    day = _days(conn)["11-23"]
    assert [entry.what for entry in day.entries] == ["late", "at nine", "样品", "pressing", "plain"]
    assert [entry.late for entry in day.entries] == [True, False, False, False, False]
    assert (day.total, day.late, day.load) == (5, 1, 3)


def test_what_is_for_a_day_off_stands_on_a_working_day(conn: sqlite3.Connection) -> None:
    add_follow_up(conn, 1, "2026-11-28", "step")
    add_follow_up(conn, 1, "2026-11-28", "timed", time="10:00")
    _promise(conn, 2, "2026-11-29")
    moved, kept = _days(conn), _days(conn, moves=False)
    assert [e.what for e in moved["11-30"].entries] == ["step"]
    assert [e.what for e in moved["11-28"].entries] == ["timed"]
    assert [e.what for e in moved["11-27"].entries] == ["样品"]
    assert [e.what for e in kept["11-28"].entries] == ["timed", "step"]
    assert [e.what for e in kept["11-29"].entries] == ["样品"]


def test_what_is_over_or_not_to_be_done_is_left_out(conn: sqlite3.Connection) -> None:
    gone = add_customer(conn, "旧", archived_at="2026-01-01T00:00:00Z")
    add_follow_up(conn, gone, "2026-11-24")
    add_follow_up(conn, 1, "2026-11-24", status="done", closed_on="2026-11-20")
    add_follow_up(conn, 1, "2026-11-24", to_check=1)
    _promise(conn, 1, "2026-11-24", kept_on="2026-11-20")
    _promise(conn, 2, "2026-11-24", broken_on="2026-11-20")
    assert all(day.total == 0 for day in _days(conn).values())


def test_the_first_are_read_and_all_are_counted(conn: sqlite3.Connection) -> None:
    for number in range(9):
        add_follow_up(conn, 1 + number % 3, "2026-11-24", f"s{number}")
    add_occasion(conn, 1, "gregorian", 11, 24)
    add_occasion(conn, 2, "gregorian", 11, 24)
    day = _days(conn, 1)["11-24"]
    assert (len(day.entries), day.total, day.load) == (1, 9, 3)
    assert (sum(len(each.rows) for each in day.occasions), day.day.occasions) == (1, 2)


def test_whom_to_ask_for_is_the_contact_of_the_step_or_the_first_one(
    conn: sqlite3.Connection,
) -> None:
    other = add_contact(conn, 1, "乙某某", is_primary=0)
    add_follow_up(conn, 1, "2026-11-24", "to the other", contact_id=other, time="08:00")
    add_follow_up(conn, 1, "2026-11-24", "to anybody")
    assert [entry.contact for entry in _days(conn)["11-24"].entries] == ["乙某某", "甲某"]


def test_a_month_counts_the_same_as_its_days(conn: sqlite3.Connection) -> None:
    for day in (1, 20, 23, 28, 30):
        add_follow_up(conn, 1 + day % 3, f"2026-11-{day:02}")
    add_occasion(conn, 1, "gregorian", 11, 7)
    window = Window(date(2026, 11, 1), date(2026, 11, 30), TODAY, WEEKENDS)
    loads = board.loads(conn, window)
    assert loads == [day.day for day in board.days(conn, window, 9)]
    assert {day.on.day: day.steps for day in loads if day.steps} == {23: 2, 30: 2}
    assert [day.on.day for day in loads if day.occasions] == [7]


def test_a_week_to_come_does_not_bring_what_is_overdue(conn: sqlite3.Connection) -> None:
    add_follow_up(conn, 1, "2026-11-19")
    add_follow_up(conn, 1, "2026-12-05")  # a Saturday: it stands on the Monday
    first = date(2026, 12, 7)
    window = Window(first, first + timedelta(days=13), TODAY, WEEKENDS)
    assert [day.total for day in board.days(conn, window, 9)] == [1, *[0] * 13]
