"""The doctor: every check can find what it is for, says what to do, and mends what is safe."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

Harm = Callable[[sqlite3.Connection, Path], None]


def states(sh: Terminal) -> dict[str, str]:
    return {row["check"]: row["state"] for row in sh("doctor", "--json").json}


def harm(sh: Terminal, sql: str) -> None:
    connection = sqlite3.connect(sh.db)
    connection.executescript(sql)
    connection.close()


def test_a_sound_database_is_well(sh: Terminal) -> None:
    ran = sh("doctor", "--fix")
    assert ran.code == 0
    assert {row[0] for row in sh("doctor").rows} <= {"ok", "warning"}
    well = states(sh)
    assert all(well[check] == "ok" for check in ("integrity", "search", "search_index", "journal"))


@pytest.mark.parametrize(
    ("check", "sql"),
    [
        ("search", "UPDATE customer SET sort_key = 'x' WHERE id = 1"),
        ("search", "UPDATE customer SET next_due_on = '2020-01-01' WHERE id = 1"),
        ("search", "UPDATE search SET names = 'somebody else' WHERE rowid = 2"),
        ("search", "INSERT INTO search (rowid, names) VALUES (999, 'ghost')"),
        ("search_index", "UPDATE search_content SET c0 = 'other words' WHERE id = 2"),
        ("owners", "UPDATE contact_point SET customer_id = 2 WHERE customer_id = 1"),
        (
            "integrity",
            "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE INDEX "
            "ix_contact_name ON contact (position, customer_id, archived_at)' "
            "WHERE name = 'ix_contact_name'; PRAGMA writable_schema = RESET",
        ),
    ],
)
def test_what_is_off_is_found_and_mended(sh: Terminal, check: str, sql: str) -> None:
    harm(sh, sql)
    assert states(sh)[check] in ("warning", "broken")
    advice = {row[1]: row[3] for row in sh("doctor").rows}[check]
    assert "crmtui doctor --fix" in advice
    sh("doctor", "--fix")
    assert states(sh)[check] == "ok"


@pytest.mark.parametrize(
    ("check", "sql"),
    [
        (
            "references",
            "PRAGMA foreign_keys = OFF; UPDATE interaction SET customer_id = 777 WHERE id = 1",
        ),
        ("journal", "INSERT INTO tag (name) VALUES ('from elsewhere')"),
        ("clock", "UPDATE operation SET at = '2199-01-01T00:00:00.000+00:00' WHERE id = 1"),
        ("owners", "UPDATE follow_up SET contact_id = 2 WHERE customer_id = 1"),
    ],
)
def test_what_only_a_person_can_set_right_comes_with_advice(
    sh: Terminal, check: str, sql: str
) -> None:
    harm(sh, sql)
    found = {row["check"]: row for row in sh("doctor", "--json").json}[check]
    assert found["state"] in ("warning", "broken")
    assert found["advice"]


def test_a_clock_that_went_back_is_counted(sh: Terminal) -> None:
    sh("add", "Earlier")
    harm(sh, "UPDATE operation SET at = '2001-01-01T00:00:00.000+00:00' "
             "WHERE id = (SELECT max(id) FROM operation)")  # fmt: skip
    sh("add", "Later")
    found = {row["check"]: row for row in sh("doctor", "--json").json}["clock"]
    assert (found["state"], found["found"]) == ("warning", "went backwards 1 time")


def test_broken_means_exit_code_one(sh: Terminal) -> None:
    harm(sh, "UPDATE customer SET sort_key = 'x' WHERE id = 1")
    assert sh("doctor").code == 1
    assert sh("doctor", "--fix").code == 0


def test_a_text_file_in_place_of_the_database_is_named(bare: Terminal) -> None:
    bare.db.write_text("no database at all, but words and more words\n" * 50)
    ran = bare("doctor")
    assert ran.code == 1
    assert [row[0] for row in ran.rows if row[1] == "database"] == ["broken"]


def test_a_mistake_in_the_settings_is_one_finding_among_others(bare: Terminal) -> None:
    (bare.folder / "config.toml").write_text("capacity = 'many'\n")
    found = {row[1]: row for row in bare("doctor").rows}
    assert found["settings"][0] == "broken"
    assert "config.toml:1" in found["settings"][3]
    assert found["program"][0] == "ok"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_files_others_may_read_are_closed_to_them(sh: Terminal) -> None:
    sh.db.chmod(0o644)
    assert states(sh)["permissions"] == "warning"
    sh("doctor", "--fix")
    assert sh.db.stat().st_mode & 0o777 == 0o600
    assert states(sh)["permissions"] == "ok"


def test_the_report_names_nobody_and_no_folder(sh: Terminal) -> None:
    (sh.folder / "config.toml").write_text("me = '小陈'\n", encoding="utf-8")
    harm(sh, "UPDATE customer SET sort_key = 'x' WHERE id = 1")
    text = sh("doctor", "--report").out
    assert "broken  search" in text
    assert "customer 5" in text
    for word in ("博纳", "王建华", "8833", "小陈", str(sh.folder), os.environ.get("USER", "\0")):
        assert word not in text


def test_a_pinned_day_is_a_warning(sh: Terminal) -> None:
    assert states(sh)["settings"] == "warning"


def test_a_folder_for_backups_that_is_away_is_a_warning(sh: Terminal, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    sh("config", "backup.folder", str(stick))
    assert "backup_folder" not in states(sh)
    stick.rmdir()
    assert states(sh)["backup_folder"] == "warning"
    assert "stick" not in sh("doctor", "--report").out
