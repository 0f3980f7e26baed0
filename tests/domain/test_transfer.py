"""Sheets as reps keep them: every row is taken in right, or it is said why not."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from crmtui.domain.errors_import import NoCustomerTable
from crmtui.domain.importplan import ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.sheets import CellValue, ErrorCell
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


def one(header: str, cell: CellValue, *, more: str = "", other: CellValue = None) -> ImportPlan:
    """The plan of one customer with one more cell."""
    return planned([["客户名称", header, more], ["王记", cell, other]])


def problems(made: ImportPlan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.found) for problem in made.problems]


def test_a_table_below_title_and_remark_with_a_total_row() -> None:
    made = planned(TITLED)
    assert made.counts == {"new": 2, "updated": 0, "same": 0, "duplicate": 0, "not_taken": 0}
    assert made.sheets[0].header_row == 3
    assert column(made, "number") == ["0021", "0022"]
    assert column(made, "grade") == ["A", "C"]
    assert [point[5] for point in made.orders.points] == ["+8615941479491", "+8615965030201"]
    assert [row[2:] for row in made.orders.occasions] == [
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


@pytest.mark.parametrize(
    ("header", "cell", "kept"),
    [
        ("手机", "转8001", "手机: 转8001"),
        ("邮箱", "nobody", "邮箱: nobody"),
        ("农历生日", "农历闰正月初五", "农历生日: 农历闰正月初五"),
        ("生日", "2月30日", "生日: 2月30日"),
        ("生日", "03/04/1985", "生日: 03/04/1985"),
        ("最近联系", "2027-01-05", "最近联系: 2027-01-05"),
        ("最近联系", dt.date(2027, 1, 5), "最近联系: 2027-01-05"),
        ("最近联系", "上上周", "最近联系: 上上周"),
    ],
)
def test_one_bad_cell_is_reported_and_kept_in_the_remarks(
    header: str, cell: CellValue, kept: str
) -> None:
    made = one(header, cell)
    assert made.counts["new"] == 1
    assert problems(made) == [(2, f"B {header}", kept.partition(": ")[2])]
    assert column(made, "note") == [kept]


def test_an_unknown_grade_among_known_ones_is_reported_and_kept() -> None:
    made = planned([["客户名称", "等级"], ["王记", "A"], ["李记", "特殊"], ["赵记", ""]])
    assert column(made, "grade") == ["A", "", ""]
    assert column(made, "note") == ["", "等级: 特殊", ""]
    assert problems(made) == [(3, "B 等级", "特殊")]


def test_a_status_column_of_strange_words_becomes_a_field_of_ones_own() -> None:
    made = planned([["Company", "Status"], ["Acme", "warm"], ["Umbrella", "cold"]])
    assert made.orders.custom_fields == [("status", "Status", "text")]
    assert [value for _ref, _key, value in made.orders.custom_values] == ["warm", "cold"]


def test_an_error_cell_is_reported_wherever_it_stands() -> None:
    made = one("备注", ErrorCell("#N/A"), more="生日", other=ErrorCell("#REF!"))
    assert problems(made) == [(2, "B 备注", "#N/A"), (2, "C 生日", "#REF!")]
    assert made.counts["new"] == 1


def test_unknown_columns_become_fields_and_empty_ones_nothing() -> None:
    made = planned([["客户名称", "车牌", "", "传真"], ["王记", "粤B123", "", ""]])
    assert made.orders.custom_fields == [("车牌", "车牌", "text")]
    assert made.orders.custom_values == [(-1, "车牌", "粤B123")]
    assert not made.problems


def test_a_column_without_heading_is_kept_under_its_letter_and_said() -> None:
    made = planned([["客户名称", ""], ["王记", ""], ["李记", "夜班"]])
    assert made.orders.custom_values == [(-2, "column_b", "夜班")]
    assert problems(made) == [(3, "B", "夜班")]


def test_a_field_that_exists_is_used_again() -> None:
    known = Known(custom_fields={"plate": "车牌"})
    made = planned([["客户名称", "车牌"], ["王记", "粤B123"]], known=known)
    assert made.orders.custom_fields == []
    assert made.orders.custom_values == [(-1, "plate", "粤B123")]


def test_cargo_and_frequency_are_fields_with_the_amount_beside_the_words() -> None:
    made = planned(
        [
            ["客户名称", "货物信息", "发货频率"],
            ["王记", "布匹", "每周2票"],
            ["李记", "瓷砖", "不定期"],
        ]
    )
    assert made.orders.custom_fields == [
        ("cargo", "货物", "text"),
        ("frequency", "发货频率", "text"),
        ("shipments_per_month", "每月票数", "number"),
    ]
    values = {(ref, key): value for ref, key, value in made.orders.custom_values}
    assert values[-1, "shipments_per_month"] == "8.7"
    assert values[-2, "frequency"] == "不定期"
    assert (-2, "shipments_per_month") not in values


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
    assert made.orders.contacts[0][-1] == "王伟"


def test_day_first_and_month_first_are_decided_by_the_column() -> None:
    made = planned([["Company", "Birthday"], ["A", "03/04/1985"], ["B", "25/04/1985"]])
    assert [row[3:5] for row in made.orders.occasions] == [(4, 3), (4, 25)]
    made = planned([["Company", "Birthday"], ["A", "03/04/1985"]], order="mdy")
    assert [row[3:5] for row in made.orders.occasions] == [(3, 4)]


def test_a_birth_year_the_spreadsheet_added_is_dropped_and_said() -> None:
    made = one("生日", dt.date(2026, 5, 3))
    assert [row[2:] for row in made.orders.occasions] == [("gregorian", 5, 3, 0, None)]
    assert problems(made) == [(2, "B 生日", "2026-05-03")]
    assert "note" not in made.orders.customer_columns


def test_a_date_in_the_lunar_column_is_a_lunar_date() -> None:
    made = one("农历生日", dt.date(1985, 8, 15))
    assert [row[2:] for row in made.orders.occasions] == [("lunar", 8, 15, 0, 1985)]


def test_hostile_text_is_cleaned_and_markup_stays_text() -> None:
    made = planned([["客户名称", "备注"], ["王\x1b[31m记\u202e", "[bold]不是格式[/b]\r\n=1+1"]])
    assert column(made, "name") == ["王记"]
    assert column(made, "note") == ["[bold]不是格式[/b]\n=1+1"]


def test_numbers_dressed_as_text_are_undressed() -> None:
    made = planned(
        [["编号", "客户名称", "备注"], ["\t0001", "王记", "'=1+1"], ['="0002"', "李记", "'s"]]
    )
    assert column(made, "number") == ["0001", "0002"]
    assert column(made, "note") == ["=1+1", "'s"]


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
        "batch dry_run new updated same duplicates problems customers contacts interactions".split()
    )
    assert (shown["batch"], shown["dry_run"], shown["new"], shown["customers"]) == (
        None,
        True,
        1,
        1,
    )
    assert made.rows_not_taken == 1
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
