"""Keeping copies of the database and putting them back: what shell and screens call."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui import wiring
from crmtui.domain.backup_errors import (
    BackupDamaged,
    BackupError,
    NotABackup,
    NothingToBackUp,
)
from crmtui.domain.backups import (
    DAILY,
    DAMAGED,
    GOOD,
    MANUAL,
    BackupFile,
    Holders,
    Manifest,
)
from crmtui.domain.database_errors import DatabaseBusy, DatabaseMissing
from crmtui.files import backupauto, backuplist, backuprecord
from crmtui.files.backupauto import Made
from crmtui.files.backupcopy import WAIT, quiet
from crmtui.files.backupmaking import Progress, Wish
from crmtui.files.backupmaking import make as make_file

if TYPE_CHECKING:
    from crmtui.settings import Settings

__all__ = [
    "Made",
    "automatic",
    "before",
    "due",
    "first_today",
    "folder",
    "holders",
    "last_good",
    "listed",
    "make",
    "newest_good",
    "verify",
]


def folder(settings: Settings) -> Path:
    """Where the user wants backups."""
    return backuplist.folder_of(settings.db, settings.backup)


def listed(settings: Settings) -> list[BackupFile]:
    """The backups of this database, newest first."""
    return backuplist.found(settings.db, settings.backup)


def newest_good(settings: Settings) -> BackupFile | None:
    """The newest backup that was tried and has not changed since."""
    return backuplist.newest_good(settings.db, settings.backup)


def last_good(settings: Settings) -> datetime | None:
    """When the newest backup known to be good was made; cheap, but it may look at a slow disk."""
    last = backuplist.last_good(settings.db)
    return datetime.fromisoformat(last.made_at) if last else None


def make(
    settings: Settings,
    target: Path | None = None,
    passphrase: str = "",
    progress: Progress = quiet,
) -> Made:
    """Make a verified backup by the user's wish, in a folder or under a name, else where usual.

    Raises NothingToBackUp, BackupThere, BackupNotMade and what else stands in the way.
    """
    place, name, note = _target(settings, target)
    with _source(settings) as source:
        wish = Wish(_absolute(settings.db), MANUAL, place, name, passphrase)
        made = make_file(wish, source, progress)
    backuplist.remember(settings.db, made, automatic=False)
    return Made(made, note)


def _target(settings: Settings, target: Path | None) -> tuple[Path, str, str]:
    """Folder, file name ('' for the usual one) and what is to be said."""
    if target is None:
        place, note = backupauto.usable_folder(settings.db, settings.backup)
        return place, "", note
    whole = _absolute(target)
    return (whole, "", "") if whole.is_dir() else (whole.parent, whole.name, "")


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100  (keeps the dots)


@contextmanager
def _source(settings: Settings) -> Iterator[sqlite3.Connection]:
    """The open database to copy from; NothingToBackUp where there is none."""
    deadline = time.monotonic() + WAIT
    while True:
        try:
            connection = wiring.connect(settings)
            break
        except DatabaseMissing as error:
            raise NothingToBackUp(settings.db) from error
        except DatabaseBusy:  # a first import keeps everybody out for a while
            if time.monotonic() > deadline:
                raise
    with closing(connection):
        try:
            yield connection
        except sqlite3.Error as error:
            raise wiring.told(error, settings) from error


def before(
    settings: Settings, why: str, progress: Progress = quiet, *, anyway: bool = False
) -> Made | None:
    """A backup before something big, unless a good one holds everything already.

    None where nothing had to be made; `anyway` makes one that holds the same. Raises
    BackupError, WrongUse, DatabaseError.
    """
    if settings.demo or os.environ.get(wiring.NO_BACKUP):
        return None
    try:
        with _source(settings) as source:
            held = backupauto.held_by(source)
            if not held.operation:
                return None
            if not anyway and backupauto.unchanged_since(settings.db, held):
                return None
            return backupauto.make_own(settings.db, settings.backup, why, source, progress)
    except NothingToBackUp:
        return None


def due(settings: Settings, now: datetime) -> bool:
    """Whether the daily backup is to be made now; never where the day is pinned."""
    off = (
        settings.demo
        or settings.today_pin
        or not settings.backup.every
        or os.environ.get(wiring.NO_BACKUP)
    )
    if off or not settings.db.exists():
        return False
    last = backuplist.last_good(settings.db)
    if last is None:
        return True
    days = (now.date() - datetime.fromisoformat(last.made_at).date()).days
    return days >= settings.backup.every or days < 0


def automatic(settings: Settings, now: datetime, progress: Progress = quiet) -> Made | None:
    """The daily backup; None where nothing changed since the last good one, and that is young."""
    last = backuplist.last_good(settings.db)
    limit = settings.backup.warn_after_days
    old = last is None or (now - datetime.fromisoformat(last.made_at)).days >= limit > 0
    return before(settings, DAILY, progress, anyway=old)


def first_today(settings: Settings, today: date) -> bool:
    """Whether something about backups was not told today yet; asking counts as telling it."""
    return backupauto.first_today(settings.db, today.isoformat())


def verify(
    settings: Settings,
    path: Path,
    passphrase: str = "",
    *,
    thorough: bool = False,
    progress: Progress = quiet,
) -> BackupFile:
    """Look a backup through and remember what came of it; gives it where it is good.

    Raises BackupDamaged and what else can be wrong with a file.
    """
    from crmtui.files.backupopen import checked, unpacked

    whole = _absolute(path)
    try:
        with unpacked(whole, settings.db, passphrase, progress) as found:
            checked(found, thorough=thorough)
    except BackupDamaged as error:
        remember(settings, whole, error.reason, None)
        raise
    return remember(settings, whole, "", found.manifest)


def remember(settings: Settings, path: Path, reason: str, told: Manifest | None) -> BackupFile:
    """What is known of a file now; kept where it is one of this database's backups."""
    each = backuplist.described(path, backuprecord.read(settings.db))
    if each is None:
        raise NotABackup(path)
    made = replace(
        each,
        health=DAMAGED if reason else GOOD,
        reason=reason,
        tried_at=datetime.now().isoformat(timespec="seconds"),
        manifest=told or each.manifest,
    )
    if made.path in {known.path for known in listed(settings)}:
        backuplist.remember(settings.db, made)
    return made


def holders(
    settings: Settings,
    uids: Collection[str],
    progress: Callable[[int, int], None] = quiet,
) -> Holders:
    """Which backups still hold any of these customers or contacts.

    Looked through is all that is in them, deleted rows and the journal included. Encrypted and
    damaged ones cannot be looked into and are named apart.
    """
    known = listed(settings)
    holding, closed = [], []
    for at, each in enumerate(known):
        progress(at, len(known))
        try:
            if each.encrypted:
                closed.append(each)
            elif backuplist.hold(uids, Path(each.path)):
                holding.append(each)
        except BackupError:
            closed.append(each)
    progress(len(known), len(known))
    return Holders(tuple(holding), tuple(closed))
