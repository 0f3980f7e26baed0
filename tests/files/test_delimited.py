"""Text tables: every dialect cut into the cells a person sees, with the lines they see."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.file_errors import QuoteNeverClosed
from crmtui.domain.sheets import CellValue
from crmtui.files.delimited import parse
from crmtui.files.dialects import sniff
from crmtui.files.sheets import read


def cells(text: str) -> list[tuple[CellValue, ...]]:
    """The rows' cells only."""
    return [row.cells for row in parse(text, "x.csv").rows]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
        ("a\tb\n1, 2\t3\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("名称:电话:备注\n盛和:138:无\n", ":"),
        ("name;note\nA;one, two, three\nB;four\nC;five, six\n", ";"),
        ('Firma,Notiz\nA,"x;y;z"\nB,"x;y;z"\n', ","),
        ("time,who\n10:30:00,A\n11:40:00,B\n", ","),
        ("一列\n第一\n第二\n", ","),
        ("客户表\n\n编号\t名称\t电话\n1\t盛和\t138\n2\t远航\t139\n", "\t"),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert sniff(text) == delimiter


def test_a_declared_separator_wins_and_keeps_the_line_numbers() -> None:
    table = parse("sep=;\r\na;b,c\r\n1;2,3\r\n", "x.csv")
    assert table.delimiter == ";"
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("a", "b,c")), (3, ("1", "2,3"))]


def test_lines_are_those_of_the_file_across_breaks_in_cells() -> None:
    table = parse('a,b\n"one\ntwo\nthree",x\n\n,\nlast,y\n', "x.csv")
    assert [row.line for row in table.rows] == [1, 2, 7]
    assert table.rows[1].cells == ("one\ntwo\nthree", "x")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_as_one_line(end: str) -> None:
    table = parse(end.join(["a,b", "1,2", "3,4"]), "x.csv")
    assert [(row.line, row.cells) for row in table.rows] == [
        (1, ("a", "b")),
        (2, ("1", "2")),
        (3, ("3", "4")),
    ]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("\t0001", "0001"),
        ("0021", "0021"),
        ('="0021"', "0021"),
        ('"=""0021"""', "0021"),
        ("13800138000", "13800138000"),
        ("1.50", "1.50"),
        ("TRUE", "TRUE"),
        ("=1+1", "=1+1"),
        ('"say ""hi"""', 'say "hi"'),
        ("", None),
    ],
)
def test_text_stays_text(cell: str, value: str | None) -> None:
    assert cells(f"编号,名称\n{cell},x\n")[1] == (value, "x")


def test_rows_of_unequal_length_are_kept() -> None:
    assert cells("a,b,c\n1\n1,2,3,4\n") == [("a", "b", "c"), ("1",), ("1", "2", "3", "4")]


def test_a_quotation_mark_that_swallows_the_rest_is_named_with_its_line() -> None:
    with pytest.raises(QuoteNeverClosed) as caught:
        parse('a,b\n1,2\n3,"x\n4,y\n5,z\n', "x.csv")
    assert caught.value.line == 3
    assert "line 3" in str(caught.value)


def test_a_quotation_mark_open_in_the_last_line_is_named() -> None:
    with pytest.raises(QuoteNeverClosed) as caught:
        parse('a,b\n1,2\n"3,4\n', "x.csv")
    assert caught.value.line == 3
    assert cells('a,b\n5" pipe,4\n')[1] == ('5" pipe', "4")


def test_two_stray_quotation_marks_do_not_swallow_rows_silently(tmp_path: Path) -> None:
    lines = [f"甲{n},137" for n in range(200)]
    lines[5] = '"' + lines[5]
    lines[150] = '"' + lines[150]
    path = tmp_path / "x.csv"
    path.write_text("客户名称,手机\n" + "\n".join(lines), encoding="utf-8")
    (note,) = read(path).notes
    assert "line 7" in note
    honest = '1,"' + "x\n" * 40 + '"'
    path.write_text(f"客户名称,备注\n{honest}\n{honest}\n", encoding="utf-8")
    assert read(path).notes == ()


def test_an_endless_cell_is_named_with_its_line() -> None:
    with pytest.raises(QuoteNeverClosed) as caught:
        parse('a,b\n1,"' + "x,\n" * 2_000_000, "x.csv")
    assert caught.value.line == 2


def test_a_closed_quotation_at_the_end_is_no_error() -> None:
    assert cells('a,b\n1,"x\ny"') == [("a", "b"), ("1", "x\ny")]


def test_long_notes_are_read_whole() -> None:
    note = "字" * 300_000
    assert cells(f"a,b\n1,{note}\n")[1] == ("1", note)
    assert csv.field_size_limit() < 300_000


@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\t"), min_size=1).filter(
                lambda cell: not cell.startswith("=")
            ),
            min_size=2,
            max_size=5,
        ),
        min_size=1,
    ),
    st.sampled_from(",;|"),
)
def test_what_a_program_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    out.write(f"sep={delimiter}\r\n")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(table)
    assert cells(out.getvalue()) == [tuple(row) for row in table]
