"""Workbooks of every format: values, dates, merged cells, errors, hidden sheets."""

from __future__ import annotations

import datetime as dt
import struct
from pathlib import Path

import openpyxl
import pytest

from crmtui.domain.sheets import CellValue, ErrorCell, MergedRange, Sheet
from crmtui.files.sheets import read
from tests.files.make import label, ods, record, rows, text, xls, xlsx


def only(path: Path) -> Sheet:
    """The one sheet of a file."""
    (sheet,) = read(path).sheets
    return sheet


def lines(path: Path) -> dict[int, tuple[CellValue, ...]]:
    """Line -> cells of the one sheet."""
    return {row.line: row.cells for row in only(path).rows}


def test_values_come_as_what_they_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    values: list[str | float | dt.date | dt.time | dt.timedelta | None] = [
        13800138000,
        1.5,
        "0021",
        True,
        False,
        0,
        dt.date(1980, 5, 3),
        dt.datetime(2026, 9, 12, 10, 30),
        dt.time(9, 15),
        dt.timedelta(hours=30),
        "一\n二",
        None,
        -7,
    ]
    for column, value in enumerate(values, 1):
        sheet.cell(2, column, value)
    book.save(tmp_path / "a.xlsx")
    (row,) = only(tmp_path / "a.xlsx").rows
    assert row.line == 2
    assert row.cells == tuple(values)
    assert [type(cell) for cell in row.cells] == [type(value) for value in values]


def test_hidden_sheets_are_marked_and_names_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title, first.sheet_state = "旧", "hidden"
    first.append(["x"])
    book.create_sheet("空")
    book.create_sheet("老客户 & 新").append(["y"])
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in found.sheets] == [
        ("旧", True, 1),
        ("空", False, 0),
        ("老客户 & 新", False, 1),
    ]


def test_the_province_merged_over_rows_stands_on_each_of_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["客户表", None, None],
        ["省份", "名称", "电话"],
        ["上海", "A", 1],
        [None, "B", 2],
        [None, None, None],
        [None, "C", None],
        ["四川", "D", 4],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A6")
    book.save(tmp_path / "a.xlsx")
    found = only(tmp_path / "a.xlsx")
    assert [(row.line, row.cells) for row in found.rows] == [
        (1, ("客户表", None, None)),
        (2, ("省份", "名称", "电话")),
        (3, ("上海", "A", 1)),
        (4, ("上海", "B", 2)),
        (6, ("上海", "C", None)),
        (7, ("四川", "D", 4)),
    ]
    assert set(found.merged) == {MergedRange(1, 0, 1, 2), MergedRange(3, 0, 6, 0)}


def test_lines_and_columns_count_from_the_sheets_corner(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", f'<sheetData><row r="9">{text("C9", "名称")}</row></sheetData>'
    )
    assert lines(path) == {9: (None, None, "名称")}


def test_error_cells_survive(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        rows(
            text("A1", "名称") + text("B1", "电话"),
            text("A2", "盛和") + '<c r="B2" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>',
            '<c r="AB3" s="1" t="e"><v>#REF!</v></c>',
        ),
    )
    found = lines(path)
    assert found[2][:2] == ("盛和", ErrorCell("#N/A"))
    assert found[3] == (None,) * 27 + (ErrorCell("#REF!"),)


