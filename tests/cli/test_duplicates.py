"""Doubled customers from the shell: listed, merged, taken apart, noted as two."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Terminal


@pytest.fixture
def twice(bare: Terminal) -> Terminal:
    """A customer that is there twice, and one that looks like another."""
    bare("add", "德隆化工", "number=0007", "grade=A", "contact=孙明", "mobile=13700137000")
    bare(
        "add", "德隆化工有限公司", "number=0008", "city=宁波", "contact=孙明", "mobile=13700137000"
    )
    bare("add", "宁波国林电子")
    bare("add", "国林电子有限公司")
    bare("log", "0008", "报价了")
    return bare


def test_pairs_are_listed_likeliest_first_with_why(twice: Terminal) -> None:
    rows = twice("duplicates").rows
    assert [(row[1], row[4]) for row in rows] == [("id:1", "id:2"), ("id:3", "id:4")]
    assert "the same number 13700137000" in rows[0][7]
    ran = twice("duplicates", "--limit", "1")
    assert len(ran.rows) == 1
    assert "1 more pair: --skip 1" in ran.err
    assert twice("duplicates", "--skip", "1").rows == rows[1:]
    shape = json.loads(twice("duplicates", "--json").out)[0]
    assert (shape["one"]["number"], shape["other"]["number"]) == ("0007", "0008")


def test_contacts_are_listed_and_merged_by_their_ids(twice: Terminal) -> None:
    (row,) = twice("duplicates", "--contacts").rows
    assert twice("merge", row[1], row[4], "--contacts", "--yes").code == 0
    assert twice("duplicates", "--contacts").rows == []


def test_a_merge_is_looked_at_first(twice: Terminal) -> None:
    before = twice("find", "德隆", "--json").out
    rows = {row[0]: row[1:] for row in twice("merge", "0007", "0008", "--dry-run").rows}
    assert rows["grade"] == ["A core", "", "A core", "keep"]
    assert rows["city"] == ["", "宁波", "宁波", "other"]
    assert twice("find", "德隆", "--json").out == before
    assert "no terminal" in twice.fails(2, "merge", "0007", "0008")


def test_the_former_number_finds_the_one_that_stays_and_says_so(twice: Terminal) -> None:
    assert twice("merge", "0007", "0008", "--take", "name=other", "--yes").code == 0
    ran = twice("show", "0008", "--json")
    shown = json.loads(ran.out)
    assert (shown["id"], shown["name"], shown["number"]) == (1, "德隆化工有限公司", "0007")
    assert "0008 was merged into id:1" in ran.err
    assert [row[0] for row in twice("find", "0008").rows] == ["id:1"]
    assert "报价了" in ran.out


def test_a_field_of_ones_own_is_taken_by_the_name_it_has(twice: Terminal) -> None:
    twice("fields", "use", "freight")
    twice("edit", "0007", "Cargo=steel")
    twice("edit", "0008", "Cargo=glass")
    twice("merge", "0007", "0008", "--take", "Cargo=other", "--yes")
    assert "glass" in twice("show", "0007").out


def test_a_merge_is_taken_apart_again(twice: Terminal) -> None:
    before = [twice("show", number, "--json").out for number in ("0007", "0008")]
    twice("merge", "0007", "0008", "--yes")
    assert twice("unmerge", "0008").code == 0
    after = [twice("show", number, "--json").out for number in ("0007", "0008")]
    assert [_unrevised(text) for text in after] == [_unrevised(text) for text in before]
    assert "Nothing is merged" in twice.fails(3, "unmerge", "0007")


def _unrevised(text: str) -> list[str]:
    return [line for line in text.splitlines() if "revision" not in line]


def test_two_that_are_not_the_same_are_not_listed_again(twice: Terminal) -> None:
    assert twice("duplicates", "--not-same", "id:3", "id:4").code == 0
    assert len(twice("duplicates").rows) == 1
    assert len(twice("duplicates", "--all").rows) == 2
    twice("undo")
    assert len(twice("duplicates").rows) == 2


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("merge 0007 0007 --yes", 2),
        ("merge 0007 0008 --yes --take hobby=other", 2),
        ("merge 0007 0008 --yes --take grade", 2),
        ("merge 0007 9999 --yes", 3),
        ("merge --contacts 1 x --yes", 2),
        ("merge --contacts 1 99 --yes", 3),
        ("duplicates --not-same 0007", 2),
        ("duplicates 0007 0008", 2),
    ],
)
def test_what_cannot_be_done_is_said(twice: Terminal, command: str, code: int) -> None:
    assert twice.fails(code, *command.split())
