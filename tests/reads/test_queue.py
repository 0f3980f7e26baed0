"""The queue read from a database: sources, figures, and the same order as ranking everybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from crmtui.domain.queue import Queue, rank
from crmtui.domain.queuerules import SOURCES, Source
from crmtui.domain.rhythm import DEFAULT_RHYTHMS
from crmtui.domain.urgency import Terms
from crmtui.reads import feeds, queue
from crmtui.reads.connection import open_reader
from crmtui.settings import DEFAULT_WEIGHTS
from tests.bench.database import build
from tests.support import (
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_occasion,
    writer,
)

TODAY = date(2026, 11, 23)  # 农历十月十五


def iso(days: int) -> str:
    """Today and so many days."""
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database to write into and read from."""
    with closing(writer(tmp_path / "crm.db")) as made:
        yield made


def due(conn: sqlite3.Connection, limit: int = 500, lead_days: int = 7) -> Queue:
    return queue.due(conn, TODAY, Terms(DEFAULT_RHYTHMS, DEFAULT_WEIGHTS, lead_days), limit)


def names(found: Queue) -> list[str]:
    return [line.name for line in found.lines]


def test_an_empty_database_has_an_empty_queue(conn: sqlite3.Connection) -> None:
    assert due(conn) == Queue((), 0, 0, 0, 0, (), 0, 0)


def test_steps_due_today_or_late_are_in_those_to_come_are_not(conn: sqlite3.Connection) -> None:
    for days in (-3, 0, 1):
        add_follow_up(conn, add_customer(conn, f"{days}"), iso(days), "报价")
    found = due(conn)
    assert names(found) == ["-3", "0"]
    assert (found.total, found.overdue) == (2, 1)


@pytest.mark.parametrize(
    "values",
    [{"status": "done", "closed_on": iso(-1)}, {"status": "superseded"}, {"status": "cancelled"}],
)
def test_closed_steps_are_not_due(conn: sqlite3.Connection, values: dict[str, str]) -> None:
    add_follow_up(conn, add_customer(conn, "甲"), iso(-1), "报价", **values)
    assert due(conn).total == 0


def test_old_steps_wait_beside_the_queue(conn: sqlite3.Connection) -> None:
    customer = add_customer(conn, "甲", grade="B")
    step = add_follow_up(conn, customer, iso(-90), "报价", to_check=1)
    archived = add_customer(conn, "乙", archived_at="2026-01-01T00:00:00Z")
    add_follow_up(conn, archived, iso(-90), "报价", to_check=1)
    found = due(conn)
    assert (found.total, found.old_step_count) == (0, 1)
    (old,) = found.old_steps
    assert (old.customer_id, old.grade, old.follow_up.id) == (customer, "B", step)


def test_customers_past_their_rhythm_are_in(conn: sqlite3.Connection) -> None:
    for grade, contact_due in (("A", -8), ("B", -2), ("C", 0), ("", -1), ("A", 1)):
        name = f"{grade}{contact_due}"
        due_on = iso(contact_due)
        add_customer(
            conn, name, grade=grade, contact_due_on=due_on, last_touch_on=iso(contact_due - 7)
        )
    found = due(conn)
    assert set(names(found)) == {"A-8", "B-2", "C0", "-1"}
    assert {line.name: line.sign for line in found.lines} == {
        "A-8": "!",
        "B-2": "~",
        "C0": "~",
        "-1": "~",
    }


def test_a_rhythm_of_ones_own_counts(conn: sqlite3.Connection) -> None:
    add_customer(
        conn, "甲", grade="C", cadence_days=2, contact_due_on=iso(-6), last_touch_on=iso(-8)
    )
    add_customer(conn, "乙", grade="C", contact_due_on=iso(-6), last_touch_on=iso(-36))
    found = due(conn)
    assert names(found) == ["甲", "乙"]
    assert [line.sign for line in found.lines] == ["!", "~"]
    assert found.total == 2


@pytest.mark.parametrize(
    ("calendar", "month", "day", "leap", "ahead"),
    [
        ("gregorian", 11, 23, 0, 0),
        ("gregorian", 11, 30, 0, 7),
        ("lunar", 10, 15, 0, 0),
        ("lunar", 10, 15, 1, 0),  # 2026 has no leap tenth month: kept in the plain one
        ("lunar", 10, 22, 0, 7),
    ],
)
def test_days_that_matter_come_up_within_the_lead_time(
    conn: sqlite3.Connection, calendar: str, month: int, day: int, leap: int, ahead: int
) -> None:
    occasion = add_occasion(conn, add_customer(conn, "甲"), calendar, month, day, leap=leap)
    (line,) = due(conn).lines
    assert line.sign == "*"
    assert line.reasons[0].days == ahead
    assert (line.reasons[0].ref_type, line.reasons[0].ref_id) == ("occasion", occasion)
    assert line.due_on == TODAY + timedelta(days=ahead)


def test_days_outside_the_lead_time_wait(conn: sqlite3.Connection) -> None:
    for month, day in ((11, 15), (12, 1)):
        add_occasion(conn, add_customer(conn, f"{month}-{day}"), "gregorian", month, day)
    assert due(conn).total == 0
    assert names(due(conn, lead_days=8)) == ["12-1"]


