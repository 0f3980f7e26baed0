"""Backups from the shell: made, listed, tried, put back; before an import, once a day."""

from __future__ import annotations

import os
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from tests.backups.book import flip
from tests.cli.conftest import Ran, Terminal

SHEET = "客户编号,客户名称,手机\n7001,杭州西湖茶叶,13700001111\n"


def _made(sh: Terminal, *words: str) -> Path:
    ran = sh("backup", *words)
    assert ran.code == 0, ran
    return Path(ran.out.strip())


def _count(sh: Terminal) -> int:
    with closing(sqlite3.connect(sh.db)) as conn:
        return int(conn.execute("SELECT count(*) FROM customer").fetchone()[0])


def test_a_backup_says_where_it_is_and_how_much_it_holds(sh: Terminal) -> None:
    ran = sh("backup")
    path = Path(ran.out.strip())
    assert path.parent == sh.db.parent / "backups" and zipfile.is_zipfile(path)
    assert "Backed up and tried" in ran.err


def test_a_backup_as_json(sh: Terminal) -> None:
    told = sh("backup", str(sh.folder / "年底.zip"), "--json").json
    assert (told["why"], told["health"], told["counts"]["customer"]) == ("manual", "good", 5)
    assert Path(told["path"]).name == "年底.zip"


def test_a_taken_name_and_a_missing_folder_are_refused(sh: Terminal) -> None:
    (sh.folder / "a.zip").write_text("taken")
    assert "never overwrites" in sh.fails(2, "backup", str(sh.folder / "a.zip"))
    assert "no such file" in sh.fails(1, "backup", str(sh.folder / "stick" / "a.zip"))


def test_without_a_database_nothing_is_backed_up(bare: Terminal) -> None:
    assert "nothing to back up" in bare.fails(3, "backup")


def test_the_list_names_each_with_its_health(sh: Terminal) -> None:
    assert "no backup" in sh("backups").err
    first, second = _made(sh), _made(sh, str(sh.folder / "2.zip"))
    flip(first, 3000)
    assert sh("verify", str(first)).code == 1
    rows = {row[6]: row for row in sh("backups").rows}
    assert rows[str(first)][4] == "damaged" and rows[str(first)][5]
    assert rows[str(second)][2:5] == ["manual", "", "good"]
    assert [each["health"] for each in sh("backups", "--json").json].count("good") == 1


