"""Copying databases with SQLite's own backup: out of one that is in use, and into one."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

PAGES = 2048  # at a time: often enough for a bar and for stopping
WAIT = 60.0  # seconds for other writers
PAUSE = 0.25  # seconds between tries

Progress = Callable[[int, int], None]  # pages copied, pages in all


def quiet(done: int, total: int) -> None:
    """Tell nobody."""


@contextmanager
def snapshot(source: sqlite3.Connection) -> Iterator[None]:
    """Let the source stand still inside the block, for us alone: others go on writing.

    Without it a copy in several steps begins anew whenever somebody writes.
    """
    source.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        source.execute("ROLLBACK")


def copy_out(source: sqlite3.Connection, target: Path, progress: Progress = quiet) -> None:
    """Copy a database into a new file of ours. Raises sqlite3.Error, and what progress raises.

    The copy stands for itself: no log beside it, so that it opens wherever it is put.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        # A copy that is cut short is thrown away, so nothing needs to be safe in between.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy, pages=PAGES, progress=_told(progress))
        copy.execute("PRAGMA journal_mode = DELETE")


def copy_into(source: Path, live: Path, progress: Progress = quiet) -> None:
    """Put a database into one that others may have open: all of it in one transaction, or none.

    Waits a minute for other writers. Raises sqlite3.Error, and what progress raises.
    """
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as copy,
        closing(sqlite3.connect(live, isolation_level=None, timeout=WAIT)) as target,
    ):
        _set_up(target)
        target.execute("PRAGMA busy_timeout = 0")  # the waiting is done between the steps
        copy.backup(target, pages=PAGES, progress=_told(progress), sleep=PAUSE)
        # The log holds the whole database a second time now.
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _set_up(target: sqlite3.Connection) -> None:
    target.execute("PRAGMA journal_mode = WAL")
    target.execute("PRAGMA synchronous = FULL")
    if sys.platform == "darwin":
        target.execute("PRAGMA fullfsync = ON")


def page_size(conn: sqlite3.Connection) -> int:
    """Bytes of a page."""
    return int(conn.execute("PRAGMA page_size").fetchone()[0])


def with_pages_of(database: Path, size: int) -> None:
    """Write a database of ours anew with pages of this size: only such can be copied over WAL."""
    with closing(sqlite3.connect(database, isolation_level=None)) as conn:
        if page_size(conn) != size:
            conn.execute("PRAGMA journal_mode = DELETE")
            conn.execute(f"PRAGMA page_size = {size}")
            conn.execute("VACUUM")


def _told(progress: Progress) -> Callable[[int, int, int], None]:
    """The progress of sqlite3; ends the copy where others hold the database for too long."""
    waited = 0.0

    def told(status: int, left: int, total: int) -> None:
        nonlocal waited
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            waited += PAUSE
            if waited > WAIT:
                busy = sqlite3.OperationalError("database is locked")
                busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise busy
        progress(total - left, total)

    return told
