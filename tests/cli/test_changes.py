"""Deleting, the bin, what was changed, erasing and giving out, as typed in a shell."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

BONA = "南宁博纳红木家具有限公司"


def last(sh: Terminal) -> str:
    """The number of the newest operation."""
    return sh("undo", "--list", "--limit", "1").rows[0][0]


# -- changes ----------------------------------------------------------------------------------


def test_each_field_is_told_from_what_to_what(sh: Terminal) -> None:
    sh("edit", "1042", "grade=B", "note=新")
    rows = sh("changes", "1042", "--limit", "1").rows
    head = [f"Edited customer: {BONA}", "", BONA, "customer", "~"]
    assert [row[4:] for row in rows] == [
        [*head, "grade", "A core", "B growth"],
        [*head, "remarks", "要[bold]打木架[/bold]", "新"],
    ]


def test_only_what_was_asked_for_is_listed(sh: Terminal) -> None:
    sh("config", "me", "小陈")
    sh("edit", "1042", "grade=B")
    sh("edit", "3001", "grade=A")
    sh("log", "3001", "called")
    assert {row[6] for row in sh("changes", "1042", "--by", "小陈").rows} == {
        "南宁博纳红木家具有限公司"
    }
    assert {row[4] for row in sh("changes", "3001", "--verb", "logged").rows} == {
        "Logged: Möbel Huber GmbH · called"
    }
    assert sh("changes", "--since", "2099-01-01").out == ""
    assert sh("changes", "--until", "2020-01-01").out == ""
    assert "There is:" in sh.fails(2, "changes", "--verb", "danced")


def test_how_to_see_the_older_ones_is_said(sh: Terminal) -> None:
    for grade in "BCA":
        sh("edit", "1042", f"grade={grade}")
    ran = sh("changes", "--limit", "2")
    assert len({row[0] for row in ran.rows}) == 2
    assert f"--before {ran.rows[-1][0]}" in ran.err
    assert len({row[0] for row in sh("changes", "--all").rows}) == 4


def test_one_operation_in_full_as_json(sh: Terminal) -> None:
    sh("edit", "1042", "grade=B")
    (shape,) = sh("changes", "--op", last(sh), "--json").json
    assert shape["verb"] == "edit_customer"
    assert shape["changes"][0]["fields"] == [{"field": "grade", "before": "A", "after": "B"}]
    sh.fails(3, "changes", "--op", "999")


def test_what_was_undone_says_what_it_was(sh: Terminal) -> None:
    sh("edit", "1042", "grade=B")
    sh("undo")
    listed = sh("changes", "1042", "--limit", "2").rows
    assert [(row[4].split(":")[0], row[5]) for row in listed] == [
        ("Undid", ""),
        ("Edited customer", "undone"),
    ]
    assert listed[0][4] == "Undid: Edited customer: 南宁博纳红木家具有限公司"


def test_an_older_undone_operation_is_done_again(sh: Terminal) -> None:
    sh("edit", "1042", "grade=B")
    first = last(sh)
    sh("undo")
    sh("edit", "3001", "grade=A")
    sh.fails(3, "redo")
    assert sh("redo", "--op", first).code == 0
    assert sh("show", "1042", "--json").json["grade"] == "B"
    assert "was not undone" in sh.fails(2, "redo", "--op", first)
    sh.fails(3, "redo", "--op", "999")


# -- deleting and the bin ---------------------------------------------------------------------


def test_a_deleted_customer_comes_back_from_the_bin(sh: Terminal) -> None:
    before = sh("show", "1042", "--json").json
    assert "no terminal" in sh.fails(2, "delete", "1042")
    looked = sh("delete", "1042", "--dry-run")
    assert "contact (1), contact record (1), next step (1)" in looked.out
    assert sh("delete", "1042", "--yes").code == 0
    sh.fails(3, "show", "1042")
    ((number, _when, _who, what, rows, left),) = sh("bin").rows
    assert what == "Deleted customer: 南宁博纳红木家具有限公司"
    assert "contact (1)" in rows and left.endswith(" days left")
    assert sh("bin", "restore", number).code == 0
    after = sh("show", "1042", "--json").json
    assert {**after, "revision": 0} == {**before, "revision": 0}
    assert sh("bin").out == ""


def test_undo_brings_back_what_was_deleted_as_well(sh: Terminal) -> None:
    sh("delete", "3001", "--yes")
    assert sh("undo").code == 0
    assert sh("find", "Huber").code == 0


def test_one_record_of_a_card_is_deleted_by_its_id(sh: Terminal) -> None:
    assert sh("delete", "--record", "1", "--yes").code == 0
    assert sh("show", "1042", "--json").json["interactions"] == []
    (line,) = sh("bin", "--json").json
    assert (line["verb"], line["rows"]) == ("remove_interaction", {"interaction": 1})
    assert "no contact record with the id 99" in sh.fails(3, "delete", "--record", "99", "--yes")
    sh.fails(2, "delete", "--yes")
    sh.fails(2, "delete", "1042", "--record", "1", "--yes")


def test_a_contact_and_a_day_are_deleted_by_the_ids_that_show_says(sh: Terminal) -> None:
    card = sh("show", "1042", "--json").json
    assert len(card["contact_ids"]) == len(card["contacts"]) > 0
    assert sh("delete", "--day", str(card["occasion_ids"][0]), "--yes").code == 0
    assert sh("delete", "--contact", str(card["contact_ids"][0]), "--yes").code == 0
    after = sh("show", "1042", "--json").json
    assert len(after["occasions"]) < len(card["occasions"])
    assert len(after["contacts"]) == len(card["contacts"]) - 1


def test_the_bin_is_emptied_only_when_asked_and_then_for_good(sh: Terminal) -> None:
    sh("delete", "3001", "--yes")
    number = last(sh)
    assert "cannot be brought back" in sh.fails(2, "bin", "empty")
    assert sh("bin", "empty", "--older-than", "5", "--yes").code == 0
    assert len(sh("bin").rows) == 1
    assert "1 deletion was let go of" in sh("bin", "empty", "--yes").err
    assert "emptied from the bin" in sh.fails(1, "bin", "restore", number)
    assert "emptied from the bin" in sh.fails(1, "undo", "--op", number)
    sh.fails(3, "bin", "restore", "999")
    sh.fails(2, "bin", "throw")


def test_what_is_too_old_is_let_go_of_when_the_bin_is_looked_at(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sh("delete", "3001", "--yes")
    sh("config", "bin_days", "1")
    monkeypatch.setenv("CRMTUI_TODAY", "2099-01-01")
    assert len(sh("bin").rows) == 1, "a clock that runs ahead emptied the bin"


# -- erasing ----------------------------------------------------------------------------------


def test_erasing_wants_the_name_itself(sh: Terminal) -> None:
    name = "南宁博纳红木家具有限公司"
    assert "no terminal" in sh.fails(2, "erase", "1042")
    assert f"not “{name}”" in sh.fails(2, "erase", "1042", "--confirm", "博纳")
    assert sh("erase", "1042", "--dry-run").code == 0
    assert sh("find", "博纳").code == 0
    ran = sh("erase", "1042", "--confirm", name)
    assert ran.code == 0
    assert "Erased for good" in ran.err
    for path in sh.folder.glob("crm.db*"):
        assert name.encode() not in path.read_bytes()
    assert "Erased a person for good" in [row[4] for row in sh("changes").rows]
    sh.fails(2, "erase")
    sh.fails(3, "erase", "--contact", "999")
    assert sh("erase", "--sweep").code == 0


def test_the_backups_that_still_hold_a_person_are_named(sh: Terminal) -> None:
    assert sh("backup").code == 0
    made = sh("erase", "3001", "--confirm", "Möbel Huber GmbH", "--json")
    assert [Path(path).exists() for path in made.json["backups_holding"]] == [True]
    assert made.json["swept"] is True


def test_who_is_in_the_bin_is_erased_by_its_number(sh: Terminal) -> None:
    sh("delete", "3001", "--yes")
    number = last(sh)
    assert sh("erase", "--bin", number, "--confirm", "Möbel Huber GmbH").code == 0
    assert b"anna@huber.example" not in sh.db.read_bytes()
    sh.fails(3, "erase", "--bin", "999")


def test_who_was_emptied_from_the_bin_is_erased_from_the_journal(sh: Terminal) -> None:
    sh("add", "甬城国林电子", "contact=尉迟超", "mobile=13900139000")
    sh("edit", "甬城国林电子", "note=尉迟超喜欢喝茶")
    sh("delete", "甬城国林电子", "--yes")
    number = last(sh)
    sh("bin", "empty", "--yes")
    traces = [text.encode() for text in ("甬城国林电子", "尉迟超", "13900139000", "喜欢喝茶")]
    assert all(text in sh.db.read_bytes() for text in traces), "there was nothing to erase"
    assert sh("erase", "--bin", number, "--confirm", "甬城国林电子").code == 0
    assert [text for text in traces if text in sh.db.read_bytes()] == []
    sh.fails(3, "erase", "--bin", number, "--confirm", "甬城国林电子")


def test_where_somebody_reads_the_file_is_cleaned_afterwards(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crmtui.store.erasure.WAIT_SECONDS", 0)
    with closing(sqlite3.connect(sh.db)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM customer").fetchone()
        made = sh("erase", "3001", "--confirm", "Möbel Huber GmbH", "--json")
        assert (made.code, made.json["swept"]) == (4, False)
        assert "erase --sweep" in made.err
        sh.fails(1, "erase", "--sweep")
        held = [path.read_bytes() for path in sh.folder.glob("crm.db*")]
    assert any(b"anna@huber.example" in data for data in held), "there was nothing to clean"
    assert sh("erase", "--sweep").code == 0
    assert not any(b"anna@huber.example" in p.read_bytes() for p in sh.folder.glob("crm.db*"))


def test_what_undoing_a_deletion_brings_back_is_said_before(sh: Terminal) -> None:
    sh("delete", "3001", "--yes")
    ahead = sh("undo", "--op", last(sh), "--dry-run").out
    assert "brought back: " in ahead and "customer (1)" in ahead
    assert "set back" not in ahead


# -- giving out -------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["md", "html", "json"])
def test_a_person_gets_all_that_is_held(ending: str, sh: Terminal, tmp_path: Path) -> None:
    sh("edit", "1042", "note=喜欢钓鱼")
    target = tmp_path / f"out.{ending}"
    assert sh("export", "person", "1042", "-o", str(target)).code == 0
    text = target.read_text(encoding="utf-8")
    for held in ("王建华", "13812348833", "看了新包装，满意", "报价 30 吨", "喜欢钓鱼", "打木架"):
        assert held in text
    if ending == "json":
        found = json.loads(text)
        assert {"customer", "contact", "contact_point", "interaction", "follow_up", "occasion",
                "custom_value", "customer_tag", "stage_change"} <= set(found["tables"])  # fmt: skip
        assert found["journal"][0]["verb"] == "edit_customer"
    sh.fails(2, "export", "person", "1042", "-o", str(target))
    assert sh("export", "person", "1042", "-o", str(target), "--force").code == 0


def test_one_contact_gets_what_is_held_of_that_person_alone(sh: Terminal) -> None:
    ids = sh("show", "1042", "--json").json["contact_ids"]
    own = sh("export", "person", f"contact:{ids[0]}", "--format", "json")
    assert own.code == 0
    assert own.json["name"] == "王建华"
    assert "13812348833" in own.out
    assert {row["id"] for row in own.json["tables"]["contact"]} == {ids[0]}
    assert "customer" not in own.json["tables"]
    assert "contact with the id 999" in sh.fails(3, "export", "person", "contact:999")


def test_it_is_written_in_the_language_of_the_person(sh: Terminal) -> None:
    sh("edit", "1042", "language=zh")
    assert "# 南宁博纳" in sh("export", "person", "1042").out
    assert "## 客户" in sh("export", "person", "1042").out
    assert "## customer" in sh("export", "person", "3001").out
    sh.fails(2, "export", "customers", "-", "-o", "x.md")
    sh.fails(2, "export", "person", "1042", "--format", "xlsx")
