"""What can go wrong with backups: one class each, with its words."""

from __future__ import annotations

from crmtui.domain.errors import CrmError, NothingFound, WrongUse
from crmtui.domain.words import _


class BackupError(CrmError):
    """A backup cannot be made, read or put back."""


class BackupNotMade(BackupError):
    """No backup came of it; `reason` is a clause or sentence in words."""

    def __init__(self, place: object, reason: str) -> None:
        self.reason = reason
        super().__init__(
            _("No backup was made in {place}: {reason}").format(place=place, reason=reason)
        )


class BackupThere(WrongUse):
    """A file of that name is there; backups never take the place of anything."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "{path} is there already, and a backup never overwrites a file. Choose another "
                "name, or name a folder."
            ).format(path=path)
        )


class BackupDamaged(BackupError):
    """A backup that is not good; `reason` says what is wrong with it."""

    def __init__(self, path: object, reason: str) -> None:
        self.path = str(path)
        self.reason = reason
        super().__init__(
            _("{path} is not a good backup: {reason}").format(path=path, reason=reason)
        )


class NotABackup(BackupDamaged):
    """A file that never was one of ours."""

    def __init__(self, path: object) -> None:
        super().__init__(path, _("it is neither a backup of crmtui nor a database."))


class BackupUnreadable(BackupError):
    """The system does not let the file be read."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _("The backup {path} cannot be read: {reason}.").format(path=path, reason=reason)
        )


class BackupTooNew(BackupError):
    """The backup was made by a newer program."""

    def __init__(self, path: object, schema: str, head: str) -> None:
        super().__init__(
            _(
                "{path} was made by a newer crmtui (its version is {version}, this program knows "
                "{head}). Update crmtui first; nothing was changed."
            ).format(path=path, version=schema, head=head)
        )


class WrongPassphrase(BackupError):
    """The passphrase does not open the backup."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _("{path} cannot be opened: the passphrase is wrong, or the file is damaged.").format(
                path=path
            )
        )


class PassphraseNeeded(WrongUse):
    """A passphrase is needed and nobody gave one."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This needs a passphrase. Give it at the prompt, in the first line of a file with "
                "--passphrase-file FILE, or in CRMTUI_PASSPHRASE."
            )
        )


class PassphraseFileUnreadable(WrongUse):
    """The file that should hold the passphrase does not."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _("The passphrase cannot be read from {path}: {reason}.").format(
                path=path, reason=reason
            )
        )


class PassphrasesDiffer(WrongUse):
    """The passphrase was typed differently the second time."""

    def __init__(self) -> None:
        super().__init__(_("The two passphrases are not the same; nothing was made."))


class TooLittleMemory(BackupError):
    """Encrypting or decrypting would not fit into memory."""

    def __init__(self, needed_mb: int, free_mb: int) -> None:
        super().__init__(
            _(
                "A passphrase needs about {needed} MB of memory for this, and {free} MB are free. "
                "Close other programs, or make the backup without a passphrase on an encrypted "
                "disk."
            ).format(needed=needed_mb, free=free_mb)
        )


class NoBackups(NothingFound):
    """There is no backup to speak of."""

    def __init__(self, folder: object) -> None:
        super().__init__(
            _("There is no backup in {folder} yet. Make one with “crmtui backup”.").format(
                folder=folder
            )
        )


class NothingToTakeBack(NothingFound):
    """No restore was done that could be taken back."""

    def __init__(self) -> None:
        super().__init__(_("There is no backup that was made before a restore."))


class NothingToBackUp(NothingFound):
    """The database is not there."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _("There is no database at {path} yet, so there is nothing to back up.").format(
                path=path
            )
        )


class RestoreFailed(BackupError):
    """The database could not be put back; nothing of it counts."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "The backup could not be put back into {path}: {reason}. The database is as it "
                "was before."
            ).format(path=path, reason=reason)
        )


class DatabaseInUse(BackupError):
    """A damaged database cannot be put aside while other programs have it open."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "Another program has the damaged database {path} open. Close every crmtui and "
                "try again; nothing was changed."
            ).format(path=path)
        )


class NoUpgradeWithoutBackup(BackupError):
    """An older database stays as it is because it could not be backed up first."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "The database {path} is of an older version and must be upgraded, but not without "
                "a backup: {reason} Nothing was changed. If you have a backup of your own, set "
                "CRMTUI_NO_BACKUP=1."
            ).format(path=path, reason=reason)
        )


class CannotUnpack(BackupError):
    """There is no place to unpack a backup in."""

    def __init__(self, place: object, reason: str) -> None:
        super().__init__(
            _("The backup cannot be unpacked in {place}: {reason} Nothing was changed.").format(
                place=place, reason=reason
            )
        )


class NoRestoreWithoutBackup(BackupError):
    """Nothing is put back because what is there now could not be backed up."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "What is in {path} now could not be backed up first: {reason} Nothing was changed. "
                "--no-backup puts the backup back all the same."
            ).format(path=path, reason=reason)
        )


class RestoreDoubtful(BackupError):
    """What was put back does not check."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            _(
                "The backup was put back into {path}, but it is not right there: {reason} Take it "
                "back with “crmtui restore --back”, and check the disk."
            ).format(path=path, reason=reason)
        )
