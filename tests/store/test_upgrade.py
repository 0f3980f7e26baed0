"""Opening the door to the database: made when missing, brought along when old, else refused."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread

import pytest

from crmtui import wiring
from crmtui.domain.backup_errors import NoUpgradeWithoutBackup
from crmtui.domain.database_errors import (
    DatabaseError,
    DatabaseForeign,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseTooNew,
    NotADatabase,
)
from crmtui.domain.errors import CrmError
from crmtui.domain.rhythm import Rhythm
from crmtui.reads.connection import HEAD
from crmtui.settings import Settings
from crmtui.store import migrate
from crmtui.store.migrate import engine
from tests.store.looking import count, found, one

Damage = Callable[[Path], None]


def _sql(*statements: str) -> Damage:
    def apply(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as raw:
            for statement in statements:
                raw.execute(statement)

    return apply


def _empty_base(path: Path) -> None:
    """A database Alembic has marked as older than the first migration."""
    with engine(path).connect() as connection, connection.begin():
        migrate.to_head(connection, "base")


def _spreadsheet(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"a spreadsheet, perhaps " * 100)


def _write(settings: Settings) -> None:
    with wiring.unit_of_work(settings) as uow:
        uow.insert("customer", {"name": "南宁博纳", "added_on": "2026-11-01"})


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


MAKES_NEW: dict[str, Damage] = {
    "missing": lambda path: None,
    "of no bytes": lambda path: path.touch(),
    "without any table": _sql("PRAGMA user_version = 7"),
    "older than the first migration": _empty_base,
}


@pytest.mark.parametrize("state", MAKES_NEW)
def test_a_database_that_holds_nothing_is_made(state: str, no_settings: Settings) -> None:
    MAKES_NEW[state](no_settings.db)
    _write(no_settings)
    assert one(no_settings, "SELECT version_num FROM alembic_version") == (HEAD,)
    assert found(no_settings, "博纳") == [1]


def test_a_database_is_made_with_its_folders(tmp_path: Path, no_settings: Settings) -> None:
    deep = replace(no_settings, db=tmp_path / "a" / "b c" / "客户.db")
    _write(deep)
    assert count(deep, "customer") == 1


@pytest.mark.skipif(os.name != "posix", reason="other systems keep such rights elsewhere")
def test_only_its_owner_may_read_a_new_database(no_settings: Settings) -> None:
    _write(no_settings)
    assert no_settings.db.stat().st_mode & 0o077 == 0


def test_looking_at_a_missing_database_makes_none(no_settings: Settings) -> None:
    with pytest.raises(DatabaseMissing), wiring.reader(no_settings):
        pass
    assert not no_settings.db.exists()


def test_an_older_database_is_backed_up_before_it_is_upgraded(no_settings: Settings) -> None:
    _empty_base(no_settings.db)
    _sql("CREATE TABLE search_note (what TEXT)", "INSERT INTO search_note VALUES ('old')")(
        no_settings.db
    )
    wiring.upgrade(no_settings)
    (backup,) = (no_settings.db.parent / "backups").glob("*-before-upgrade.crmbak.zip")
    with zipfile.ZipFile(backup) as packed:
        copy = Path(packed.extract(no_settings.db.name, no_settings.db.parent / "out"))
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT what FROM search_note").fetchall() == [("old",)]
        assert (
            raw.execute("SELECT name FROM sqlite_master WHERE name = 'customer'").fetchall() == []
        )


def test_without_a_backup_an_older_database_is_not_upgraded(
    no_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    _empty_base(no_settings.db)
    _sql("CREATE TABLE search_note (what TEXT)")(no_settings.db)
    before = _digest(no_settings.db)
    (no_settings.db.parent / "backups").write_text("a file where the folder should be")
    with pytest.raises(NoUpgradeWithoutBackup, match="CRMTUI_NO_BACKUP"):
        wiring.upgrade(no_settings)
    assert _digest(no_settings.db) == before
    monkeypatch.setenv("CRMTUI_NO_BACKUP", "1")
    wiring.upgrade(no_settings)
    assert one(no_settings, "SELECT version_num FROM alembic_version") == (HEAD,)


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(no_settings: Settings) -> None:
    _empty_base(no_settings.db)
    _sql("CREATE TABLE tag (in_the_way TEXT)", "PRAGMA journal_mode = WAL")(no_settings.db)
    with closing(sqlite3.connect(no_settings.db)) as raw:
        before = list(raw.iterdump())
    with pytest.raises(DatabaseError):
        wiring.upgrade(no_settings)
    with closing(sqlite3.connect(no_settings.db)) as raw:
        assert list(raw.iterdump()) == before


REFUSED: dict[str, tuple[Damage, type[CrmError], str]] = {
    "newer than the program": (
        _sql(
            "CREATE TABLE alembic_version (version_num)", "INSERT INTO alembic_version VALUES (9)"
        ),
        DatabaseTooNew,
        "newer crmtui",
    ),
    "of another program": (_sql("CREATE TABLE album (title)"), DatabaseForeign, "another program"),
    "of another program that uses Alembic": (
        _sql(
            "CREATE TABLE alembic_version (version_num)",
            "INSERT INTO alembic_version VALUES ('ae1027a6acf')",
        ),
        DatabaseForeign,
        "another program",
    ),
    "no database at all": (
        _spreadsheet,
        NotADatabase,
        "not a crmtui database",
    ),
}


@pytest.mark.parametrize("state", REFUSED)
@pytest.mark.parametrize("door", ["reader", "unit_of_work", "upgrade"])
def test_a_file_that_is_not_for_us_is_refused_and_unchanged(
    state: str, door: str, no_settings: Settings
) -> None:
    make, error, words = REFUSED[state]
    make(no_settings.db)
    before = _digest(no_settings.db)
    with pytest.raises(error) as caught:
        if door == "reader":
            with wiring.reader(no_settings):
                pass
        elif door == "unit_of_work":
            _write(no_settings)
        else:
            wiring.upgrade(no_settings)
    assert words in str(caught.value)
    assert _digest(no_settings.db) == before
    assert [path.name for path in no_settings.db.parent.iterdir()] == [no_settings.db.name]


def test_a_folder_in_place_of_the_database_is_said_so(no_settings: Settings) -> None:
    no_settings.db.mkdir()
    with pytest.raises(CrmError, match="it is a folder"):
        _write(no_settings)


def test_a_database_cannot_be_made_below_a_file(no_settings: Settings) -> None:
    no_settings.db.write_text("a file")
    with pytest.raises(CrmError):
        _write(replace(no_settings, db=no_settings.db / "crm.db"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_database_that_may_only_be_read_is_read_but_not_written(crm: Settings) -> None:
    crm.db.chmod(0o400)
    crm.db.parent.chmod(0o500)
    try:
        assert count(crm, "customer") == 0
        with pytest.raises(DatabaseReadOnly):
            _write(crm)
    finally:
        crm.db.parent.chmod(0o700)


def test_two_programs_may_start_on_no_database_at_once(no_settings: Settings) -> None:
    together, problems = Barrier(2), []

    def start() -> None:
        together.wait(30)
        try:
            _write(no_settings)
        except BaseException as error:  # a thread's failure must reach the test
            problems.append(error)

    threads = [Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not problems
    assert count(no_settings, "customer") == 2


def test_other_settings_bring_derived_columns_in_step_at_the_next_look(
    no_settings: Settings,
) -> None:
    with wiring.unit_of_work(no_settings) as uow:
        customer = uow.insert("customer", {"name": "A", "grade": "A", "added_on": "2026-01-01"})
        uow.insert("interaction", {"customer_id": customer, "on": "2026-02-01", "kind": "note"})
    sql = "SELECT last_touch_on, contact_due_on FROM customer"
    assert one(no_settings, sql) == (None, "2026-01-08")
    slower = replace(no_settings, rhythms={**no_settings.rhythms, "A": Rhythm(20, 40)})
    assert one(slower, sql) == (None, "2026-01-21")
    notes_count = replace(slower, touch_kinds=frozenset({"note"}))
    assert one(notes_count, sql) == ("2026-02-01", "2026-02-21")
    assert one(no_settings, sql) == (None, "2026-01-08")
