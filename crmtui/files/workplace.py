"""Private folders for files that are only in the making, cleared away after a crash."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = ".crmtui-work-"
LOCK = "lock"
LOCK_WAIT = 5.0  # seconds
ABANDONED = 3600.0  # seconds after which a folder without a lock of ours belongs to nobody


@contextmanager
def workplace(parent: Path) -> Iterator[Path]:
    """A new folder in `parent` that only its user can look into; gone at the end.

    What a crash left there earlier is cleared away first. Raises OSError.
    """
    clear(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    try:
        with (folder / LOCK).open("wb") as file:
            lock(file.fileno())
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clear(parent: Path) -> None:
    """Remove the folders of programs that ended before they could do it themselves."""
    try:
        found = list(parent.glob(f"{PREFIX}*"))
    except OSError:
        return
    for folder in found:
        if _abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _abandoned(folder: Path) -> bool:
    try:
        with (folder / LOCK).open("r+b") as file:
            return lock(file.fileno())
    except FileNotFoundError:
        with suppress(OSError):
            return time.time() - folder.stat().st_mtime > ABANDONED
    except OSError:
        pass
    return False


def lock(handle: int) -> bool:
    """Take a file's lock, which ends with the process at the latest; False where it is held."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold this lock file inside the block, waiting a while for who else holds it."""
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    with os.fdopen(handle, "r+b") as file:
        deadline = time.monotonic() + LOCK_WAIT
        while not lock(file.fileno()) and time.monotonic() < deadline:
            time.sleep(0.01)
        yield


def private_folder(path: Path) -> None:
    """Make a folder, with those above it, that only its user can look into. Raises OSError."""
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