def test_birthdays_are_counted_on_their_day(conn: sqlite3.Connection) -> None:
    for kind, day in (("birthday", 23), ("birthday", 24), ("wedding", 23)):
        add_occasion(conn, add_customer(conn, kind), "gregorian", 11, day, kind=kind)
    assert due(conn).birthdays == 1


@pytest.mark.parametrize(
    ("values", "steps_only"),
    [
        ({"archived_at": "2026-01-01T00:00:00Z"}, False),
        ({"grade": "D"}, True),
        ({"stage": "lost"}, True),
    ],
)
def test_who_is_not_looked_after_shows_at_most_for_steps(
    conn: sqlite3.Connection, values: dict[str, str], steps_only: bool
) -> None:
    customer = add_customer(conn, "甲", **values)
    add_occasion(conn, customer, "gregorian", 11, 23)
    assert due(conn).total == 0
    add_follow_up(conn, customer, iso(-1), "报价")
    found = due(conn)
    assert (found.total, found.overdue, len(found.lines)) == ((1,) * 3 if steps_only else (0,) * 3)


def test_a_customer_with_several_reasons_is_one_line(conn: sqlite3.Connection) -> None:
    customer = add_customer(
        conn, "甲", number="K1", grade="A", contact_due_on=iso(-5), last_touch_on=iso(-12)
    )
    person = add_contact(
        conn, customer, "王建华", {"wechat": "wx1", "mobile": "138 1234 8833"}, position="总经理"
    )
    step = add_follow_up(conn, customer, iso(-2), "寄样品", contact_id=person)
    add_occasion(conn, customer, "lunar", 10, 15, contact_id=person, year=1965)
    found = due(conn)
    (line,) = found.lines
    assert found.total == 1
    assert [r.code for r in line.reasons if r.sign] == [
        "follow_up_overdue",
        "birthday_today",
        "rhythm_ideal",
    ]
    assert (line.number, line.contact, line.position) == ("K1", "王建华", "总经理")
    assert (line.phone, line.follow_up_id) == ("138 1234 8833", step)


def test_done_today_counts_customers_once(conn: sqlite3.Connection) -> None:
    touched = add_customer(conn, "甲", last_touch_on=TODAY.isoformat())
    add_follow_up(conn, touched, iso(-1), "报价", status="done", closed_on=TODAY.isoformat())
    finished = add_customer(conn, "乙")
    add_follow_up(conn, finished, iso(0), "报价", status="done", closed_on=TODAY.isoformat())
    before = add_customer(conn, "丙", last_touch_on=iso(-1))
    add_follow_up(conn, before, iso(-1), "报价", status="done", closed_on=iso(-1))
    assert due(conn).done_today == 2


def test_where_nothing_is_due_tomorrow_is_counted(conn: sqlite3.Connection) -> None:
    both = add_customer(conn, "甲", grade="A", contact_due_on=iso(1))
    add_follow_up(conn, both, iso(1), "报价")
    add_follow_up(conn, add_customer(conn, "乙"), iso(1), "报价")
    add_follow_up(conn, add_customer(conn, "丙"), iso(2), "报价")
    add_occasion(conn, add_customer(conn, "丁"), "gregorian", 12, 1)
    assert (due(conn).total, due(conn).tomorrow) == (0, 3)


def _everybody(conn: sqlite3.Connection) -> list[int]:
    return [row[0] for row in conn.execute("SELECT id FROM customer")]


@pytest.mark.parametrize("limit", [1, 7, 40, 1000])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_first_lines_are_those_of_ranking_everybody(
    tmp_path: Path, limit: int, seed: int
) -> None:
    path = tmp_path / "book.db"
    build(path, 400, 1200, seed)
    with closing(sqlite3.connect(path, isolation_level=None)) as write:
        # Rhythms of their own, some of them far from their grade's.
        write.execute("UPDATE customer SET cadence_days = 1 + id % 90 WHERE id % 5 = 0")
        write.execute("UPDATE follow_up SET priority = id % 3, to_check = id % 11 = 0")
    with closing(open_reader(path)) as conn:
        terms = Terms(DEFAULT_RHYTHMS, DEFAULT_WEIGHTS, 7)
        full = rank(queue.facts_of(conn, _everybody(conn), TODAY), TODAY, terms)
        found = due(conn, limit)
    assert found.lines == full[:limit]
    assert found.total == len(full)
    late = sum(r.code == "follow_up_overdue" for line in full for r in line.reasons)
    assert found.overdue == late


def test_history_alone_does_not_bring_a_customer_up(conn: sqlite3.Connection) -> None:
    add_interaction(conn, add_customer(conn, "甲"), iso(-300), "报价")
    assert due(conn).total == 0


@pytest.mark.parametrize("source", SOURCES, ids=[source.feed for source in SOURCES])
def test_every_source_of_work_has_its_read(source: Source, conn: sqlite3.Connection) -> None:
    terms = Terms(DEFAULT_RHYTHMS, DEFAULT_WEIGHTS, lead_days=7)
    assert [hits.rows for hits in feeds.of(source)(conn, TODAY, terms) if hits.rows] == []
