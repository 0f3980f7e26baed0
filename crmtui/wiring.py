"""The doors to the database: looking, keeping, upgrading. With upkeep, alone names the store."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from crmtui.domain.database_errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseEmptied,
    DatabaseError,
    DatabaseMissing,
    DatabaseOutdated,
)
from crmtui.domain.quiet import no_collecting
from crmtui.reads.connection import (
    FIRST_WAIT,
    HEAD,
    LONG_WAIT,
    TROUBLE,
    Trouble,
    open_reader,
    translate,
)

if TYPE_CHECKING:
    from pathlib import Path

    from crmtui.domain.known import Known
    from crmtui.domain.records import Value
    from crmtui.domain.search import SearchDoc
    from crmtui.reads.searchindex import Recipe
    from crmtui.settings import Settings
    from crmtui.store.derived import Keys
    from crmtui.store.unit_of_work import UnitOfWork


NO_BACKUP = "CRMTUI_NO_BACKUP"  # upgrade without a backup: the user has one of his own


@contextmanager
def reader(
    settings: Settings, on_wait: Callable[[], None] | None = None
) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the user's database.

    Raises DatabaseMissing where there is none; an older one is upgraded first. Where an import
    holds it, `on_wait` is called and the import waited for; without it DatabaseBusy comes soon.
    """
    try:
        opened = connect(settings, on_wait)
    except DatabaseMissing as error:
        advised(error, settings)
        raise  # the same: an error that is its own cause would keep all there is in memory
    with closing(opened) as connection:
        try:
            yield connection
        except TROUBLE as error:
            raise told(error, settings) from error
        except ValueError as error:
            must_hold_days(connection, settings, error)
            raise


def connect(settings: Settings, on_wait: Callable[[], None] | None = None) -> sqlite3.Connection:
    """A read-only connection the caller closes; otherwise like `reader`."""
    try:
        connection = _opened(settings, on_wait)
    except DatabaseOutdated:
        upgrade(settings, on_wait)
        return _opened(settings, on_wait)
    if _stale(connection, settings):
        connection.close()
        upgrade(settings, on_wait)
        connection = _opened(settings, on_wait)
    return connection


def _opened(settings: Settings, on_wait: Callable[[], None] | None) -> sqlite3.Connection:
    """A connection; a first import, which has no write-ahead log, keeps everybody else out."""
    try:
        if on_wait is None:
            return open_reader(settings.db)
        return _awaited(settings.db, on_wait)
    except DatabaseDamaged as error:
        advised(error, settings)
        raise
    except DatabaseOutdated as error:
        if (
            not error.version
            and (emptied := advised(DatabaseEmptied(settings.db), settings)).advice
        ):
            raise emptied from error
        raise


def _awaited(path: Path, on_wait: Callable[[], None]) -> sqlite3.Connection:
    try:
        connection = open_reader(path, FIRST_WAIT)
    except DatabaseBusy:
        on_wait()
        return open_reader(path, LONG_WAIT)
    connection.execute(f"PRAGMA busy_timeout = {LONG_WAIT * 1000:.0f}")
    return connection


def _stale(connection: sqlite3.Connection, settings: Settings) -> bool:
    """Whether derived columns were made with other settings than today's."""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()
    except TROUBLE as error:
        connection.close()
        raise told(error, settings) from error
    return row is not None and row[0] != settings.fingerprint()


@contextmanager
def unit_of_work(
    settings: Settings,
    *,
    source: str = "shell",
    session: str = "",
    on_wait: Callable[[], None] | None = None,
    bulk: bool = False,
) -> Iterator[UnitOfWork]:
    """Everything done inside the block is kept when it ends, or nothing of it.

    Creates or upgrades the database first. `on_wait` is called once when another writer is in
    the way; after a minute DatabaseBusy is raised. `bulk` is for rows by the thousand whose
    references the caller has checked: the database does not look each of them up again.
    """
    from crmtui.store import connect as opening
    from crmtui.store import shape
    from crmtui.store.unit_of_work import UnitOfWork

    upgrade(settings, on_wait)
    quiet = no_collecting() if bulk else nullcontext()
    try:
        with quiet, opening.writing(settings.db) as raw:
            shape.learn(raw)
            with opening.in_bulk(raw) if bulk else nullcontext():
                opening.begin(raw, on_wait)
                try:
                    uow = UnitOfWork(raw, settings, search_keys(), source, session)
                    yield uow
                    uow.finish()
                    raw.execute("COMMIT")
                except BaseException as error:
                    if raw.in_transaction:
                        raw.execute("ROLLBACK")
                    if isinstance(error, ValueError):
                        must_hold_days(raw, settings, error)
                    raise
    except TROUBLE as error:
        raise told(error, settings) from error


