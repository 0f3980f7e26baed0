"""Making one of two: what the one that stays says then, what moves, and taking it apart again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

import pytest

from crmtui import wiring
from crmtui.actions import customers, joining, merging
from crmtui.domain.merging import (
    BOTH,
    KEEP,
    OTHER,
    MergeOutdated,
    MergePlan,
    NoSuchChoice,
    NoSuchField,
    OneAndTheSame,
)
from crmtui.settings import Settings
from tests.actions.belongings import NOW, add_custom, add_tag, note_greeting
from tests.store.acts import TODAY, again, do, picture, start, take_back
from tests.store.looking import count, found, one, rows
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
def pair(crm: Settings) -> Settings:
    """Customer 1 and its double 2, each with a person and what belongs to them; 3 is another."""
    with closing(writer(crm.db)) as db:
        add_customer(db, "德隆化工", number="7", grade="", note="月底付款", stage="lead")
        add_customer(
            db, "德隆化工有限公司", number="8", grade="A", note="爱钓鱼", stage="active",
            added_on="2025-01-01", city="宁波",
        )  # fmt: skip
        add_customer(db, "南宁博纳", referred_by="德隆化工有限公司")
        add_contact(db, 1, "孙明", {"mobile": "+8613700137000"}, position="财务")
        add_contact(db, 2, "孙明", {"phone": "+8613700137000", "email": "s@x.cn"}, sex="m")
        add_contact(db, 2, "黄杰", {"mobile": "+8613600136000"}, is_primary=0)
        add_interaction(db, 1, "2026-11-01", "催款", contact_id=1)
        add_interaction(db, 2, "2026-11-02", "报价", contact_id=2)
        add_follow_up(db, 2, "2026-12-01", "回访", contact_id=3)
        add_occasion(db, 1, "lunar", 8, 15, contact_id=1)
        add_occasion(db, 2, "lunar", 8, 15, contact_id=2, year=1980)
        promise: dict[str, Value] = {"customer_id": 2, "uid": "p", "made_on": "2026-11-01"}
        insert(db, "promise", {**promise, "due_on": "2026-12-01", "what": "样品",
                               "recorded_at": NOW})  # fmt: skip
        note_greeting(db, 2, contact=2, occasion=2)
        for customer, tag in ((1, "VIP"), (2, "VIP"), (2, "展会")):
            add_tag(db, customer, tag)
        for customer, key, value in ((1, "货物", "红木"), (2, "货物", "沙发"), (2, "频率", "2")):
            add_custom(db, customer, key, value)
    wiring.rebuild(crm)
    return crm


def merged(crm: Settings, choices: Mapping[str, str] | None = None) -> None:
    do(crm, lambda uow: merging.merge(uow, 1, 2, choices or {}, TODAY))


def plan(crm: Settings, kind: str = "customer", keep: int = 1, other: int = 2) -> MergePlan:
    with wiring.reader(crm) as conn:
        return merging.plan_merge(conn, keep, other, kind=kind)


def test_the_one_that_stays_keeps_its_own_and_gets_what_it_lacked(pair: Settings) -> None:
    merged(pair)
    sql = "SELECT number, name, grade, stage, note, city, added_on FROM customer WHERE id = 1"
    assert one(pair, sql) == (
        *("7", "德隆化工", "A", "lead", "月底付款\n爱钓鱼", "宁波", "2025-01-01"),
    )


def test_fields_are_taken_as_chosen_and_a_changed_stage_is_in_the_history(pair: Settings) -> None:
    merged(pair, {"stage": OTHER, "number": OTHER, "note": KEEP, "custom:货物": OTHER})
    assert one(pair, "SELECT number, stage, note FROM customer") == ("8", "active", "月底付款")
    assert rows(pair, "SELECT before, after FROM stage_change") == [("lead", "active")]
    own = (
        "SELECT f.key, v.value FROM custom_value v JOIN custom_field f ON f.id = v.field_id "
        "WHERE v.customer_id = 1 ORDER BY f.id"
    )
    assert rows(pair, own) == [("货物", "沙发"), ("频率", "2")]


def test_everything_moves_and_what_was_there_twice_is_there_once(pair: Settings) -> None:
    merged(pair)
    for table in joining.OF_CUSTOMER:
        assert {row[0] for row in rows(pair, f"SELECT customer_id FROM {table}")} <= {1}, table
    people = rows(pair, "SELECT name, position, sex, is_primary FROM contact ORDER BY id")
    assert people == [("孙明", "财务", "m", 1), ("黄杰", "", "", 0)]
    points = "SELECT kind FROM contact_point WHERE contact_id = 1 ORDER BY kind"
    assert rows(pair, points) == [("email",), ("mobile",)]
    assert rows(pair, "SELECT contact_id, year FROM occasion") == [(1, 1980)]
    assert rows(pair, "SELECT contact_id, occasion_id FROM greeting") == [(1, 1)]
    assert count(pair, "interaction") == 2
    assert count(pair, "customer_tag") == 2
    assert one(pair, "SELECT referred_by FROM customer WHERE id = 3") == ("德隆化工",)


def test_files_with_the_former_number_or_id_can_still_find_it(pair: Settings) -> None:
    merged(pair)
    sql = "SELECT customer_id, contact_id, uid, number, name FROM alias ORDER BY contact_id"
    assert rows(pair, sql) == [
        (1, None, "customer-2", "8", "德隆化工有限公司"),
        (1, 1, "contact-2", None, ""),
    ]


def test_the_number_given_up_is_the_alias(pair: Settings) -> None:
    merged(pair, {"number": OTHER})
    sql = "SELECT uid, number FROM alias WHERE contact_id IS NULL ORDER BY id"
    assert rows(pair, sql) == [("customer-2", None), ("", "7")]


def test_the_search_finds_the_one_by_the_words_of_both(pair: Settings) -> None:
    merged(pair)
    assert found(pair, "报价") == found(pair, "爱钓鱼") == found(pair, "黄杰") == [1]


def test_a_merge_is_taken_apart_bit_for_bit(pair: Settings) -> None:
    before = picture(pair)
    merged(pair)
    after = picture(pair)
    assert (take_back(pair).kept, picture(pair)) == ((), before)
    assert (again(pair).kept, picture(pair)) == ((), after)
    take_back(pair)
    assert picture(pair) == before


def test_what_was_done_since_stays_when_a_merge_is_taken_apart(pair: Settings) -> None:
    changed = do(pair, lambda uow: merging.merge(uow, 1, 2, {}, TODAY))
    do(pair, lambda uow: customers.edit(uow, 1, {"grade": "B"}, TODAY))
    assert take_back(pair, changed.operation).kept == ("德隆化工",)
    assert rows(pair, "SELECT grade FROM customer ORDER BY id") == [("B",), ("A",), ("",)]


def test_the_plan_says_what_would_happen(pair: Settings) -> None:
    made = plan(pair)
    assert [(p.field, p.source) for p in made.fields if p.differs] == [
        *(("number", KEEP), ("name", KEEP), ("grade", OTHER), ("stage", KEEP), ("city", OTHER)),
        *(("note", BOTH), ("added_on", OTHER), ("custom:货物", KEEP), ("custom:频率", OTHER)),
    ]
    assert {move.table: move.rows for move in made.moves} == {
        "contact": 2,
        "interaction": 1,
        "follow_up": 1,
        "occasion": 1,
        "promise": 1,
        "greeting": 1,
    }
    assert made.people == (("孙明", "孙明"),)
    assert made.referrals == 1
    assert (made.keep.number, made.other.number) == ("7", "8")


def test_nothing_is_merged_where_the_two_changed_since_they_were_shown(pair: Settings) -> None:
    shown = plan(pair)
    do(pair, lambda uow: customers.edit(uow, 2, {"grade": "C"}, TODAY))
    before = picture(pair)
    with pytest.raises(MergeOutdated):
        do(pair, lambda uow: merging.merge(uow, 1, 2, {}, TODAY, shown))
    assert picture(pair) == before


@pytest.mark.parametrize(
    ("choices", "error"), [({"hobby": OTHER}, NoSuchField), ({"grade": "mine"}, NoSuchChoice)]
)
def test_a_choice_that_is_none_is_refused(
    pair: Settings, choices: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        merged(pair, choices)


def test_nobody_is_merged_with_itself(pair: Settings) -> None:
    with pytest.raises(OneAndTheSame):
        plan(pair, keep=1, other=1)


def test_two_contacts_of_two_customers_become_one_and_the_history_stays(pair: Settings) -> None:
    before = picture(pair)
    do(pair, lambda uow: merging.merge_contacts(uow, 1, 2, {}, TODAY))
    sql = "SELECT customer_id, contact_id FROM interaction ORDER BY id"
    assert rows(pair, sql) == [(1, 1), (2, 1)]
    points = "SELECT customer_id, kind FROM contact_point WHERE contact_id = 1 ORDER BY kind"
    assert rows(pair, points) == [(1, "email"), (1, "mobile")]
    assert rows(pair, "SELECT customer_id, year FROM occasion") == [(1, 1980)]
    assert rows(pair, "SELECT name, is_primary FROM contact") == [("孙明", 1), ("黄杰", 1)]
    take_back(pair)
    assert picture(pair) == before


def test_who_is_not_the_same_is_remembered_once_and_forgotten_with_undo(pair: Settings) -> None:
    for one_id, other in ((2, 1), (1, 2)):
        do(pair, lambda uow, a=one_id, b=other: merging.set_not_same(uow, "customer", a, b))  # type: ignore[misc]
    assert rows(pair, 'SELECT kind, one, "other" FROM not_same') == [("customer", 1, 2)]
    take_back(pair)
    assert count(pair, "not_same") == 0


def test_whom_the_one_is_not_the_survivor_is_not(pair: Settings) -> None:
    do(pair, lambda uow: merging.set_not_same(uow, "customer", 2, 3))
    do(pair, lambda uow: merging.set_not_same(uow, "customer", 1, 2))
    merged(pair)
    assert rows(pair, 'SELECT one, "other" FROM not_same') == [(1, 3)]


def test_every_table_that_points_at_a_customer_or_contact_is_moved(crm: Settings) -> None:
    start(crm)
    pointing: dict[str, set[str]] = {"customer": set(), "contact": set()}
    for (table,) in rows(crm, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        for key in rows(crm, f"PRAGMA foreign_key_list({table})"):
            if key[2] in pointing:
                pointing[str(key[2])].add(str(table))
    assert pointing == {"customer": {*joining.OF_CUSTOMER}, "contact": {*joining.OF_CONTACT}}
