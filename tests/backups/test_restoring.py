"""Putting a backup back into a database that others may have open, and taking that back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crmtui import backups, wiring
from crmtui.backups import rehearsing, restoring
from crmtui.domain.backup_errors import (
    BackupDamaged,
    BackupTooNew,
    DatabaseInUse,
    NoRestoreWithoutBackup,
    NothingToTakeBack,
)
from crmtui.domain.database_errors import DatabaseDamaged
from crmtui.files import backuprecord
from crmtui.reads import journal
from crmtui.reads.connection import HEAD, open_reader
from crmtui.settings import Settings
from crmtui.store.migrate import engine, to_head
from tests.backups.book import NAMES, add, flip, names


def _put_back(crm: Settings, path: Path | str) -> restoring.Restored:
    with restoring.prepared(crm, Path(path)) as ready:
        return restoring.restore(crm, ready)


@pytest.fixture
def saved(book: Settings) -> Path:
    """A backup of the database as it is."""
    return Path(backups.make(book).file.path)


def test_programs_that_have_it_open_see_what_was_put_back(book: Settings, saved: Path) -> None:
    add(book, "远大物流")
    with closing(open_reader(book.db)) as other, closing(sqlite3.connect(book.db)) as writer:
        assert other.execute(NAMES).fetchall() == [("南宁博纳",), ("远大物流",)]
        (version,) = other.execute("PRAGMA data_version").fetchone()
        _put_back(book, saved)
        assert other.execute("PRAGMA data_version").fetchone() != (version,)
        assert other.execute(NAMES).fetchall() == [("南宁博纳",)]
        with writer:
            writer.execute("UPDATE customer SET note = 'written by who had it open'")
    add(book, "Möbel Huber")
    assert names(book) == ["南宁博纳", "Möbel Huber"]


def test_whoever_is_reading_goes_on_reading_what_was_there(book: Settings, saved: Path) -> None:
    add(book, "远大物流")
    with closing(open_reader(book.db)) as other:
        other.execute("BEGIN")
        other.execute(NAMES).fetchall()
        _put_back(book, saved)
        assert other.execute(NAMES).fetchall() == [("南宁博纳",), ("远大物流",)]
        other.execute("COMMIT")
        assert other.execute(NAMES).fetchall() == [("南宁博纳",)]


def test_what_was_there_is_backed_up_and_can_be_put_back(book: Settings, saved: Path) -> None:
    add(book, "远大物流")
    done = _put_back(book, saved)
    assert done.before and done.before.why == "before-restore" and done.before.good
    assert names(book) == ["南宁博纳"]
    back = restoring.newest_before_restore(book)
    assert back.path == done.before.path
    _put_back(book, back.path)
    assert names(book) == ["南宁博纳", "远大物流"]


def test_without_a_restore_there_is_none_to_take_back(book: Settings, saved: Path) -> None:
    with pytest.raises(NothingToTakeBack):
        restoring.newest_before_restore(book)


def test_the_journal_tells_of_it_and_undo_leaves_it_alone(book: Settings, saved: Path) -> None:
    add(book, "远大物流")
    _put_back(book, saved)
    with wiring.reader(book) as conn:
        newest, *_rest = journal.operations(conn, 1)
        undoable = journal.last_undoable(conn)
    assert (newest.verb, newest.summary) == ("restore", saved.name)
    assert undoable and undoable.verb == "add_customer"


def test_looking_ahead_changes_nothing(book: Settings, saved: Path) -> None:
    add(book, "远大物流")
    before = book.db.read_bytes()
    with restoring.prepared(book, saved) as ready:
        assert ready.now and ready.now.counts["customer"] == 2
        assert ready.then.counts["customer"] == 1
        assert ready.now.newest > ready.then.newest
    assert book.db.read_bytes() == before
    assert len(backups.listed(book)) == 1


def test_a_database_that_is_gone_comes_back(book: Settings, saved: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{book.db}{end}").unlink(missing_ok=True)
    done = _put_back(book, saved)
    assert done == restoring.Restored(None, None)
    assert names(book) == ["南宁博纳"]
    assert os.name != "posix" or book.db.stat().st_mode & 0o077 == 0


def test_a_backup_of_an_older_version_is_brought_up_to_date(book: Settings, tmp_path: Path) -> None:
    old = replace(book, db=tmp_path / "old" / "crm.db")
    old.db.parent.mkdir()
    with engine(old.db).connect() as connection, connection.begin():
        to_head(connection, "0001")
    with closing(sqlite3.connect(old.db)) as conn, conn:
        conn.execute("INSERT INTO customer (name, added_on) VALUES ('老客户', '2020-01-01')")
    with restoring.prepared(book, old.db) as ready:
        assert (ready.then.schema, ready.now and ready.now.schema) == ("0001", HEAD)
        restoring.restore(book, ready)
    assert names(book) == ["老客户"]
    with wiring.reader(book) as conn:
        assert conn.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)
    assert [path.name for path in old.db.parent.iterdir()] == ["crm.db"]


def test_a_backup_of_a_newer_version_is_refused(book: Settings, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    newer.write_bytes(book.db.read_bytes())
    with closing(sqlite3.connect(newer)) as conn, conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(BackupTooNew, match="9999"), restoring.prepared(book, newer):
        pass
    assert names(book) == ["南宁博纳"]


def test_pages_of_another_size_can_be_put_back_too(book: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(book.db)) as conn:
        conn.execute("VACUUM INTO ?", (str(other),))
    with closing(sqlite3.connect(other)) as conn:
        conn.execute("PRAGMA page_size = 8192")
        conn.execute("VACUUM")
        assert conn.execute("PRAGMA page_size").fetchone() == (8192,)
    add(book, "远大物流")
    _put_back(book, other)
    assert names(book) == ["南宁博纳"]


def test_nothing_is_put_back_where_nothing_can_be_backed_up(book: Settings, saved: Path) -> None:
    add(book, "远大物流")
    nowhere = replace(book, backup=book.backup._replace(encrypt=True))  # and no passphrase
    with pytest.raises(NoRestoreWithoutBackup, match="--no-backup"):
        _put_back(nowhere, saved)
    assert names(book) == ["南宁博纳", "远大物流"]
    with restoring.prepared(nowhere, saved) as ready:
        restoring.restore(nowhere, ready, back_up=False)
    assert names(book) == ["南宁博纳"]


@contextmanager
def _damaged(crm: Settings) -> Iterator[bytes]:
    """The database as a text file, with a log that does not belong to anything any more."""
    with closing(sqlite3.connect(crm.db)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    crm.db.write_bytes(b"this was a database" * 1000)
    Path(f"{crm.db}-wal").write_bytes(b"an old log")
    yield crm.db.read_bytes()


def test_a_database_that_cannot_be_opened_is_put_aside_with_its_log(
    book: Settings, saved: Path
) -> None:
    with _damaged(book) as broken:
        with pytest.raises(DatabaseDamaged) as caught:
            names(book)
        assert f"crmtui restore {saved}" in str(caught.value)
        done = _put_back(book, saved)
    assert done.aside and done.aside.read_bytes() == broken
    assert Path(f"{done.aside}-wal").read_bytes() == b"an old log"
    assert done.aside.name.startswith("crm.db.damaged-")
    assert names(book) == ["南宁博纳"]
    add(book, "远大物流")
    assert names(book) == ["南宁博纳", "远大物流"]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be moved at all")
def test_it_is_not_put_aside_while_somebody_has_it_open(book: Settings, saved: Path) -> None:
    import subprocess
    import sys

    with _damaged(book) as broken:
        # The lock every program holds that has a database in this mode open.
        holder = (
            "import fcntl, sys\n"
            "file = open(sys.argv[1], 'rb+')\n"
            "fcntl.lockf(file, fcntl.LOCK_SH, 510, 0x40000002)\n"
            "print(flush=True)\nsys.stdin.read()"
        )
        child = subprocess.Popen(
            [sys.executable, "-c", holder, str(book.db)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with child:
            assert child.stdout and child.stdin
            child.stdout.readline()
            with pytest.raises(DatabaseInUse):
                _put_back(book, saved)
            child.stdin.close()
        assert book.db.read_bytes() == broken
        assert Path(f"{book.db}-wal").exists()


def test_a_database_damaged_inside_is_kept_as_it_is_and_copied_over(
    book: Settings, saved: Path
) -> None:
    with closing(sqlite3.connect(book.db, isolation_level=None)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = conn.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'customer'"
        ).fetchone()
    flip(book.db, (root - 1) * 4096)
    done = _put_back(book, saved)
    assert done.before is None and done.aside and done.aside.exists()
    assert names(book) == ["南宁博纳"]


def test_a_rehearsal_tries_the_newest_and_leaves_the_database_alone(
    book: Settings, saved: Path
) -> None:
    add(book, "远大物流")
    before = book.db.read_bytes()
    seen = rehearsing.rehearse(book)
    assert (seen.customers, seen.found, seen.file.path) == (1, "南宁博纳", str(saved))
    assert backuprecord.read(book.db).rehearsed == saved.name
    assert book.db.read_bytes() == before
    assert {path.name for path in saved.parent.iterdir()} == {
        ".crm.json",
        ".crm.lock",
        saved.name,
    }


def test_a_rehearsal_of_a_damaged_one_says_so(book: Settings, saved: Path) -> None:
    flip(saved, 3000)
    with pytest.raises(BackupDamaged):
        rehearsing.rehearse(book)
    assert backuprecord.read(book.db).rehearsed == ""
