"""What goes out into address books and calendars is read whole and in order."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from crmtui.domain.calendarout import StepOut
from crmtui.domain.cardout import DayOut, PointOut
from crmtui.reads import calendarout, cardsout
from tests.support import Value, add_customer, insert, writer


@pytest.fixture
def raw(tmp_path: Path) -> sqlite3.Connection:
    """A company with two people, a person, a company with nobody."""
    made = writer(tmp_path / "crm.db")
    firm = add_customer(made, "宁波远洋", number="0001", province="浙江", note="客户备注")
    person = add_customer(made, "赵六", kind="person", note="自己的备注")
    add_customer(made, "空壳", note="没人")
    people = [
        insert(
            made, "contact", {"uid": f"p{n}", "customer_id": c, "name": name, "is_primary": first}
        )
        for n, (c, name, first) in enumerate(
            [(firm, "李红", 0), (firm, "王伟", 1), (person, "赵六", 1)]
        )
    ]
    point: dict[str, Value] = {
        "customer_id": firm,
        "contact_id": people[1],
        "kind": "mobile",
        "label": "前台",
    }
    insert(made, "contact_point", point | {"value": "138", "normal": "+86138"})
    day: dict[str, Value] = {"calendar": "lunar", "month": 8, "day": 15, "kind": "birthday"}
    insert(made, "occasion", day | {"uid": "d1", "customer_id": firm, "contact_id": people[1]})
    insert(made, "occasion", day | {"uid": "d2", "customer_id": firm})
    insert(made, "occasion", day | {"uid": "d3", "customer_id": person})
    insert(
        made,
        "follow_up",
        {
            "uid": "s1",
            "customer_id": firm,
            "contact_id": people[1],
            "due_on": "2026-12-01",
            "time": "09:30",
            "what": "报价",
            "recorded_at": "2026-11-22T00:00:00+00:00",
        },
    )
    return made


def test_people_are_cards_and_a_customer_without_any_is_one(raw: sqlite3.Connection) -> None:
    found = list(cardsout.cards(raw, [1, 2, 3, 99]))
    assert [(card.name, card.organisation, card.note) for card in found] == [
        ("王伟", "宁波远洋", ""),
        ("李红", "宁波远洋", ""),
        ("赵六", "", "自己的备注"),
        ("", "空壳", "没人"),
    ]
    first = found[0]
    assert first.points == (PointOut("mobile", "138", "前台", "+86138"),)
    assert (first.customer_number, first.province) == ("0001", "浙江")
    # The company's own day is nobody's; a person's is the person's.
    moon = DayOut("birthday", "lunar", 8, 15)
    assert [card.days for card in found] == [(moon,), (), (moon,), ()]


def test_only_some_contacts_may_be_asked_for(raw: sqlite3.Connection) -> None:
    assert [card.name for card in cardsout.cards(raw, [1, 3], only={1})] == ["李红"]


def test_a_card_says_when_its_customer_was_last_written(raw: sqlite3.Connection) -> None:
    assert {card.changed_at for card in cardsout.cards(raw, [1])} == {""}
    for at, customer in (("2026-01-01T00:00:00Z", None), ("2026-02-01T00:00:00Z", 1)):
        operation = insert(raw, "operation", {"at": at, "verb": "import"})
        change: dict[str, Value] = {"operation_id": operation, "table_name": "customer"}
        change |= {"row_id": 1, "row_last": 3}
        action = "update" if customer else "insert"
        insert(raw, "change", change | {"customer_id": customer, "action": action})
    stamps = [card.changed_at for card in cardsout.cards(raw, [1, 2])]
    assert stamps == ["2026-02-01T00:00:00Z"] * 2 + ["2026-01-01T00:00:00Z"]


def test_days_and_steps_say_whose_they_are(raw: sqlite3.Connection) -> None:
    days = list(calendarout.occasions(raw, [1, 2]))
    assert [(day.uid, day.customer, day.contact, day.phone) for day in days] == [
        ("d1", "宁波远洋", "王伟", "138"),
        ("d2", "宁波远洋", "", ""),
        ("d3", "赵六", "", ""),
    ]
    (step,) = calendarout.steps(raw, [1])
    assert step == StepOut(
        *("s1", "宁波远洋", "王伟", date(2026, 12, 1), "09:30", "报价"),
        recorded_at="2026-11-22T00:00:00+00:00",
        number="0001",
        phone="138",
    )
