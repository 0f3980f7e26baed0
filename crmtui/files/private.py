"""Whether files are kept to their owner, and making them so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077


def open_to_others(paths: Iterable[Path]) -> list[Path]:
    """Those files and folders that others on this computer may look into; none on Windows."""
    return [path for path in paths if _open(path)]


def _open(path: Path) -> bool:
    if os.name != "posix":
        return False
    try:
        about = path.stat()
    except OSError:
        return False
    return about.st_uid == os.getuid() and bool(about.st_mode & OTHERS)


def close_to_others(paths: Iterable[Path]) -> list[Path]:
    """Take others' rights away from these; gives those that were changed."""
    changed = []
    for path in open_to_others(paths):
        with suppress(OSError):
            path.chmod(path.stat().st_mode & 0o700)
            changed.append(path)
    return changed


def of_database(database: Path) -> Iterator[Path]:
    """The database, its logs, and the backups beside it."""
    for ending in ("", "-wal", "-shm", "-journal", ".drafts.json"):
        yield Path(f"{database}{ending}")
    backups = database.parent / "backups"
    with suppress(OSError):
        if backups.is_dir():
            yield backups
            yield from sorted(backups.iterdir())
