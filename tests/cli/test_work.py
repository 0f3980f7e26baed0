"""The day's work from the shell: log, plan, done, snooze, undo, redo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal


def card(sh: Terminal, who: str = "1042") -> Any:
    return sh("show", who, "--json").json


def step(sh: Terminal, number: int) -> Any:
    return next(s for s in card(sh)["follow_ups"] if s["id"] == number)


def test_log_prints_the_id_and_says_the_day_it_understood(sh: Terminal) -> None:
    ran = sh("log", "博纳", "已报价30吨", "--at", "昨天", "--kind", "拜访")
    assert (ran.code, ran.out) == (0, "2\n")
    assert "2026-11-22, Sun, yesterday" in ran.err
    newest = card(sh)["interactions"][0]
    assert (newest["on"], newest["kind"], newest["contact"]) == ("2026-11-22", "visit", "王建华")
    assert newest["summary"] == "已报价30吨"


def test_log_plans_the_next_step_in_the_same_operation(sh: Terminal) -> None:
    ran = sh("log", "1042", "等老板拍板", "--next", "下周三: 报价")
    assert "Next step: 报价, 2026-12-02, Wed, in 9 days." in ran.err
    assert [s["what"] for s in card(sh)["follow_ups"] if s["due_on"] == "2026-12-02"] == ["报价"]
    assert sh("undo").code == 0
    assert len(card(sh)["interactions"]) == 1
    assert not [s for s in card(sh)["follow_ups"] if s["due_on"] == "2026-12-02"]


def test_log_can_fulfil_a_planned_step(sh: Terminal) -> None:
    assert sh("log", "1042", "sent", "--done", "1").code == 0
    assert step(sh, 1)["status"] == "done"


@pytest.mark.parametrize(
    ("option", "key", "code"),
    [
        (["--outcome", "未接"], "outcome", "no_answer"),
        (["--outcome", "no answer"], "outcome", "no_answer"),
        (["--direction", "in"], "direction", "in"),
        (["--kind", "e-mail"], "kind", "email"),
        (["--kind", "微信"], "kind", "wechat"),
    ],
)
def test_codes_are_understood_by_their_words(
    sh: Terminal, option: list[str], key: str, code: str
) -> None:
    assert sh("log", "1042", "x", *option).code == 0
    assert card(sh)["interactions"][0][key] == code


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--contact", "李四"], 3, "no contact “李四” at this customer; there is: 王建华"),
        (["--done", "99"], 3, "There is no planned step 99"),
        (["--at", "2027-01-05"], 2, "in the future"),
        (["--next", "2020-01-01: x"], 2, "2020-01-01 is in the past"),
    ],
)
def test_what_cannot_be_logged_changes_nothing(
    sh: Terminal, words: list[str], code: int, said: str
) -> None:
    assert said in sh.fails(code, "log", "1042", "x", *words)
    assert len(card(sh)["interactions"]) == 1


def test_plan_prints_the_step_and_says_the_day(sh: Terminal) -> None:
    ran = sh("plan", "1042", "明天 14:00", "看", "仓库")
    assert ran.out == "2\n"
    assert "2026-11-24, Tue, tomorrow, 14:00" in ran.err
    made = step(sh, 2)
    assert (made["due_on"], made["time"], made["what"]) == ("2026-11-24", "14:00", "看 仓库")


def test_a_day_of_several_words_needs_no_quotes(sh: Terminal) -> None:
    assert sh("plan", "1042", "next", "tue", "14:00", "send", "the", "quote").code == 0
    made = step(sh, 2)
    assert (made["due_on"], made["time"]) == ("2026-12-01", "14:00")
    assert made["what"] == "send the quote"


def test_a_step_is_ticked_off_once(sh: Terminal) -> None:
    assert "Done: 报价 30 吨 · 南宁博纳" in sh("done", "#1").err
    assert step(sh, 1)["status"] == "done"
    assert "not open any more" in sh.fails(2, "done", "1")


def test_several_steps_are_ticked_off_together_or_not_at_all(sh: Terminal) -> None:
    assert sh("done", "1", "99").code == 3
    assert step(sh, 1)["status"] == "open"


def test_a_step_is_put_off(sh: Terminal) -> None:
    assert "2026-11-26, Thu, in 3 days" in sh("snooze", "1", "3d").err
    assert (step(sh, 1)["due_on"], step(sh, 1)["snoozes"]) == ("2026-11-26", 1)


def test_undo_says_what_it_took_back_and_redo_brings_it_again(sh: Terminal) -> None:
    sh("done", "1")
    assert "Undone: Finished: 南宁博纳红木家具有限公司 · 报价 30 吨" in sh("undo").err
    assert step(sh, 1)["status"] == "open"
    redone = sh("redo").err
    assert "Done again: Finished: 南宁博纳红木家具有限公司 · 报价 30 吨" in redone
    assert step(sh, 1)["status"] == "done"


def test_any_earlier_operation_can_be_undone(sh: Terminal) -> None:
    sh("edit", "1042", "note=old")
    operation = sh("undo", "--list").rows[0][0]
    sh("edit", "1042", "grade=B")
    assert sh("undo", "--op", operation).code == 0
    shown = card(sh)
    assert (shown["note"], shown["grade"]) == ("要[bold]打木架[/bold]", "B")
    assert "undone already" in sh.fails(2, "undo", "--op", operation)


def test_what_was_changed_since_stays_and_is_named(sh: Terminal) -> None:
    sh("edit", "1042", "note=first", "grade=B")
    operation = sh("undo", "--list").rows[0][0]
    sh("edit", "1042", "note=second")
    ran = sh("undo", "--op", operation)
    assert ran.code == 4
    assert card(sh)["note"] == "second"
    assert card(sh)["grade"] == "A"


def test_a_customer_that_stays_is_named_with_the_reason(bare: Terminal, tmp_path: Path) -> None:
    sheet = tmp_path / "客户.csv"
    sheet.write_text("客户名称,颜色\n甲,红\n", encoding="utf-8")
    assert bare("import", str(sheet), "--yes").code == 0
    bare("edit", "甲", "颜色=蓝")
    ran = bare("undo", "--op", "1")
    line = "  甲: edited since: field of your own: value; 1 row stays with it; operation 2"
    assert (ran.code, ran.err.splitlines()[2:3]) == (1, [line])
    assert "operation 2 depends on it" in ran.err
    bare("undo")
    assert bare("undo", "--op", "1").code == 0


@pytest.mark.parametrize("command", [["undo", "--op", "999"], ["redo"]])
def test_nothing_to_undo_or_redo_ends_with_3(sh: Terminal, command: list[str]) -> None:
    sh.fails(3, *command)


def test_the_same_step_is_planned_with_several_customers_in_one_operation(sh: Terminal) -> None:
    ran = sh("plan", "1042", "3d", "寄目录", "--also", "3001", "--also", "id:2")
    assert (ran.code, ran.out) == (0, "2\n3\n4\n")
    assert [s["what"] for s in card(sh, "3001")["follow_ups"]] == ["寄目录"]
    sh("undo")
    assert card(sh, "3001")["follow_ups"] == card(sh, "id:2")["follow_ups"] == []


def test_of_several_customers_nothing_is_planned_where_one_is_not_found(sh: Terminal) -> None:
    sh.fails(3, "plan", "1042", "3d", "寄目录", "--also", "谁也不是")
    assert len(card(sh)["follow_ups"]) == 1
