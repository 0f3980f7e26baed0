"""Putting a backup back: looked at first, the present database backed up, then copied into it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui import backups, wiring
from crmtui.domain.backup_errors import (
    BackupError,
    BackupTooNew,
    NoRestoreWithoutBackup,
    NothingToTakeBack,
    RestoreDoubtful,
    RestoreFailed,
)
from crmtui.domain.backups import BEFORE_RESTORE, BackupFile, Content, Manifest
from crmtui.domain.database_errors import (
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseOutdated,
    DatabaseTooNew,
)
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _
from crmtui.files import backupauto, backupcheck, backupcopy, backupswap
from crmtui.files.backupmaking import Progress
from crmtui.files.backupopen import checked, unpacked
from crmtui.reads.connection import HEAD, open_reader, uri

if TYPE_CHECKING:
    from crmtui.settings import Settings

Phase = Callable[[str], Progress]  # begins a part of the work, named in words
MOST_TRIES = 3


@dataclass(frozen=True, slots=True)
class Ready:
    """A backup that was looked through and may be put back, while the block lasts."""

    source: Path
    database: Path  # its database, brought to this program's version
    then: Content  # what the backup holds
    now: Content | None  # what the database holds now; None: nothing, or it cannot be read
    manifest: Manifest | None = None
    damaged: str = ""  # why the present database cannot be opened, in words


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it."""

    before: BackupFile | None  # the backup of what was there before
    aside: Path | None  # where the damaged database was kept


def silent(words: str) -> Progress:
    """Tell nobody of any part."""
    return backupcopy.quiet


def newest_before_restore(settings: Settings) -> BackupFile:
    """The backup that takes the last restore back. Raises NothingToTakeBack."""
    for each in backups.listed(settings):
        if each.why == BEFORE_RESTORE and each.health != "damaged":
            return each
    raise NothingToTakeBack


@contextmanager
def prepared(
    settings: Settings,
    path: Path,
    passphrase: str = "",
    phase: Phase = silent,
    *,
    thorough: bool = False,
) -> Iterator[Ready]:
    """Unpack and check a backup, upgrade the copy where it is old, and compare; changes nothing.

    Raises BackupDamaged, BackupTooNew and what else can be wrong with a file.
    """
    whole = path.absolute()
    with unpacked(whole, settings.db, passphrase, phase(_("Unpacking"))) as found:
        then = checked(found, thorough=thorough)
        if not then.schema.isdigit() or then.schema > HEAD:
            raise BackupTooNew(whole, then.schema, HEAD)
        wiring.upgrade(replace(settings, db=found.database), backed_up=True)
        now, damaged = _present(settings)
        yield Ready(whole, found.database, then, now, found.manifest, damaged)


def _present(settings: Settings) -> tuple[Content | None, str]:
    """What the database holds now, and why it cannot be opened where that is so."""
    try:
        open_reader(settings.db).close()
    except DatabaseMissing:
        return None, ""
    except (DatabaseOutdated, DatabaseTooNew):
        pass
    except DatabaseDamaged as error:
        return None, str(error)
    try:
        with closing(_opened(settings)) as conn:
            return backupcheck.content(conn), ""
    except sqlite3.DatabaseError:
        return None, ""  # damaged inside: it can be copied over as it is


def _opened(settings: Settings) -> sqlite3.Connection:
    """The present database of whatever version, only to read."""
    return sqlite3.connect(f"{uri(settings.db)}?mode=ro", uri=True, isolation_level=None)


def restore(
    settings: Settings, ready: Ready, phase: Phase = silent, *, back_up: bool = True
) -> Restored:
    """Put the prepared backup into the database, all of it or nothing.

    What is there now is backed up first (NoRestoreWithoutBackup); programs that have the database
    open see the result. Only a database that cannot be opened is put aside as a file.
    """
    with wiring.unit_of_work(replace(settings, db=ready.database)) as uow:
        uow.describe("restore", ready.source.name)
        assert uow.operation_id  # an entry of the journal without changes: nothing to undo
    wanted = backupcheck.read_content(ready.database)
    if ready.damaged:
        aside: Path | None = backupswap.swap(ready.database, settings.db)
        before = None
    else:
        before, aside = _backed_up(settings, phase) if back_up else (None, None)
        _put_back(settings, ready.database, phase(_("Putting back")))
    _verify(settings, wanted)
    return Restored(before, aside)


def _backed_up(settings: Settings, phase: Phase) -> tuple[BackupFile | None, Path | None]:
    """A backup of what is there; of a database that is damaged inside, a copy as it is."""
    if not settings.db.exists():
        return None, None
    try:
        with closing(_opened(settings)) as source:
            if not backupcheck.content(source).schema:
                return None, None  # an empty file
            for _try in range(MOST_TRIES):
                report = phase(_("Backing up what is there now"))
                rules = settings.backup
                made = backupauto.make_own(settings.db, rules, BEFORE_RESTORE, source, report)
                if made.file.manifest and _same(source, made.file.manifest.operation):
                    break
            return made.file, None
    except (DatabaseDamaged, sqlite3.DatabaseError) as error:
        try:
            return None, backupswap.copy_aside(settings.db)
        except (OSError, sqlite3.Error) as worse:
            raise NoRestoreWithoutBackup(settings.db, f"{error} {worse}") from worse
    except (BackupError, WrongUse) as error:
        raise NoRestoreWithoutBackup(settings.db, str(error)) from error


def _same(source: sqlite3.Connection, operation: int) -> bool:
    """Whether nobody wrote since."""
    return backupcheck.content(source).operation == operation


def _put_back(settings: Settings, database: Path, progress: Progress) -> None:
    live = settings.db
    try:
        live.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite3.connect(live)) as conn:
            size = backupcopy.page_size(conn)
        backupcopy.with_pages_of(database, size)
        backupcopy.copy_into(database, live, progress)
        backupswap.make_private(live)
    except sqlite3.Error as error:
        reason = str(wiring.told(error, settings))
        raise RestoreFailed(live, reason) from error
    except OSError as error:
        raise RestoreFailed(live, str(error)) from error


def _verify(settings: Settings, wanted: Content) -> None:
    """The database as it is now must hold what was put back."""
    try:
        fault = backupcheck.fault(settings.db.absolute())
        held = backupcheck.read_content(settings.db.absolute())
    except sqlite3.Error as error:
        raise RestoreDoubtful(settings.db, str(error)) from error
    # Another program may have gone on writing in it at once.
    same = held == wanted or held.operation > wanted.operation
    if fault or not same:
        raise RestoreDoubtful(settings.db, fault or _("it does not hold what the backup holds."))
