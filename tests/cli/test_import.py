"""Spreadsheets from the shell: preview, dry run, yes, JSON, what is left out, exit codes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

JSON_KEYS = {
    "batch", "dry_run", "new", "updated", "same", "duplicates", "problems", "customers",
    "contacts", "interactions", "sheets", "not_taken", "rows",
}  # fmt: skip
SHEET = """客户编号,客户名称,联系人,手机,等级,生日
7001,杭州西湖茶叶,陆羽,13700001111,A,1980-05-03
7002,绍兴黄酒坊,阮籍,13700002222,重要客户,农历八月十五
"""
WITH_FAULT = SHEET + "7003,,无名氏,13700003333,C,\n"


def sheet(sh: Terminal, text: str = SHEET, name: str = "客户.csv") -> str:
    path = sh.folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_dry_run_shows_the_plan_and_makes_nothing(bare: Terminal) -> None:
    path = sheet(bare)
    ran = bare("import", path, "--dry-run")
    assert ran.code == 0
    assert "客户.csv" in ran.out
    assert "2 new" in ran.out
    assert "手机" in ran.out
    assert "nothing was written" in ran.err
    assert [p.name for p in bare.folder.iterdir()] == ["客户.csv"]


def test_a_dry_run_as_json_has_the_documented_shape(bare: Terminal) -> None:
    plan = bare("import", sheet(bare), "--dry-run", "--json").json
    assert set(plan) == JSON_KEYS
    assert (plan["batch"], plan["dry_run"], plan["new"]) == (None, True, 2)
    assert not bare.db.exists()


def test_yes_takes_everything_in_and_says_how_to_take_it_back(bare: Terminal) -> None:
    ran = bare("import", sheet(bare), "--yes", "--json")
    assert ran.code == 0
    result = ran.json
    assert (result["dry_run"], result["new"], result["customers"]) == (False, 2, 2)
    assert result["contacts"] == 2
    assert "crmtui undo --import 1\n" in ran.err
    assert bare("find", "陆羽").rows[0][1] == "7001"
    assert bare("undo").code == 0
    assert bare("find", "陆羽").code == 3


def test_a_dry_run_as_json_says_what_changes_from_what_to_what(bare: Terminal) -> None:
    bare("import", sheet(bare), "--yes")
    text = SHEET.replace("13700001111,A", "13700001111,B").replace("7002,绍兴黄酒坊", "7003,")
    plan = bare("import", sheet(bare, text), "--dry-run", "--json").json
    assert (plan["updated"], plan["not_taken"]) == (1, 1)
    changed, refused = plan["rows"]
    assert (changed["outcome"], changed["row"], changed["id"]) == ("updated", 2, 1)
    assert changed["changes"] == [{"field": "grade", "before": "A", "after": "B"}]
    assert (refused["outcome"], refused["row"]) == ("not_taken", 3)


def test_a_last_contact_date_is_marked_as_coming_from_the_sheet(bare: Terminal) -> None:
    text = "客户名称,联系人,最近联系\n杭州西湖茶叶,陆羽,2026-11-02\n"
    bare("import", sheet(bare, text), "--yes")
    shown = bare("show", "西湖", "--json").json
    assert [(each["on"], each["origin"]) for each in shown["interactions"]] == [
        ("2026-11-02", "sheet")
    ]
    assert shown["last_touch"] == "2026-11-02"
    assert bare("show", "西湖").rows[-1][-1] == "sheet"


def test_one_is_spoken_of_as_one(bare: Terminal) -> None:
    told = bare("import", sheet(bare, "客户名称,手机\n甲,nix\n"), "--yes").err
    assert (
        "1 new · 0 updated · 0 the same · 0 possible duplicates · 0 not taken · 1 problem" in told
    )
    assert "1 customer, 0 contacts and 0 contact records written." in told
    assert "1 problems" not in told


def test_a_phone_more_is_not_told_as_nothing(bare: Terminal) -> None:
    bare("import", sheet(bare), "--yes")
    told = bare("import", sheet(bare, SHEET.replace("1111", "1112")), "--yes").err
    assert "customers that were there got what is new" in told


def test_a_date_that_may_be_two_days_says_how_to_tell_which(bare: Terminal) -> None:
    text = "客户名称,最近联系\n甲,05/03/2026\n"
    assert "--date-order dmy" in bare("import", sheet(bare, text), "--yes").err


def test_a_record_of_no_customer_says_so(bare: Terminal) -> None:
    text = "日期,客户名称,方式,内容\n2026-10-01,,电话,报价\n"
    told = bare("import", sheet(bare, text), "--yes").err
    assert "does not say which customer" in told


def test_the_same_file_again_changes_nothing(bare: Terminal) -> None:
    path = sheet(bare)
    bare("import", path, "--yes")
    again = bare("import", path, "--yes", "--json")
    assert again.code == 0
    assert (again.json["new"], again.json["updated"], again.json["same"]) == (0, 0, 2)
    assert "nothing new" in again.err


def test_a_row_that_is_not_taken_is_reported_and_ends_with_4(bare: Terminal) -> None:
    ran = bare("import", sheet(bare, WITH_FAULT), "--yes", "--json")
    assert ran.code == 4
    (problem,) = [p for p in ran.json["problems"] if p["row"] == 4]
    assert set(problem) == {"file", "sheet", "row", "column", "found", "message"}
    assert "row 4" in ran.err
    assert bare("find", "7001").code == 0


def test_several_files_go_in_together(bare: Terminal) -> None:
    other = sheet(bare, SHEET.replace("700", "800").replace("137", "138"), "b.csv")
    assert bare("import", sheet(bare), other, "--yes", "--json").json["new"] == 4


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_named_in_another_encoding_is_taken_in(bare: Terminal) -> None:
    name = os.fsdecode("客户.csv".encode("gb18030"))
    ran = bare("import", sheet(bare, name=name), "--yes", "--json")
    assert (ran.code, ran.json["new"]) == (0, 2)
    assert "Imported: 客户.csv" in bare("undo", "--list").out


def test_what_changes_is_shown_field_by_field(bare: Terminal) -> None:
    bare("import", sheet(bare), "--yes")
    ran = bare("import", sheet(bare, SHEET.replace(",A,", ",B,")), "--dry-run")
    assert "1 updated" in ran.out
    assert "grade: A core → B growth" in ran.out


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "There is no file"),
        ("empty.csv", b"", "is empty"),
        ("folder", "folder", "There is no file in"),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "cannot be imported"),
    ],
)
def test_a_bad_file_is_one_sentence_and_makes_nothing(
    bare: Terminal, name: str, content: bytes | str | None, said: str
) -> None:
    path = bare.folder / name
    if content == "folder":
        path.mkdir()
    elif isinstance(content, bytes):
        path.write_bytes(content)
    assert said in bare.fails(1, "import", str(path), "--yes")
    assert not bare.db.exists()


def test_a_damaged_database_is_left_as_it_was(bare: Terminal) -> None:
    bare.db.write_bytes(b"not a database at all" * 100)
    before = bare.db.read_bytes()
    for words in (["today"], ["find", "x"], ["add", "甲"], ["import", sheet(bare), "--yes"]):
        bare.fails(1, *words)
    assert bare.db.read_bytes() == before
    assert sorted(p.name for p in bare.folder.iterdir()) == ["crm.db", "客户.csv"]


def test_the_country_road_from_file_to_today(
    bare: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare("import", sheet(bare), "--yes")
    monkeypatch.setenv("CRMTUI_TODAY", "2027-05-03")
    why = {row[4]: row[9] for row in bare("today").rows}
    assert "Birthday today" in why["杭州西湖茶叶"]


def test_the_example_of_a_folder_of_files(bare: Terminal) -> None:
    """A glob that the shell did not expand is told as a missing file."""
    assert "There is no file" in bare.fails(1, "import", str(Path("*.csv")), "--yes")
