"""Today in sections, in one line, and why part by part."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Terminal


def sections(sh: Terminal, *options: str) -> dict[str, list[str]]:
    """The customers' names by section."""
    found: dict[str, list[str]] = {}
    for line in sh("today", "--json", *options).json:
        found.setdefault(line["section"], []).append(line["customer"]["name"])
    return found


def codes(sh: Terminal, who: str = "1042") -> list[str]:
    return [part["code"] for part in sh("why", who, "--json").json["reasons"]]


def test_every_line_says_its_section(sh: Terminal) -> None:
    found = sections(sh)
    assert found["now"] == ["南宁博纳红木家具有限公司"]
    assert found["no_next_step"] == ["Möbel Huber GmbH", "远大物流", "远大物流"]
    assert "旧客户" not in str(found)
    names = [name for lines in found.values() for name in lines if name != "远大物流"]
    assert len(names) == len(set(names))


def test_what_is_beyond_the_days_capacity_waits(sh: Terminal) -> None:
    for customer in ("id:2", "id:3", "3001"):
        sh("plan", customer, "今天", "电话")
    sh("config", "capacity", "3")
    assert {name: len(lines) for name, lines in sections(sh).items()} == {"now": 3, "waiting": 1}
    assert [row[-1] for row in sh("today").rows] == ["now", "now", "now", "waiting"]
    sh("done", "2")
    assert {name: len(lines) for name, lines in sections(sh).items()}["now"] == 2


def test_a_section_alone(sh: Terminal) -> None:
    assert list(sections(sh, "--section", "no_next_step")) == ["no_next_step"]
    rows = sh("today", "--section", "no_next_step").rows
    assert [row[4] for row in rows] == ["Möbel Huber GmbH", "远大物流", "远大物流"]
    assert rows[0][-2:] == ["Nothing is planned or promised", "no_next_step"]
    assert "There is no section" in sh.fails(2, "today", "--section", "later")


def test_a_section_shows_its_own_lines_up_to_the_limit_and_says_how_many_more(
    sh: Terminal,
) -> None:
    for customer in ("id:2", "id:3", "3001"):
        sh("plan", customer, "今天", "电话")
    sh("config", "capacity", "1")
    waiting = sh("today", "--section", "waiting", "--limit", "2")
    assert [row[-1] for row in waiting.rows] == ["waiting", "waiting"]
    assert "and 1 more" in waiting.err
    now = sh("today", "--section", "now", "--limit", "2")
    assert [row[-1] for row in now.rows] == ["now"]
    assert "more" not in now.err


