"""One command for several customers or steps: all of it or nothing, and one undo."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Terminal

WHO = ("1042", "3001")


def shown(sh: Terminal, *fields: str) -> list[list[Any]]:
    found = [sh("show", who, "--json").json for who in WHO]
    return [[each[field] for field in fields] for each in found]


def test_a_field_and_tags_of_several(sh: Terminal) -> None:
    before = shown(sh, "grade", "tags")
    done = sh("edit", "1042", "grade=B", "+tag=expo", "--also", "3001")
    assert "Changed 2 customers: 南宁博纳红木家具有限公司, Möbel Huber GmbH." in done.err
    assert [(grade, "expo" in tags) for grade, tags in shown(sh, "grade", "tags")] == [
        ("B", True),
        ("B", True),
    ]
    assert "2 customers" in sh("undo", "--yes").err
    assert shown(sh, "grade", "tags") == before


@pytest.mark.parametrize("field", ["name=x", "number=7", "mobile=13800138000", "contact=x"])
def test_what_is_one_customers_own_is_not_given_to_several(sh: Terminal, field: str) -> None:
    said = sh.fails(2, "edit", "1042", field, "--also", "3001")
    assert "belongs to one customer" in said


def test_several_are_put_away_and_taken_back_out(sh: Terminal) -> None:
    assert "Archived 2 customers" in sh("archive", "1042", "--also", "3001").err
    again = sh("archive", "1042", "--also", "3001").err
    assert "nothing was changed" in again
    assert "Took 2 customers back out" in sh("archive", "--undo", "1042", "--also", "3001").err


def test_several_steps_are_put_off_or_none(sh: Terminal) -> None:
    first = sh("plan", "1042", "今天", "电话").out.strip()
    second = sh("plan", "3001", "今天", "拜访").out.strip()
    assert "999" in sh.fails(3, "snooze", first, "3d", "--also", "999")
    done = sh("snooze", first, "3d", "--also", second)
    assert "电话" in done.err and "拜访" in done.err
    assert "2 customers" in sh("undo", "--yes").err
    assert "2 customers" in [sh("done", first, second), sh("undo", "--yes")][1].err
