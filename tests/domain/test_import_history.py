"""Contact records, last contacts and next steps of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from crmtui.domain.importplan import ImportPlan, NewStep
from crmtui.domain.sheets import CellValue
from tests.imports import Table, planned

PEOPLE: Table = [
    ["编号", "客户名称", "联系人"],
    ["1", "王记", "王伟"],
    ["2", "德隆", "孙明"],
    ["3", "德隆", "黄杰"],
]
HEAD = ["日期", "客户名称", "联系人", "方式", "内容", "下次跟进", "跟进人"]


def with_history(*rows: Sequence[CellValue], people: Table = PEOPLE) -> ImportPlan:
    return planned(people, [HEAD, *rows])


def steps(made: ImportPlan) -> list[tuple[str, str, int]]:
    return [(step.due_on, step.status, step.to_check) for step in made.orders.steps]


def test_records_with_kind_day_contact_and_rep() -> None:
    made = with_history(
        ["2026-01-02", "王记", "王伟", "电话", "催款", "", "小陈"],
        [dt.datetime(2026, 1, 3, 14, 30), "王记", "王伟", "拜访", "谈合同", None, "小李"],
    )
    assert made.counts["new"] == 5
    first, second = made.orders.interactions
    assert (first.customer, first.contact, first.on, first.kind) == (-1, -1, "2026-01-02", "call")
    assert (first.summary, first.rep, first.origin) == ("催款", "小陈", "")
    assert (second.on, second.time, second.kind) == ("2026-01-03", "14:30", "visit")


def test_a_shared_name_is_told_apart_by_the_contact() -> None:
    made = with_history(["2026-01-02", "德隆", "黄杰", "电话", "催款"])
    assert made.orders.interactions[0].customer == -3


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (["2026-01-02", "德隆", "赵六", "电话", "催款"], "B 客户名称"),
        (["2026-01-02", "德隆", "", "电话", "催款"], "B 客户名称"),
        (["2026-01-02", "没有", "王伟", "电话", "催款"], "B 客户名称"),
        (["", "王记", "王伟", "电话", "催款"], "A 日期"),
        (["昨天", "王记", "王伟", "电话", "催款"], "A 日期"),
        (["2027-01-02", "王记", "王伟", "电话", "催款"], "A 日期"),
    ],
)
def test_a_record_that_cannot_be_placed_is_not_taken(row: list[CellValue], column: str) -> None:
    made = with_history(row)
    assert made.counts["not_taken"] == 1
    assert not made.orders.interactions
    (problem,) = made.problems
    assert (problem.sheet, problem.row, problem.column) == ("S2", 2, column)


def test_a_number_column_beats_the_name() -> None:
    made = planned(
        PEOPLE, [["日期", "编号", "客户名称", "内容"], ["2026-01-02", "3", "德隆", "催款"]]
    )
    assert made.orders.interactions[0].customer == -3


def test_a_short_name_and_a_name_without_legal_form_are_understood() -> None:
    people: Table = [["编号", "客户名称", "简称"], ["1", "金辉机械有限公司", "金辉"]]
    made = with_history(
        ["2026-01-02", "金辉", "", "电话", "a"],
        ["2026-01-03", "金辉机械", "", "电话", "b"],
        people=people,
    )
    assert [made.customer for made in made.orders.interactions] == [-1, -1]


def test_somebody_the_customer_sheet_does_not_name_becomes_a_contact_once() -> None:
    made = with_history(
        ["2026-01-02", "王记", "赵六", "电话", "a"], ["2026-01-03", "王记", "赵六", "电话", "b"]
    )
    assert len(made.orders.contacts) == 4
    assert [record.contact for record in made.orders.interactions] == [-4, -4]


def test_two_equal_lines_are_two_records() -> None:
    row = ["2026-01-02", "王记", "王伟", "电话", "催款"]
    assert len(with_history(row, row).orders.interactions) == 2


def test_an_unknown_kind_is_a_call_that_keeps_its_word() -> None:
    made = with_history(["2026-01-02", "王记", "王伟", "抽签", "催款"])
    record = made.orders.interactions[0]
    assert (record.kind, record.summary) == ("call", "催款\n方式: 抽签")
    assert made.problems[0].column == "D 方式"


def test_a_column_we_do_not_know_becomes_part_of_what_happened() -> None:
    made = planned(
        PEOPLE, [[*HEAD[:5], "天气"], ["2026-01-02", "王记", "王伟", "电话", "催款", "雨"]]
    )
    assert made.orders.interactions[0].summary == "催款\n天气: 雨"


def test_a_step_followed_by_a_later_contact_is_over() -> None:
    made = with_history(
        ["2026-11-02", "王记", "王伟", "电话", "a", "2026-11-20"],
        ["2026-11-10", "王记", "王伟", "电话", "b"],
    )
    assert steps(made) == [("2026-11-20", "superseded", 0)]
    assert made.orders.steps[0].closed_on == "2026-11-10"


def test_a_last_contact_in_the_customers_row_is_a_later_contact() -> None:
    people: Table = [["客户名称", "最近联系"], ["王记", "2026-11-15"]]
    made = with_history(["2026-11-02", "王记", "", "电话", "a", "2026-11-20"], people=people)
    assert steps(made) == [("2026-11-20", "superseded", 0)]


def test_of_several_steps_only_the_latest_opens() -> None:
    made = with_history(
        ["2026-11-02", "王记", "王伟", "电话", "a", "2026-11-20"],
        ["2026-11-02", "王记", "王伟", "微信", "b", "2026-11-25"],
        ["2026-11-02", "王记", "王伟", "短信", "c", "2026-11-21"],
    )
    assert sorted(steps(made)) == [
        ("2026-11-20", "superseded", 0),
        ("2026-11-21", "superseded", 0),
        ("2026-11-25", "open", 0),
    ]


@pytest.mark.parametrize(
    ("due", "to_check"), [("2026-10-24", 0), ("2026-10-23", 1), ("2026-12-24", 0)]
)
def test_a_step_over_thirty_days_late_is_to_be_checked(due: str, to_check: int) -> None:
    made = with_history(["2026-10-01", "王记", "王伟", "电话", "a", due])
    assert steps(made) == [(due, "open", to_check)]


def test_a_step_says_what_was_said_and_belongs_to_its_record() -> None:
    made = with_history(["2026-11-02", "王记", "王伟", "电话", "报价30吨，等回复", "2026-11-25"])
    step = made.orders.steps[0]
    assert step == NewStep(-1, -1, "2026-11-25", "报价30吨，等回复", "open", None, 0, -1)


def test_a_relative_next_step_counts_from_its_own_record() -> None:
    made = with_history(
        ["2026-11-02", "王记", "王伟", "电话", "a", "3天后"],
        ["2026-11-02", "德隆", "孙明", "电话", "b", "11月25日"],
        ["2026-11-02", "德隆", "黄杰", "电话", "c", "看情况"],
    )
    assert sorted(step.due_on for step in made.orders.steps) == ["2026-11-05", "2026-11-25"]
    assert made.orders.interactions[2].summary == "c\n下次跟进: 看情况"
    assert [problem.found for problem in made.problems] == ["看情况"]


def touches(made: ImportPlan) -> list[tuple[str, str, bool | None]]:
    return [(i.on, i.summary, i.touch) for i in made.orders.interactions if i.origin == "sheet"]


LAST = ["客户名称", "联系人", "最近联系", "沟通内容"]


def test_a_last_contact_newer_than_the_history_is_a_touch() -> None:
    people: Table = [LAST, ["王记", "王伟", "2026-11-15", "等样品"]]
    made = with_history(["2026-11-02", "王记", "王伟", "短信", "a"], people=people)
    assert touches(made) == [("2026-11-15", "等样品", True)]
    assert made.orders.interactions[-1].contact == -1


@pytest.mark.parametrize("day", ["2026-11-15", "2026-11-16"])
def test_a_last_contact_the_history_has_already_is_no_touch(day: str) -> None:
    people: Table = [LAST, ["王记", "王伟", "2026-11-15", ""]]
    made = with_history([day, "王记", "王伟", "短信", "a"], people=people)
    assert touches(made) == []


def test_what_was_said_at_an_older_last_contact_is_kept_as_a_record() -> None:
    people: Table = [LAST, ["王记", "王伟", "2026-11-01", "等样品"]]
    made = with_history(["2026-11-02", "王记", "王伟", "短信", "a"], people=people)
    assert touches(made) == [("2026-11-01", "等样品", True)]


def test_what_the_history_says_already_is_not_said_twice() -> None:
    people: Table = [LAST, ["王记", "王伟", "2026-11-02", "等样品"]]
    made = with_history(["2026-11-02", "王记", "王伟", "短信", "等样品"], people=people)
    assert touches(made) == []


def test_what_was_said_on_no_day_goes_into_the_remarks() -> None:
    made = planned([LAST, ["王记", "王伟", "", "等样品"]])
    at = made.orders.customer_columns.index("note")
    assert made.orders.customers[0][at] == "沟通内容: 等样品"


def test_a_next_step_in_the_customers_row_opens() -> None:
    made = planned(
        [
            ["客户名称", "最近联系", "下次跟进"],
            ["王记", "2026-11-15", "2026-11-30"],
            ["李记", "", "2026-11-30"],
        ]
    )
    assert steps(made) == [("2026-11-30", "open", 0), ("2026-11-30", "open", 0)]
    assert {step.customer for step in made.orders.steps} == {-1, -2}


def test_records_of_a_row_that_was_not_taken_are_not_taken_either() -> None:
    people: Table = [
        ["客户名称", "省份", "联系人", "手机"],
        ["王记", "广东", "王伟", "13800138000"],
        ["王记", "浙江", "李娜", "13900139000"],
    ]
    made = with_history(
        ["2026-01-02", "王记", "李娜", "电话", "a"],
        ["2026-01-02", "王记", "王伟", "电话", "b"],
        people=people,
    )
    assert made.counts == {"new": 2, "updated": 0, "same": 0, "duplicate": 1, "not_taken": 1}
    assert [record.summary for record in made.orders.interactions] == ["b"]
