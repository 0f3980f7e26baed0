"""A restore that is tried in a place that is thrown away: only then is a backup one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui import backups, wiring, zh
from crmtui.backups.restoring import Phase, prepared, silent
from crmtui.domain import search
from crmtui.domain.backup_errors import BackupDamaged, NoBackups
from crmtui.domain.backups import BackupFile, Content
from crmtui.domain.words import _
from crmtui.files import backuprecord
from crmtui.reads import cards, listing

if TYPE_CHECKING:
    from crmtui.settings import Settings

SOMEBODY = (
    "SELECT id, name FROM customer ORDER BY last_touch_on IS NULL, last_touch_on DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What was seen of a backup in its temporary place."""

    file: BackupFile
    then: Content
    customers: int
    found: str  # a customer that was searched for, found and opened; '' where there is none


def rehearse(
    settings: Settings, path: Path | None = None, passphrase: str = "", phase: Phase = silent
) -> Rehearsal:
    """Restore a backup, the newest unless named, into a temporary place and use it there.

    Raises NoBackups, BackupDamaged and what else can be wrong with a file.
    """
    if path is None:
        known = backups.listed(settings)
        if not known:
            raise NoBackups(backups.folder(settings))
        path = Path(known[0].path)
    try:
        with prepared(settings, path, passphrase, phase, thorough=True) as ready:
            found = _used(replace(settings, db=ready.database), path)
            told = ready.manifest
    except BackupDamaged as error:
        backups.remember(settings, path, error.reason, None)
        raise
    file = backups.remember(settings, path, "", told)
    now = datetime.now().isoformat(timespec="seconds")
    backuprecord.update(
        settings.db, lambda record: replace(record, rehearsed_at=now, rehearsed=path.name)
    )
    return Rehearsal(file, ready.then, ready.then.counts.get("customer", 0), found)


def _used(restored: Settings, path: Path) -> str:
    """Search and look in the restored database; whom it found."""
    try:
        with closing(wiring.connect(restored)) as conn:
            somebody = conn.execute(SOMEBODY).fetchone()
            return _found(conn, path, *somebody) if somebody else ""
    except sqlite3.Error as error:
        raise BackupDamaged(path, f"{error}.") from error


def _found(conn: sqlite3.Connection, path: Path, id: int, name: str) -> str:
    query = search.parse_query(name, zh.simplify)
    if not query.words:
        return ""  # nothing but signs
    if id not in listing.ids(conn, query=query) or cards.card(conn, id) is None:
        raise BackupDamaged(path, _("a customer in it cannot be found by searching."))
    return name
