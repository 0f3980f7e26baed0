"""Taking the database out of a backup, whatever kind it is, and looking it through."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crmtui.domain.backup_errors import (
    BackupDamaged,
    CannotUnpack,
    NotABackup,
    PassphraseNeeded,
)
from crmtui.domain.backups import Content, Manifest
from crmtui.domain.words import _
from crmtui.files import ageformat, backupcheck, backupcopy, backupfile
from crmtui.files.backupmaking import NEW, Progress, private_place


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A database out of a backup, in a private folder that goes away with the block."""

    source: Path  # the backup
    database: Path
    manifest: Manifest | None  # None for a plain database


@contextmanager
def unpacked(
    path: Path, near: Path, passphrase: str, progress: Progress = backupcopy.quiet
) -> Iterator[Unpacked]:
    """The database of a backup as a file of its own, on the disk of the database `near`.

    Raises NotABackup, BackupDamaged, BackupUnreadable, PassphraseNeeded, WrongPassphrase,
    TooLittleMemory, CannotUnpack.
    """
    kind = backupfile.kind_of(path)
    if kind == backupfile.AGE and not passphrase:
        raise PassphraseNeeded
    with private_place(near, CannotUnpack) as work:
        target = work / "unpacked.db"
        if kind == backupfile.PLAIN:
            _copy(path, target, progress)
            manifest = None
        else:
            packed = path
            if kind == backupfile.AGE:
                packed = work / "decrypted"
                ageformat.decrypt(path, packed, passphrase)
            manifest = _unpack(packed, path, target, progress)
        yield Unpacked(path, target, manifest)


def _unpack(packed: Path, shown: Path, target: Path, progress: Progress) -> Manifest:
    with (
        backupfile.opened(packed, shown) as found,
        os.fdopen(os.open(target, NEW, 0o600), "wb") as file,
    ):
        total, done = found.manifest.size, 0
        for block in found.blocks():
            file.write(block)
            done += len(block)
            progress(done, total)
        return found.manifest


def _copy(path: Path, target: Path, progress: Progress) -> None:
    """A plain database, with what its log holds."""
    try:
        with closing(sqlite3.connect(_only_read(path), uri=True)) as source:
            backupcopy.copy_out(source, target, progress)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise CannotUnpack(target.parent.parent, str(error)) from error
        raise BackupDamaged(path, f"{error}.") from error


def _only_read(path: Path) -> str:
    """How to open a database without leaving anything beside it, unless it has a log."""
    log = Path(f"{path}-wal")
    alone = "" if log.exists() and log.stat().st_size else "&immutable=1"
    return f"{path.absolute().as_uri()}?mode=ro{alone}"


def checked(found: Unpacked, *, thorough: bool = False) -> Content:
    """What the database of a backup holds. Raises BackupDamaged, NotABackup where it is not good.

    Looked at are the pages, the references, and whether it holds what the manifest says.
    """
    if fault := backupcheck.fault(found.database, thorough=thorough):
        raise BackupDamaged(found.source, fault)
    try:
        held = backupcheck.read_content(found.database)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise BackupDamaged(found.source, f"{error}.") from error
    if not held.schema:
        raise NotABackup(found.source)
    told = found.manifest
    if told is not None and (held.counts, held.schema) != (dict(told.counts), told.schema):
        raise BackupDamaged(found.source, _("it does not hold what its manifest says."))
    return held
