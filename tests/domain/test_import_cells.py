"""One bad cell never costs the row; what no field can hold is kept in words."""

from __future__ import annotations

import datetime as dt

import pytest

from crmtui.domain.importplan import ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.sheets import CellValue, ErrorCell
from tests.imports import column, planned


def one(header: str, cell: CellValue, *, more: str = "", other: CellValue = None) -> ImportPlan:
    """The plan of one customer with one more cell."""
    return planned([["客户名称", header, more], ["王记", cell, other]])


def problems(made: ImportPlan) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.found) for problem in made.problems]


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


def test_day_first_and_month_first_are_decided_by_the_column() -> None:
    made = planned([["Company", "Birthday"], ["A", "03/04/1985"], ["B", "25/04/1985"]])
    assert [row[3:5] for row in made.orders.occasions] == [(4, 3), (4, 25)]
    made = planned([["Company", "Birthday"], ["A", "03/04/1985"]], order="mdy")
    assert [row[3:5] for row in made.orders.occasions] == [(3, 4)]


def test_a_birth_year_the_spreadsheet_added_is_dropped_and_said() -> None:
    made = one("生日", dt.date(2026, 5, 3))
    assert [row[2:7] for row in made.orders.occasions] == [("gregorian", 5, 3, 0, None)]
    assert problems(made) == [(2, "B 生日", "2026-05-03")]
    assert column(made, "note") == [""]


def test_a_date_in_the_lunar_column_is_a_lunar_date() -> None:
    made = one("农历生日", dt.date(1985, 8, 15))
    assert [row[2:7] for row in made.orders.occasions] == [("lunar", 8, 15, 0, 1985)]


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
