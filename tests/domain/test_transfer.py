"""Sheets as reps keep them: every row is taken in right, or it is said why not."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from crmtui.domain.errors_import import NoCustomerTable
from crmtui.domain.importplan import ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.transfer import plan, plan_json
from tests.imports import TODAY, Table, book, column, planned, sheet

TITLED: Table = [
    ["远帆货运 老客户跟进表（2026年）"],
    ["说明：A=核心 B=潜力 C=一般"],
    ["编号", "省份", "客户名称", "联系人", "手机", "等级", "生日", "农历生日", "最近联系", "备注"],
    ["0021", "上海", "盛和机械", "孙涛", 15941479491.0, "重要客户", dt.date(1974, 1, 5)],
    ["0022", "上海", "长河进出口", "林勇", "15965030201", "一般客户", "5月3日", "农历八月十五"],
    ["合计", None, 2.0],
]


def problems(made: ImportPlan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.found) for problem in made.problems]


def test_a_table_below_title_and_remark_with_a_total_row() -> None:
    made = planned(TITLED)
    assert made.counts == {"new": 2, "updated": 0, "same": 0, "duplicate": 0, "not_taken": 0}
    assert made.sheets[0].header_row == 3
    assert column(made, "number") == ["0021", "0022"]
    assert column(made, "grade") == ["A", "C"]
    assert [point[5] for point in made.orders.points] == ["+8615941479491", "+8615965030201"]
    assert [row[2:7] for row in made.orders.occasions] == [
        ("gregorian", 1, 5, 0, 1974),
        ("gregorian", 5, 3, 0, None),
        ("lunar", 8, 15, 0, None),
    ]
    assert len(made.notes) == 1 and "合计" in made.notes[0]
    assert not made.problems


def test_the_mapping_names_every_column_with_a_sample() -> None:
    shown = planned(TITLED).sheets[0]
    assert (shown.kind, shown.rows) == ("customers", 2)
    assert [(c.letter, c.header, c.field, c.sample) for c in shown.columns[:5]] == [
        ("A", "编号", "number", "0021"),
        ("B", "省份", "province", "上海"),
        ("C", "客户名称", "name", "盛和机械"),
        ("D", "联系人", "contact.name", "孙涛"),
        ("E", "手机", "point.mobile", "15941479491"),
    ]
    assert shown.columns[4].words == "mobile"


def test_a_customer_called_like_a_total_is_a_customer() -> None:
    made = planned([["客户名称", "联系人"], ["总计", "王伟"], ["合计机械", ""], ["Total", "李娜"]])
    assert made.counts["new"] == 3


def test_headings_repeated_on_each_page_are_left_out() -> None:
    made = planned(
        [["客户名称", "电话"], ["王记", "95588"], ["客户名称", "电话"], ["李记", "95599"]]
    )
    assert column(made, "name") == ["王记", "李记"]
    assert len(made.notes) == 1


def test_a_row_without_a_name_is_not_taken() -> None:
    made = planned([["编号", "客户名称", "联系人"], ["0017", "", "李强"], ["0018", "王记", ""]])
    assert made.counts["new"] == 1 and made.counts["not_taken"] == 1
    assert problems(made) == [(2, "B 客户名称", "0017 李强")]
    assert made.outcomes[0].customer == "0017 李强"


def test_numbers_decide_and_look_alikes_are_listed() -> None:
    made = planned(
        [
            ["编号", "客户名称", "联系人", "手机"],
            ["0004", "德隆化工有限公司", "孙明", "18650782699"],
            ["0008", "德隆化工有限公司", "尉迟艳", "18650782699"],
            ["0020", "德隆化工", "黄杰", "18680615162"],
        ]
    )
    assert made.counts["new"] == 3 and not made.problems
    assert [(alike.why, alike.customers) for alike in made.look_alikes] == [
        ("name", ("0004 德隆化工有限公司", "0008 德隆化工有限公司", "0020 德隆化工")),
        ("phone", ("0004 德隆化工有限公司", "0008 德隆化工有限公司")),
    ]


def test_one_number_on_rows_of_two_names_is_a_possible_duplicate() -> None:
    made = planned([["编号", "客户名称"], ["1", "王记"], ["1", "李记"]])
    assert (made.counts["new"], made.counts["duplicate"]) == (1, 1)
    assert made.outcomes[0].candidates == ("1 王记",)


def test_more_rows_of_one_customer_are_its_other_contacts() -> None:
    made = planned(
        [
            ["Company", "First name", "Last name", "E-mail", "Background"],
            ["Acme", "Ann", "Lee", "ann@acme.example", "x"],
            ["Acme", "Bob", "Ray", "bob@acme.example", "y"],
            ["Acme", "Bob", "Ray", "bob@acme.example", "y"],
        ]
    )
    assert made.counts == {"new": 2, "updated": 0, "same": 1, "duplicate": 0, "not_taken": 0}
    names = made.orders.contact_columns.index("name")
    notes = made.orders.contact_columns.index("note")
    people = [(row[names], row[1], row[notes]) for row in made.orders.contacts]
    assert people == [("Ann Lee", 1, ""), ("Bob Ray", 0, "Background: y")]


def test_rows_of_one_customer_that_disagree_are_reported_and_both_kept() -> None:
    made = planned(
        [
            ["编号", "客户名称", "联系人", "等级"],
            ["1", "王记", "王伟", "A"],
            ["1", "王记", "李娜", "B"],
        ]
    )
    assert column(made, "grade") == ["A"]
    assert problems(made) == [(3, "D 等级", "B")]
    notes = made.orders.contact_columns.index("note")
    assert [row[notes] for row in made.orders.contacts] == ["", "grade: B"]


def test_a_phone_without_a_name_makes_an_unnamed_contact() -> None:
    made = planned([["客户名称", "联系人", "职务", "手机"], ["王记", "", "老板", "13800138000"]])
    columns = made.orders.contact_columns
    assert dict(zip(columns, made.orders.contacts[0], strict=True))["name"] == ""
    assert len(made.orders.points) == 1


def test_a_customer_alone_has_no_contact() -> None:
    made = planned([["客户名称", "备注"], ["王记", "x"]])
    assert made.orders.contacts == []


def test_people_are_customers_with_themselves_as_contact() -> None:
    made = planned([["姓名", "手机"], ["王伟", "13800138000"]])
    assert column(made, "kind") == ["person"]
    assert made.orders.contacts[0][made.orders.contact_columns.index("name")] == "王伟"


def test_a_hidden_sheet_is_not_read_and_one_without_customers_is_skipped() -> None:
    hidden = sheet([["客户名称"], ["旧"]], "旧", hidden=True)
    other = sheet([["a", "b"], ["c", "d"]], "别的")
    good = sheet([["客户名称"], ["王记"]], "新")
    made = plan([book(hidden, other, good)], Known(), TODAY)
    assert [shown.kind for shown in made.sheets] == ["skipped", "skipped", "customers"]
    assert all(shown.note for shown in made.sheets[:2])
    assert made.counts["new"] == 1


def test_a_file_without_a_table_of_customers_is_refused() -> None:
    with pytest.raises(NoCustomerTable, match=r"file\.xlsx"):
        planned([["column1", "column2"], ["a", "b"]])


def test_a_heading_without_rows_is_nothing_to_do() -> None:
    made = planned([["客户名称", "手机", "生日", "最近联系", "等级"]])
    assert not made.changes_anything and not made.rows_not_taken


def test_new_customers_without_history_are_spread_over_their_first_period() -> None:
    rows = [[str(number), f"客户{number}"] for number in range(4)]
    made = planned([["编号", "客户名称"], *rows])
    assert column(made, "spread") == [0, 250, 500, 750]


def test_a_customer_with_a_last_contact_is_not_spread() -> None:
    made = planned([["客户名称", "最近联系"], ["王记", "2026-11-01"], ["李记", ""]])
    assert column(made, "spread") == [None, 0]


def test_the_json_of_a_dry_run() -> None:
    made = planned([["编号", "客户名称", "手机"], ["1", "王记", "转8001"], ["2", "", ""]])
    shown = plan_json(made)
    json.dumps(shown)
    assert list(shown) == (
        "batch dry_run new updated same duplicates not_taken rows problems customers contacts "
        "interactions sheets".split()
    )
    assert (shown["batch"], shown["dry_run"], shown["new"], shown["customers"]) == (
        None,
        True,
        1,
        1,
    )
    assert made.rows_not_taken == shown["not_taken"] == 1
    first = shown["problems"]
    assert isinstance(first, list)
    assert list(first[0]) == ["file", "sheet", "row", "column", "found", "message"]


def test_progress_runs_from_nothing_to_everything() -> None:
    told: list[tuple[int, int]] = []
    plan(
        [book(sheet([["客户名称"], ["王记"], ["李记"]]))],
        Known(),
        TODAY,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
