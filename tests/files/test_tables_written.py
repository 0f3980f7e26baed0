"""CSV, TSV and XLSX as they are written, and as other programs read them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.clean import clean
from crmtui.domain.export_errors import EncodingNotKnown, EncodingTooSmall
from crmtui.domain.guarding import unguarded
from crmtui.files import bookwriter, texttables
from crmtui.files.delimited import parse

TODAY = dt.date(2026, 11, 23)
_CELLS = st.text(max_size=8).map(clean) | st.sampled_from(["=1", "0021", "a,b", 'q"q', "x\ny", "'"])


def _csv(rows: list[list[str | int | None]], **options: object) -> bytes:
    file = io.BytesIO()
    assert texttables.write(file, ["A", "B"], rows, **options) == len(rows)  # type: ignore[arg-type]
    return file.getvalue()


@given(st.lists(st.tuples(_CELLS, _CELLS), min_size=1, max_size=6), st.booleans())
def test_a_text_table_comes_back_cell_by_cell(rows: list[tuple[str, str]], tabs: bool) -> None:
    made = _csv([list(row) for row in rows], tabs=tabs).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(made, newline=""), delimiter="\t" if tabs else ","))
    assert read[0] == ["A", "B"]
    assert [[unguarded(cell.rstrip("\t")) for cell in row] for row in read[1:]] == [
        list(row) for row in rows
    ]


def test_our_own_reader_finds_the_same_cells() -> None:
    made = _csv([["0021", "=1+1"], ["'=x", None], ["a\nb", 7]]).decode("utf-8-sig")
    cells = [
        [unguarded(str(cell)) if cell else cell for cell in row.cells]
        for row in parse(made, "a.csv").rows
    ]
    assert cells == [["A", "B"], ["0021", "=1+1"], ["'=x", None], ["a\nb", "7"]]


def test_csv_begins_with_the_mark_that_excel_looks_for() -> None:
    assert _csv([["真", "x"]]).startswith(b"\xef\xbb\xbfA,B\r\n")
    assert _csv([["真", "x"]], tabs=True).startswith(b"A\tB\r\n")
    assert _csv([["真", "x"]], encoding="gb18030") == "A,B\r\n真,x\r\n".encode("gb18030")


def test_a_character_the_encoding_lacks_stops_the_export() -> None:
    with pytest.raises(EncodingTooSmall, match="真"):
        _csv([["真", "x"]], encoding="cp1252")
    with pytest.raises(EncodingNotKnown, match="klingon"):
        texttables.encoding_of("klingon")
    with pytest.raises(EncodingNotKnown):
        texttables.encoding_of("rot13")


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    """A workbook with every kind of cell."""
    path = tmp_path / "a.xlsx"
    rows: list[list[bookwriter.Cell]] = [
        ["=1+1", "2026-11-23", 7, 1],
        ["0021", "2026-11-23 14:30", None, 0],
        ["上海盛和机械有限公司", "03-08", 0, None],
    ]
    with path.open("wb") as file, bookwriter.writing(file, 3, TODAY, "x") as made:
        kinds = ["text", "day", "number", "flag"]
        assert made.sheet("客户", ["A", "日期", "C", "D"], kinds, rows) == 3
        made.hidden("_mark", [("format", "x")])
    return openpyxl.load_workbook(path)


def test_cells_of_a_workbook_have_their_types(book: openpyxl.Workbook) -> None:
    sheet = book["客户"]
    assert [sheet["A2"].value, sheet["A2"].data_type] == ["=1+1", "s"]
    assert sheet["A3"].value == "0021"
    assert sheet["B2"].value == dt.datetime(2026, 11, 23)
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["B3"].value == dt.datetime(2026, 11, 23, 14, 30)
    assert sheet["B4"].value == "03-08"
    assert [sheet["C2"].value, sheet["C3"].value, sheet["C4"].value] == [7, None, 0]
    assert [sheet["D2"].value, sheet["D3"].value] == [True, False]


def test_a_workbook_can_be_worked_with(book: openpyxl.Workbook) -> None:
    sheet = book["客户"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D4"
    assert sheet.column_dimensions["A"].width == pytest.approx(21, abs=1)  # ten characters are 20
    assert book["_mark"].sheet_state == "hidden"


def test_a_text_longer_than_a_cell_is_cut_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file, bookwriter.writing(file, 1, TODAY, "x") as made:
        made.sheet("s", ["A"], ["text"], [["x" * 40_000]])
        assert made.cut == 1
    assert len(openpyxl.load_workbook(path)["s"]["A2"].value) == 32_767


def test_many_rows_are_written_as_they_come(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file, bookwriter.writing(file, 30_000, TODAY, "x") as made:
        made.sheet("s", ["A"], ["text"], ([str(number)] for number in range(2_000)))
    sheet = openpyxl.load_workbook(path)["s"]
    assert [sheet.max_row, sheet["A2001"].value, sheet.freeze_panes] == [2001, "1999", "A2"]
