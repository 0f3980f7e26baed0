"""Looking: today, find and show, as plain text and as the documented JSON."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal

CUSTOMER_KEYS = {
    "id", "uid", "number", "name", "short_name", "grade", "stage", "region", "contacts",
    "next_follow_up", "last_touch",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["博纳"], ["1042"]),
        (["王建华"], ["1042"]),
        (["8833"], ["1042"]),
        (["+8613812348833"], ["1042"]),
        (["wangjianhua"], ["1042"]),
        (["bona"], ["1042"]),
        (["红木", "8833"], ["1042"]),
        (["新包装"], ["1042"]),
        (["远大"], ["2001", "2002"]),
        (["mobel"], ["3001"]),
        (["MÖBEL", "anna"], ["3001"]),
        (["3001"], ["3001"]),
        (["--archived", "旧"], ["4001"]),
    ],
)
def test_find_finds(sh: Terminal, words: list[str], numbers: list[str]) -> None:
    ran = sh("find", *words)
    assert ran.code == 0
    assert sorted(row[1] for row in ran.rows) == numbers


def test_find_tells_of_those_put_away(sh: Terminal) -> None:
    assert "Only archived customers fit “旧客户”" in sh.fails(3, "find", "旧客户")


@pytest.mark.parametrize("words", [["博纳", "huber"], ["zzz"], ['a-b "x'], ["name:王"]])
def test_find_nobody_ends_with_3(sh: Terminal, words: list[str]) -> None:
    assert "Nobody fits" in sh.fails(3, "find", *words)


@pytest.mark.parametrize("command", ["find", "show"])
def test_what_was_typed_is_repeated_shortly(sh: Terminal, command: str) -> None:
    said = sh.fails(3, command, "zz" * 5000 + "\n王")
    assert len(said) < 300
    assert said.count("\n") == 1


def test_find_nobody_is_an_empty_list_in_json(sh: Terminal) -> None:
    ran = sh("find", "zzz", "--json")
    assert (ran.code, ran.json) == (3, [])


def test_find_prints_tab_separated_columns_in_full(sh: Terminal) -> None:
    (row,) = sh("find", "博纳").rows
    assert row == [
        "id:1", "1042", "南宁博纳红木家具有限公司", "博纳家具", "A", "active", "广西 南宁",
        "王建华", "总经理", "13812348833", "2026-10-28", "2026-11-23",
    ]  # fmt: skip


def test_a_limit_cuts_the_list_and_says_so(sh: Terminal) -> None:
    ran = sh("find", "远大", "--limit", "1")
    assert (len(ran.rows), ran.code) == (1, 0)
    assert "--limit 0 shows all" in ran.err
    assert len(sh("find", "远大", "--limit", "0").rows) == 2


def test_find_json_has_the_documented_shape(sh: Terminal) -> None:
    (found,) = sh("find", "博纳", "--json").json
    assert set(found) == CUSTOMER_KEYS
    assert found["contacts"] == [
        {
            "name": "王建华",
            "position": "总经理",
            "points": [
                {"kind": "mobile", "value": "13812348833"},
                {"kind": "wechat", "value": "wx_8833"},
            ],
        }
    ]
    assert (found["id"], found["number"], found["region"]) == (1, "1042", "广西 南宁")
    assert (found["next_follow_up"], found["last_touch"]) == ("2026-11-23", "2026-10-28")


def test_what_is_missing_is_null(sh: Terminal) -> None:
    (found,) = sh("find", "2001", "--json").json
    missing = ("short_name", "grade", "stage", "next_follow_up", "last_touch")
    assert [found[key] for key in missing] == [None] * 5
    assert found["contacts"] == []


def test_json_is_readable_utf8(sh: Terminal) -> None:
    assert "南宁" in sh("find", "博纳", "--json").out


def test_show_json_has_the_documented_shape(sh: Terminal) -> None:
    shown = sh("show", "1042", "--json").json
    extra = {"interactions", "follow_ups", "promises", "occasions", "greetings", "custom"}
    extra |= {"tags", "note", "contact_ids", "occasion_ids"}
    assert set(shown) == CUSTOMER_KEYS | extra
    assert shown["occasions"] == [
        {
            "kind": "birthday", "calendar": "lunar", "month": 10, "day": 15, "leap": False,
            "year": 1965, "on": "2026-11-23",
        }
    ]  # fmt: skip
    assert shown["custom"] == {"cargo": "红木家具"}
    assert sorted(shown["tags"]) == ["红木", "老客户"]
    assert shown["interactions"][0]["summary"] == "看了新包装，满意"
    assert shown["interactions"][0]["on"] == "2026-10-28"
    assert shown["follow_ups"][0]["due_on"] == "2026-11-23"
    assert shown["follow_ups"][0]["status"] == "open"


@pytest.mark.parametrize("words", [["1042"], ["id:1"], ["博纳家具"], ["王建华"], ["王", "8833"]])
def test_show_takes_a_number_an_id_or_words(sh: Terminal, words: list[str]) -> None:
    ran = sh("show", *words)
    assert (ran.code, ran.rows[0]) == (0, ["id", "id:1"])


def test_show_prints_one_fact_per_line(sh: Terminal) -> None:
    rows = sh("show", "1042").rows
    assert ["note", "要[bold]打木架[/bold]"] in rows
    assert ["custom.cargo", "红木家具"] in rows
    assert ["contact", "王建华", "总经理"] in rows
    assert ["mobile", "13812348833", "王建华"] in rows
    assert ["birthday", "lunar", "1965-10-15", "2026-11-23", ""] in rows
    assert ["interaction", "2026-10-28", "", "visit", "", "", "看了新包装，满意", ""] in rows


def test_several_are_listed_and_nothing_is_shown(sh: Terminal) -> None:
    heard = sh.fails(2, "show", "远大物流")
    assert "2 customers fit “远大物流”; nothing was done" in heard
    assert "id:2  2001  远大物流  北京" in heard
    assert "id:3  2002  远大物流  上海" in heard


def test_nobody_to_show_ends_with_3(sh: Terminal) -> None:
    assert "No customer fits" in sh.fails(3, "show", "nobody", "at", "all")
    assert "There is no customer id:99." in sh.fails(3, "show", "id:99")


def test_no_word_for_a_customer_is_wrong_use(sh: Terminal) -> None:
    assert "Say which customer" in sh.fails(2, "show", " ")


def test_digits_that_are_nobodys_number_change_nobody(sh: Terminal) -> None:
    assert "No customer fits" in sh.fails(3, "archive", "1")


def test_today_says_who_and_why(sh: Terminal) -> None:
    ran = sh("today")
    assert ran.code == 0
    first = ran.rows[0]
    assert first[:6] == ["id:1", "1", "!", "A", "南宁博纳红木家具有限公司", "王建华"]
    assert first[7] == "2026-11-04"  # seven days after the last touch
    assert "报价 30 吨" in first[9]


def test_today_json_has_the_documented_shape(sh: Terminal) -> None:
    first = sh("today", "--json").json[0]
    assert set(first) == {"customer", "contact", "due_on", "urgency", "reasons", "section"}
    assert first["customer"] == {
        "id": 1, "number": "1042", "name": "南宁博纳红木家具有限公司", "grade": "A",
    }  # fmt: skip
    reasons = {reason["code"]: reason for reason in first["reasons"]}
    assert set(reasons["follow_up_due"]) == {"code", "text", "points", "due_on", "ref"}
    assert reasons["follow_up_due"]["ref"] == {"type": "follow_up", "id": 1}
    assert reasons["birthday_today"]["due_on"] == "2026-11-23"
    assert first["urgency"] == pytest.approx(sum(r["points"] for r in first["reasons"]), abs=0.05)


def test_nothing_due_is_done_and_says_what_comes(sh: Terminal) -> None:
    ran = sh("today", "--limit", "0")
    for row in ran.rows:
        sh("archive", row[0])
    ran = sh("today")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing is due today" in ran.err


@pytest.mark.parametrize(
    "command",
    ["today", "find 王", "show 王", "undo", "redo", "done 1", "snooze 1 3d", "archive 王",
     "log 王 x", "plan 王 3d x", "edit 王 grade=A"],
)  # fmt: skip
def test_without_a_database_nothing_is_made(bare: Terminal, command: str) -> None:
    assert "There is no database at" in bare.fails(1, *command.split())
    assert list(bare.folder.iterdir()) == []
