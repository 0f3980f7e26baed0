"""Opening the database for writing: pragmas, one BEGIN IMMEDIATE, and waiting for other writers."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

WAIT_SECONDS = 60.0
FIRST_WAIT = 0.5
# Up to this size a big import writes into the file itself: nobody has much to read there yet.
SMALL = 8 << 20  # bytes


def engine(path: Path) -> Engine:
    """An engine on this file that leaves transactions to us and keeps nothing open."""
    made = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": FIRST_WAIT},
    )
    event.listen(made, "connect", _set_up)
    event.listen(made, "begin", _no_begin)
    return made


def _no_begin(_connection: Any) -> None:
    """Transactions are begun by hand: SQLAlchemy's own BEGIN would be a deferred one."""


def _set_up(raw: sqlite3.Connection, _record: Any) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    _write_ahead(raw)
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA temp_store = MEMORY")
    raw.execute("PRAGMA cache_size = -65536")
    if sys.platform == "darwin":
        raw.execute("PRAGMA fullfsync = ON")


def _write_ahead(raw: sqlite3.Connection) -> None:
    """Switch to the write-ahead log, which SQLite refuses while another process does so.

    A big import into a new database does without that log: it is waited for like any writer.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise SQLite's own error where SQLAlchemy wrapped it, so that one place can translate it."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise


@contextmanager
def in_bulk(raw: sqlite3.Connection) -> Iterator[None]:
    """Make this connection quick for an import: no foreign key is looked up, nothing written twice.

    The write-ahead log holds everything a second time. In a small database that nobody else has
    open the rollback journal does: it keeps only the pages there were, and undoes as surely.
    """
    raw.execute("PRAGMA foreign_keys = OFF")
    (pages,), (size,) = (
        raw.execute(f"PRAGMA {it}").fetchone() for it in ("page_count", "page_size")
    )
    directly = pages * size < SMALL and _switched(raw, "DELETE")
    try:
        yield
    finally:
        # Where somebody is reading meanwhile, the next writer switches back.
        directly and _switched(raw, "WAL")


def _switched(raw: sqlite3.Connection, mode: str) -> bool:
    """Whether the database is in this journal mode now; not so where others have it open."""
    try:
        (now,) = raw.execute(f"PRAGMA main.journal_mode = {mode}").fetchone()
    except sqlite3.OperationalError:  # the other mode does as well
        return False
    return bool(now == mode.lower())


def begin(raw: sqlite3.Connection, on_wait: Callable[[], None] | None = None) -> None:
    """Take the write lock, waiting up to a minute and saying so once."""
    deadline = time.monotonic() + WAIT_SECONDS
    said = False
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > deadline:
                raise
            if on_wait and not said:
                on_wait()
                said = True
        else:
            return


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process holds the lock we want."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def make_private(path: Path) -> None:
    """Keep the database to its owner, where the system has such modes."""
    if os.name == "posix" and path.exists() and path.stat().st_mode & 0o077:
        path.chmod(0o600)
