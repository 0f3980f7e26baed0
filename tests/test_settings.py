"""The settings file: what does not fit is said with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui import present
from crmtui.domain import labels
from crmtui.domain.codes import code_of
from crmtui.domain.errors import CrmError
from crmtui.settings import BadSettings, load
from crmtui.settings.lines import line_of
from crmtui.tui.bindings import keymap

# What the file says on its third line, and the key it is about.
WRONG = [
    ("me = 3", "me"),
    ('me = "a\\nb"', "me"),
    ("me_address = []", "me_address"),
    ("db = 3", "db"),
    ('db = "a\\u0000b"', "db"),
    ('lang = "tlh"', "lang"),
    ('theme = "pink"', "theme"),
    ('lead_days = "7"', "lead_days"),
    ("lead_days = 61", "lead_days"),
    ("lead_days = true", "lead_days"),
    ('country = "China"', "country"),
    ("planning_leads = 14", "planning_leads"),
    ("planning_leads = [true]", "planning_leads"),
    ('planning_segment = "colour:red"', "planning_segment"),
    ("planning_often = 0", "planning_often"),
    ("move_days_off = 1", "move_days_off"),
    ("capacity = 0", "capacity"),
    ("capacity = 2.5", "capacity"),
    ("neglected = -1", "neglected"),
    ("backup = 7", "backup"),
    ("backup.folder = 7", "backup.folder"),
    ("backup.every = -1", "backup.every"),
    ('backup.daily = "7"', "backup.daily"),
    ("backup.encrypt = 1", "backup.encrypt"),
    ("backup.warn = 7", "backup.warn"),
    ('touch_kinds = "call"', "touch_kinds"),
    ('touch_kinds = [["call"]]', "touch_kinds"),
    ("rhythm = 7", "rhythm"),
    ("rhythm = { A = [14, 7] }", "rhythm.A"),
    ("rhythm.A = [7]", "rhythm.A"),
    ("rhythm.A = [true, 14]", "rhythm.A"),
    ("rhythm.A = true", "rhythm.A"),
    ("rhythm.E = [7, 14]", "rhythm.E"),
    ("labels = 3", "labels"),
    ("labels.A = 3", "labels.A"),
    ('labels.A = " "', "labels.A"),
    ('labels.A = "c"', "labels.A"),
    ('labels.A = "a word of more than twenty letters"', "labels.A"),
    ('labels = { A = "VIP", B = "vip" }', "labels.A"),
    ('labels.E = "VIP"', "labels.E"),
    ("lead.A = 99", "lead.A"),
    ("lead.Z = 9", "lead.Z"),
    ('urgency.promise = "much"', "urgency.promise"),
    ("urgency.promise = nan", "urgency.promise"),
    ("urgency.promise = inf", "urgency.promise"),
    ("urgency.promises = 9", "urgency.promises"),
    ("keys.log = 3", "keys.log"),
    ("targets = 20", "targets"),
    ("targets.call_per_day = 0", "targets.call_per_day"),
    ('targets.call_per_day = "20"', "targets.call_per_day"),
    ("targets.calls_per_day = 20", "targets.calls_per_day"),
    ("colour = 3", "colour"),
    ("[colours]", "colours"),
]


def _load(path: Path, text: str) -> object:
    path.write_text(text, encoding="utf-8")
    return load(env={"CRMTUI_CONFIG": str(path), "HOME": str(path.parent)})


@pytest.mark.parametrize(("line", "key"), WRONG, ids=[line for line, _key in WRONG])
def test_what_does_not_fit_is_named_with_file_line_and_key(
    tmp_path: Path, line: str, key: str
) -> None:
    path = tmp_path / "config.toml"
    with pytest.raises(BadSettings) as said:
        _load(path, f"# A = 3\n\n{line}\n")
    assert f"{path}:3 [{key}] says" in str(said.value)


@pytest.mark.parametrize(
    "text",
    ["lead_days = = 3", "a = [", "a = 1\na = 2", f"capacity = {'9' * 5000}", "x = " + "[" * 5000],
    ids=["two signs", "not closed", "twice", "too many digits", "too deep"],
)
def test_what_is_no_toml_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSettings, match="valid TOML"):
        _load(tmp_path / "config.toml", text)


def test_grades_are_called_as_the_user_says(tmp_path: Path) -> None:
    _load(tmp_path / "config.toml", '[labels]\nA = "VIP"\n')
    try:
        assert present.grade_words("A") == "A VIP"
        assert present.grade_words("B") == "B growth"
        assert present.code_of("grade", "vip") == "A" == code_of("grade", "VIP")
    finally:
        labels.install({})
    assert present.code_of("grade", "vip") is None


def test_the_name_that_was_probably_meant_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="must be call_per_day"):
        _load(tmp_path / "config.toml", "[targets]\ncalls_per_day = 20\n")


FILE = """# A = 1
[lead]
A = 3

[ rhythm ]  # in days
B = [7, 14]
"A" = [7,
  14]
D.x = 1
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [("lead.A", 3), ("rhythm.B", 6), ("rhythm.A", 7), ("rhythm", 5), ("rhythm.D.x", 9),
     ("lead.Q", 2), ("none", None)],
)  # fmt: skip
def test_a_key_is_found_in_its_own_table(key: str, line: int | None) -> None:
    assert line_of(FILE, key) == line


@pytest.mark.parametrize(
    ("line", "said"),
    [('lug = "v"', "no command"), ('log = "d"', "two things at once: log, done")],
)
def test_keys_of_the_users_own_are_checked_with_file_and_line(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"[keys]\n{line}\n", encoding="utf-8")
    settings = load(env={"CRMTUI_CONFIG": str(path), "HOME": str(tmp_path)})
    with pytest.raises(CrmError) as error:
        keymap(settings.keys, settings.config_path)
    assert f"{path}:2 [keys." in str(error.value)
    assert said in str(error.value)
