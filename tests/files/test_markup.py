"""Web pages and old XML under the name of a workbook: their tables are read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from crmtui.domain.file_errors import FileDamaged, TableHasNoRows
from crmtui.domain.sheets import CellValue, ErrorCell, Sheet
from crmtui.files.sheets import read

TABLE = (
    "<table border=1><tr><td colspan=2>客户表</td></tr><tr><th>客户名称<th>电话</tr>"
    "<tr><td rowspan=2>盛和 &amp; 子</td><td x:str>0021<br>22</td></tr>"
    "<tr><td>13800138000</td></tr></table>"
)


def page(path: Path, body: str, encoding: str = "utf-8", head: str = "") -> list[Sheet]:
    """The sheets of a page written to that path."""
    path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return list(read(path).sheets)


def cells(sheet: Sheet) -> list[tuple[int, tuple[CellValue, ...]]]:
    """Lines and cells."""
    return [(row.line, row.cells) for row in sheet.rows]


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("gb18030", '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'),
        ("gb18030", ""),
        ("gb18030", '<meta charset="utf-8">'),
        ("utf-16", ""),
    ],
)
def test_a_page_named_xls_is_read(tmp_path: Path, encoding: str, head: str) -> None:
    (sheet,) = page(tmp_path / "a.xls", TABLE, encoding, head)
    assert cells(sheet) == [
        (1, ("客户表", None)),
        (2, ("客户名称", "电话")),
        (3, ("盛和 & 子", "0021\n22")),
        (4, ("盛和 & 子", "13800138000")),
    ]


def test_scripts_and_styles_are_no_cells(tmp_path: Path) -> None:
    head = "<style>td{mso-number-format:'@'}</style>"
    (sheet,) = page(
        tmp_path / "a.xls", "<table><tr><td>A<script>x<y</script></td></tr></table>", head=head
    )
    assert cells(sheet) == [(1, ("A",))]


def test_every_table_of_a_page_is_a_sheet_and_a_nested_one_is_text(tmp_path: Path) -> None:
    body = (
        "<table><tr><td>a<table><tr><td>in</td></tr></table></td><td>b</td></tr></table>"
        "<table><tr><td>c</td></tr></table><table></table>"
    )
    first, second = page(tmp_path / "a.xls", body)
    assert cells(first) == [(1, ("ain", "b"))]
    assert cells(second) == [(1, ("c",))]


def test_a_page_without_a_table(tmp_path: Path) -> None:
    with pytest.raises(TableHasNoRows):
        page(tmp_path / "a.xls", "<div>请先登录</div>")


def test_a_web_archive_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        b"PHRhYmxlPjx0cj48dGQ+5a6i5oi3PC90ZD48L3RyPjwvdGFibGU+\r\n--x--\r\n"
    )
    assert cells(read(path).sheets[0]) == [(1, ("客户",))]


OLD_XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="客户"><Table>'
    '<Row><Cell><Data ss:Type="String">省份</Data></Cell>'
    '<Cell ss:Index="3"><Data ss:Type="String">生日</Data></Cell></Row>'
    '<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="String">上海</Data></Cell>'
    '<Cell><Data ss:Type="Error">#N/A</Data></Cell>'
    '<Cell><Data ss:Type="DateTime">1980-05-03T00:00:00.000</Data></Cell></Row>'
    '<Row><Cell ss:Index="2"><Data ss:Type="Number">13800138000</Data></Cell>'
    '<Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet></Workbook>'
)


def test_the_xml_of_2003_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(OLD_XML, encoding="utf-8")
    (sheet,) = read(path).sheets
    assert sheet.name == "客户"
    assert cells(sheet) == [
        (1, ("省份", None, "生日")),
        (4, ("上海", ErrorCell("#N/A"), dt.date(1980, 5, 3))),
        (5, ("上海", 13800138000, True)),
    ]


def test_xml_that_breaks_off_or_brings_entities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(OLD_XML[:-40], encoding="utf-8")
    with pytest.raises(FileDamaged):
        read(path)
    path.write_text(OLD_XML.replace("<Workbook", "<!DOCTYPE x [<!ENTITY a 'b'>]><Workbook", 1))
    with pytest.raises(FileDamaged):
        read(path)
