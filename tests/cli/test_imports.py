"""Earlier imports from the shell: listed, looked at, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal


@pytest.fixture
def taken(bare: Terminal, tmp_path: Path) -> Terminal:
    """A database into which one file was imported; a call was logged with one of its customers."""
    sheet = tmp_path / "客户.csv"
    sheet.write_text(
        "客户名称,联系人,手机,生日\n甲厂,王,13700137000,\n乙厂,李,x,1985-03-08\n", "utf-8"
    )
    bare("import", str(sheet), "--yes")
    bare("log", "甲厂", "谈过")
    return bare


def test_imports_are_listed_with_what_came_of_them(taken: Terminal) -> None:
    (row,) = taken("imports").rows
    assert (row[0], row[2], row[7], row[8]) == ("1", "2", "客户.csv", "")
    (shape,) = json.loads(taken("imports", "--json").out)
    assert (shape["import"], shape["files"], shape["new"]) == (1, ["客户.csv"], 2)


def test_one_import_is_shown_with_its_problems(taken: Terminal) -> None:
    shown = taken("imports", "show", "1").out
    assert "客户.csv" in shown
    assert "“x”" in shown
    told = json.loads(taken("imports", "show", "1", "--json").out)
    assert told["problems"][0]["found"] == "x"
    assert "crmtui imports" in taken.fails(3, "imports", "show", "9")
    taken.fails(2, "imports", "shwo", "1")


def test_what_would_stay_is_said_first_and_why(taken: Terminal) -> None:
    ahead = taken("undo", "--import", "1", "--dry-run").out
    assert "甲厂: came since: contact record (1); 2 rows stay with it" in ahead
    shape = json.loads(taken("undo", "--import", "1", "--dry-run", "--json").out)
    assert (shape["dry_run"], shape["kept"]) == (True, 3)
    assert "no terminal" in taken.fails(2, "undo", "--import", "1")
    assert len(taken("find", "厂").rows) == 2


def test_an_import_is_taken_back_but_what_is_in_use(taken: Terminal) -> None:
    ran = taken("undo", "--import", "1", "--yes", "--json")
    assert ran.code == 4
    told = json.loads(ran.out)
    assert (told["kept"], [row["name"] for row in told["rows"]]) == (3, ["甲厂"])
    assert told["rows"][0]["used_by"] == {"interaction": 1}
    (left,) = json.loads(taken("find", "厂", "--json").out)
    assert left["contacts"][0]["points"][0]["value"] == "13700137000"
    assert "taken back" in taken("imports").rows[0][8]
    assert "already" in taken.fails(2, "undo", "--import", "1", "--yes")
    assert taken("redo").code == 0
    assert len(taken("find", "厂").rows) == 2


def test_the_journal_is_listed_page_by_page(taken: Terminal) -> None:
    for n in range(3):
        taken("edit", "甲厂", f"note={n}")
    rows = taken("undo", "--list", "--limit", "2")
    assert [row[0] for row in rows.rows] == ["5", "4"]
    assert "--before 4" in rows.err
    assert [row[0] for row in taken("undo", "--list", "--before", "4").rows] == ["3", "2", "1"]
    assert rows.rows[0][2] == "shell"
    assert json.loads(taken("undo", "--list", "--json").out)[0]["verb"] == "edit_customer"


def test_either_an_operation_or_an_import_is_named(taken: Terminal) -> None:
    taken.fails(2, "undo", "--op", "1", "--import", "1")
    taken.fails(3, "undo", "--import", "7", "--yes")