def test_trying_ends_with_1_and_the_reason_where_it_is_not_good(sh: Terminal) -> None:
    path = _made(sh)
    assert sh("verify", str(path)).code == 0
    assert sh("verify", "--thorough", str(path), "--json").json["health"] == "good"
    letter = sh.folder / "letter.txt"
    letter.write_text("Dear Sir")
    assert "neither a backup" in sh.fails(1, "verify", str(letter))
    assert "no such file" in sh.fails(1, "verify", str(sh.folder / "none.zip"))
    os.truncate(path, path.stat().st_size // 2)
    ran = sh("verify", str(path), "--json")
    assert (ran.code, ran.json["health"]) == (1, "damaged")
    assert ran.json["reason"] in ran.err


def test_a_restore_shows_what_changes_and_writes_nothing_in_a_dry_run(sh: Terminal) -> None:
    path = _made(sh)
    sh("add", "新来的")
    ran = sh("restore", str(path), "--dry-run")
    assert (ran.code, _count(sh)) == (0, 6)
    assert "customer: 6 → 5" in ran.err
    assert sh("restore", str(path), "--dry-run", "--json").json["then"]["counts"]["customer"] == 5


def test_a_restore_and_the_way_back(sh: Terminal) -> None:
    path = _made(sh)
    sh("add", "新来的")
    ran = sh("restore", str(path), "--yes")
    assert (ran.code, _count(sh)) == (0, 5)
    assert "crmtui restore --back" in ran.err
    assert sh("restore", "--back", "--yes").code == 0
    assert _count(sh) == 6
    assert "Put back a backup" in sh("undo", "--list").out


def test_a_restore_wants_to_know_what_and_a_yes(sh: Terminal) -> None:
    path = _made(sh)
    assert "Say which backup" in sh.fails(2, "restore")
    assert "no terminal" in sh.fails(2, "restore", str(path))
    assert "neither a file" in sh.fails(2, "restore", "--back", str(path))
    assert "made before a restore" in sh.fails(3, "restore", "--back", "--yes")


def test_a_rehearsal_says_what_it_saw(sh: Terminal) -> None:
    assert "no backup" in sh.fails(3, "restore", "--rehearse")
    path = _made(sh)
    ran = sh("restore", "--rehearse", "--json")
    assert (ran.code, ran.json["customers"], ran.json["path"]) == (0, 5, str(path))
    assert ran.json["found"] and "found it" in ran.err


@pytest.fixture
def secret(sh: Terminal) -> Path:
    """A file whose first line is a passphrase."""
    path = sh.folder / "secret.txt"
    path.write_text("电池 staple\nmore\n", encoding="utf-8")
    return path


def test_a_passphrase_comes_from_a_file_and_is_told_nowhere(sh: Terminal, secret: Path) -> None:
    path = _made(sh, "--encrypt", "--passphrase-file", str(secret))
    assert path.name.endswith(".age")
    ran = sh("verify", str(path), "--passphrase-file", str(secret))
    assert ran.code == 0
    told = "".join(file.read_text("utf-8") for file in path.parent.glob(".*.json"))
    assert "staple" not in told + ran.err
    assert "CRMTUI_PASSPHRASE" in sh.fails(2, "verify", str(path))


def test_a_passphrase_is_never_guessed_at(sh: Terminal, secret: Path) -> None:
    assert "needs a passphrase" in sh.fails(2, "backup", "--encrypt")
    assert "goes with --encrypt" in sh.fails(2, "backup", "--passphrase-file", str(secret))
    secret.write_text("\n")
    err = sh.fails(2, "backup", "--encrypt", "--passphrase-file", str(secret))
    assert "its first line is empty" in err
    err = sh.fails(2, "backup", "--encrypt", "--passphrase-file", str(sh.folder / "none"))
    assert "no such file" in err
    assert sh("backups").out == ""


def _import(sh: Terminal, text: str = SHEET) -> Ran:
    sheet = sh.folder / "new.csv"
    sheet.write_text(text, "utf-8")
    return sh("import", str(sheet), "--yes")


def test_an_import_backs_up_first_unless_a_backup_holds_it_all(sh: Terminal) -> None:
    ran = _import(sh)
    assert (ran.code, [row[2] for row in sh("backups").rows]) == (0, ["before-import"])
    assert "Backed up first" in ran.err
    assert sh("backups", "--json").json[0]["counts"]["customer"] == 5
    _made(sh)
    ran = _import(sh, SHEET.replace("7001", "7002").replace("西湖茶叶", "龙井").replace("11", "22"))
    assert (ran.code, len(sh("backups").rows)) == (0, 2)


def test_the_first_import_has_nothing_to_back_up(bare: Terminal) -> None:
    assert _import(bare).code == 0
    assert bare("backups").out == ""


def test_an_import_goes_on_with_a_warning_where_no_backup_can_be_made(sh: Terminal) -> None:
    (sh.db.parent / "backups").write_text("in the way")
    ran = _import(sh)
    assert (ran.code, _count(sh)) == (0, 6)
    assert "No backup was made" in ran.err and "Importing without a backup" in ran.err


def test_a_missing_folder_is_no_reason_to_do_without(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = sh.folder / "stick"
    (sh.folder / "config.toml").write_text(f"[backup]\nfolder = '{stick}'\n", "utf-8")
    ran = _import(sh)
    assert ran.code == 0 and str(stick) in ran.err
    assert len(sh("backups").rows) == 1
    assert not stick.exists()


def test_a_damaged_database_names_the_newest_good_backup_and_the_command(sh: Terminal) -> None:
    path = _made(sh)
    bad = _made(sh, str(sh.folder / "newer.zip"))
    flip(bad, 3000)
    sh.db.write_bytes(b"not a database any more" * 500)
    err = sh.fails(1, "find", "博纳")
    command = err[err.index("crmtui restore") :].strip().split()[1:]
    assert command[:2] == ["restore", str(path)]
    assert sh(*command, "--yes").code == 0
    assert _count(sh) == 5
    assert list(sh.folder.glob("crm.db.damaged-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix only")
def test_the_first_change_of_a_day_at_a_terminal_is_backed_up(
    sh: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs pseudo-terminals")
    monkeypatch.delenv("CRMTUI_TODAY")

    def at_terminal(*words: str) -> None:
        child = pexpect.spawn(sys.executable, ["-m", "crmtui", *words], timeout=60)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0, child.before

    at_terminal("find", "博纳")
    assert sh("backups").out == ""
    sh("add", "从脚本来的")
    assert sh("backups").out == ""
    for name in ("甲", "乙"):
        at_terminal("add", name)
    assert [row[2] for row in sh("backups").rows] == ["daily"]
    assert sh("backups", "--json").json[0]["counts"]["customer"] == 7
