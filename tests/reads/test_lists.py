"""Lists of customers: order, filters, counts, and the lines themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crmtui.domain.customers import Facets
from crmtui.domain.search import parse_query
from crmtui.reads import customers, listing
from crmtui.reads.connection import open_reader
from tests.bench.database import build
from tests.support import add_contact, add_customer, index, insert, writer

ARCHIVED = "2026-01-01T00:00:00Z"


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Six customers, one of them archived, to filter and sort."""
    with closing(writer(tmp_path / "crm.db")) as made:
        _fill(made)
        yield made


def _fill(conn: sqlite3.Connection) -> None:
    rows: list[dict[str, Any]] = [
        {"name": "甲", "grade": "A", "stage": "active", "province": "浙江", "city": "宁波"},
        {"name": "乙", "grade": "B", "stage": "lead", "province": "浙江", "city": "杭州"},
        {"name": "丙", "grade": "C", "stage": "active", "city": "苏州", "owner": "小陈"},
        {"name": "丁", "grade": "D", "stage": "lost", "owner": "小陈"},
        {"name": "戊", "grade": "", "stage": ""},
        {"name": "己", "grade": "A", "stage": "active", "archived_at": ARCHIVED},
    ]
    touched = ("2026-03-01", "2026-05-01", "2026-04-01", None, "2026-01-01", "2026-06-01")
    next_due = ("2026-12-03", None, "2026-12-01", None, "2026-12-02", None)
    for at, row in enumerate(rows):
        row |= {"last_touch_on": touched[at], "next_due_on": next_due[at]}
        row |= {"added_on": f"2025-01-0{6 - at}", "sort_key": f"{at * 5 % 7}"}
        index(conn, add_customer(conn, **row))
    vip, old = (insert(conn, "tag", {"name": name}) for name in ("VIP", "老客户"))
    for customer, tag in ((1, vip), (1, old), (3, vip), (6, old)):
        insert(conn, "customer_tag", {"customer_id": customer, "tag_id": tag})


def listed(conn: sqlite3.Connection, **wanted: Any) -> str:
    if text := wanted.pop("text", ""):
        wanted["query"] = parse_query(text)
    found = customers.ids(conn, **({"query": None} | wanted))
    return "".join(line.name for line in customers.lines(conn, found))


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"sort": "touch", "descending": True}, "乙丙甲戊丁"),
        ({"sort": "touch"}, "丁戊甲丙乙"),
        ({"sort": "name"}, "甲丁丙乙戊"),
        ({"sort": "name", "descending": True}, "戊乙丙丁甲"),
        ({"sort": "grade"}, "甲乙丙戊丁"),
        ({"sort": "grade", "descending": True}, "丁戊丙乙甲"),
        ({"sort": "next"}, "丙戊甲乙丁"),
        ({"sort": "next", "descending": True}, "甲戊丙乙丁"),
        ({"sort": "added", "descending": True}, "甲乙丙丁戊"),
        ({"archived": True}, "己"),
        ({"grades": ["A", "B"], "sort": "name"}, "甲乙"),
        ({"grades": [""]}, "戊"),
        ({"grades": {"A"}, "stages": {"lead"}}, ""),
        ({"stages": ["active"], "sort": "name"}, "甲丙"),
        ({"tags": ["VIP"], "sort": "name"}, "甲丙"),
        ({"tags": ["VIP", "老客户"], "sort": "name"}, "甲丙"),
        ({"tags": ["老客户"], "archived": True}, "己"),
        ({"tags": [""], "sort": "name"}, "丁乙戊"),
        ({"tags": ["", "VIP"], "grades": ["A", "B"], "sort": "name"}, "甲乙"),
        ({"regions": ["浙江"], "sort": "name"}, "甲乙"),
        ({"regions": ["宁波"]}, "甲"),
        ({"regions": ["苏州", ""], "sort": "name"}, "丁丙戊"),
        ({"owners": ["小陈"], "sort": "name"}, "丁丙"),
        ({"text": "乙"}, "乙"),
        ({"text": "nobody"}, ""),
        ({"text": "甲", "grades": ["B"]}, ""),
    ],
)
def test_who_is_listed_and_in_which_order(
    conn: sqlite3.Connection, wanted: dict[str, Any], names: str
) -> None:
    assert listed(conn, **wanted) == names


def test_a_search_in_the_order_of_touches_has_exact_names_on_top(
    conn: sqlite3.Connection,
) -> None:
    for name, touched in (("新庚", "2026-11-03"), ("庚二", "2026-11-02"), ("庚", "2026-01-01")):
        index(conn, add_customer(conn, name, last_touch_on=touched, sort_key=name))
    assert listed(conn, text="庚", sort="touch", descending=True) == "庚庚二新庚"
    assert listed(conn, text="庚", sort="touch") == "庚庚二新庚"
    assert listed(conn, text="庚", sort="name") == "庚庚二新庚"


