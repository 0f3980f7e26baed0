"""Putting a database aside that cannot be opened any more, and another one in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from crmtui.domain.backup_errors import DatabaseInUse
from crmtui.files import backupcopy
from crmtui.files.workplace import workplace

LOGS = ("-wal", "-shm", "-journal")
# Where SQLite locks: readers of a WAL database hold a byte of this range as long as it is open.
FIRST_LOCK, LOCKS = 0x40000000, 512


def swap(database: Path, live: Path) -> Path:
    """Put a checked database in the place of one that cannot be opened; gives where that is kept.

    Its logs go first: they would be played into the new one. Whenever this is cut short, a file
    of the database's name is there. Raises DatabaseInUse, OSError.
    """
    aside = _free_name(live)
    try:
        with _alone(live), workplace(live.parent) as place:
            staged = place / "new"
            _moved(database, staged)
            for end in LOGS:
                with suppress(FileNotFoundError):
                    Path(f"{live}{end}").rename(f"{aside}{end}")
            _kept(live, aside)
            staged.replace(live)
    except PermissionError as error:
        if sys.platform == "win32":  # there an open file cannot be moved
            raise DatabaseInUse(live) from error
        raise
    return aside


def copy_aside(live: Path) -> Path:
    """Keep a copy of a database that is damaged inside, page by page as it is."""
    aside = _free_name(live)
    with closing(sqlite3.connect(f"{live.absolute().as_uri()}?mode=ro", uri=True)) as source:
        backupcopy.copy_out(source, aside)
    return aside


def _free_name(live: Path) -> Path:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    name = aside = live.with_name(f"{live.name}.damaged-{stamp}")
    count = 1
    while aside.exists():
        count += 1
        aside = name.with_name(f"{name.name}-{count}")
    return aside


@contextmanager
def _alone(live: Path) -> Iterator[None]:
    """Hold SQLite's own locks on the file; DatabaseInUse where another program has it open."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with live.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCKS, FIRST_LOCK)
        except OSError as error:
            raise DatabaseInUse(live) from error
        yield


def _moved(database: Path, staged: Path) -> None:
    try:
        database.rename(staged)
    except OSError:  # another disk
        shutil.copyfile(database, staged)
    make_private(staged)
    with staged.open("r+b") as file:
        os.fsync(file.fileno())


def _kept(live: Path, aside: Path) -> None:
    """A second name for the damaged file, so that its first one never points at nothing."""
    try:
        aside.hardlink_to(live)
    except OSError:  # sticks have no links
        shutil.copyfile(live, aside)
        make_private(aside)


def make_private(path: Path) -> None:
    """Keep a file to its owner, where the system has such modes."""
    with suppress(OSError):
        path.chmod(0o600)
