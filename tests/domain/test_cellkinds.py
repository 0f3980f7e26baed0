"""What columns are by their cells, where headings say nothing or are wrong."""

from __future__ import annotations

import datetime as dt
from datetime import date

import pytest

from crmtui.domain.cellkinds import contradicts, field_by_cells
from crmtui.domain.sheets import CellValue
from tests.imports import Table, column, planned

CELLS: list[tuple[list[CellValue], str]] = [
    (["13800138000", "139 0013 9000"], "point.mobile"),
    ([13800138000.0, 13900139000.0], "point.mobile"),
    (["0755-82171998转8001", "021-31124583"], "point.phone"),
    (["+49 171 5550101", "13800138000/0571-88661234"], "point.phone"),
    (["a@b.cc", "c@d.ee; f@g.hh"], "point.email"),
    (["A", "重要客户", "C"], "grade"),
    (["男", "女", "男"], "contact.sex"),
    (["广东省深圳市", "上海", "浙江 杭州"], "region"),
    (["宁波", "苏州市", "义乌", "上海"], "region"),
    (["杭州西湖茶叶有限公司", "Möbel Huber GmbH", "老王"], "name"),
    (["王建华", "李娜", "欧阳锋"], ""),
    (["王建华", "李娜", "张伟"], "contact.name"),
    ([dt.date(1985, 3, 8), dt.date(1970, 1, 1)], "birthday"),
    (["2026-12-01", "2027-01-03"], "next_on"),
    (["2026-01-01", "2025-05-05"], ""),  # entered, called, delivered: nobody knows
    (["4711", "4712", "4713"], ""),
    (["红木家具", "五金件"], ""),
    ([], ""),
]


@pytest.mark.parametrize(("cells", "field"), CELLS)
def test_cells_tell_the_field(cells: list[CellValue], field: str) -> None:
    assert field_by_cells(cells, date(2026, 11, 23)) == field


def test_a_few_odd_cells_contradict_no_heading() -> None:
    assert not contradicts("point.phone", ["无", "x", "13800138000", "y", "z"])
    assert contradicts("point.phone", ["红", "蓝", "绿", "黄", "黑"])
    assert not contradicts("point.phone", ["红", "蓝"])


def test_vague_and_missing_headings_are_told_by_the_cells() -> None:
    made = planned(
        [
            ["客户名称", "列1", "", "老板娘手机号"],
            ["王记", "13800138000", "a@b.cc", "13900139000"],
            ["李记", "13800138001", "c@d.ee", "13900139001"],
        ]
    )
    assert [c.field for c in made.sheets[0].columns] == [
        "name",
        "point.mobile",
        "point.email",
        "point.mobile 老板娘手机号",
    ]
    assert not made.problems and not made.orders.custom_fields


def test_a_column_headed_as_phone_that_holds_none_is_said_once() -> None:
    rows: Table = [["客户名称", "电话"], *[[f"甲{n}", f"红木{n}"] for n in range(8)]]
    made = planned(rows)
    assert "B 电话 holds no phone" in made.sheets[0].note
    assert not made.problems
    assert made.orders.custom_fields == [("电话", "电话", "text")]


def test_a_sheet_without_headings_is_understood_by_its_cells() -> None:
    made = planned(
        [
            ["杭州西湖茶叶有限公司", "陆羽", "13700001111", "1980-05-03"],
            ["绍兴黄酒有限公司", "李白", "13700002222", "1975-01-30"],
            ["宁波贸易公司", "张三", "13700003333", "1969-12-12"],
        ]
    )
    assert made.counts["new"] == 3
    assert (made.sheets[0].header_row, made.sheets[0].rows) == (0, 3)
    assert "no headings" in made.sheets[0].note
    assert column(made, "name")[0] == "杭州西湖茶叶有限公司"
    assert next(day[2:7] for day in made.orders.occasions) == ("gregorian", 5, 3, 0, 1980)


def test_of_a_field_of_your_own_the_cells_are_not_asked() -> None:
    from crmtui.domain.known import Known

    rows: Table = [["客户名称", "备用"], ["王记", "13800138000"], ["李记", "13800138001"]]
    made = planned(rows, known=Known(custom_fields={"spare": "备用"}))
    assert [c.field for c in made.sheets[0].columns] == ["name", "custom"]
