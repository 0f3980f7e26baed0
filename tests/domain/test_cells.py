"""Cells become clean text, whatever they held."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.cells import plain, texts, words
from crmtui.domain.clean import clean
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column
from crmtui.domain.regions import split_region
from crmtui.domain.sheets import CellValue, ErrorCell

COLUMN = Column(1, "note", "备注")


def read(cells: list[CellValue], *, lines: bool = False) -> list[str]:
    found = Findings("f", "s", list(range(len(cells))))
    return texts(cells, COLUMN, found, lines=lines)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13800138000.0, "13800138000"),
        (8.5, "8.5"),
        (True, "yes"),
        (dt.date(2026, 9, 3), "2026-09-03"),
        (dt.datetime(2026, 9, 3), "2026-09-03"),
        (dt.datetime(2026, 9, 3, 14, 30), "2026-09-03 14:30"),
        (None, ""),
        ("\t0001", "0001"),
        ('="0001"', "0001"),
        ("'=1+1", "=1+1"),
        ("'t Hof", "'t Hof"),
        ('=HYPERLINK("http://x","点我")', '=HYPERLINK("http://x","点我")'),
        ("a\nb", "a b"),
        ("\u3000王记\u3000", "王记"),
    ],
)
def test_a_cell_as_text(cell: CellValue, text: str) -> None:
    assert read([cell]) == [text]
    assert read([cell, "x"]) == [text, "x"]


def test_line_breaks_stay_where_they_are_wanted() -> None:
    assert read(["a\r\nb"], lines=True) == ["a\nb"]


@given(st.lists(st.text(max_size=6), min_size=1, max_size=5))
def test_a_column_is_as_clean_as_its_cells(cells: list[str]) -> None:
    singly = [read([cell], lines=True)[0] for cell in cells]
    assert read(list(cells), lines=True) == singly
    assert all(clean(text) == text for text in singly)


def test_an_error_cell_is_nothing_but_a_problem() -> None:
    found = Findings("f", "s", [7])
    assert texts([ErrorCell("#N/A")], COLUMN, found) == [""]
    assert [(p.row, p.column, p.found) for p in found.problems] == [(7, "B 备注", "#N/A")]
    assert not found.kept


def test_lists_in_a_cell() -> None:
    assert words("VIP、老客户, VIP;新/ 旧") == ("VIP", "老客户", "新", "旧")
    assert plain(dt.time(9, 5)) == "09:05:00"


@pytest.mark.parametrize(
    ("text", "province", "city"),
    [
        ("广东省深圳市", "广东", "深圳市"),
        ("广东 深圳", "广东", "深圳"),
        ("内蒙古自治区包头", "内蒙古", "包头"),
        ("上海", "上海", ""),
        ("深圳", "", "深圳"),
        ("Bayern, München", "Bayern", "München"),
    ],
)
def test_province_and_city_from_one_text(text: str, province: str, city: str) -> None:
    assert split_region(text) == (province, city)
