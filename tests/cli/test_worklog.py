"""The worklog from the shell: what was done, with whom, what came of it, and the targets."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal


@pytest.fixture
def worked(sh: Terminal) -> Terminal:
    """A day's work: a call with a next step and a promise, one not answered, a visit before."""
    assert sh("config", "me", "小陈").code == 0
    acts = [
        ("log", "1042", "谈了价 *急*", "--at", "今天 10:20", "--outcome", "agreed",
         "--next", "下周三 14:00: 回访", "--promise", "周五: 寄样品"),
        ("log", "3001", "no answer", "--outcome", "no_answer"),
        ("log", "3001", "looked at the yard", "--kind", "visit", "--at", "2026-11-20"),
        ("promise", "3001", "周四", "price list"),
        ("promise", "--kept", "2"),
        ("add", "新来的客户", "grade=C"),
    ]  # fmt: skip
    for words in acts:
        assert sh(*words).code == 0, words
    return sh


def test_the_day_as_text(worked: Terminal) -> None:
    lines = worked("worklog").out.splitlines()
    assert lines[:6] == [
        "Worklog · Mon 23 Nov · 小陈",
        "",
        "What was done · 2",
        "1. 10:20 call 博纳家具 王建华 总经理: 谈了价 *急* (agreed)",
        "   next: Wed 2 Dec 14:00 回访",
        "2. call Möbel Huber GmbH Anna Huber: no answer (no answer)",
    ]
    text = "\n".join(lines)
    assert "- 博纳家具: promised: 寄样品 (by 11-27)" in text
    assert "- Möbel Huber GmbH: kept: price list" in text
    assert "New customers" in text and "- 新来的客户" in text
    assert "- call 2 (1 not reached)\n- 1 touch · 1 customer\n" in text
    assert "Targets" not in text


def test_the_day_as_markdown(worked: Terminal) -> None:
    out = worked("worklog", "--format", "md").out
    assert out.startswith("## Worklog · Mon 23 Nov · 小陈\n\n### What was done · 2\n\n")
    assert r"1. 10:20 call **博纳家具** 王建华 总经理: 谈了价 \*急\* (agreed)" in out
    assert "   - next: Wed 2 Dec 14:00 回访\n" in out


def test_the_day_as_json(worked: Terminal) -> None:
    found = worked("worklog", "--json").json
    assert (found["period"], found["first"], found["last"]) == ("day", *["2026-11-23"] * 2)
    assert [each["customer"]["id"] for each in found["contacts"]] == [1, 4]
    assert found["contacts"][0]["next_steps"][0]["what"] == "回访"
    assert [(p["happened"], p["what"]) for p in found["promises"]] == [
        ("made", "寄样品"), ("made", "price list"), ("kept", "price list"),
    ]  # fmt: skip
    assert found["figures"]["kinds"] == [{"kind": "call", "contacts": 2, "not_reached": 1}]
    assert [each["name"] for each in found["new_customers"]][-1] == "新来的客户"


@pytest.mark.parametrize(
    ("words", "contacts"),
    [
        ((), 2),
        (("2026-11-20",), 1),
        (("last", "fri"), 1),
        (("--week",), 2),
        (("11-20", "--week"), 1),
        (("--month",), 3),
        (("--rep", "小陈"), 2),
        (("--limit", "1"), 1),
    ],
)
def test_other_days_and_reps(worked: Terminal, words: tuple[str, ...], contacts: int) -> None:
    assert len(worked("worklog", *words, "--json").json["contacts"]) == contacts


def test_a_rep_who_did_nothing(worked: Terminal) -> None:
    ran = worked("worklog", "--rep", "小李")
    assert ran.code == 3
    assert ran.out == "Worklog · Mon 23 Nov · 小李\n\nNothing was noted for these days.\n"


def test_targets_stand_below_with_what_is_reached(worked: Terminal) -> None:
    for key, number in (("call_per_day", "4"), ("visit_per_week", "5"), ("visit_per_month", "2")):
        assert worked("config", f"targets.{key}", number).code == 0
    out = worked("worklog").out
    assert "- █████░░░░░ 2/4 call per day\n" in out
    assert "- ░░░░░░░░░░ 0/5 visit per week\n" in out
    assert "- █████░░░░░ 1/2 visit per month\n" in out
    assert "- █░░░░░░░░░ 2/20 call (4 per day)" in worked("worklog", "--week").out
    found = worked("worklog", "--month", "--json").json["targets"]
    assert [(t["target"], t["reached"], t["of"]) for t in found] == [
        ("call_per_day", 2, 84), ("visit_per_week", 1, 21), ("visit_per_month", 1, 2),
    ]  # fmt: skip


def test_a_step_planned_alone_stands_on_the_day_it_was_planned(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sh("plan", "3001", "下周三", "call again").code == 0
    monkeypatch.delenv("CRMTUI_TODAY")  # what is recorded has the time of the clock
    assert "- Möbel Huber GmbH: Wed 2 Dec" in sh("worklog").out


def test_customers_of_a_book_that_was_taken_in_are_not_new(bare: Terminal) -> None:
    book = bare.folder / "book.csv"
    book.write_text("客户名称,电话\n甲公司,13800138001\n乙公司,13800138002\n", encoding="utf-8")
    assert bare("import", str(book), "--yes").code == 0
    assert bare("worklog").code == 3
    assert bare("add", "丙公司").code == 0
    found = bare("worklog", "--json").json
    assert [each["name"] for each in found["new_customers"]] == ["丙公司"]


def test_the_reason_of_a_broken_promise_is_told_not_why_a_kept_one_was_put_off(
    sh: Terminal,
) -> None:
    for what in ("samples", "price list"):
        sh("promise", "3001", "周四", what)
    sh("promise", "--put-off", "1", "下周三", "--why", "no stock")
    sh("promise", "--kept", "1")
    sh("promise", "--broken", "2", "--why", "printer is down")
    text = sh("worklog").out
    assert "- Möbel Huber GmbH: kept: samples\n" in text
    assert "printer is down" in text and "no stock" not in text


def test_wrong_use_is_said(worked: Terminal) -> None:
    assert "--week or --month" in worked.fails(2, "worklog", "--week", "--month")
    assert worked.fails(2, "worklog", "someday")
    assert "text, md, json" in worked.fails(2, "worklog", "--format", "pdf")
