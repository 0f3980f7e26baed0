"""Finding customers: who is found, and in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crmtui import zh
from crmtui.domain.search import parse_query
from crmtui.reads import customers, search
from tests.bench.database import build
from tests.support import add_contact, add_customer, add_interaction, index, writer

EVERY = 2**62


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database to write into and read from."""
    with closing(writer(tmp_path / "crm.db")) as made:
        yield made


def add(
    conn: sqlite3.Connection,
    name: str,
    person: str = "",
    phone: str = "",
    said: str = "",
    **values: str,
) -> int:
    """A customer that can be found."""
    customer = add_customer(conn, name, **values)
    if person or phone:
        add_contact(conn, customer, person, {"mobile": phone} if phone else None)
    if said:
        add_interaction(conn, customer, "2026-01-01", said)
    index(conn, customer)
    return customer


def found(
    conn: sqlite3.Connection, text: str, limit: int = 50, archived: bool = False
) -> list[str]:
    query = parse_query(text, zh.simplify)
    return [line.name for line in customers.find(conn, query, limit, archived=archived)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("红木", True),
        ("王", True),
        ("wjh", True),
        ("wangjianhua", True),
        ("8833", True),
        ("+8613812348833", True),
        ("138 1234 8833", True),
        ("王 8833", True),
        ("王 8834", False),
        ("報價", True),
        ("K0007", True),
        ("冷链", False),
        ('a-b "x', False),
        ("name:王", False),
        ("*", False),
        ("", False),
    ],
)
def test_words_are_looked_for_in_every_field(
    conn: sqlite3.Connection, text: str, expected: bool
) -> None:
    add(conn, "南宁博纳红木家具", "王建华", "13812348833", "报价三十吨", number="K0007")
    add(conn, "别家")
    assert found(conn, text) == (["南宁博纳红木家具"] if expected else [])


def test_exact_comes_before_beginning_before_latest(conn: sqlite3.Connection) -> None:
    add(conn, "新博纳", last_touch_on="2026-11-20")
    add(conn, "博纳物流", last_touch_on="2026-10-01")
    add(conn, "博纳家具", last_touch_on="2026-10-02")
    add(conn, "博纳", last_touch_on="2020-01-01")
    add(conn, "老博纳")
    assert found(conn, "博纳") == ["博纳", "博纳家具", "博纳物流", "新博纳", "老博纳"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("博纳", {"short_name": "博纳"}),
        ("k-7", {"number": "K-7"}),
        ("王芳", {"person": "王芳"}),
        ("王芳", {"name": "王 芳"}),
        ("13812348833", {"phone": "138-1234-8833"}),
        ("+86 138 1234 8833", {"phone": "13812348833"}),
        ("Möbel Haus", {"name": "MOBEL HAUS"}),
        ("陳記", {"name": "陈记"}),
    ],
)
def test_what_was_typed_in_full_comes_first(
    conn: sqlite3.Connection, text: str, values: dict[str, str]
) -> None:
    add(conn, f"别家 {text}{text}", said=text, last_touch_on="2026-11-20")
    add(conn, **({"name": "正是"} | values))
    add(conn, f"另一家 {text}", last_touch_on="2026-11-21")
    assert found(conn, text)[0] == values.get("name", "正是")


def test_archived_customers_are_found_only_when_asked_for(conn: sqlite3.Connection) -> None:
    add(conn, "博纳家具")
    add(conn, "博纳", archived_at="2026-01-01T00:00:00Z")
    assert found(conn, "博纳") == ["博纳家具"]
    assert found(conn, "博纳", archived=True) == ["博纳"]


def test_a_person_who_left_does_not_bring_the_customer_up(conn: sqlite3.Connection) -> None:
    customer = add_customer(conn, "博纳")
    add_contact(conn, customer, "王芳", archived_at="2026-01-01T00:00:00Z")
    assert found(conn, "王芳") == []


def test_characters_apart_are_found_where_nobody_has_them_together(
    conn: sqlite3.Connection,
) -> None:
    add(conn, "南宁博纳家具")
    assert found(conn, "南纳具") == ["南宁博纳家具"]


def test_the_limit_holds_and_nobody_comes_twice(conn: sqlite3.Connection) -> None:
    for number in range(9):
        add(conn, f"博纳{number}", "博纳", last_touch_on=f"2026-01-0{number + 1}")
    assert found(conn, "博纳", limit=4) == ["博纳8", "博纳7", "博纳6", "博纳5"]
    assert len(found(conn, "博纳", limit=EVERY)) == 9


