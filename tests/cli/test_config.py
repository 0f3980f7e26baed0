"""Settings from the shell: seen, changed with comments kept, checked before they count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

COMMENTED = "# mine\nme = '小陈'  # that is me\n\n[rhythm]\n# core customers\nA = [7, 14]\n"


def file(bare: Terminal) -> Path:
    return bare.folder / "config.toml"


def test_all_settings_are_listed(bare: Terminal) -> None:
    rows = dict(bare("config").rows)
    assert rows["lang"] == "en"
    assert rows["rhythm.A"] == "7,14"
    assert rows["rhythm.D"] == "off"
    assert rows["db"] == str(bare.db)


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("me", "小陈", "小陈"),
        ("me", "小陈\udcff", "小陈"),
        ("lead_days", "14", "14"),
        ("rhythm.A", "5,10", "5,10"),
        ("rhythm.B", "[10, 20]", "10,20"),
        ("rhythm.C", "off", "off"),
        ("touch_kinds", "电话,visit", "call,visit"),
        ("urgency.grade_A", "4.5", "4.5"),
        ("planning_leads", "7，21", "21,7"),
        ("planning_leads", "", ""),
        ("planning_segment", "grade:A,B 红木", "grade:A,B 红木"),
        ("planning_often", "8", "8"),
        ("keys.log", "f9", "f9"),
        ("labels.A", "重点", "重点"),
        ("move_days_off", "关", "false"),
        ("targets.call_per_day", "20", "20"),
    ],
)
def test_a_setting_that_is_set_is_there_next_time(
    bare: Terminal, key: str, value: str, shown: str
) -> None:
    assert bare("config", key, value).code == 0
    assert bare("config", key).out == f"{shown}\n"
    assert bare("config", key, "--unset").code == 0
    assert key not in file(bare).read_text(encoding="utf-8").replace(".", " ").split(" = ")


def test_comments_and_other_lines_stay(bare: Terminal) -> None:
    file(bare).write_text(COMMENTED, encoding="utf-8")
    assert bare("config", "rhythm.A", "5,10").code == 0
    expected = COMMENTED.replace("[7, 14]", "[5, 10]")
    assert file(bare).read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("lead_days", "many", "must be a number"),
        ("lead_days", "700", "from 0 to 60"),
        ("rhythm.A", "14,7", "two whole numbers"),
        ("rhythm.A", "weekly", "two numbers of days"),
        ("rhythm.E", "7,14", "no setting “rhythm.E”"),
        ("touch_kinds", "telepathy", "call, visit"),
        ("theme", "pink", "dark | light"),
        ("planning_leads", "soon", "numbers of days like 14,7"),
        ("planning_leads", "14,90", "whole numbers of days from 1 to 60"),
        ("planning_segment", "colour:red", "before the colon stands grade"),
        ("planning_often", "0", "from 1 to 1000"),
        ("lang", "tlh", "en | zh_CN"),
        ("move_days_off", "perhaps", "true | false"),
        ("targets.call_per_day", "0", "whole number from 1"),
        ("targets.calls_per_day", "20", "Did you mean targets.call_per_day"),
    ],
)
def test_a_value_that_does_not_fit_changes_nothing(
    bare: Terminal, monkeypatch: pytest.MonkeyPatch, key: str, value: str, said: str
) -> None:
    monkeypatch.delenv("CRMTUI_LANG")
    file(bare).write_text(COMMENTED, encoding="utf-8")
    assert said in bare.fails(2, "config", key, value)
    assert file(bare).read_text(encoding="utf-8") == COMMENTED
    assert [path.name for path in bare.folder.iterdir() if path.is_file()] == ["config.toml"]


def test_a_mistake_in_the_file_can_be_mended_from_the_shell(bare: Terminal) -> None:
    file(bare).write_text("lead_days = 'many'\n", encoding="utf-8")
    assert bare("config", "lead_days").code == 2
    assert bare("config", "lead_days", "9").code == 0
    assert bare("config", "lead_days").out == "9\n"


def test_a_file_that_is_no_toml_is_left_alone(bare: Terminal) -> None:
    file(bare).write_text("lead_days = = 3\n", encoding="utf-8")
    assert "cannot be written" in bare.fails(1, "config", "lead_days", "9")
    assert file(bare).read_text(encoding="utf-8") == "lead_days = = 3\n"


def test_the_environment_is_named_where_it_wins(bare: Terminal) -> None:
    assert "CRMTUI_LANG is set in the environment" in bare("config", "lang", "zh_CN").err


def test_a_language_that_is_overruled_today_must_be_one_all_the_same(bare: Terminal) -> None:
    assert "en | zh_CN" in bare.fails(2, "config", "lang", "xx")
    assert not file(bare).exists()


def test_a_value_that_does_not_fit_is_told_in_the_language_asked_for(sh: Terminal) -> None:
    assert "应为" in sh.fails(2, "--lang", "zh_CN", "config", "capacity", "viel")
