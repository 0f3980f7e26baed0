"""A customer's card: everything that hangs on it, in the order it is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from crmtui.domain.cards import Card
from crmtui.reads import customers
from tests.support import (
    Value,
    add_contact,
    add_customer,
    add_follow_up,
    add_interaction,
    add_occasion,
    insert,
    writer,
)


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database to write into and read from."""
    with closing(writer(tmp_path / "crm.db")) as made:
        yield made


def card(conn: sqlite3.Connection, customer: int, history: int | None = None) -> Card:
    found = customers.card(conn, customer, history=history)
    assert found is not None
    return found


def test_a_customer_that_is_not_there_has_no_card(conn: sqlite3.Connection) -> None:
    assert customers.card(conn, 1) is None


def test_the_customers_own_fields_are_read_with_their_types(conn: sqlite3.Connection) -> None:
    customer = add_customer(
        conn,
        "博纳",
        number="K1",
        province="浙江",
        city="宁波",
        cadence_days=10,
        verified_on="2026-01-02",
        last_touch_on="2026-01-03",
        contact_due_on="2026-01-04",
        next_due_on="2026-01-05",
        archived_at="2026-02-01T00:00:00Z",
        note="两行\n文字",
    )
    found = card(conn, customer).customer
    assert (found.number, found.region, found.cadence_days) == ("K1", "浙江 宁波", 10)
    assert found.added_on == date(2026, 1, 1)
    assert found.verified_on == date(2026, 1, 2)
    assert found.last_touch_on == date(2026, 1, 3)
    assert found.contact_due_on == date(2026, 1, 4)
    assert found.next_due_on == date(2026, 1, 5)
    assert found.archived_at == "2026-02-01T00:00:00Z"
    assert (found.note, found.revision) == ("两行\n文字", 1)


def test_an_empty_card_has_no_dates_and_nobody(conn: sqlite3.Connection) -> None:
    found = card(conn, add_customer(conn, "博纳"))
    assert (found.customer.verified_on, found.customer.last_touch_on) == (None, None)
    assert (found.contacts, found.primary, found.interactions) == ((), None, ())


def test_people_come_with_their_points_the_first_one_leading(conn: sqlite3.Connection) -> None:
    customer = add_customer(conn, "博纳")
    add_contact(conn, customer, "单磊", {"mobile": "139"}, is_primary=0)
    add_contact(conn, customer, "王芳", {"wechat": "wx", "email": "W@x.cn"}, taboos="电话打到家里")
    add_contact(conn, customer, "前任", archived_at="2026-01-01T00:00:00Z")
    add_contact(conn, add_customer(conn, "别家"), "别人", {"mobile": "1"})
    found = card(conn, customer)
    assert [contact.name for contact in found.contacts] == ["王芳", "单磊"]
    assert found.primary is found.contacts[0]
    assert found.contacts[0].taboos == "电话打到家里"
    assert [(p.kind, p.value, p.normal) for p in found.contacts[0].points] == [
        ("wechat", "wx", "wx"),
        ("email", "W@x.cn", "w@x.cn"),
    ]


def test_history_is_newest_first_and_cut_where_asked(conn: sqlite3.Connection) -> None:
    customer = add_customer(conn, "博纳")
    person = add_contact(conn, customer, "王芳")
    add_interaction(conn, customer, "2026-01-01", "first")
    add_interaction(conn, customer, "2026-03-01", "third", time="09:00", contact_id=person)
    add_interaction(conn, customer, "2026-03-01", "fourth", time="14:00")
    add_interaction(conn, customer, "2026-02-01", "second", is_touch=0)
    found = card(conn, customer)
    assert [each.summary for each in found.interactions] == ["fourth", "third", "second", "first"]
    assert found.interactions[1].contact_name == "王芳"
    assert [each.is_touch for each in found.interactions] == [True, True, False, True]
    assert len(card(conn, customer, 2).interactions) == 2
    assert card(conn, customer, 0).interactions == ()
    assert card(conn, customer, 0).interaction_count == 4


def test_open_steps_come_first_the_next_one_on_top(conn: sqlite3.Connection) -> None:
    customer = add_customer(conn, "博纳")
    add_follow_up(conn, customer, "2026-01-01", "done", status="done", closed_on="2026-01-01")
    add_follow_up(conn, customer, "2026-05-02", "later")
    add_follow_up(conn, customer, "2026-02-01", "closed", status="done", closed_on="2026-03-01")
    add_follow_up(conn, customer, "2026-05-01", "afternoon", time="14:00", to_check=1)
    add_follow_up(conn, customer, "2026-05-01", "soon")
    found = card(conn, customer).follow_ups
    assert [step.what for step in found] == ["soon", "afternoon", "later", "closed", "done"]
    assert found[1].to_check
    assert found[3].closed_on == date(2026, 3, 1)


def test_days_tags_fields_and_stages_are_there(conn: sqlite3.Connection) -> None:
    customer = add_customer(conn, "博纳")
    person = add_contact(conn, customer, "王芳")
    add_occasion(conn, customer, "lunar", 6, 15, leap=1, year=1965, contact_id=person)
    for name in ("月结", "VIP"):
        tag = insert(conn, "tag", {"name": name})
        insert(conn, "customer_tag", {"customer_id": customer, "tag_id": tag})
    for key, position in (("shipments", 2), ("cargo", 1), ("empty", 0)):
        field: dict[str, Value] = {
            "uid": key,
            "key": key,
            "label": key,
            "position": position,
            "choices": "易碎\n普货",
        }
        value: dict[str, Value] = {
            "customer_id": customer,
            "field_id": insert(conn, "custom_field", field),
        }
        insert(conn, "custom_value", value | {"value": "" if key == "empty" else key * 2})
    for on, before, after in (("2026-01-01", "", "lead"), ("2026-02-01", "lead", "active")):
        stage: dict[str, Value] = {
            "customer_id": customer,
            "on": on,
            "before": before,
            "after": after,
        }
        insert(conn, "stage_change", stage | {"recorded_at": "2026-01-01T00:00:00Z"})
    found = card(conn, customer)
    (day,) = found.occasions
    assert (day.calendar, day.month, day.day, day.leap, day.contact_name) == (
        "lunar",
        6,
        15,
        True,
        "王芳",
    )
    assert found.tags == ("VIP", "月结")
    assert [(v.field.key, v.value) for v in found.custom] == [
        ("cargo", "cargocargo"),
        ("shipments", "shipmentsshipments"),
    ]
    assert found.custom[0].field.choices == ("易碎", "普货")
    assert [stage.after for stage in found.stages] == ["active", "lead"]


def test_the_users_own_fields_are_listed_in_their_order(conn: sqlite3.Connection) -> None:
    for key, position in (("b", 1), ("a", 0)):
        insert(conn, "custom_field", {"uid": key, "key": key, "position": position})
    assert [field.key for field in customers.custom_fields(conn)] == ["a", "b"]
