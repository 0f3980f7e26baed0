"""JSON of plain objects: sheets whose headings are the keys, in every shape programs write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.domain import source_errors as errors
from crmtui.domain.file_errors import FileNotUsable
from crmtui.domain.sheets import CellValue, Workbook
from crmtui.files.sheets import read


def book(path: Path, text: str, encoding: str = "utf-8") -> Workbook:
    """The file with this text, read."""
    path.write_bytes(text.encode(encoding))
    return read(path)


def table(found: Workbook, place: int = 0) -> list[dict[str, CellValue]]:
    """A sheet as objects by heading, empty cells left out."""
    headings, *rows = found.sheets[place].rows
    return [
        {
            str(key): cell
            for key, cell in zip(headings.cells, row.cells, strict=False)
            if cell is not None
        }
        for row in rows
    ]


def test_a_list_of_objects(tmp_path: Path) -> None:
    found = book(tmp_path / "a.json", '[{"name": "王记", "n": 1}, {"name": "B", "vip": true}]')
    assert table(found) == [{"name": "王记", "n": 1}, {"name": "B", "vip": True}]
    assert [row.line for row in found.sheets[0].rows] == [0, 1, 2]


def test_what_is_nested_gets_headings_with_dots_and_lists_are_joined(tmp_path: Path) -> None:
    text = """[{"name": "A", "address": {"city": "上海", "geo": {"x": 1.0}},
        "tags": ["a", "b", null],
        "phones": [{"type": "work", "value": "138"}, {"value": 139}], "empty": [], "none": null,
        "orders": [{"id": 1, "what": "x"}, {"id": 2}]}]"""
    assert table(book(tmp_path / "a.json", text)) == [
        {
            "name": "A",
            "address.city": "上海",
            "address.geo.x": 1,
            "tags": "a; b",
            "phones": '[{"label": "work", "value": "138"}, {"label": "", "value": "139"}]',
            "orders": "id: 1, what: x\nid: 2",
        }
    ]


def test_people_of_a_company_are_rows_of_their_own(tmp_path: Path) -> None:
    text = '{"name": "王记", "contacts": [{"name": "王伟", "phone": "138"}, {"name": "李强"}]}'
    assert table(book(tmp_path / "a.json", text)) == [
        {"name": "王记", "contact name": "王伟", "phone": "138"},
        {"name": "王记", "contact name": "李强"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"total": 1, "data": [{"name": "A"}]}',
        '{"meta": 1, "result": {"items": [{"name": "A"}]}}',
        '{"name": "A"}',
        '{"name": "A"}\n',
        '{"17": {"name": "A"}, "18": {"name": "A"}}',
        '[["name"], ["A"]]',
    ],
)
def test_the_list_is_found_wherever_it_is(tmp_path: Path, text: str) -> None:
    assert table(book(tmp_path / "a.json", text))[0] == {"name": "A"}


def test_several_lists_are_several_sheets(tmp_path: Path) -> None:
    text = '{"customers": [{"name": "A"}], "visits": [{"on": "2026-11-01"}]}'
    found = book(tmp_path / "a.json", text)
    assert [sheet.name for sheet in found.sheets] == ["customers", "visits"]


def test_json_lines(tmp_path: Path) -> None:
    found = book(tmp_path / "a.jsonl", '{"name": "A"}\n\n{"name": "B"}\r\n')
    assert table(found) == [{"name": "A"}, {"name": "B"}]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030"])
def test_encodings_are_those_of_text_files(tmp_path: Path, encoding: str) -> None:
    text = '[{"客户名称": "王记家具有限公司", "电话": "13800138000"}]'
    assert table(book(tmp_path / "a.json", text, encoding))[0]["客户名称"] == "王记家具有限公司"


def test_long_numbers_keep_their_digits(tmp_path: Path) -> None:
    text = '[{"a": 13800138000, "b": 1.38e10, "c": 110101199003078888, "d": 1.5}]'
    assert table(book(tmp_path / "a.json", text)) == [
        {"a": 13800138000, "b": 13800000000, "c": 110101199003078888, "d": 1.5}
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('[{"a": 1},\n {"b": }]', 2, 8), ('{"a": 1}\n{"b" 2}', 2, 6), ('[{"a": "x}]', 1, 8)],
)
def test_a_mistake_is_named_with_line_and_column(
    tmp_path: Path, text: str, line: int, column: int
) -> None:
    with pytest.raises(errors.JsonBroken) as caught:
        book(tmp_path / "a.json", text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "a.json" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[1, 2]", errors.JsonNoTable),
        ("[" * 100_000, errors.JsonTooDeep),
        ('[{"a": ' + '{"a": ' * 5_000, errors.JsonTooDeep),
        ("[" + "{}," * 1_600_000 + "{}]", errors.JsonTooLarge),
        ('[{"a": ' + "9" * 5_000 + "}]", errors.JsonTooLarge),
        ('[{"a": "' + "x" * 1_100_000 + '"}]', errors.CellTooLong),
    ],
    ids=["no objects", "deep lists", "deep objects", "many", "digits", "long"],
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str, kind: type[FileNotUsable]) -> None:
    with pytest.raises(kind) as caught:
        book(tmp_path / "a.json", text)
    assert "a.json" in str(caught.value)


def test_objects_without_a_common_key_take_no_square_of_memory(tmp_path: Path) -> None:
    text = json.dumps([{f"k{n}": 1} for n in range(3_000)])
    found = book(tmp_path / "a.json", text)
    assert max(len(row.cells) for row in found.sheets[0].rows) == 1_000
    assert "first 1000 columns" in found.notes[0]


PLAIN = st.one_of(
    st.integers(-(10**14), 10**14),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=30),
)
KEYS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8).filter(
    lambda key: key.casefold() not in {"contacts", "people", "persons"}
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.dictionaries(KEYS, PLAIN, min_size=1, max_size=5), min_size=1, max_size=8),
    st.booleans(),
    st.booleans(),
)
def test_what_a_program_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    items: list[dict[str, int | bool | str]],
    lines: bool,
    ascii_only: bool,
) -> None:
    path = tmp_path_factory.mktemp("json") / "a.json"
    made = [json.dumps(item, ensure_ascii=ascii_only) for item in items]
    text = "\n".join(made) if lines else f"[{', '.join(made)}]"
    assert table(book(path, text)) == items
