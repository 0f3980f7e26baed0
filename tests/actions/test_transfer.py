"""What a sheet says arrives in the database; the same sheet again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from crmtui import wiring
from crmtui.actions import interactions, undo
from crmtui.settings import Settings
from tests.imports import (
    CUSTOMERS,
    HISTORY,
    TODAY,
    Table,
    everything,
    imported,
    plan_for,
    rows,
    search_rows,
    take_in,
)


def test_everything_a_sheet_says_is_in_the_database(crm: Settings) -> None:
    imported(crm, CUSTOMERS, HISTORY)
    assert rows(crm, "SELECT number, name, short_name, grade, province, note FROM customer")[
        :2
    ] == [
        ("1", "王记家具有限公司", "王记", "A", "广东", "喜欢钓鱼"),
        ("2", "德隆化工", "", "B", "浙江", ""),
    ]
    assert rows(crm, "SELECT customer_id, name, position, is_primary FROM contact") == [
        (1, "王伟", "老板", 1),
        (2, "孙明", "财务", 1),
        (3, "黄杰", "司机", 1),
        (1, "赵六", "", 0),
    ]
    assert rows(crm, "SELECT contact_id, kind, normal FROM contact_point")[:3] == [
        (1, "mobile", "+8613800138000"),
        (1, "mobile", "+8613900139000"),
        (1, "wechat", "ww1"),
    ]
    assert rows(crm, "SELECT calendar, month, day, year FROM occasion") == [
        ("gregorian", 3, 8, 1985),
        ("lunar", 8, 15, None),
    ]
    assert rows(
        crm, "SELECT f.key, value FROM custom_value JOIN custom_field f ON f.id = field_id"
    ) == [
        ("cargo", "红木家具"),
        ("frequency", "每周2票"),
        ("shipments_per_month", "8.7"),
    ]
    assert rows(crm, "SELECT name FROM tag") == [("VIP",), ("老客户",)]


def test_history_arrives_with_its_steps(crm: Settings) -> None:
    imported(crm, CUSTOMERS, HISTORY)
    columns = 'customer_id, contact_id, "on", kind, summary, rep, origin, is_touch'
    assert rows(crm, f"SELECT {columns} FROM interaction ORDER BY id") == [
        (1, 1, "2026-11-02", "call", "催款", "小陈", "", 1),
        (3, 3, "2026-11-12", "visit", "报价", "小李", "", 1),
        (3, 3, "2026-11-12", "visit", "报价", "小李", "", 1),
        (1, 4, "2026-11-13", "sms", "问候", "小李", "", 0),
        (1, 1, "2026-11-20", "call", "", "", "sheet", 1),
    ]
    columns = "customer_id, due_on, what, status, origin, interaction_id"
    assert rows(crm, f"SELECT {columns} FROM follow_up ORDER BY due_on") == [
        (1, "2026-11-10", "催款", "superseded", "import", 1),
        (3, "2026-11-25", "报价", "open", "import", 2),
    ]


def test_derived_columns_and_search_are_as_if_made_anew(crm: Settings) -> None:
    imported(crm, CUSTOMERS, HISTORY)
    before = rows(crm, "SELECT * FROM customer ORDER BY id"), search_rows(crm)
    wiring.rebuild(crm)
    assert (rows(crm, "SELECT * FROM customer ORDER BY id"), search_rows(crm)) == before


def test_the_same_sheets_twice_change_nothing(crm: Settings) -> None:
    imported(crm, CUSTOMERS, HISTORY)
    before = everything(crm)
    again = plan_for(crm, CUSTOMERS, HISTORY)
    assert again.counts == {"new": 0, "updated": 0, "same": 7, "duplicate": 0, "not_taken": 0}
    assert not again.changes_anything and not again.look_alikes
    take_in(crm, again)
    assert everything(crm) == before


def test_the_same_sheets_after_a_call_was_logged_change_nothing(crm: Settings) -> None:
    imported(crm, CUSTOMERS, HISTORY)
    with wiring.unit_of_work(crm) as uow:
        interactions.log(uow, 3, summary="谈妥", on=date(2026, 11, 22), today=TODAY)
    assert plan_for(crm, CUSTOMERS, HISTORY).counts["same"] == 7


def test_blank_cells_erase_nothing(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    before = everything(crm)
    blank: Table = [CUSTOMERS[0], ["1", "", *[""] * 14]]
    assert imported(crm, blank).counts["same"] == 1
    assert everything(crm) == before


def test_given_cells_change_what_is_there_and_say_so(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    table: Table = [
        ["编号", "客户名称", "联系人", "手机", "职务", "等级", "备注", "货物信息", "生日", "标签"],
        [
            "1",
            "王记家居",
            "王伟",
            "13500135000",
            "董事长",
            "B",
            "爱喝茶",
            "沙发",
            "1985-03-09",
            "新",
        ],
    ]
    made = imported(crm, table)
    assert made.counts["updated"] == 1
    (outcome,) = made.outcomes
    assert outcome.customer_id == 1
    assert {(c.field, c.before, c.after) for c in outcome.changes} == {
        ("customer name", "王记家具有限公司", "王记家居"),
        ("grade", "A", "B"),
        ("remarks", "喜欢钓鱼", "喜欢钓鱼\n爱喝茶"),
        ("货物信息", "红木家具", "沙发"),
        ("position", "老板", "董事长"),
        ("mobile", None, "13500135000"),
        ("birthday", "1985-03-08", "1985-03-09"),
        ("tags", None, "新"),
    }
    assert rows(crm, "SELECT name, grade FROM customer WHERE id = 1") == [("王记家居", "B")]
    assert len(rows(crm, "SELECT 1 FROM contact_point WHERE contact_id = 1")) == 4
    assert imported(crm, table).counts["same"] == 1


def test_updates_are_journaled_and_undone(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    before = everything(crm), search_rows(crm)
    imported(
        crm, [["编号", "客户名称", "等级", "备注"], ["1", "", "C", "x"], ["9", "新客户", "", ""]]
    )
    with wiring.unit_of_work(crm) as uow:
        undo.undo(uow, None)
    after = everything(crm)
    for table in ("contact", "contact_point", "interaction"):
        assert after[table] == before[0][table]
    assert search_rows(crm) == before[1]
    assert rows(crm, "SELECT id, grade, note FROM customer ORDER BY id") == [
        (1, "A", "喜欢钓鱼"),
        (2, "B", ""),
        (3, "", ""),
    ]


def test_the_words_of_a_second_file_go_to_the_bare_touch_of_the_first(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    table: Table = [["编号", "最近沟通时间", "沟通内容"], ["1", "2026年11月20日", "等样品"]]
    assert imported(crm, table).counts["updated"] == 1
    assert rows(crm, 'SELECT "on", summary, origin FROM interaction') == [
        ("2026-11-20", "等样品", "sheet")
    ]
    assert imported(crm, table).counts["same"] == 1


def test_a_later_record_closes_the_imported_step_before_it(crm: Settings) -> None:
    first = ["2026-11-12", "王记家具有限公司", "王伟", "拜访", "报价", "2026-11-25", "小李"]
    second = ["2026-11-21", "王记家具有限公司", "王伟", "电话", "再谈", "2026-12-01", "小李"]
    people: Table = [["编号", "客户名称", "联系人"], ["1", "王记家具有限公司", "王伟"]]
    imported(crm, people, [HISTORY[0], first])
    imported(crm, people, [HISTORY[0], first, second])
    assert rows(crm, "SELECT due_on, status FROM follow_up ORDER BY id") == [
        ("2026-11-25", "superseded"),
        ("2026-12-01", "open"),
    ]
    assert rows(crm, "SELECT next_due_on FROM customer") == [("2026-12-01",)]


def test_the_users_own_kinds_decide_what_is_a_touch(crm: Settings) -> None:
    strict = replace(crm, touch_kinds=frozenset({"visit"}))
    imported(strict, CUSTOMERS, HISTORY)
    touched = rows(crm, "SELECT kind, is_touch FROM interaction WHERE origin = '' ORDER BY id")
    assert touched == [("call", 0), ("visit", 1), ("visit", 1), ("sms", 0)]
