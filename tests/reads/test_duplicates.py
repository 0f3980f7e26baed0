"""Who may be there twice: whom the list has, in what order, for which reasons, and whom not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crmtui import zh
from crmtui.domain.duplicates import MOST_SHARERS, Pair
from crmtui.domain.sortkey import sort_key
from crmtui.present.duplicates import why_words
from crmtui.reads import duplicates
from tests.support import Value, add_contact, add_customer, insert, writer


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database to write into and read from."""
    with closing(writer(tmp_path / "crm.db")) as made:
        yield made


def customer(conn: sqlite3.Connection, name: str, phone: str = "", /, **values: Value) -> int:
    """A customer with its sort key, and a contact where a phone is given."""
    key = sort_key(name, zh.pinyin_keys(name, False))
    made = add_customer(conn, name, sort_key=key, **values)
    if phone:
        add_contact(conn, made, "", {"mobile": phone})
    return made


def found(conn: sqlite3.Connection, kind: str = "customer") -> list[Pair]:
    return duplicates.find(conn, None, kind=kind, simplify=zh.simplify).pairs


def codes(pair: Pair) -> list[str]:
    return [each.code for each in pair.why]


ONE: tuple[tuple[str, str, dict[str, Value], list[str]], ...] = (
    ("德隆化工", "德隆化工有限公司", {}, ["legal_form"]),
    ("德隆化工", "德 隆 化 工", {}, ["same_name"]),
    ("德隆化工", "德龙化工", {}, ["same_sound"]),
    ("宁波国林电子", "国林电子", {}, ["place_in_name"]),
    ("國林電子", "国林电子", {}, ["same_name"]),
    ("Möbel Huber GmbH", "Huber Mobel", {}, ["word_order"]),
    ("Jonson Trading", "Johnson Trading", {}, ["name_alike"]),
    ("宁波国林电子商务", "国林", {"short_name": "国林"}, ["short_name"]),
    ("德隆化工", "德隆化工", {"city": "宁波"}, ["same_name"]),
)


@pytest.mark.parametrize(("one", "other", "values", "why"), ONE)
def test_names_of_one(
    conn: sqlite3.Connection, one: str, other: str, values: dict[str, Value], why: list[str]
) -> None:
    customer(conn, one, **values)
    customer(conn, other)
    (pair,) = found(conn)
    assert (pair.one.id, pair.other.id, codes(pair)) == (1, 2, why)
    assert 75 <= pair.score <= 99


TWO = (
    ("德隆一分店", "德隆二分店"),
    ("宁波国林电子", "杭州国林电子"),
    ("宁波国林电子", "宁波国森电子"),
    ("Store 12", "Store 13"),
)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two(conn: sqlite3.Connection, one: str, other: str) -> None:
    customer(conn, one)
    customer(conn, other)
    assert found(conn) == []


def test_a_shared_phone_speaks_for_one_and_other_regions_against_it(
    conn: sqlite3.Connection,
) -> None:
    customer(conn, "德隆化工", "+8613700137000", city="宁波")
    customer(conn, "德隆化工厂", "+8613700137000", city="宁波")
    customer(conn, "德隆化工", city="杭州")
    pairs = {(pair.one.id, pair.other.id): pair for pair in found(conn)}
    assert pairs[1, 2].score > pairs[1, 3].score
    assert codes(pairs[1, 2]) == ["name_alike", "phone"]
    assert codes(pairs[1, 3]) == ["same_name", "other_region"]


def test_a_shared_phone_with_other_names_is_listed_below(conn: sqlite3.Connection) -> None:
    customer(conn, "德隆化工", "+8613700137000")
    customer(conn, "博纳家具", "+8613700137000")
    (pair,) = found(conn)
    assert (pair.score, codes(pair)) == (66, ["other_name", "phone"])


def test_a_number_that_many_share_is_nobodys(conn: sqlite3.Connection) -> None:
    for name in "甲乙丙丁戊己庚辛"[: MOST_SHARERS + 1]:
        customer(conn, f"{name}家具", "+8657412345678")
    assert found(conn) == []


def test_two_people_of_one_name_are_the_last_of_the_list(conn: sqlite3.Connection) -> None:
    customer(conn, "王伟", kind="person")
    customer(conn, "王伟", kind="person")
    (pair,) = found(conn)
    assert codes(pair) == ["namesake"]


def test_the_likeliest_come_first_and_the_rest_are_counted(conn: sqlite3.Connection) -> None:
    for name in ("德隆化工", "德龙化工", "博纳家具", "博纳家具"):
        customer(conn, name)
    doubles = duplicates.find(conn, 1)
    assert [(pair.one.id, pair.other.id) for pair in doubles.pairs] == [(3, 4)]
    assert doubles.total == 2


def test_who_is_not_the_same_is_left_out_until_asked_for(conn: sqlite3.Connection) -> None:
    customer(conn, "德隆化工")
    customer(conn, "德隆化工")
    insert(conn, "not_same", {"kind": "customer", "one": 1, "other": 2})
    assert duplicates.pairs(conn, 10) == []
    (pair,) = duplicates.pairs(conn, 10, decided=True)
    assert pair.not_same


def test_a_side_says_who_it_is(conn: sqlite3.Connection) -> None:
    customer(conn, "德隆化工", "138 1234 8833", number="7", province="浙江", city="宁波")
    customer(conn, "德隆化工")
    (pair,) = found(conn)
    side = pair.one
    assert (side.number, side.name, side.region, side.phone) == (
        *("7", "德隆化工", "浙江 宁波", "138 1234 8833"),
    )


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ((("孙明", "139"), ("孙明", "139")), [["same_name", "phone", "person"]]),
        ((("孙明", "139"), ("", "139")), [["unnamed", "phone"]]),
        ((("孙明", "139"), ("黄杰", "139")), [["other_name", "phone"]]),
        ((("孙明", "139"), ("孙明", "138")), []),
    ],
)
def test_contacts_of_two_customers(
    conn: sqlite3.Connection, people: tuple[tuple[str, str], ...], expected: list[list[str]]
) -> None:
    for n, (name, phone) in enumerate(people):
        add_contact(conn, customer(conn, "甲乙"[n]), name, {"mobile": phone})
    assert [codes(pair) for pair in found(conn, "contact")] == expected


def test_contacts_of_one_customer(conn: sqlite3.Connection) -> None:
    made = customer(conn, "德隆化工")
    for name in ("孙明", "黄杰", "孙 明"):
        add_contact(conn, made, name)
    (pair,) = found(conn, "contact")
    assert (pair.one.id, pair.other.id, codes(pair)) == (1, 3, ["same_name", "same_customer"])
    assert pair.one.customer == "德隆化工"


def test_every_reason_has_words(conn: sqlite3.Connection) -> None:
    for one, other, values, _why in ONE:
        customer(conn, one, **values)
        customer(conn, other, "139")
    customer(conn, "王伟", "138", kind="person", city="宁波")
    customer(conn, "王伟", kind="person", city="宁波")
    assert all(
        why_words(pair.why) for kind in ("customer", "contact") for pair in found(conn, kind)
    )
