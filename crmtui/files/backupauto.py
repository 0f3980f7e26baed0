"""Backups the program makes by itself: where they go, when one is not needed, what is cleared."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from crmtui.domain.backup_errors import PassphraseNeeded
from crmtui.domain.backuprules import BackupRules
from crmtui.domain.backups import BackupFile, Content
from crmtui.domain.words import _
from crmtui.files import ageformat, backupcheck, backuplist, backuprecord
from crmtui.files.backupcopy import quiet
from crmtui.files.backupmaking import Progress, Wish, make
from crmtui.files.workplace import private_folder

PASSPHRASE = "CRMTUI_PASSPHRASE"


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and what is to be said about it."""

    file: BackupFile
    note: str = ""  # that the chosen folder is missing; '' where there is nothing to say


def make_own(
    database: Path,
    rules: BackupRules,
    why: str,
    source: sqlite3.Connection,
    progress: Progress = quiet,
) -> Made:
    """Make an automatic backup where the user wants it, else beside the database.

    What need not be kept any longer is cleared away. Raises what `make` raises.
    """
    passphrase = passphrase_of(rules) if rules.encrypt else ""
    folder, note = usable_folder(database, rules)
    made = make(Wish(database, why, folder, passphrase=passphrase), source, progress)
    backuplist.remember(database, made, automatic=True)
    backuplist.clear_away(database, rules, datetime.now())
    return Made(made, note)


def usable_folder(database: Path, rules: BackupRules) -> tuple[Path, str]:
    """Where a backup goes now, and what to say where that is not where it should go."""
    chosen, beside = backuplist.folder_of(database, rules), backuprecord.beside(database)
    if chosen == beside:
        private_folder_for(beside)
        return beside, ""
    if chosen.is_dir() and os.access(chosen, os.W_OK):
        return chosen, ""
    private_folder_for(beside)
    words = _("The backup folder {chosen} cannot be used now; the backup is in {beside}.")
    return beside, words.format(chosen=chosen, beside=beside)


def private_folder_for(folder: Path) -> None:
    """Make the folder beside the database; BackupNotMade where that cannot be done."""
    from crmtui.files.backupmaking import told

    with told(folder):
        private_folder(folder)


def passphrase_of(rules: BackupRules, env: Mapping[str, str] = os.environ) -> str:
    """The passphrase that was left for the program: environment, else the file of the settings.

    Raises PassphraseNeeded, PassphraseFileUnreadable.
    """
    if given := env.get(PASSPHRASE):
        return given
    if rules.passphrase_file:
        return ageformat.passphrase_of(Path(rules.passphrase_file).expanduser())
    raise PassphraseNeeded


def unchanged_since(database: Path, held: Content) -> bool:
    """Whether a good backup holds all that the database holds now."""
    now = (held.operation, held.counts)
    return any((one.operation, one.counts) == now for one in backuplist.all_good(database))


def held_by(source: sqlite3.Connection) -> Content:
    """What an open database holds now."""
    return backupcheck.content(source)


def first_today(database: Path, day: str) -> bool:
    """Whether this is the first time today that something is to be said; it counts as said."""
    if backuprecord.read(database).told == day:
        return False
    backuprecord.update(database, lambda record: replace(record, told=day))
    return True
