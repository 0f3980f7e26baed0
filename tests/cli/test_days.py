"""The commands about days: occasions, lunar, holidays, calendar."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal


def test_occasions_are_listed_soonest_first_with_both_dates(sh: Terminal) -> None:
    (found,) = sh("occasions", "--json").json
    assert found == {
        "id": 1,
        "kind": "birthday",
        "calendar": "lunar",
        "on": "2026-11-23",
        "lunar": "十月十五",
        "rule": None,
        "rule_code": None,
        "days": 0,
        "turns": 61,
        "label": None,
        "customer": {"id": 1, "name": "南宁博纳红木家具有限公司", "grade": "A"},
        "contact": None,
    }
    (row,) = sh("occasions").rows
    assert (row[2], row[4], row[8]) == ("2026-11-23", "0", "十月十五: 23 Nov")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--grade", "A"), 0),
        (("--grade", "B"), 3),
        (("--kind", "birthday"), 0),
        (("--kind", "wedding"), 3),
        (("--kind", "party"), 2),
        (("--grade", "X"), 2),
        (("--days", "0", "--limit", "1"), 0),
    ],
)
def test_occasions_can_be_narrowed(sh: Terminal, words: tuple[str, ...], code: int) -> None:
    assert sh("occasions", *words).code == code


def test_names_that_json_must_quote_come_through_whole(sh: Terminal) -> None:
    name = 'Groß "Möbel" \\ 南宁'
    assert sh("add", name, "birthday=11-25", 'contact=O"Neill').code == 0
    found = sh("occasions", "--json").json
    assert [each["customer"]["name"] for each in found][1:] == [name]
    assert found[1]["contact"] == 'O"Neill'
    assert found[1]["customer"]["grade"] is None and found[1]["turns"] is None


def test_no_occasion_is_an_empty_list_and_a_sentence(sh: Terminal) -> None:
    ran = sh("occasions", "--kind", "wedding", "--json")
    assert (ran.code, ran.json) == (3, [])
    assert "No day within 30 days" in ran.err


def test_a_day_is_converted_both_ways(bare: Terminal) -> None:
    assert bare("lunar", "2025-08-08", "--json").json == {
        "solar": "2025-08-08",
        "lunar": {"year": 2025, "month": 6, "day": 15, "leap": True, "text": "闰六月十五"},
    }
    assert bare("lunar", "农历八月十五").rows == [["2027-09-15", "2027", "八月十五"]]
    assert bare("lunar").rows == [["2026-11-23", "2026", "十月十五"]]


def test_a_rule_that_was_applied_is_told(bare: Terminal) -> None:
    ran = bare("lunar", "闰六月十五")
    assert ran.rows == [["2027-07-18", "2027", "六月十五"]]
    assert "no 闰六月 in 2027" in ran.err


def test_days_out_of_range_are_refused_never_wrong(bare: Terminal) -> None:
    for text in ("1900-01-01", "2101-06-01", "农历2101年正月初一"):
        assert "1901 to 2100" in bare.fails(2, "lunar", text)


def test_holidays_are_days_off_and_make_up_days(bare: Terminal) -> None:
    days = {day["date"]: day for day in bare("holidays", "2026", "--json").json}
    assert days["2026-02-14"] == {
        "date": "2026-02-14",
        "name": "Chinese New Year",
        "off": False,
        "workday": True,
    }
    assert days["2026-10-07"]["off"]
    assert "2026-10-08" not in days


def test_a_year_that_is_not_announced_says_so(bare: Terminal) -> None:
    ran = bare("holidays", "2061", "--json")
    assert ran.json == []
    assert "2061 are not announced yet" in ran.err


def test_another_countrys_holidays_and_a_country_there_is_not(bare: Terminal) -> None:
    assert any(row[0] == "2026-12-25" for row in bare("holidays", "2026", "--country", "de").rows)
    assert "“XX”" in bare.fails(2, "holidays", "--country", "XX")
    assert bare("holidays", "soon").code == 2


def test_days_of_ones_own_count_everywhere(sh: Terminal) -> None:
    file = sh.folder / "holidays.toml"
    file.write_text('[[day]]\ndate = 2026-11-24\nname = "厂庆"\n', encoding="utf-8")
    assert ["2026-11-24", "厂庆", "off"] in sh("holidays").rows
    sh("plan", "1042", "1个工作日后", "回访")
    steps = sh("show", "1042", "--json").json["follow_ups"]
    assert "2026-11-25" in [step["due_on"] for step in steps]


def test_working_days_skip_holidays_and_keep_make_up_days(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRMTUI_TODAY", "2026-09-30")
    sh("plan", "1042", "3个工作日后", "回访")
    steps = sh("show", "1042", "--json").json["follow_ups"]
    assert "2026-10-10" in [step["due_on"] for step in steps]


def test_a_mistake_in_ones_own_days_is_told_with_its_line(sh: Terminal) -> None:
    file = sh.folder / "holidays.toml"
    file.write_text("[[day]]\ndate = 5\n", encoding="utf-8")
    for command in (("holidays",), ("today",)):
        assert "holidays.toml:2 [date]" in sh.fails(2, *command)


def test_editing_without_a_terminal_names_the_file_and_makes_it(bare: Terminal) -> None:
    ran = bare("holidays", "--edit")
    assert ran.out.strip() == str(bare.folder / "holidays.toml")
    assert "[[day]]" in (bare.folder / "holidays.toml").read_text(encoding="utf-8")
    assert bare("holidays").code == 0


def test_a_month_shows_lunar_days_holidays_and_what_stands(sh: Terminal) -> None:
    days = {day["date"]: day for day in sh("calendar", "--json").json}
    assert len(days) == 30
    assert days["2026-11-23"]["occasions"] == 1
    assert days["2026-11-23"]["follow_ups"] == 1
    assert days["2026-11-22"]["term"] == "小雪"
    october = {day["date"]: day for day in sh("calendar", "2026-10", "--json").json}
    assert october["2026-10-01"]["festivals"] == ["National Day"]
    assert october["2026-10-10"]["workday"]
    assert not october["2026-10-10"]["off"]


@pytest.mark.parametrize(
    ("month", "first"),
    [
        ("2027-02", "2027-02-01"),
        ("12", "2026-12-01"),
        ("下月", "2026-12-01"),
        ("3月", "2026-03-01"),
    ],
)
def test_a_month_is_understood(bare: Terminal, month: str, first: str) -> None:
    assert bare("calendar", month).rows[0][0] == first


def test_what_is_no_month_is_refused(bare: Terminal) -> None:
    for text in ("13", "soon", "1800-01"):
        assert bare("calendar", text).code == 2
