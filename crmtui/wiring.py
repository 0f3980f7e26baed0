"""The doors to the database: looking, keeping, upgrading. Alone may name the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from crmtui.domain.database_errors import DatabaseMissing, DatabaseOutdated
from crmtui.domain.quiet import no_collecting
from crmtui.reads.connection import HEAD, open_reader, translate

if TYPE_CHECKING:
    from pathlib import Path

    from crmtui.domain.known import Known
    from crmtui.domain.search import SearchDoc
    from crmtui.settings import Settings
    from crmtui.store.derived import Keys
    from crmtui.store.unit_of_work import UnitOfWork


@contextmanager
def reader(settings: Settings) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the user's database.

    Raises DatabaseMissing where there is none; an older one is upgraded first.
    """
    with closing(connect(settings)) as connection:
        try:
            yield connection
        except sqlite3.Error as error:
            raise translate(error, settings.db) from error


def connect(settings: Settings) -> sqlite3.Connection:
    """A read-only connection the caller closes; otherwise like `reader`."""
    try:
        connection = open_reader(settings.db)
    except DatabaseOutdated:
        upgrade(settings)
        return open_reader(settings.db)
    if _stale(connection, settings):
        connection.close()
        upgrade(settings)
        connection = open_reader(settings.db)
    return connection


def _stale(connection: sqlite3.Connection, settings: Settings) -> bool:
    """Whether derived columns were made with other settings than today's."""
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise translate(error, settings.db) from error
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
                except BaseException:
                    if raw.in_transaction:
                        raw.execute("ROLLBACK")
                    raise
    except sqlite3.Error as error:
        raise translate(error, settings.db) from error


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


def upgrade(settings: Settings, on_wait: Callable[[], None] | None = None) -> None:
    """Create the database when it is missing; back up and migrate an older one."""
    try:
        connection = open_reader(settings.db)
    except (DatabaseMissing, DatabaseOutdated):
        pass
    else:
        with closing(connection):
            if not _stale(connection, settings):
                return
    from crmtui.store import upgrade as upgrading

    try:
        upgrading.bring_up(settings, HEAD, search_keys(), on_wait)
    except sqlite3.Error as error:
        raise translate(error, settings.db) from error


def make_index(
    path: Path,
    how: tuple[str, list[tuple[str, int]]],
    documents: Iterable[Mapping[int, SearchDoc]],
    tick: Callable[[int], None],
) -> None:
    """Make a search index in a new file, for a unit of work to take over; how: its recipe."""
    from crmtui.store import sideindex

    sideindex.make(path, how, documents, tick)


def rebuild(settings: Settings) -> int:
    """Recompute the search index and every derived column; gives the number of customers."""
    from crmtui.store import derived

    with unit_of_work(settings) as uow:
        return derived.refresh_all(uow.sql, settings, search_keys())


def warm() -> None:
    """Load the libraries that the first unit of work needs, so that it need not wait for them."""
    from crmtui.store import connect, unit_of_work  # noqa: F401
