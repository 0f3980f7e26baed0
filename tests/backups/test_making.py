"""Making a backup: whole and tried, or none at all."""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crmtui import backups
from crmtui.domain.backup_errors import BackupNotMade, BackupThere, NothingToBackUp
from crmtui.domain.backuprules import BackupRules
from crmtui.domain.database_errors import DatabaseDamaged
from crmtui.files.workplace import PREFIX, lock
from crmtui.reads.connection import HEAD
from crmtui.settings import Settings
from tests.backups.book import add, grow, names_in


class Enough(Exception):
    """The user wants no more of it."""


def _files(folder: Path) -> list[str]:
    """What lies there, but for the record of what was tried."""
    return sorted(path.name for path in folder.iterdir() if path.suffix not in (".json", ".lock"))


def _database_of(backup: Path, folder: Path) -> Path:
    with zipfile.ZipFile(backup) as packed:
        return Path(packed.extract("crm.db", folder))


def test_a_backup_is_a_zip_with_the_database_and_what_it_holds(
    book: Settings, tmp_path: Path
) -> None:
    made = backups.make(book).file
    assert names_in(_database_of(Path(made.path), tmp_path / "out")) == ["南宁博纳"]
    with zipfile.ZipFile(made.path) as packed:
        told = json.loads(packed.read("manifest.json"))
    assert (told["format"], told["schema"], told["why"]) == (1, HEAD, "manual")
    assert (told["source"], told["counts"]["customer"], told["operation"]) == ("crm.db", 1, 1)
    assert _files(tmp_path / "backups") == [Path(made.path).name]
    assert [each.health for each in backups.listed(book)] == ["good"]


@pytest.mark.skipif(os.name != "posix", reason="other systems keep such rights elsewhere")
def test_only_its_owner_may_look_into_a_backup(book: Settings) -> None:
    made = Path(backups.make(book).file.path)
    modes = [path.stat().st_mode & 0o777 for path in (made, made.parent)]
    assert modes == [0o600, 0o700]
    assert not [path for path in made.parent.iterdir() if path.stat().st_mode & 0o077]


def test_what_still_stands_in_the_log_is_in_the_backup(book: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(book.db)) as holding:
        holding.execute("BEGIN")
        holding.execute("SELECT count(*) FROM customer").fetchone()
        add(book, "远大物流")  # cannot be written into the file while it is being read
        made = backups.make(book).file
    assert names_in(_database_of(Path(made.path), tmp_path / "out")) == ["南宁博纳", "远大物流"]


def test_a_writer_goes_on_writing_and_the_backup_is_of_one_moment(
    book: Settings, tmp_path: Path
) -> None:
    grow(book, 20)
    steps = 0

    def write(done: int, total: int) -> None:
        nonlocal steps
        if done * 10 <= total:  # while it is being copied
            steps += 1
            add(book, f"客户{steps}")

    made = backups.make(book, progress=write).file
    assert steps > 1
    assert names_in(_database_of(Path(made.path), tmp_path / "out")) == ["南宁博纳"]
    assert made.manifest and made.manifest.counts["customer"] == 1


@pytest.mark.parametrize("part", [0.05, 0.5, 0.95], ids=["copying", "packing", "trying"])
def test_stopping_leaves_nothing(book: Settings, tmp_path: Path, part: float) -> None:
    grow(book, 9)

    def stop(done: int, total: int) -> None:
        if done >= part * total:
            raise Enough

    with pytest.raises(Enough):
        backups.make(book, progress=stop)
    assert _files(tmp_path / "backups") == []
    assert backups.listed(book) == []


def test_a_name_that_is_taken_stays_as_it_is(book: Settings, tmp_path: Path) -> None:
    taken = tmp_path / "客户.zip"
    taken.write_text("something else")
    with pytest.raises(BackupThere, match=r"客户\.zip"):
        backups.make(book, taken)
    assert taken.read_text() == "something else"


def test_two_backups_of_one_second_have_names_of_their_own(book: Settings) -> None:
    made = {backups.make(book).file.path for _ in range(3)}
    assert len(made) == 3
    assert len(backups.listed(book)) == 3


def test_a_folder_or_a_name_of_ones_own(book: Settings, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    inside = backups.make(book, stick).file
    named = backups.make(book, stick / "年底.zip").file
    assert Path(inside.path).parent == stick
    assert Path(inside.path).name.startswith("crm-")
    assert _files(stick) == sorted([Path(inside.path).name, "年底.zip"])
    assert {each.path for each in backups.listed(book)} == {inside.path, named.path}


def test_a_missing_folder_is_told_of_and_not_made(book: Settings, tmp_path: Path) -> None:
    with pytest.raises(BackupNotMade, match="no such file or folder"):
        backups.make(book, tmp_path / "stick" / "a.zip")
    assert not (tmp_path / "stick").exists()


def test_a_chosen_folder_that_is_away_sends_it_beside_the_database(
    book: Settings, tmp_path: Path
) -> None:
    away = replace(book, backup=BackupRules(folder=str(tmp_path / "stick")))
    made = backups.make(away)
    assert Path(made.file.path).parent == tmp_path / "backups"
    assert "stick" in made.note
    assert not (tmp_path / "stick").exists()
    (tmp_path / "stick").mkdir()
    made = backups.make(away)
    assert (Path(made.file.path).parent, made.note) == (tmp_path / "stick", "")
    assert len(backups.listed(away)) == 2


def test_a_file_where_the_folder_should_be_is_told_of(book: Settings, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("in the way")
    with pytest.raises(BackupNotMade):
        backups.make(book)


def test_without_a_database_there_is_nothing_to_back_up(no_settings: Settings) -> None:
    with pytest.raises(NothingToBackUp):
        backups.make(no_settings)
    assert not no_settings.db.exists()


def test_no_backup_comes_of_a_damaged_database(book: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(book.db, isolation_level=None)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'customer'"
        ).fetchone()
    with book.db.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 200)
    with pytest.raises(DatabaseDamaged):
        backups.make(book)
    assert _files(tmp_path / "backups") == []


def test_no_backup_comes_of_a_database_with_lost_references(book: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(book.db, isolation_level=None)) as conn:
        conn.execute("INSERT INTO interaction (customer_id, \"on\", kind) VALUES (99, '', 'call')")
    with pytest.raises(DatabaseDamaged, match="interaction"):
        backups.make(book)
    assert _files(tmp_path / "backups") == []


def test_what_a_crash_left_is_cleared_away_but_not_what_is_in_use(
    book: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    for name in ("crashed", "busy"):
        (folder / f"{PREFIX}{name}").mkdir(parents=True)
        (folder / f"{PREFIX}{name}" / "lock").touch()
        (folder / f"{PREFIX}{name}" / "crm.db").write_bytes(b"half a database")
    with (folder / f"{PREFIX}busy" / "lock").open("r+b") as held:
        assert lock(held.fileno())
        made = backups.make(book).file
        assert _files(folder) == sorted([f"{PREFIX}busy", Path(made.path).name])
