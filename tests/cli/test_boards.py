"""The week and the month from the shell: in pipes, as JSON, as Markdown, on a terminal."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal

TRICKY = "[VIP] *王* #急 <b>"


def _planned(sh: Terminal) -> Terminal:
    assert sh("plan", "1042", "周四 10:00", TRICKY).code == 0
    assert sh("plan", "3001", "周六", "call").code == 0
    assert sh("promise", "3001", "周五", "寄样品").code == 0
    return sh


def test_the_week_as_lines(sh: Terminal) -> None:
    rows = _planned(sh)("week").rows
    assert [(row[0], row[2], row[3], row[4], row[9]) for row in rows] == [
        ("id:1", "2026-11-23", "today", "step", "报价 30 吨"),
        ("id:1", "2026-11-23", "today", "birthday", ""),
        ("id:1", "2026-11-26", "rest", "step", TRICKY),
        ("id:4", "2026-11-27", "rest", "promise", "寄样品"),
        ("id:4", "2026-11-30", "next", "step", "call"),
    ]
    assert rows[2][5:9] == ["10:00", "A", "南宁博纳红木家具有限公司", "王建华"]
    assert rows[4][10] == "2026-11-28"


def test_the_week_as_json(sh: Terminal) -> None:
    days = _planned(sh)("week", "--json").json
    assert [day["date"][8:] for day in days] == [f"{n:02}" for n in (*range(23, 31), *range(1, 7))]
    today = days[0]
    assert (today["section"], today["lunar"], today["load"]) == ("today", "十月十五", 1)
    assert today["kept"][0]["day"] == "十月十五: 23 Nov"
    assert today["kept"][0]["turns"] == 61
    thursday = days[3]["entries"][0]
    assert thursday == {
        "kind": "step",
        "id": 2,
        "customer": {"id": 1, "name": "南宁博纳红木家具有限公司", "grade": "A"},
        "contact": "王建华",
        "due_on": "2026-11-26",
        "time": "10:00",
        "what": TRICKY,
        "step_kind": None,
        "appointment": False,
        "confirmed": False,
        "repeat": None,
        "priority": 0,
        "put_offs": 0,
        "late": False,
    }
    assert sh("week", "--format", "json").json == days


def test_the_week_as_markdown_keeps_what_names_say(sh: Terminal) -> None:
    out = _planned(sh)("week", "--format", "md").out
    assert "## Today · Mon 23 Nov · 1/25\n\n- **博纳家具** 王建华: 报价 30 吨\n" in out
    assert r"10:00 **博纳家具** 王建华: \[VIP\] \*王\* \#急 \<b\>" in out
    assert (
        "### Mon 30 Nov · 1/25\n\n- **Möbel Huber GmbH** Anna Huber: call (for Sat 28 Nov)" in out
    )
    assert "promised: 寄样品" in out


@pytest.mark.parametrize(
    ("which", "first"),
    [
        ((), "2026-11-23"),
        (("--week", "next"), "2026-11-30"),
        (("--week", "上周"), "2026-11-16"),
        (("--week", "2026-12-09"), "2026-12-07"),
        (("-w", "下周三"), "2026-11-30"),
    ],
)
def test_another_week(sh: Terminal, which: tuple[str, ...], first: str) -> None:
    days = sh("week", *which, "--json").json
    assert days[0]["date"] == first
    assert len(days) == 14


@pytest.mark.parametrize(
    "words",
    [("week", "--week", "someday"), ("week", "--format", "pdf"), ("month", "13")],
)
def test_wrong_use_is_said(sh: Terminal, words: tuple[str, ...]) -> None:
    assert sh.fails(2, *words)


def test_more_than_is_shown_is_said(sh: Terminal) -> None:
    _planned(sh)
    assert sh("plan", "3001", "今天", "one more").code == 0
    ran = sh("week", "--limit", "1")
    assert "… and 1 more" in ran.err
    assert sh("week", "--limit", "0").err == ""


def test_a_day_with_more_than_one_can_do_is_marked(sh: Terminal) -> None:
    assert sh("config", "capacity", "1").code == 0
    assert sh("plan", "3001", "今天", "one more").code == 0
    assert "2/1 more than one can do" in sh("week", "--format", "md").out


def test_the_month_as_lines_json_and_a_table(sh: Terminal) -> None:
    _planned(sh)
    rows = sh("month").rows
    assert len(rows) == 30
    assert rows[22] == ["2026-11-23", "十月十五", "", "", "1", "1", "25"]
    assert rows[29][5] == "1"
    days = sh("month", "--json").json
    assert (days[25]["load"], days[25]["off"], days[27]["off"]) == (1, False, True)
    table = sh("month", "--format", "md").out.splitlines()
    assert table[2] == "| Mon | Tue | Wed | Thu | Fri | Sat | Sun |"
    assert r"| **23** 十五 →1/25 \*1 |" in table[8]


def test_the_month_day_by_day(sh: Terminal) -> None:
    _planned(sh)
    assert sh("month", "--list").rows == [[*row[:3], "", *row[4:]] for row in sh("week").rows]
    out = sh("month", "--list", "--format", "md").out
    assert out.startswith("## Nov 2026\n\n### Mon 23 Nov · 1/25")
    assert "25 Nov" not in out
    assert sh("month", "下月", "--list").rows == []


def test_without_a_database_the_days_are_empty(bare: Terminal) -> None:
    assert bare("week").rows == []
    assert len(bare("month", "--json").json) == 30
    assert "Nothing stands on this day." in bare("week", "--format", "md").out
