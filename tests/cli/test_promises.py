"""Promises from the shell: made, kept, broken, put off for a reason, and the ledger."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Terminal


def ledger(sh: Terminal, *options: str) -> Any:
    return sh("promises", *options, "--json").json


def test_a_promise_is_made_shown_and_taken_back(sh: Terminal) -> None:
    ran = sh("promise", "博纳", "周五", "寄样品")
    assert (ran.code, ran.out) == (0, "1\n")
    assert "2026-11-27, Fri, in 4 days" in ran.err
    (made,) = sh("show", "1042", "--json").json["promises"]
    assert (made["made_on"], made["due_on"], made["what"]) == ("2026-11-23", "2026-11-27", "寄样品")
    assert made["status"] == "open"
    assert sh("undo").code == 0
    assert ledger(sh) == []


def test_a_promise_made_while_logging_is_one_operation_with_it(sh: Terminal) -> None:
    ran = sh("log", "1042", "要看样品", "--promise", "明天: 寄样品", "--next", "3d: 回访")
    assert "Promised: 寄样品, 2026-11-24, Tue, tomorrow." in ran.err
    assert [p["what"] for p in ledger(sh)] == ["寄样品"]
    sh("undo")
    assert ledger(sh) == []


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (["--kept", "1"], "kept", None),
        (["--broken", "1", "--why", "断货"], "broken", "断货"),
        (["--put-off", "1", "下周三", "--why", "等排期"], "open", "等排期"),
    ],
)
def test_what_became_of_a_promise(
    sh: Terminal, words: list[str], status: str, why: str | None
) -> None:
    sh("promise", "1042", "明天", "寄样品")
    assert sh("promise", *words).code == 0
    (made,) = ledger(sh)
    assert (made["status"], made["why"]) == (status, why)
    assert sh("undo").code == 0
    assert ledger(sh)[0]["why"] is None and ledger(sh)[0]["put_offs"] == 0


def test_every_reason_for_putting_off_stays(sh: Terminal) -> None:
    sh("promise", "1042", "明天", "寄样品")
    sh("promise", "--put-off", "1", "3d", "--why", "等排期")
    sh("promise", "--put-off", "#1", "5d", "--why", "下雨")
    (made,) = ledger(sh)
    assert (made["due_on"], made["put_offs"], made["why"]) == ("2026-11-28", 2, "等排期; 下雨")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--broken", "1"], "only with a reason"),
        (["--put-off", "1", "3d"], "only with a reason"),
        (["--put-off", "1", "今天", "--why", "x"], "to a later day"),
        (["--kept", "x"], "not the id of a promise"),
        (["--kept", "1", "博纳"], "crmtui promise CUSTOMER WHEN WHAT"),
        (["博纳"], "crmtui promise CUSTOMER WHEN WHAT"),
        (["1042", "2026-11-22", "寄样品"], "is in the past"),
    ],
)
def test_what_a_promise_needs_is_said(sh: Terminal, words: list[str], said: str) -> None:
    sh("promise", "1042", "明天", "寄样品")
    assert said in sh.fails(2, "promise", *words)
    assert ledger(sh)[0]["due_on"] == "2026-11-24"


def test_a_promise_is_settled_only_once(sh: Terminal) -> None:
    sh("promise", "1042", "明天", "寄样品")
    sh("promise", "--kept", "1")
    assert "not open any more" in sh.fails(2, "promise", "--broken", "1", "--why", "断货")
    assert "There is no promise 9" in sh.fails(3, "promise", "--kept", "9")


def test_the_words_can_be_corrected_and_a_mistake_removed(sh: Terminal) -> None:
    sh("promise", "1042", "明天", "寄样品")
    sh("promise", "--edit", "1", "寄两份样品")
    assert ledger(sh)[0]["what"] == "寄两份样品"
    sh("promise", "--remove", "1")
    assert ledger(sh) == []


def test_the_ledger_lists_what_is_open_first(sh: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    for customer, when in (("1042", "2d"), ("2001", "明天"), ("3001", "3d")):
        sh("promise", customer, when, f"to {customer}")
    sh("promise", "--kept", "2")
    assert [row[6] for row in sh("promises").rows] == ["to 1042", "to 3001", "to 2001"]
    assert [row[6] for row in sh("promises", "--open").rows] == ["to 1042", "to 3001"]
    assert [row[6] for row in sh("promises", "博纳").rows] == ["to 1042"]
    monkeypatch.setenv("CRMTUI_TODAY", "2026-11-26")
    sh("promise", "--kept", "3")
    assert [row[5] for row in sh("promises").rows] == ["overdue", "kept", "kept"]
    (month,) = sh("promises", "--month").rows
    assert month == ["2026-11", "2", "0", "0", "1", "0", "67 %"]
    assert ledger(sh, "--month")[0]["share"] == 0.6667


def test_an_empty_ledger_says_so(sh: Terminal) -> None:
    ran = sh("promises")
    assert (ran.code, ran.out, ran.err) == (0, "", "There are no promises.\n")
