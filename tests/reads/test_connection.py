"""Opening the database for looking, and what is said when that is not possible."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from crmtui.domain.database_errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseError,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseOutdated,
    DatabaseReadOnly,
    DatabaseTooNew,
    DatabaseUnreadable,
    DiskFull,
    NotADatabase,
)
from crmtui.reads.connection import HEAD, open_reader, translate, uri
from crmtui.store.migrate import scripts
from tests.support import add_customer, fresh, writer


def test_the_version_expected_is_that_of_the_newest_migration() -> None:
    assert scripts().get_current_head() == HEAD


@pytest.mark.parametrize(
    "name", ["plain.db", "客户 2026.db", "a?b#c%20d&e.db", "semi;colon'quote.db", "100%.db"]
)
def test_any_file_name_opens(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    fresh(path)
    with closing(open_reader(path)) as conn:
        assert conn.execute("SELECT count(*) FROM customer").fetchone() == (0,)


def test_a_relative_path_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh(tmp_path / "crm.db")
    monkeypatch.chdir(tmp_path)
    open_reader(Path("crm.db")).close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    fresh(tmp_path / "crm.db")
    with closing(open_reader(tmp_path / "crm.db")) as conn:
        with pytest.raises(sqlite3.OperationalError) as caught:
            conn.execute("DELETE FROM customer")
        assert isinstance(translate(caught.value, tmp_path), DatabaseReadOnly)


def test_a_reader_sees_what_was_committed_after_it_opened(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with closing(writer(path)) as write, closing(open_reader(path)) as conn:
        add_customer(write, "南宁博纳")
        assert conn.execute("SELECT name FROM customer").fetchone() == ("南宁博纳",)


def _set_version(path: Path, version: str) -> None:
    fresh(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("UPDATE alembic_version SET version_num = ?", (version,))


def _newer(path: Path) -> None:
    _set_version(path, "9999")


def _older(path: Path) -> None:
    _set_version(path, "0000")


def _of_another_alembic(path: Path) -> None:
    _set_version(path, "ae1027a6acf")


def _without_version(path: Path) -> None:
    fresh(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("DELETE FROM alembic_version")


def _empty(path: Path) -> None:
    path.touch()


def _another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE songs (name TEXT)")


def _text(path: Path) -> None:
    path.write_text("客户,电话\n" * 200, encoding="utf-8")


def _broken_inside(path: Path) -> None:
    fresh(path)
    content = bytearray(path.read_bytes())
    content[200:4096] = os.urandom(4096 - 200)
    path.write_bytes(content)


def _cut_short(path: Path) -> None:
    fresh(path)
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda path: None, DatabaseMissing),
        (_newer, DatabaseTooNew),
        (_older, DatabaseOutdated),
        (_empty, DatabaseOutdated),
        (_without_version, DatabaseOutdated),
        (_another_program, DatabaseForeign),
        (_of_another_alembic, DatabaseForeign),
        (_text, NotADatabase),
        (_broken_inside, DatabaseDamaged),
        (_cut_short, DatabaseDamaged),
        (Path.mkdir, DatabaseUnreadable),
    ],
)
def test_each_trouble_has_its_sentence(
    tmp_path: Path, make: Callable[[Path], None], error: type[DatabaseError]
) -> None:
    path = tmp_path / "crm.db"
    make(path)
    with pytest.raises(error) as caught:
        open_reader(path)
    assert type(caught.value) is error
    assert str(path) in str(caught.value)


def test_a_place_below_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseMissing):
        open_reader(tmp_path / "file" / "crm.db")


def test_a_database_held_by_another_program_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with closing(writer(path)) as write:
        write.execute("PRAGMA journal_mode = DELETE")
        write.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseBusy):
            open_reader(path, wait=0.01)


def test_a_full_disk_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    with closing(writer(path)) as write:
        (pages,) = write.execute("PRAGMA page_count").fetchone()
        write.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(sqlite3.OperationalError) as caught:
            write.execute("CREATE TABLE more AS SELECT zeroblob(100000)")
    assert isinstance(translate(caught.value, path), DiskFull)


def test_an_error_of_the_driver_itself_still_has_a_sentence(tmp_path: Path) -> None:
    said = translate(sqlite3.ProgrammingError("Cannot operate on a closed database."), tmp_path)
    assert "closed database" in str(said)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/a b/c?.db", "file:///a%20b/c%3F.db"), ("//server/share/c.db", "file:///")],
)
@pytest.mark.skipif(os.name == "nt", reason="paths as Linux and macOS write them")
def test_a_path_becomes_a_uri_without_a_host(path: str, expected: str) -> None:
    assert uri(Path(path)).startswith(expected)


# -- what only somebody without the right to write can see ------------------------------------

NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who may write only where all may; root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder anybody may look into; pytest's own are for its user alone."""
    made = Path(tempfile.mkdtemp(prefix="crmtui-shared-"))
    made.chmod(0o755)
    yield made
    made.chmod(0o755)
    shutil.rmtree(made)


on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@on_posix
def test_a_database_in_a_read_only_folder_can_be_read(folder: Path) -> None:
    path = folder / "crm.db"
    with closing(writer(path)) as write:
        add_customer(write, "南宁博纳")
    path.chmod(0o444)
    folder.chmod(0o555)
    with without_rights(), closing(open_reader(path)) as conn:
        assert conn.execute("SELECT count(*) FROM customer").fetchone() == (1,)


@on_posix
def test_changes_waiting_in_the_log_of_a_read_only_folder_are_not_left_out(folder: Path) -> None:
    path = folder / "crm.db"
    with closing(writer(path)) as write:
        write.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        add_customer(write, "南宁博纳")
        for name in ("crm.db", "crm.db-wal"):
            shutil.copy(folder / name, folder / f"copy-{name}")
    for name in ("copy-crm.db", "copy-crm.db-wal"):
        (folder / name).chmod(0o444)
    folder.chmod(0o555)
    with without_rights(), pytest.raises(DatabaseReadOnly):
        open_reader(folder / "copy-crm.db")


@on_posix
def test_a_database_one_may_not_read_is_said_to_be_so(folder: Path) -> None:
    path = folder / "crm.db"
    fresh(path)
    path.chmod(0o000)
    with without_rights(), pytest.raises(DatabaseUnreadable):
        open_reader(path)
