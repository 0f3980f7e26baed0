"""Imports written to real databases: once, twice, over what is there, and not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crmtui import wiring
from crmtui.actions import customers, interactions, undo
from crmtui.actions.bulk import new_uids
from crmtui.actions.transfer import apply, prepare
from crmtui.domain.errors_import import PlanOutdated
from crmtui.domain.importplan import ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.sheets import CellValue
from crmtui.domain.transfer import plan, plan_json
from crmtui.files.sheets import read
from crmtui.settings import Settings
from tests.imports import TODAY, Table, book, imported, plan_for, sheet, take_in

_HEADINGS = (
    "编号 客户名称 简称 联系人 职务 手机 微信 等级 省份 生日 农历生日 货物信息 "
    "发货频率 最近联系 标签 备注"
)
_WANG = (
    "1|王记家具有限公司|王记|王伟|老板|13800138000/13900139000|ww1|A|广东|1985-03-08|农历八月十五|"
    "红木家具|每周2票|2026-11-20|VIP、老客户|喜欢钓鱼"
)
CUSTOMERS: Table = [
    _HEADINGS.split(),
    _WANG.split("|"),
    ["2", "德隆化工", "", "孙明", "财务", "13700137000", "", "B", "浙江"],
    ["3", "德隆化工", "", "黄杰", "司机", "13600136000"],
]
HISTORY: Table = [
    ["日期", "客户名称", "联系人", "方式", "内容", "下次跟进", "跟进人"],
    ["2026-11-02", "王记家具有限公司", "王伟", "电话", "催款", "2026-11-10", "小陈"],
    ["2026-11-12", "德隆化工", "黄杰", "拜访", "报价", "2026-11-25", "小李"],
    ["2026-11-12", "德隆化工", "黄杰", "拜访", "报价", "", "小李"],
    ["2026-11-13", "王记家具有限公司", "赵六", "短信", "问候", "", "小李"],
]
DATA = (
    *("customer", "contact", "contact_point", "occasion", "interaction", "follow_up"),
    *("custom_field", "custom_value", "tag", "customer_tag", "stage_change", "search"),
)


def rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(settings.db)) as raw:
        return raw.execute(sql).fetchall()


def everything(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """All customer data, the search index included."""
    return {table: rows(settings, f"SELECT * FROM {table} ORDER BY 1") for table in DATA}


def search_rows(settings: Settings) -> list[tuple[str, ...]]:
    """The search index; how many blanks stand between tokens says nothing."""
    found = rows(settings, "SELECT rowid, names, keys, phones, rest, history FROM search")
    return sorted(tuple(" ".join(str(cell).split()) for cell in row) for row in found)


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


MATCHING: Table = [
    ["客户名称", "省份", "联系人", "手机", "邮箱"],
    ["王记家具有限公司", "", "", "", ""],  # by name
    ["王记家具", "", "王伟", "13800138000", ""],  # by phone and nearly the name
    ["王记", "", "王伟", "13800138000", ""],  # by phone and short name
    ["王记家具有限公司", "广东省", "李娜", "13500135000", ""],  # a further contact
]
DOUBTS: Sequence[tuple[list[CellValue], int]] = [
    (["德隆化工", "", "", "", ""], 2),  # two have this name
    (["别的公司", "", "王伟", "13800138000", ""], 1),  # the phone of another company
    (["王记家具", "", "", "", ""], 1),  # nearly the name, and nothing else
    (["王记家具有限公司", "北京", "", "", ""], 1),  # in another region
    (["王记家具有限公司", "", "赵六", "13800138000", ""], 1),  # somebody else's mobile
    (["王记家具有限公司", "", "王伟", "13800138000/13700137000", ""], 2),  # phones of two
]


@pytest.mark.parametrize("row", MATCHING[1:], ids=["name", "phone", "short name", "contact"])
def test_a_row_without_a_number_finds_its_customer(crm: Settings, row: list[CellValue]) -> None:
    imported(crm, CUSTOMERS)
    made = imported(crm, [MATCHING[0], row])
    assert made.counts["new"] == made.counts["duplicate"] == 0
    assert len(rows(crm, "SELECT 1 FROM customer")) == 3
    assert rows(crm, "SELECT name FROM customer WHERE id = 1") == [("王记家具有限公司",)]
    assert plan_for(crm, [MATCHING[0], row]).counts["same"] == 1


@pytest.mark.parametrize(("row", "candidates"), DOUBTS)
def test_what_cannot_be_decided_is_a_possible_duplicate(
    crm: Settings, row: list[CellValue], candidates: int
) -> None:
    imported(crm, CUSTOMERS)
    before = everything(crm)
    made = imported(crm, [MATCHING[0], row])
    assert made.counts["duplicate"] == made.rows_not_taken == len(made.problems) == 1
    assert len(made.outcomes[0].candidates) == candidates
    assert everything(crm) == before


def test_an_unknown_number_is_a_new_customer_even_where_all_else_is_known(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    table: Table = [
        ["编号", *MATCHING[0]],
        ["77", "王记家具有限公司", "", "王伟", "13800138000", ""],
    ]
    made = imported(crm, table)
    assert made.counts["new"] == 1
    assert {alike.why for alike in made.look_alikes} == {"name", "phone"}


def test_two_unnumbered_namesakes_with_other_phones_are_not_merged(crm: Settings) -> None:
    table: Table = [["姓名", "手机"], ["王伟", "13800138000"], ["王伟", "13900139000"]]
    made = imported(crm, table)
    assert (made.counts["new"], made.counts["duplicate"]) == (1, 1)


def test_a_contact_put_away_does_not_come_back(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    from crmtui.actions import contacts

    with wiring.unit_of_work(crm) as uow:
        contacts.remove(uow, 1)
    assert plan_for(crm, CUSTOMERS).counts["same"] == 3


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


def test_a_plan_for_a_database_that_changed_is_refused_and_writes_nothing(crm: Settings) -> None:
    made = plan_for(crm, CUSTOMERS)
    with wiring.unit_of_work(crm) as uow:
        customers.add(uow, {"name": "插队"}, today=TODAY)
    before = everything(crm)
    with pytest.raises(PlanOutdated):
        take_in(crm, made)
    assert everything(crm) == before


def test_an_import_broken_off_leaves_nothing(crm: Settings) -> None:
    made = plan_for(crm, CUSTOMERS, HISTORY)
    before = everything(crm)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), wiring.unit_of_work(crm) as uow:
        apply(uow, prepare(made), TODAY, stop)
    assert everything(crm) == before
    assert rows(crm, "SELECT count(*) FROM operation") == [(0,)]


def test_a_first_import_makes_the_database(no_settings: Settings) -> None:
    made = plan([book(sheet(CUSTOMERS))], Known(), TODAY)
    take_in(no_settings, made)
    assert rows(no_settings, "SELECT count(*) FROM customer") == [(3,)]


def test_the_batch_remembers_files_and_result(crm: Settings, tmp_path: Path) -> None:
    path = tmp_path / "客户.csv"
    path.write_text("客户名称,手机\n王记,13800138000\n,转1\n", encoding="utf-8")
    made = plan([read(path)], Known(), TODAY)
    result = take_in(crm, made)
    ((files, told, operation),) = rows(crm, "SELECT files, result, operation_id FROM import_batch")
    assert json.loads(files)[0]["name"] == "客户.csv"
    assert len(json.loads(files)[0]["sha256"]) == 64
    assert json.loads(told) == plan_json(made, result)
    assert operation == result.operation
    assert rows(crm, "SELECT verb, summary FROM operation") == [("import", "客户.csv")]


def test_progress_ends_with_every_row_written(crm: Settings) -> None:
    told: list[tuple[int, int]] = []
    made = plan_for(crm, CUSTOMERS, HISTORY)
    with wiring.unit_of_work(crm) as uow:
        apply(uow, prepare(made), TODAY, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def _many(count: int) -> ImportPlan:
    names: list[list[CellValue]] = [
        [f"{n:05}", f"客户{n}有限公司", f"王{n}", f"138{n:08}", "2026-11-01"] for n in range(count)
    ]
    head = ["编号", "客户名称", "联系人", "手机", "最近联系"]
    return plan([book(sheet([head, *names]))], Known(), TODAY)


def test_a_large_import_leaves_every_index_in_place(crm: Settings) -> None:
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    before = rows(crm, indexes)
    take_in(crm, _many(6000))
    assert rows(crm, indexes) == before
    assert rows(crm, "PRAGMA integrity_check") == [("ok",)]
    assert rows(crm, "PRAGMA foreign_key_check") == []
    assert rows(crm, "SELECT count(*) FROM search WHERE search MATCH '\"5999\"'")[0][0] >= 0
    assert rows(crm, "SELECT count(*) FROM search") == [(6000,)]


def test_a_large_import_is_one_run_a_table_in_the_journal(crm: Settings) -> None:
    take_in(crm, _many(120))
    assert rows(crm, "SELECT table_name, row_id, row_last FROM change ORDER BY id") == [
        ("customer", 1, 120),
        ("contact", 1, 120),
        ("contact_point", 1, 120),
        ("interaction", 1, 120),
    ]


def test_bulk_uids_are_distinct_and_ascending() -> None:
    made = [uid for uid, _n in zip(new_uids(), range(10_000), strict=False)]
    assert made == sorted(set(made))
    assert all(len(uid) == 36 and uid[14] == "7" for uid in made)


def test_a_uid_decides_before_a_number(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    ((uid,),) = rows(crm, "SELECT uid FROM customer WHERE number = '2'")
    made = imported(crm, [["uid", "编号", "客户名称", "等级"], [uid, "1", "德隆化工", "D"]])
    assert made.counts["updated"] == 1
    assert made.problems[0].column == "B 编号"
    assert rows(crm, "SELECT grade, number FROM customer WHERE id = 2") == [("D", "2")]


def test_the_users_own_kinds_decide_what_is_a_touch(crm: Settings) -> None:
    strict = replace(crm, touch_kinds=frozenset({"visit"}))
    imported(strict, CUSTOMERS, HISTORY)
    touched = rows(crm, "SELECT kind, is_touch FROM interaction WHERE origin = '' ORDER BY id")
    assert touched == [("call", 0), ("visit", 1), ("visit", 1), ("sms", 0)]
