"""A clock that was set back, or is far ahead: nothing is lost, refused or sorted away."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.cli.conftest import Terminal
from tests.cli.test_hostile_text import LOOKS

DAYS = ("1999-12-31", "2099-12-31")


@pytest.mark.parametrize("day", DAYS)
def test_every_look_bears_any_day(sh: Terminal, monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("CRMTUI_TODAY", day)
    for words in LOOKS:
        ran = sh(*words)
        assert "went wrong inside" not in ran.err, words


@pytest.mark.parametrize("day", DAYS)
def test_every_day_can_be_worked_on(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setenv("CRMTUI_TODAY", day)
    for words in (
        ["add", "早鸟"], ["log", "1042", "问候", "--next", "3d 回访"],
        ["plan", "1042", "3d", "寄样品"],
        ["promise", "1042", "3d", "送样"], ["archive", "2001"], ["edit", "1042", "stage=dormant"],
    ):  # fmt: skip
        ran = sh(*words)
        assert ran.code == 0, (words, ran.err)
    for _ in range(6):
        assert sh("undo").code == 0
    with closing(sqlite3.connect(sh.db)) as raw:
        assert raw.execute("SELECT count(*) FROM customer").fetchone() == (5,)
        assert raw.execute("SELECT stage FROM customer WHERE number = '1042'").fetchone() == (
            "active",
        )


def test_what_was_done_last_is_undone_whatever_the_clock_said(sh: Terminal) -> None:
    with closing(sqlite3.connect(sh.db)) as raw:
        raw.execute("UPDATE operation SET at = '2099-01-01T00:00:00.000+00:00'")
        raw.commit()
    assert sh("edit", "1042", "city=柳州").code == 0
    newest = sh("undo", "--list", "--json").json[0]
    assert newest["verb"] == "edit_customer"
    assert sh("undo").code == 0
    assert "南宁" in sh("show", "1042").out