@pytest.mark.parametrize("text", ["博", "物流", "王", "报价", "13", "bo", "王 报价"])
def test_picking_from_the_index_gives_what_sorting_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path = tmp_path / "book.db"
    build(path, 500, 1000)
    query = parse_query(text, zh.simplify)
    with closing(writer(path)) as conn:
        sorted_all = search.find_ids(conn, query, 30), search.find_ids(conn, query, EVERY)
        monkeypatch.setattr(search, "FEW", 0)
        picked = search.find_ids(conn, query, 30), search.find_ids(conn, query, EVERY)
    assert picked == sorted_all
    assert sorted_all[0] == sorted_all[1][:30]
    assert sorted_all[0]


def ids(conn: sqlite3.Connection, text: str) -> list[str]:
    return [line.name for line in customers.resolve(conn, text)]


def test_a_customer_argument_is_a_number_an_id_or_words(conn: sqlite3.Connection) -> None:
    first = add(conn, "博纳", number="12")
    add(conn, "三江 12", "王芳")
    add(conn, "恒达", "王芳", number="B-7")
    assert ids(conn, "12") == ["博纳"]
    assert ids(conn, "B-7") == ["恒达"]
    assert ids(conn, f"id:{first}") == ids(conn, f"ID: {first}") == ["博纳"]
    assert ids(conn, "id:999") == ids(conn, "id:x") == ids(conn, "id:") == []
    assert set(ids(conn, "王芳")) == {"三江 12", "恒达"}
    assert ids(conn, "三江") == ["三江 12"]


def test_a_whole_name_means_that_customer_alone(conn: sqlite3.Connection) -> None:
    add(conn, "博纳")
    add(conn, "博纳家具")
    assert ids(conn, "博纳") == ["博纳"]
    add(conn, "博 纳")
    assert set(ids(conn, "博纳")) == {"博纳", "博纳家具", "博 纳"}


def test_words_in_remarks_narrow_but_never_mean_a_customer(conn: sqlite3.Connection) -> None:
    add(conn, "博纳", "王芳", said="王总介绍的，寄样品")
    add(conn, "三江", "王芳", said="报价")
    assert ids(conn, "样品") == ids(conn, "王总") == ids(conn, "报价") == []
    assert ids(conn, "王芳 报价") == ["三江"]
    assert ids(conn, "wf 样品") == ["博纳"]


def test_a_number_is_meant_also_without_the_zeros_before_it(conn: sqlite3.Connection) -> None:
    add(conn, "博纳", number="0021")
    add(conn, "三江", "王芳", "021-31124583")
    assert ids(conn, "21") == ids(conn, "00021") == ["博纳"]
    add(conn, "恒达", number="021")
    assert set(ids(conn, "21")) == {"博纳", "恒达"}
    assert ids(conn, "0") == []


def test_digits_that_are_no_number_may_be_the_end_of_a_phone(conn: sqlite3.Connection) -> None:
    add(conn, "博纳", "王芳", "13812348833")
    assert ids(conn, "8833") == ids(conn, "13812348833") == ["博纳"]


def test_a_few_digits_hit_nobody_by_chance(conn: sqlite3.Connection) -> None:
    add(conn, "博纳", "王芳", "13812348833")
    add(conn, "三江 2026")
    assert ids(conn, "1") == ids(conn, "33") == ids(conn, "2026") == []
    add(conn, "360")
    assert ids(conn, "360") == ["360"]


def test_an_archived_customer_is_meant_only_where_no_other_fits(conn: sqlite3.Connection) -> None:
    add(conn, "博纳", archived_at="2026-01-01T00:00:00Z")
    assert ids(conn, "博纳") == ["博纳"]
    add(conn, "博纳家具")
    assert ids(conn, "博纳") == ["博纳家具"]


def test_more_than_twenty_are_cut(conn: sqlite3.Connection) -> None:
    for number in range(25):
        add(conn, f"博纳{number}")
    assert len(ids(conn, "博纳")) == 20


def test_completion_offers_names_and_numbers_that_begin_so(conn: sqlite3.Connection) -> None:
    add(conn, "博纳", number="12")
    add(conn, "新博纳", number="21")
    add(conn, "恒达", "博小姐", last_touch_on="2026-01-01")

    def offered(typed: str) -> list[str]:
        return [line.name for line in customers.starting(conn, typed, 10)]

    assert set(offered("博")) == {"博纳", "恒达"}
    assert offered("1") == ["博纳"]
    assert offered("") == ["恒达", "新博纳", "博纳"]
