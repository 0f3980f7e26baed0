"""Opening the database for writing: pragmas, one BEGIN IMMEDIATE, and waiting for other writers."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

WAIT_SECONDS = 60.0
FIRST_WAIT = 0.5
LOG_KEPT = 16 << 20  # bytes
# Up to this size a big import writes into the file itself: nobody has much to read there yet.
SMALL = 8 << 20  # bytes


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to write with; it leaves transactions to us."""
    with closing(open_writer(path)) as raw:
        yield raw


def open_writer(path: Path) -> sqlite3.Connection:
    """The same for who closes it himself, in whatever thread."""
    raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=FIRST_WAIT)
    try:
        _set_up(raw)
    except BaseException:
        raw.close()
        raise
    return raw


def _set_up(raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    _write_ahead(raw)
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA temp_store = MEMORY")
    raw.execute("PRAGMA cache_size = -65536")
    # A log that an import made large is cut again once it is written into the database.
    raw.execute(f"PRAGMA journal_size_limit = {LOG_KEPT}")
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