def test_an_error_cell_without_an_address_is_told(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", rows('<c><v>1</v></c><c t="e"><v>#N/A</v></c>'))
    (note,) = read(path).notes
    assert "1 cell shows an error" in note


def test_formulas_give_their_stored_result_or_are_told(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        rows(
            '<c r="A1"><f>6*7</f><v>42</v></c><c r="B1" t="str"><f>IF(1,"","x")</f><v></v></c>',
            '<c r="A2"><f>1+1</f></c><c r="B2"><f>A1</f><v/></c><c r="C2"><f>A1</f><v></v></c>',
        ),
    )
    book = read(path)
    assert book.sheets[0].rows[0].cells[0] == 42
    (note,) = book.notes
    assert "3 formulas" in note
    assert "A2, B2, C2" in note


def test_dates_of_the_1904_calendar_are_right(tmp_path: Path) -> None:
    sheet = rows('<c r="A1" s="1"><v>42735</v></c>')
    path = xlsx(tmp_path / "a.xlsx", sheet, book='<workbookPr date1904="1"/>')
    assert lines(path)[1] == (dt.date(2021, 1, 1),)
    assert lines(xlsx(tmp_path / "b.xlsx", sheet))[1] == (dt.date(2016, 12, 31),)


def test_chinese_date_formats_are_dates(tmp_path: Path) -> None:
    cells = '<c r="A1" s="2"><v>45234</v></c><c r="B1" s="3"><v>45234</v></c>'
    path = xlsx(tmp_path / "a.xlsx", rows(cells))
    assert lines(path)[1] == (dt.date(2023, 11, 4), dt.date(2023, 11, 4))


def test_strict_office_xml_is_read_with_its_dates(tmp_path: Path) -> None:
    cells = text("A1", "盛和") + '<c r="B1" t="d" s="1"><v>1980-05-03</v></c>'
    cells += '<c r="C1" t="e"><v>#N/A</v></c>'
    path = xlsx(tmp_path / "a.xlsx", rows(cells), strict=True)
    assert lines(path)[1] == ("盛和", dt.date(1980, 5, 3), ErrorCell("#N/A"))


def test_a_sheet_that_claims_every_cell_is_read_all_the_same(tmp_path: Path) -> None:
    last = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>'
    data = f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{text("A1", "名称")}</row>{last}'
    path = xlsx(tmp_path / "a.xlsx", data + "</sheetData>")
    assert lines(path) == {1: ("名称",)}


def test_a_wide_sheet_with_many_rows_arrives_whole(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("多")
    for line in range(1, 9001):
        sheet.append([line, f"客户{line}", None, line / 2, dt.date(2026, 1, 1)])
    book.save(tmp_path / "a.xlsx")
    found = only(tmp_path / "a.xlsx").rows
    assert [row.line for row in found] == list(range(1, 9001))
    assert found[8998].cells == (8999, "客户8999", None, 4499.5, dt.date(2026, 1, 1))


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "无后缀"])
def test_the_content_counts_and_not_the_ending(tmp_path: Path, name: str) -> None:
    assert lines(xlsx(tmp_path / name, rows(text("A1", "名称")))) == {1: ("名称",)}


def test_an_old_binary_workbook_keeps_its_error_cells(tmp_path: Path) -> None:
    error = record(0x0205, struct.pack("<HHHBB", 1, 1, 0, 0x2A, 1))
    result = b"\x02\x00\x17\x00\x00\x00\xff\xff"
    formula = record(0x0006, struct.pack("<HHH", 3, 0, 0) + result + b"\0" * 8)
    number = record(0x0203, struct.pack("<HHHd", 1, 2, 0, 13800138000.0))
    path = xls(
        tmp_path / "a.xls", label(0, 0, "客户名称") + label(1, 0, "盛和") + error + number + formula
    )
    assert only(path).name == "老客户"
    found = lines(path)
    assert found[1][0] == "客户名称"
    assert found[2] == ("盛和", ErrorCell("#N/A"), 13800138000)
    assert found[4][0] == ErrorCell("#REF!")


def test_an_opendocument_keeps_merged_and_error_cells(tmp_path: Path) -> None:
    def cell(value: str, more: str = "") -> str:
        return (
            f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p>'
            "</table:table-cell>"
        )

    error = (
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
        'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )
    spanned = 'table:number-rows-spanned="2"'
    table = (
        f"<table:table-row>{cell('省份')}{cell('名称')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f"<table:table-row>{cell('上海', spanned)}{cell('A')}"
        f"</table:table-row><table:table-row><table:covered-table-cell/>{cell('B')}{error}"
        "</table:table-row>"
    )
    found = only(ods(tmp_path / "a.ods", table))
    assert found.name == "客户"
    assert [(row.line, row.cells[:2]) for row in found.rows] == [
        (1, ("省份", "名称")),
        (4, ("上海", "A")),
        (5, ("上海", "B")),
    ]
    assert found.rows[-1].cells[2] == ErrorCell("#N/A")