@pytest.mark.parametrize("text", ["博", "报价", "王", "报价 有限", "nosuch"])
@pytest.mark.parametrize(
    "wanted",
    [
        {"sort": "touch", "descending": True},
        {"sort": "name"},
        {"sort": "added"},
        {"sort": "touch", "grades": ["A", "C"], "stages": ["active"]},
    ],
)
def test_many_hits_are_ordered_as_few_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, wanted: dict[str, Any]
) -> None:
    path = tmp_path / "book.db"
    build(path, 400, 800)
    with closing(open_reader(path)) as conn:
        few = customers.ids(conn, query=parse_query(text), **wanted)
        monkeypatch.setattr(listing, "FEW", 0)
        many = customers.ids(conn, query=parse_query(text), **wanted)
    assert many == few
    assert few or text == "nosuch" or "grades" in wanted


def test_a_remembered_order_is_made_anew_after_a_change_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with closing(writer(path)) as write, closing(open_reader(path)) as reader:
        first = add_customer(write, "甲")
        assert customers.ids(reader, sort="name") == [first]
        second = add_customer(write, "丙")
        assert customers.ids(reader, sort="name") == [second, first]


def test_a_list_given_out_may_be_altered(conn: sqlite3.Connection, tmp_path: Path) -> None:
    with closing(open_reader(tmp_path / "crm.db")) as reader:
        customers.ids(reader, sort="name").clear()
        assert len(customers.ids(reader, sort="name")) == 5


def test_archived_customers_are_not_counted(conn: sqlite3.Connection) -> None:
    assert customers.count(conn) == 5


def test_there_is_to_filter_by_what_customers_have(conn: sqlite3.Connection) -> None:
    facets = customers.facets(conn)
    assert facets == Facets(
        grades={"A": 1, "B": 1, "C": 1, "D": 1, "": 1},
        stages={"lead": 1, "active": 2, "lost": 1, "": 1},
        tags={"VIP": 2, "老客户": 1},
        regions={"浙江": 2, "苏州": 1, "": 2},
        owners={"小陈": 2, "": 3},
    )
    assert list(facets.stages) == ["lead", "active", "lost", ""]
    assert list(facets.owners) == ["小陈", ""]
    assert customers.facets(conn, archived=True).tags == {"老客户": 1}


def test_every_facet_finds_as_many_as_it_says(conn: sqlite3.Connection) -> None:
    facets = customers.facets(conn)
    for group in ("grades", "stages", "tags", "regions", "owners"):
        for value, number in getattr(facets, group).items():
            assert len(listed(conn, **{group: [value]})) == number, (group, value)


def test_a_line_names_the_person_to_ask_for_and_a_phone(conn: sqlite3.Connection) -> None:
    customer = add_customer(
        conn, "庚", number="K1", province="浙江", city="宁波", next_due_on="2026-12-01"
    )
    add_contact(conn, customer, "单磊", {"mobile": "139"}, is_primary=0)
    add_contact(conn, customer, "王芳", {"wechat": "wx", "phone": "0574-1"}, position="采购")
    add_contact(conn, customer, "前任", {"phone": "1"}, archived_at=ARCHIVED, is_primary=1)
    (line,) = customers.lines(conn, [customer])
    assert (line.contact, line.position, line.phone) == ("王芳", "采购", "0574-1")
    assert (line.number, line.region, line.archived) == ("K1", "浙江 宁波", False)
    assert (line.last_touch_on, line.next_due_on) == (None, date(2026, 12, 1))


def test_lines_keep_the_order_asked_for_and_leave_out_who_is_gone(
    conn: sqlite3.Connection,
) -> None:
    assert [line.id for line in customers.lines(conn, [5, 99, 1, 3])] == [5, 1, 3]
    assert customers.lines(conn, []) == []


def test_found_customers_come_with_people_and_points(conn: sqlite3.Connection) -> None:
    add_contact(conn, 1, "单磊", is_primary=0)
    add_contact(conn, 1, "王芳", {"mobile": "139", "wechat": "wx"})
    first, second = customers.found(conn, [1, 2])
    assert [contact.name for contact in first.contacts] == ["王芳", "单磊"]
    assert [(p.kind, p.value) for p in first.contacts[0].points] == [
        ("mobile", "139"),
        ("wechat", "wx"),
    ]
    assert (second.line.name, second.contacts) == ("乙", ())


def test_the_version_tells_of_changes_from_outside_only(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with closing(writer(path)) as write, closing(open_reader(path)) as reader:
        before = customers.version(reader)
        assert customers.version(reader) == before
        add_customer(write, "甲")
        assert customers.version(reader) != before
