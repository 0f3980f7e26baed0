"""Making a backup: copied, checked, packed, tried by unpacking it, and only then named."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crmtui import __version__
from crmtui.domain.backup_errors import BackupDamaged, BackupError, BackupNotMade, BackupThere
from crmtui.domain.backups import GOOD, BackupFile, Content, Manifest
from crmtui.domain.database_errors import DatabaseDamaged
from crmtui.domain.system_words import why as why_not
from crmtui.domain.words import _
from crmtui.files import ageformat, backupcheck, backupcopy, backupfile
from crmtui.files.backuprecord import beside
from crmtui.files.digests import sha256
from crmtui.files.workplace import private_folder, workplace

ENDING = ".crmbak.zip"
LOCKED = ".age"
NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
# How long each part takes, in units of what copying a byte takes: for the bar.
COPYING, PACKING, TRYING = 1, 6, 3

Progress = Callable[[int, int], None]
Refused = Callable[[Path, str], BackupError]


@dataclass(frozen=True, slots=True)
class Wish:
    """Which backup is wanted: of which database, why, where and whether behind a passphrase."""

    database: Path
    why: str
    folder: Path
    name: str = ""  # of the file; '' makes one of the database's, the time and why
    passphrase: str = ""  # '' for no encryption


class _Bar:
    """Adds up how far all parts are."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.total = 0
        self.done = 0

    def tick(self, weight: int) -> Callable[[int], None]:
        def tick(amount: int) -> None:
            self.done += amount * weight
            self._progress(min(self.done, self.total), self.total)

        return tick


def make(wish: Wish, source: sqlite3.Connection, progress: Progress) -> BackupFile:
    """Make a verified backup of an open database; others may go on writing meanwhile.

    The folder must be there: a stick that is not plugged in is not to be made of nothing.
    Raises BackupNotMade, BackupThere, DatabaseDamaged, TooLittleMemory, and sqlite3.Error where
    the database cannot be read. Whatever goes wrong leaves nothing behind.
    """
    made = datetime.now().astimezone()
    with private_place(wish.database) as work, told(wish.folder):
        if wish.name and (wish.folder / wish.name).exists():
            raise BackupThere(wish.folder / wish.name)
        with workplace(wish.folder) as place:
            part = place / "part"
            manifest = _written(wish, source, work, part, made, progress)
            final = _named(part, wish, made)
    return BackupFile(
        path=str(final),
        made_at=made.replace(tzinfo=None),
        why=wish.why,
        size=final.stat().st_size,
        encrypted=bool(wish.passphrase),
        health=GOOD,
        tried_at=datetime.now().isoformat(timespec="seconds"),
        manifest=manifest,
    )


@contextmanager
def private_place(database: Path, refused: Refused = BackupNotMade) -> Iterator[Path]:
    """A folder for plain copies: on the database's own disk, which is as private as it is.

    `refused` makes the error of a place that cannot be used.
    """
    near = beside(database)
    try:
        private_folder(near)
        usable = os.access(near, os.W_OK)
    except OSError:
        usable = False
    parent = near if usable else Path(tempfile.gettempdir())
    with told(parent, refused), workplace(parent) as work:
        yield work


@contextmanager
def told(place: Path, refused: Refused = BackupNotMade) -> Iterator[None]:
    """What the system refuses, in a sentence about this place."""
    try:
        yield
    except OSError as error:
        raise refused(place, _("{reason}.").format(reason=why_not(error))) from error


def _written(
    wish: Wish,
    source: sqlite3.Connection,
    work: Path,
    part: Path,
    made: datetime,
    progress: Progress,
) -> Manifest:
    """Write the backup and try it; gives its manifest."""
    copy, bar = work / wish.database.name, _Bar(progress)
    held = _copied(source, copy, bar, work)
    packed = work / "packed" if wish.passphrase else part

    def describe(digest: str, size: int) -> Manifest:
        at, name = made.isoformat(timespec="seconds"), wish.database.name
        rest = (held.counts, held.newest, held.operation)
        return Manifest(__version__, held.schema, at, wish.why, name, size, digest, *rest)

    with backupcheck.Checks(copy) as checks:
        with os.fdopen(os.open(packed, NEW, 0o600), "wb") as out:
            manifest = backupfile.pack(copy, out, describe, bar.tick(PACKING))
            out.flush()
            os.fsync(out.fileno())
        _try(packed, manifest, bar.tick(TRYING))
        if (fault := checks.fault()) or (fault := _miscounted(copy, held)):
            raise DatabaseDamaged(wish.database, fault.rstrip("."))
    if wish.passphrase:
        _encrypted(packed, part, work, wish.passphrase)
    return manifest


def _copied(source: sqlite3.Connection, copy: Path, bar: _Bar, work: Path) -> Content:
    """Copy the database as it is at one moment; gives what it holds."""
    page = backupcopy.page_size(source)

    def report(done: int, total: int) -> None:
        bar.total = total * page * (COPYING + PACKING + TRYING)
        bar.done = 0
        bar.tick(COPYING)(done * page)

    try:
        with backupcopy.snapshot(source):
            backupcopy.copy_out(source, copy, report)
            return backupcheck.content(source)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise BackupNotMade(work.parent, _("the disk is full.")) from error
        raise


def _try(packed: Path, manifest: Manifest, tick: Callable[[int], None]) -> None:
    """Read the backup again as a restore would; BackupDamaged where that is not what was saved."""
    with backupfile.opened(packed) as found:
        if found.manifest != manifest:
            raise BackupDamaged(packed, _("its manifest is not whole."))
        for block in found.blocks():
            tick(len(block))


def _miscounted(copy: Path, held: Content) -> str:
    try:
        right = backupcheck.read_content(copy) == held
    except sqlite3.Error as error:
        return str(error)
    return "" if right else _("the copy does not hold what the database holds.")


def _encrypted(packed: Path, part: Path, work: Path, passphrase: str) -> None:
    """Encrypt, and decrypt again to see that it can be done."""
    ageformat.encrypt(packed, part, passphrase, part)
    again = work / "again"
    ageformat.decrypt(part, again, passphrase)
    if sha256(again) != sha256(packed):
        raise BackupDamaged(part, _("it cannot be decrypted to what was encrypted."))


def _named(part: Path, wish: Wish, made: datetime) -> Path:
    """Give the finished file its name without taking the place of another one."""
    if wish.name:
        final = wish.folder / wish.name
        if not _placed(part, final):
            raise BackupThere(final)
        return final
    for count in range(1, 1000):
        final = wish.folder / name_of(wish, made, count)
        if _placed(part, final):
            return final
    raise BackupThere(final)


def name_of(wish: Wish, made: datetime, count: int = 1) -> str:
    """NAME-20261123-091500-why.crmbak.zip, with a number where that is taken."""
    again = f"-{count}" if count > 1 else ""
    ending = ENDING + (LOCKED if wish.passphrase else "")
    return f"{wish.database.stem}-{made:%Y%m%d-%H%M%S}-{wish.why}{again}{ending}"


def _placed(part: Path, final: Path) -> bool:
    """Move a file to its name; False where the name is taken."""
    try:
        final.hardlink_to(part)  # never takes the place of anything
    except FileExistsError:
        return False
    except OSError:  # sticks have no links
        if final.exists():
            return False
        part.rename(final)
    else:
        part.unlink()
    _settle(final.parent)
    return True


def _settle(folder: Path) -> None:
    """Let the name survive a power cut, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
