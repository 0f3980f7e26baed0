"""What days put into the queue: holidays and peaks to plan for, missed days, leads of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from crmtui.domain.ahead import Ahead
from crmtui.domain.queue import Queue
from crmtui.domain.rhythm import DEFAULT_RHYTHMS
from crmtui.domain.urgency import Terms
from crmtui.reads import queue
from crmtui.settings import DEFAULT_WEIGHTS
from tests.support import add_customer, add_occasion, writer

TODAY = date(2026, 11, 23)


def iso(days: int) -> str:
    """Today and so many days."""
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database to write into and read from."""
    with closing(writer(tmp_path / "crm.db")) as made:
        yield made


def due(conn: sqlite3.Connection) -> Queue:
    return queue.due(conn, TODAY, Terms(DEFAULT_RHYTHMS, DEFAULT_WEIGHTS, 7))


def names(found: Queue) -> list[str]:
    return [line.name for line in found.lines]


NATIONAL = Ahead(
    "holiday_ahead",
    "国庆节",
    TODAY + timedelta(days=9),
    TODAY + timedelta(days=15),
    TODAY - timedelta(days=5),
    countries=("", "CN"),
)


def _planned(conn: sqlite3.Connection, *ahead: Ahead) -> list[str]:
    terms = Terms(DEFAULT_RHYTHMS, DEFAULT_WEIGHTS, 7, ahead=ahead)
    found = queue.due(conn, TODAY, terms)
    assert found.total == len(found.lines)
    return sorted(line.name for line in found.lines)


def _ships(conn: sqlite3.Connection, customer: int, often: str) -> None:
    conn.execute(
        "INSERT OR IGNORE INTO custom_field (id, uid, key, label, kind) "
        "VALUES (1, 'u', 'shipments_per_month', '每月票数', 'number')"
    )
    conn.execute(
        "INSERT INTO custom_value (customer_id, field_id, value) VALUES (?, 1, ?)",
        (customer, often),
    )


def test_those_who_ship_often_are_put_up_before_a_long_holiday(conn: sqlite3.Connection) -> None:
    for name, often, values in (
        ("often", "8.7", {}),
        ("seldom", "1", {}),
        ("told already", "30", {"last_touch_on": iso(-5)}),
        ("told before", "30", {"last_touch_on": iso(-6)}),
        ("lost", "30", {"stage": "lost"}),
        ("here by name", "30", {"country": "CN"}),
        ("abroad", "30", {"country": "DE"}),
        ("core", "1", {"grade": "A"}),
    ):
        _ships(conn, add_customer(conn, name, **values), often)
    assert _planned(conn, NATIONAL) == ["here by name", "often", "told before"]
    assert _planned(conn, NATIONAL._replace(countries=("DE",))) == ["abroad"]


def test_where_nobody_counts_shipments_the_core_customers_are_put_up(
    conn: sqlite3.Connection,
) -> None:
    add_customer(conn, "core", grade="A")
    add_customer(conn, "growth", grade="B")
    assert _planned(conn, NATIONAL) == ["core"]


def test_a_peak_puts_up_its_segment(conn: sqlite3.Connection) -> None:
    for name, grade in (("甲", "B"), ("乙", "B"), ("丙", "A")):
        add_customer(conn, name, grade=grade)
    peak = NATIONAL._replace(code="peak_ahead", segment="grade:B")
    assert _planned(conn, peak) == ["乙", "甲"]
    assert len(_planned(conn, NATIONAL, peak)) == 3


def test_a_peak_without_a_segment_puts_up_who_ships_often_in_any_country(
    conn: sqlite3.Connection,
) -> None:
    for name, often, country in (("here", "9", ""), ("abroad", "9", "DE"), ("seldom", "1", "")):
        _ships(conn, add_customer(conn, name, country=country), often)
    peak = NATIONAL._replace(code="peak_ahead", name="双十一", countries=())
    assert _planned(conn, peak) == ["abroad", "here"]


def test_a_segment_of_ones_own_is_put_up_before_the_holidays_of_its_country(
    conn: sqlite3.Connection,
) -> None:
    for name, grade, country in (("甲", "B", ""), ("乙", "B", "DE"), ("丙", "A", "")):
        add_customer(conn, name, grade=grade, country=country)
    assert _planned(conn, NATIONAL._replace(segment="grade:B")) == ["甲"]
    assert _planned(conn, NATIONAL._replace(segment="grade:B", countries=("DE",))) == ["乙"]


def test_a_customer_greeted_for_its_day_is_not_put_up_again(conn: sqlite3.Connection) -> None:
    for name, day in (("greeted", TODAY.isoformat()), ("last year", "2025-11-23")):
        customer = add_customer(conn, name)
        occasion = add_occasion(conn, customer, "gregorian", 11, 23)
        conn.execute(
            'INSERT INTO greeting (uid, customer_id, occasion_id, kind, day, "on", recorded_at) '
            "VALUES (?, ?, ?, 'birthday', ?, ?, '')",
            (name, customer, occasion, day, day),
        )
    assert names(due(conn)) == ["last year"]


def test_a_missed_day_stays_a_week_unless_the_customer_was_touched(
    conn: sqlite3.Connection,
) -> None:
    for name, day, values in (
        ("missed", 21, {}),
        ("touched before", 21, {"last_touch_on": "2026-11-20"}),
        ("touched since", 21, {"last_touch_on": "2026-11-21"}),
        ("long ago", 15, {}),
    ):
        add_occasion(conn, add_customer(conn, name, **values), "gregorian", 11, day)
    found = due(conn)
    assert sorted(names(found)) == ["missed", "touched before"]
    assert found.total == 2


def test_an_occasions_own_lead_brings_it_up_earlier(conn: sqlite3.Connection) -> None:
    for name, lead in (("early", 30), ("late", 3), ("usual", None)):
        add_occasion(conn, add_customer(conn, name), "gregorian", 12, 20, lead_days=lead)
        add_occasion(conn, add_customer(conn, f"{name} soon"), "gregorian", 11, 28, lead_days=lead)
    assert sorted(names(due(conn))) == ["early", "early soon", "usual soon"]
