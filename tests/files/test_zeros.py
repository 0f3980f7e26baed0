"""Numbers that a sheet shows with more than their digits, in every format of workbook."""

from __future__ import annotations

import struct
from pathlib import Path

import openpyxl
import pytest

from crmtui.domain.sheets import CellValue
from crmtui.files.sheets import read
from crmtui.files.zeros import shape_of
from tests.files.make import ods, record, rows, xls, xlsx


def lines(path: Path) -> dict[int, tuple[CellValue, ...]]:
    """Line -> cells of the one sheet."""
    (sheet,) = read(path).sheets
    return {row.line: row.cells for row in sheet.rows}


def test_a_number_shown_with_zeros_before_it_keeps_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    values: list[tuple[float | str, str]] = [
        (7, "0000"), (12345, "0000"), (7, "0"), (7, "General"), (7.5, "0000"), ("7", "0000"),
    ]  # fmt: skip
    for row, (value, shown) in enumerate(values, 1):
        sheet.cell(row, 1, value).number_format = shown
        sheet.cell(row, 2, "甲")
    path = tmp_path / "zeros.xlsx"
    book.save(path)
    found = [cells[0] for cells in lines(path).values()]
    assert found == ["0007", 12345, 7, 7, 7.5, "7"]


@pytest.mark.parametrize(
    ("code", "digits", "shown"),
    [
        ("0000", "7", "0007"),
        ("0000", "12345", None),
        ("000-0000-0000", "1012345678", "010-1234-5678"),
        (r"000\-0000\-0000", "13800138000", None),
        ('"KD"0000', "21", "KD0021"),
        ("[Red]000", "7", "007"),
        ("[$-804]0000", "7", "0007"),
        ("0000_ ;-0000", "7", "0007"),
    ],
)
def test_a_number_format_says_how_a_number_is_shown(
    code: str, digits: str, shown: str | None
) -> None:
    shape = shape_of(code)
    assert shape is not None
    assert shape.show(digits) == shown


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0",
        "#,##0",
        "0.00",
        '00"元"',
        "yyyy-mm-dd",
        "@",
        "[<=9999999]000;00",
        "0%",
        "00E+00",
    ],
)
def test_amounts_and_dates_are_no_way_to_write_a_number(code: str) -> None:
    assert shape_of(code) is None


def test_an_old_binary_workbook_keeps_the_zeros_of_its_formats(tmp_path: Path) -> None:
    code = '"KD"0000'
    styles = record(0x041E, struct.pack("<HHB", 164, len(code), 0) + code.encode())
    styles += record(0x00E0, struct.pack("<HH", 0, 0).ljust(20, b"\0"))
    styles += record(0x00E0, struct.pack("<HH", 0, 164).ljust(20, b"\0"))
    records = record(0x0203, struct.pack("<HHHd", 0, 0, 1, 7.0))
    records += record(0x027E, struct.pack("<HHHI", 0, 1, 1, 21 << 2 | 2))
    pairs = struct.pack("<HIHI", 1, 5 << 2 | 2, 0, 6 << 2 | 2)
    records += record(0x00BD, struct.pack("<HH", 1, 0) + pairs + struct.pack("<H", 1))
    records += record(0x0203, struct.pack("<HHHd", 2, 0, 1, 7.5))
    path = xls(tmp_path / "a.xls", records, styles=styles)
    assert lines(path) == {1: ("KD0007", "KD0021"), 2: ("KD0005", 6), 3: (7.5, None)}


def test_an_opendocument_keeps_numbers_as_they_are_shown(tmp_path: Path) -> None:
    def cell(value: str, shown: str) -> str:
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}">'
            f"<text:p>{shown}</text:p></table:table-cell>"
        )

    cells = cell("7", "0007") + cell("21", "KD-0021") + cell("1200", "1,200") + cell("5", "5元")
    cells += cell("110101199003078888", "1.10E+17")
    path = ods(tmp_path / "a.ods", f"<table:table-row>{cells}</table:table-row>")
    assert lines(path) == {1: ("0007", "KD-0021", 1200, 5, "110101199003078888")}


def test_a_long_number_keeps_its_last_digits(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", rows('<c r="A1"><v>110101199003078888</v></c>'))
    assert lines(path) == {1: ("110101199003078888",)}