def search_keys() -> Keys:
    """How names become search keys here: pinyin and simplified characters."""
    from crmtui import zh
    from crmtui.store.derived import Keys

    return Keys(zh.pinyin_keys, zh.simplify)


@contextmanager
def known(settings: Settings) -> Iterator[Known]:
    """What an import compares its rows with; nobody is known where there is no database yet."""
    from crmtui import zh
    from crmtui.domain.known import Known
    from crmtui.reads import matching

    with ExitStack() as stack:
        try:
            found = matching.known(stack.enter_context(reader(settings)))
        except DatabaseMissing:
            found = Known()
        yield replace(found, pinyin=zh.pinyin_keys, simplify=zh.simplify)


def upgrade(
    settings: Settings, on_wait: Callable[[], None] | None = None, *, backed_up: bool = False
) -> None:
    """Create the database when it is missing; back up and migrate an older one.

    `backed_up`: it is a copy, or the user has a backup of it; none is made.
    """
    try:
        connection = _opened(settings, on_wait or _unsaid)
    except (DatabaseMissing, DatabaseOutdated):
        pass
    else:
        with closing(connection):
            if not _stale(connection, settings):
                return
    from crmtui.store import upgrade as upgrading

    before = _nothing if backed_up else partial(_back_up, settings)
    try:
        upgrading.bring_up(settings, HEAD, search_keys(), before, on_wait)
    except TROUBLE as error:
        raise told(error, settings) from error


def _unsaid() -> None:
    """Say nothing of waiting."""


def _nothing(older: sqlite3.Connection) -> None:
    """Make no backup."""


def _back_up(settings: Settings, older: sqlite3.Connection) -> None:
    """A verified backup of a database about to be upgraded; without it nothing is upgraded."""
    if os.environ.get(NO_BACKUP):
        return
    from crmtui.domain.backup_errors import BackupError, NoUpgradeWithoutBackup
    from crmtui.domain.backups import BEFORE_UPGRADE
    from crmtui.domain.errors import WrongUse
    from crmtui.files import backupauto

    try:
        backupauto.make_own(settings.db, settings.backup, BEFORE_UPGRADE, older)
    except (BackupError, WrongUse) as error:
        raise NoUpgradeWithoutBackup(settings.db, str(error)) from error


def must_hold_days(conn: sqlite3.Connection, settings: Settings, error: ValueError) -> None:
    """Where something could not be read: DatabaseDamaged if it was a day that is none."""
    from crmtui.reads.strangedays import strange_day

    if not isinstance(error, UnicodeDecodeError) and (reason := strange_day(conn)):
        raise advised(DatabaseDamaged(settings.db, reason), settings) from error


def told(error: Trouble, settings: Settings) -> DatabaseError:
    """The failure in words; a damaged database goes with the way to its newest good backup."""
    return advised(translate(error, settings.db), settings)


def advised(error: DatabaseError, settings: Settings) -> DatabaseError:
    """The same error; of a damaged or lost database with the way to its newest good backup."""
    if isinstance(error, (DatabaseDamaged, DatabaseMissing)) and not error.advice:
        from crmtui.domain.commandline import quoted
        from crmtui.files import backuplist

        if last := backuplist.newest_good(settings.db, settings.backup):
            command = f"crmtui restore {quoted(last.path)} --db {quoted(str(settings.db))}"
            error.advise(f"{last.made_at:%Y-%m-%d %H:%M}", command)
    return error


def make_index(
    path: Path,
    how: Recipe,
    documents: Iterable[Mapping[int, SearchDoc]],
    rows: Iterable[tuple[str, Mapping[str, Sequence[Value]]]],
    tick: Callable[[int], None],
) -> None:
    """Make a search index and tables in a new file, for a unit of work to take over."""
    from crmtui.store import sideindex

    sideindex.make(path, how, documents, rows, tick)


def rebuild(settings: Settings) -> int:
    """Recompute the search index and every derived column; gives the number of customers."""
    from crmtui.store import derived

    with unit_of_work(settings) as uow:
        # Deleting takes out what the stored texts say: the index must say the same before.
        uow.sql.execute("INSERT INTO search (search) VALUES ('rebuild')")
        return derived.refresh_all(uow.sql, settings, search_keys())


def warm() -> None:
    """Load the libraries that the first unit of work needs, so that it need not wait for them."""
    from crmtui.store import connect, unit_of_work  # noqa: F401