def test_cards_without_a_phone_or_not_checked_for_a_year(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sh("plan", "3001", "9d", "电话")  # else it stands where nothing is planned
    assert sections(sh)["stale"] == ["Möbel Huber GmbH"]
    monkeypatch.setenv("CRMTUI_TODAY", "2027-11-25")
    sh("done", "2")
    sh("log", "3001", "来电", "--at", "2027-11-20")
    sh("plan", "3001", "9d", "电话")
    found = sections(sh)
    assert found["stale"] == ["Möbel Huber GmbH"]


def test_neglected_small_customers_are_taken_out_of_those_that_wait(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sh("config", "capacity", "1")
    sh("config", "neglected", "1")
    monkeypatch.setenv("CRMTUI_TODAY", "2027-03-01")
    found = sections(sh)
    assert len(found["now"]) == len(found["neglected"]) == 1
    assert len(found["waiting"]) == 2


def crowd(sh: Terminal) -> None:
    """Three more with a step today, and room for two customers."""
    for customer in ("id:2", "id:3", "3001"):
        sh("plan", customer, "今天", "电话")
    sh("config", "capacity", "2")
    sh("config", "neglected", "1")


def test_the_section_of_a_customer_does_not_depend_on_the_limit(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sh("config", "capacity", "2")
    sh("config", "neglected", "1")
    monkeypatch.setenv("CRMTUI_TODAY", "2027-03-01")
    everybody = {
        line["customer"]["id"]: line["section"] for line in sh("today", "--json", "-n", "0").json
    }
    for limit in ("1", "2", "3", "4"):
        for line in sh("today", "--json", "-n", limit).json:
            assert line["section"] == everybody[line["customer"]["id"]], (limit, line)


def test_what_waits_is_shown_though_the_neglected_stand_before_it(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    sh("config", "capacity", "1")
    sh("config", "neglected", "1")
    monkeypatch.setenv("CRMTUI_TODAY", "2027-03-01")
    ran = sh("today", "--section", "waiting", "--limit", "1")
    assert [row[-1] for row in ran.rows] == ["waiting"]
    assert "and 1 more" in ran.err


def test_brief_says_how_many_there_is_room_for_and_how_many_wait(sh: Terminal) -> None:
    crowd(sh)
    assert sh("today", "--brief").out == "2 today, 2 waiting: 1 birthday\n"
    sh("done", "2")
    assert sh("today", "--brief").out == "1 today, 2 waiting: 1 birthday\n"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ([], "1 today: 1 birthday\n"),
        ([("promise", "1042", "明天", "x")], "1 today: 1 step overdue\n"),
        ([("promise", "1042", "今天", "x")], "1 today: 1 promise overdue, 1 step overdue\n"),
    ],
)
def test_brief_is_one_line(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch, made: Any, said: str
) -> None:
    for words in made:
        sh(*words)
    if made:
        monkeypatch.setenv("CRMTUI_TODAY", "2026-11-24")
        said = said.replace("step overdue", "step overdue")
    ran = sh("today", "--brief")
    assert (ran.code, ran.out) == (0, said)


def test_brief_ends_with_3_where_nothing_is_due(sh: Terminal) -> None:
    sh("archive", "1042")
    assert sh("today", "--brief").code == 3


def test_why_adds_up(sh: Terminal) -> None:
    shown = sh("why", "1042", "--json").json
    assert round(sum(part["points"] for part in shown["reasons"]), 2) == shown["urgency"]
    rows = sh("why", "1042").rows
    assert rows[-1][:2] == [f"{shown['urgency']:.2f}", "urgency"]
    assert "Nothing is due today with" in sh.fails(3, "why", "3001")


def test_why_says_what_every_weight_adds(sh: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    sh("config", "urgency.promise", "7.5")
    sh("promise", "1042", "今天", "寄样品")
    sh("promise", "--put-off", "1", "明天", "--why", "样品没到")
    monkeypatch.setenv("CRMTUI_TODAY", "2026-11-26")
    *parts, total = sh("why", "1042").rows
    assert round(sum(float(row[0]) for row in parts), 2) == float(total[0])
    found = {row[3]: (row[0], row[1]) for row in parts}
    assert found["promise 7.5"] == ("7.50", "promise_overdue")
    assert found["promise_day 0.6 × 2"] == ("1.20", "promise_overdue")
    assert found["follow_up_day 0.5 × 3"] == ("1.50", "follow_up_overdue")
    assert found["snooze 0.3"] == ("0.30", "snoozed")
    assert found["grade_A 3"] == ("3.00", "grade")
    assert not any("priority" in weight for weight in found)  # none of the steps has one


def test_an_appointment_is_confirmed_the_working_day_before(sh: Terminal) -> None:
    sh("plan", "3001", "明天 14:00", "看样", "--kind", "visit")
    assert codes(sh, "3001") == ["confirm", "grade"]
    assert "Confirmed: 看样" in sh("done", "2", "--confirm").err
    assert sh("why", "3001").code == 3
    sh("undo")
    assert codes(sh, "3001") == ["confirm", "grade"]


def test_a_customer_is_hidden_until_a_day_but_not_what_was_agreed(sh: Terminal) -> None:
    assert codes(sh) == ["follow_up_due", "rhythm_limit", "birthday_today", "grade"]
    ran = sh("snooze", "博纳", "--hide-until", "2026-12-31")
    assert "is hidden until 2026-12-31" in ran.err
    assert codes(sh) == ["follow_up_due", "grade"]
    sh("promise", "博纳", "今天", "寄样品")
    assert codes(sh) == ["promise_due", "follow_up_due", "grade"]
    sh("snooze", "博纳", "--hide-until", "off")
    assert "birthday_today" in codes(sh)


def test_a_no_show_puts_the_customer_back(sh: Terminal) -> None:
    sh("log", "3001", "没来", "--kind", "visit", "--outcome", "爽约", "--at", "昨天")
    assert codes(sh, "3001") == ["no_show", "grade"]
    sh("plan", "3001", "3d", "再约")
    assert sh("why", "3001").code == 3
