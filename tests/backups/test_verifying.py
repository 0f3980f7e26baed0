"""A backup that is not good is never taken for one, whatever was done to it."""

from __future__ import annotations

import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmtui import backups
from crmtui.domain.backup_errors import BackupDamaged, BackupError
from crmtui.domain.backups import DAMAGED, GOOD, UNTRIED
from crmtui.files.backupopen import unpacked
from crmtui.settings import Settings
from tests.backups.book import add, flip, names_in, repack

Harm = Callable[[Path], None]


def _cut(to: float) -> Harm:
    return lambda path: os.truncate(path, int(path.stat().st_size * to))


def _other_manifest(change: Callable[[dict[str, object]], object]) -> Harm:
    def harm(path: Path) -> None:
        old = path.with_suffix(".old")
        path.rename(old)
        repack(old, path, manifest=change)
        old.unlink()

    return harm


def _other_database(path: Path) -> None:
    """Another whole database in place of the one that was saved."""
    with zipfile.ZipFile(path) as packed:
        other = Path(packed.extract("crm.db", path.parent / "other"))
    with closing(sqlite3.connect(other, isolation_level=None)) as conn:
        conn.execute("UPDATE customer SET note = 'changed'")
    old = path.with_suffix(".old")
    path.rename(old)
    repack(old, path, database=other.read_bytes())
    old.unlink()


def _zip_of_something(path: Path) -> None:
    path.unlink()
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("letter.txt", "Dear Sir")


def _text(path: Path) -> None:
    path.write_text("not a backup")


HARM: dict[str, Harm] = {
    "empty": _cut(0),
    "cut after the first bytes": _cut(0.001),
    "cut in the middle": _cut(0.5),
    "without its last bytes": lambda path: os.truncate(path, path.stat().st_size - 1),
    "a text file": _text,
    "another zip": _zip_of_something,
    "a byte turned in the first page": lambda path: flip(path, 100),
    "a byte turned in the middle": lambda path: flip(path, path.stat().st_size // 3),
    "another count in the manifest": _other_manifest(
        lambda told: told["counts"].update(customer=7)  # type: ignore[attr-defined]
    ),
    "another version in the manifest": _other_manifest(lambda told: told.update(schema="0001")),
    "no counts in the manifest": _other_manifest(lambda told: told.pop("counts")),
    "another size in the manifest": _other_manifest(
        lambda told: told["database"].update(bytes=1)  # type: ignore[attr-defined]
    ),
    "another whole database": _other_database,
}


@pytest.mark.parametrize("harm", HARM)
def test_what_was_harmed_is_named_as_damaged_and_never_listed_as_good(
    book: Settings, harm: str
) -> None:
    path = Path(backups.make(book).file.path)
    HARM[harm](path)
    assert [each.health for each in backups.listed(book)] != [GOOD]
    with pytest.raises(BackupDamaged) as caught:
        backups.verify(book, path)
    assert caught.value.reason
    (listed,) = backups.listed(book)
    assert (listed.health, listed.reason) == (DAMAGED, caught.value.reason)
    assert backups.newest_good(book) is None


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A good backup, a database to lie near, and the bytes of the backup."""
    from tests.support import fresh

    folder = tmp_path_factory.mktemp("sound")
    crm = Settings(db=folder / "crm.db", config_path=folder / "config.toml")
    fresh(crm.db)
    add(crm, "南宁博纳")
    path = Path(backups.make(crm).file.path)
    return path, crm.db, path.read_bytes()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_byte_that_is_turned_is_noticed_or_changes_nothing(
    sound: tuple[Path, Path, bytes], data: st.DataObject
) -> None:
    path, db, whole = sound
    path.write_bytes(whole)
    flip(path, data.draw(st.integers(0, len(whole) - 1)))
    crm = Settings(db=db, config_path=db.with_name("config.toml"))
    try:
        backups.verify(crm, path)
    except BackupError:
        return
    with unpacked(path, db, "") as found:
        assert names_in(found.database) == ["南宁博纳"]


def test_a_file_that_was_changed_since_does_not_count_as_tried(book: Settings) -> None:
    path = Path(backups.make(book).file.path)
    before = path.stat()
    flip(path, 5000)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (listed,) = backups.listed(book)
    assert listed.health == (UNTRIED if os.name == "posix" else listed.health)


def test_a_database_as_it_is_can_be_tried_too(book: Settings, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(book.db)) as live, closing(sqlite3.connect(copy)) as target:
        live.backup(target)
    assert backups.verify(book, copy).health == GOOD
    flip(copy, 200)
    with closing(sqlite3.connect(copy)) as other:
        (root,) = other.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'operation'"
        ).fetchone()
    flip(copy, (root - 1) * 4096)
    with pytest.raises(BackupDamaged):
        backups.verify(book, copy)


def test_a_database_of_another_program_is_no_backup(book: Settings, tmp_path: Path) -> None:
    other = tmp_path / "albums.db"
    with closing(sqlite3.connect(other, isolation_level=None)) as conn:
        conn.execute("CREATE TABLE album (title)")
    with pytest.raises(BackupDamaged, match="neither a backup"):
        backups.verify(book, other)


def test_trying_other_peoples_files_does_not_list_them(book: Settings, tmp_path: Path) -> None:
    made = Path(backups.make(book, tmp_path / "mine.zip").file.path)
    copy = tmp_path / "from a colleague.zip"
    copy.write_bytes(made.read_bytes())
    assert backups.verify(book, copy).health == GOOD
    assert [each.path for each in backups.listed(book)] == [str(made)]


def test_which_backups_hold_a_customer(book: Settings, tmp_path: Path) -> None:
    before = backups.make(book, tmp_path / "1.zip").file
    add(book, "远大物流")
    after = backups.make(book, tmp_path / "2.zip").file
    with closing(sqlite3.connect(book.db)) as conn:
        (uid,) = conn.execute("SELECT uid FROM customer WHERE name = '远大物流'").fetchone()
    found = backups.holders(book, {uid})
    assert [each.path for each in found.holding] == [after.path]
    assert found.closed == ()
    flip(Path(before.path), 400)
    assert [each.path for each in backups.holders(book, {uid}).closed] == [before.path]
