"""Signs between cells, quotes and encodings of text tables, as many programs write them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.domain.sheets import CellValue
from crmtui.domain.source_errors import DelimiterUnknown
from crmtui.files.delimited import parse
from crmtui.files.dialects import named, sniff
from crmtui.files.sheets import read


def cells(text: str, delimiter: str | None = None) -> list[tuple[CellValue, ...]]:
    """The rows' cells only."""
    return [row.cells for row in parse(text, "x.csv", delimiter).rows]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a^b^c\n1^2^3\n", "^"),
        ("a~b\n1~2\n3~4\n", "~"),
        ("a::b::c\n1::2::3\n", "::"),
        ("a||b||c\n1||2||3\n", "||"),
        ("a\x01b\n1\x012\n", "\x01"),
        ("名称，电话\n甲，138\n乙，139\n", "，"),
        ("name#tel\n甲#138\n乙#139\n", "#"),
        ("Item #1\nItem #2\n", ","),
        ("王伟 13800138000\n李强 13900139000\n", ","),
        ("a^b, c\n1, 2\n3, 4\n", ","),
    ],
)
def test_odd_signs_are_found_where_they_cut_every_record_alike(text: str, delimiter: str) -> None:
    assert sniff(text) == delimiter


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("'a','b'\n'x, y','z'\n", [("a", "b"), ("x, y", "z")]),
        ("a,b\n'0021,O'Neil\n", [("a", "b"), ("'0021", "O'Neil")]),
        ('"a","b"\n"say \\"hi\\", x","c"\n', [("a", "b"), ('say "hi", x', "c")]),
        ('"a","b"\n"C:\\","x"\n', [("a", "b"), ("C:\\", "x")]),
        ("a,b\nSmith\\, Jo,138\n", [("a", "b"), ("Smith, Jo", "138")]),
        ("a,b\nC:\\new,1\n", [("a", "b"), ("C:\\new", "1")]),
        ('a::b\n"x::y"::2\n', [("a", "b"), ("x::y", "2")]),
        ("sep=::\r\na::b\r\n", [("a", "b")]),
    ],
)
def test_quotes_and_escapes(text: str, rows: list[tuple[str, ...]]) -> None:
    assert cells(text) == rows


def test_what_the_user_says_wins(tmp_path: Path) -> None:
    assert cells("a b,c\n1 2,3\n", " ") == [("a", "b,c"), ("1", "2,3")]
    assert cells("sep=;\na;b,c\n", ",") == [("a;b", "c")]
    (tmp_path / "a.csv").write_text("a;b\tc\n")
    assert read(tmp_path / "a.csv", delimiter="tab").sheets[0].rows[0].cells == ("a;b", "c")
    assert [named(name) for name in ("TAB", "\\t", "semicolon", "||")] == ["\t", "\t", ";", "||"]


@pytest.mark.parametrize("given_sign", ["", '"', "\n", "long"])
def test_what_cannot_stand_between_cells_is_refused(given_sign: str) -> None:
    with pytest.raises(DelimiterUnknown):
        named(given_sign)


def test_letters_that_were_lost_before_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("名称,电话\nM�ller,138\n", encoding="utf-8")
    assert "“\ufffd”" in read(tmp_path / "a.csv").notes[0]


TABLE = [
    ["客户编号", "客户名称", "联系人", "手机", "备注"],
    ["0021", "上海盛和机械有限公司", "孙涛", "13800138000", "喜欢钓鱼，红木家具"],
    ["0022", "成都金辉贸易", "李强", "13900139000", '他说"好"\n下周'],
]
ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"),
    *("utf-32-be", "gb18030", "gbk"),
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([",", ";", "\t", "|", "^", "::"]),
    st.sampled_from(ENCODINGS),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
    st.lists(st.sampled_from(TABLE[1:]), min_size=1, max_size=6),
)
def test_every_dialect_in_every_encoding(
    tmp_path_factory: pytest.TempPathFactory,
    sign: str,
    encoding: str,
    quoting: int,
    end: str,
    rows: list[list[str]],
) -> None:
    out = io.StringIO(newline="")
    single = sign if len(sign) == 1 else "\x1e"
    csv.writer(out, delimiter=single, quoting=quoting, lineterminator=end).writerows(  # type: ignore[arg-type]  # the stubs know only literals
        [TABLE[0], *rows]
    )
    path = tmp_path_factory.mktemp("dialect") / "a.csv"
    path.write_bytes(out.getvalue().replace(single, sign).encode(encoding))
    found = [row.cells for row in read(path).sheets[0].rows]
    assert found == [tuple(row) for row in [TABLE[0], *rows]]


@pytest.mark.parametrize(
    ("encoding", "row"),
    [
        ("cp1252", ["Müller Möbel GmbH", "Jürgen Groß", "Straße für Geschäfte"]),
        ("cp1250", ["Příjmení a jméno", "Dvořák Jiří", "město Děčín"]),
        ("cp1251", ["Клиент Иванов", "телефон и адрес", "день рождения"]),
        ("cp932", ["株式会社山田製作所", "山田太郎の電話", "東京都の住所"]),
        ("cp949", ["고객 회사 이름", "전화 번호", "서울시 주소"]),
        ("cp950", ["客戶名稱與電話", "臺北市聯絡地址", "統一編號備註"]),
    ],
)
def test_tables_of_other_countries(tmp_path: Path, encoding: str, row: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(";".join(row) for _ in range(4)).encode(encoding))
    assert read(path).sheets[0].rows[0].cells == tuple(row)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n1,"ha ""ha"" ha"\n', [{"a": "1", "b": 'ha "ha" ha'}]),
        ("a,b,c\n1,\"\",\"\"\n", [{"a": "1", "b": None, "c": None}]),
        ('key,val\n1,"{""type"": ""Point"", ""at"": [1.0, 2]}"\n',
         [{"key": "1", "val": '{"type": "Point", "at": [1.0, 2]}'}]),
        ('a,b\r\n1,"Once\r\nmore"\r\n', [{"a": "1", "b": "Once\r\nmore"}]),
        ("a,b,c\n1,2,ʤ\n", [{"a": "1", "b": "2", "c": "ʤ"}]),
        ('first,address\nJohn,"120 any st., Anytown"\n',
         [{"first": "John", "address": "120 any st., Anytown"}]),
    ],
)  # fmt: skip
def test_the_usual_hard_cases(text: str, expected: list[dict[str, str | None]]) -> None:
    headings, *rows = cells(text)
    assert [dict(zip(map(str, headings), row, strict=True)) for row in rows] == expected
