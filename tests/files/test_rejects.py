"""Rows that were left out come back as a file of their kind, and go in again once mended."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from crmtui.domain.errors_import import RejectsEnding
from crmtui.domain.export_errors import FileThere, FolderMissing
from crmtui.domain.importplan import ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.leftout import LeftOut, left_out
from crmtui.domain.reasonheading import REASON
from crmtui.domain.sheets import ErrorCell, Workbook
from crmtui.domain.transfer import plan
from crmtui.files import rejects, sheets
from tests.imports import TODAY, Table, book, sheet

HEAD = ["客户名称", "联系人", "手机", "备注"]
# The first is taken in; the second is like it, the third has no name.
TEXT = [
    ["国林电子", "王伟", "13800138000", ""],
    ["国林电子有限公司", "陈晨", "013900139000", "=SUM(A1)"],
    ["", "无名", "13700137000", "zwei\nZeilen; „so“"],
]


def planned(*books: Workbook) -> ImportPlan:
    return plan(books, Known(), TODAY)


def left(*books: Workbook) -> tuple[LeftOut, ...]:
    return left_out(books, planned(*books))


def text_file(path: Path, delimiter: str, encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([HEAD, *TEXT])
    return path


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(",", "utf-8-sig"), (";", "gb18030"), ("\t", "utf-16")]
)
def test_a_text_file_keeps_its_encoding_and_separator(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    source = sheets.read(text_file(tmp_path / "in.csv", delimiter, encoding))
    path = tmp_path / "out.csv"
    rejects.write(path, left(source), force=False)
    with path.open(encoding=encoding, newline="") as file:
        head, *rows = csv.reader(file, delimiter=delimiter)
    assert head == [*HEAD, REASON]
    assert [row[0] for row in rows] == ["国林电子有限公司", ""]
    assert rows[0][2:4] == ["013900139000", "'=SUM(A1)"]
    assert all(row[4] for row in rows)
    again = sheets.read(path)
    made = planned(again)
    assert (again.encoding, again.delimiter) == (source.encoding, source.delimiter)
    assert made.counts["new"] == made.counts["not_taken"] == 1
    assert not made.orders.custom_fields
    (back,) = left(again)
    assert back.headings == tuple(HEAD)


def test_reasons_that_do_not_fit_the_encoding_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("Firma;Tel\nMöbel;1\n;2\n", encoding="cp1252")
    found = left(sheets.read(path))
    made = [replace(found[0], reasons=("wie 国林",))]
    (name,) = rejects.write(tmp_path / "out.csv", made, force=False)
    assert "wie 国林" in Path(name).read_text(encoding="utf-8-sig")


CELLS: Table = [
    ["客户名称", "编号", "下单日期", "单价", "备注"],
    ["", "007", dt.date(2026, 11, 2), 12.5, ErrorCell("#N/A")],
    ["", "0571", dt.datetime(2026, 11, 2, 8, 30), True, "=1+1"],
]


def test_a_workbook_keeps_the_kinds_of_its_cells(tmp_path: Path) -> None:
    found = left(book(sheet(CELLS, "甲"), sheet([["公司"], ["乙公司"]], "乙")))
    path = tmp_path / "out.xlsx"
    rejects.write(path, found, force=False)
    (made,) = sheets.read(path).sheets
    assert made.name == "甲"
    rows = [row.cells for row in made.rows]
    assert rows[0] == (*CELLS[0], REASON)
    assert rows[1][1:5] == ("007", dt.datetime(2026, 11, 2), 12.5, "#N/A") or rows[1][2] == (
        dt.date(2026, 11, 2)
    )
    assert rows[2][1] == "0571"
    assert rows[2][3] is True
    assert rows[2][4] == "=1+1"


def test_several_sources_are_sheets_of_one_workbook_or_files_of_their_own(tmp_path: Path) -> None:
    one = sheets.read(text_file(tmp_path / "a.csv", ",", "utf-8"))
    other = sheets.read(text_file(tmp_path / "b.csv", ",", "utf-8"))
    found = left(one, other)
    names = rejects.write(tmp_path / "left.csv", found, force=False)
    assert [Path(name).name for name in names] == ["left-a.csv", "left-b.csv"]
    rejects.write(tmp_path / "left.xlsx", found, force=False)
    assert [s.name for s in sheets.read(tmp_path / "left.xlsx").sheets] == ["a", "b"]


def test_nothing_is_written_where_it_would_harm(tmp_path: Path) -> None:
    found = left(sheets.read(text_file(tmp_path / "in.csv", ",", "utf-8")))
    there = tmp_path / "there.csv"
    there.write_text("mine")
    with pytest.raises(FileThere):
        rejects.write(there, found, force=False)
    assert there.read_text() == "mine"
    rejects.write(there, found, force=True)
    assert there.read_text(encoding="utf-8-sig").startswith(HEAD[0])
    with pytest.raises(FolderMissing):
        rejects.write(tmp_path / "no" / "out.csv", found, force=False)
    with pytest.raises(RejectsEnding):
        rejects.check_place(tmp_path / "out.ods", force=False)
