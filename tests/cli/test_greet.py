"""The greeting round in the shell: who is greeted, with what words, once."""

from __future__ import annotations

import csv
import json

import pytest

from tests.cli.conftest import Terminal


def test_each_contact_gets_a_message_in_words_that_fit(sh: Terminal) -> None:
    rows = sh("greet", "中秋").rows
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("id:4", "2027-09-15", "Anna Huber"),
        ("id:1", "2027-09-15", "王建华"),
        ("id:2", "2027-09-15", ""),
        ("id:3", "2027-09-15", ""),
    ]
    assert rows[0][5].startswith("Dear Anna Huber, happy Mid-Autumn Festival!")
    assert rows[1][5].startswith("王总，中秋快乐！感谢您和博纳家具")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--grade", "A"), ["王建华"]),
        (("--grade", "A,B"), ["Anna Huber", "王建华"]),
        (("tag:红木",), ["王建华"]),
        (("wien",), ["Anna Huber"]),
        (("区域:x",), None),
    ],
)
def test_the_segment_is_words_and_filters(
    sh: Terminal, words: tuple[str, ...], names: list[str] | None
) -> None:
    ran = sh("greet", "春节", *words)
    if names is None:
        assert ran.code == 2
    else:
        assert [row[3] for row in ran.rows] == names


def test_birthdays_are_those_of_the_next_days_with_the_age(sh: Terminal) -> None:
    (found,) = sh("greet", "birthdays", "--days", "0", "--json").json
    assert (found["day"], found["years"], found["customer"]["id"]) == ("2026-11-23", 61, 1)
    assert found["missing"] == []
    assert sh("greet", "birthdays", "--grade", "B").code == 3


def test_whoever_was_greeted_is_left_out_until_it_is_undone(sh: Terminal) -> None:
    ran = sh("greet", "birthdays", "--sent", "--yes", "--channel", "wechat")
    assert ran.code == 0
    assert "1 marked as sent" in ran.err
    history = sh("show", "1042", "--json").json["interactions"]
    assert (history[0]["kind"], history[0]["on"]) == ("greeting", "2026-11-23")
    assert "Lunar birthday" not in sh("today").out
    assert sh("greet", "birthdays").code == 3
    assert sh("undo").code == 0
    assert sh("greet", "birthdays").code == 0
    assert "Lunar birthday" in sh("today").out


def test_a_greeting_is_no_touch_but_a_gift_is(sh: Terminal) -> None:
    before = sh("show", "1042", "--json").json["last_touch"]
    sh("greet", "birthdays", "--sent", "--yes")
    assert sh("show", "1042", "--json").json["last_touch"] == before
    sh("undo")
    sh("greet", "birthdays", "--sent", "--yes", "--gift", "月饼", "--value", "128.5")
    card = sh("show", "1042", "--json").json
    assert card["last_touch"] == "2026-11-23"
    assert card["interactions"][0]["summary"].startswith("月饼 ¥128.50: ")
    (given,) = card["greetings"]
    assert (given["gift"], given["gift_value"], given["currency"]) == ("月饼", 12850, "CNY")
    assert (given["kind"], given["day"]) == ("birthday", "2026-11-23")


def test_what_is_missing_is_pointed_out_and_not_sent(sh: Terminal) -> None:
    ran = sh("greet", "中秋", "--text", "{姓名}，中秋快乐", "--sent", "--yes")
    assert ran.code == 4
    assert "2 marked as sent" in ran.err
    assert "2 are not ready and were left out" in ran.err
    left = sh("greet", "中秋", "--json").json
    assert [each["customer"]["id"] for each in left] == [2, 3]


def test_an_unknown_place_is_refused(sh: Terminal) -> None:
    assert "{nmae}" in sh.fails(2, "greet", "中秋", "--text", "Dear {nmae}")


def test_messages_are_written_out_for_mail_merge(sh: Terminal) -> None:
    file = sh.folder / "中秋.csv"
    assert sh("greet", "中秋", "--export", str(file)).code == 0
    with file.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["contact"] for row in rows] == ["Anna Huber", "王建华", "", ""]
    assert rows[1]["mobile"] == "13812348833"
    assert str(file) in sh("greet", "中秋", "--export", str(file)).err
    book = sh.folder / "中秋.xlsx"
    assert sh("greet", "中秋", "--export", str(book)).code == 0
    assert book.read_bytes()[:2] == b"PK"
    shapes = sh.folder / "中秋.json"
    sh("greet", "中秋", "--export", str(shapes))
    assert len(json.loads(shapes.read_text(encoding="utf-8"))) == 4
    assert sh("greet", "中秋", "--export", str(sh.folder / "x.doc")).code == 2


def test_ones_own_words_are_kept_and_used(sh: Terminal) -> None:
    shipped = len(sh("templates", "中秋").rows)
    (own,) = sh("templates", "中秋", "--set", "{称呼}，中秋安康！", "--for", "company").rows
    assert len(sh("templates", "中秋").rows) == shipped + 1
    assert sh("greet", "中秋", "博纳").rows[0][5] == "王总，中秋安康！"
    sh("templates", "--remove", own[0])
    assert "中秋快乐" in sh("greet", "中秋", "博纳").rows[0][5]


def test_nothing_is_marked_where_nobody_can_be_asked(sh: Terminal) -> None:
    assert "--yes" in sh("greet", "中秋", "--sent").err
    assert sh("greet", "中秋", "--sent").code == 2
    assert len(sh("greet", "中秋").rows) == 4


def test_first_takes_one_contact_a_customer(sh: Terminal) -> None:
    everybody = len(sh("greet", "元旦").rows)
    assert len(sh("greet", "元旦", "--first").rows) == everybody
    assert sh("greet", "元旦", "--channel", "pigeon").code == 2
    assert sh("greet", "元旦", "--value", "x").code == 2
