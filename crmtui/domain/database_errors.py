"""What can be wrong with the database: one class each, with its words."""

from __future__ import annotations

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _


class DatabaseError(CrmError):
    """The database cannot be used; `path` is where it is."""

    advice = ""

    def __init__(self, path: object, sentence: str) -> None:
        self.path = str(path)
        super().__init__(sentence)

    def advise(self, when: str, command: str) -> None:
        """Name the newest good backup, and the command that puts it back."""
        self.advice = _("The newest good backup is of {when}. This puts it back: {command}").format(
            when=when, command=command
        )
        self.args = (f"{self} {self.advice}",)


class DatabaseMissing(DatabaseError):
    """There is no database at that place."""

    def __init__(self, path: object) -> None:
        super().__init__(
            path,
            _(
                "There is no database at {path} yet. Start crmtui, add a customer or import a "
                "spreadsheet to create it, or name another one with --db."
            ).format(path=path),
        )


class DatabaseOutdated(DatabaseError):
    """The database was made by an older version of the program."""

    def __init__(self, path: object, version: str) -> None:
        self.version = version
        super().__init__(
            path,
            _(
                "The database {path} is of an older version. Start crmtui once with the right to "
                "write there: it makes a copy and brings the database up to date."
            ).format(path=path),
        )


class DatabaseTooNew(DatabaseError):
    """The database was made by a newer version of the program."""

    def __init__(self, path: object, version: str, head: str) -> None:
        self.version = version
        super().__init__(
            path,
            _(
                "The database {path} was made by a newer crmtui (its version is {version}, this "
                "program knows {head}). Update crmtui; nothing was changed."
            ).format(path=path, version=version, head=head),
        )


class DatabaseForeign(DatabaseError):
    """The file is a database, but of another program."""

    def __init__(self, path: object) -> None:
        super().__init__(
            path,
            _(
                "{path} is a database of another program, not of crmtui. Name the right one with "
                "--db PATH or CRMTUI_DB."
            ).format(path=path),
        )


class DatabaseDamaged(DatabaseError):
    """The content of the file is broken; `reason` is SQLite's own English word on it."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            path,
            _(
                "The database {path} is damaged ({reason}). Do not go on working in it: keep the "
                "file, and put back the newest backup."
            ).format(path=path, reason=reason),
        )


class NotADatabase(DatabaseDamaged):
    """The file is no database at all, or its very beginning is broken."""

    def __init__(self, path: object) -> None:
        DatabaseError.__init__(
            self,
            path,
            _(
                "{path} is not a crmtui database, or it is damaged from its first bytes on. Name "
                "the right file with --db PATH, or put back a backup."
            ).format(path=path),
        )


class DatabaseEmptied(DatabaseDamaged):
    """The file holds nothing at all, though there is a backup of what it held."""

    def __init__(self, path: object) -> None:
        DatabaseError.__init__(
            self,
            path,
            _(
                "The database {path} is damaged: the file is empty, though it held something once. "
                "Put back a backup."
            ).format(path=path),
        )


class DatabaseUnreadable(DatabaseError):
    """The system does not let the database be opened; `reason` is a clause in words."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            path,
            _(
                "The database {path} cannot be opened: {reason}. Check the path and who may read "
                "it, or name another one with --db."
            ).format(path=path, reason=reason),
        )


class DatabaseReadOnly(DatabaseError):
    """Something was to be written and the file or its folder does not allow it."""

    def __init__(self, path: object) -> None:
        super().__init__(
            path,
            _(
                "The database {path} can only be read: the file, its folder or the disk is "
                "write-protected. Nothing was changed. Allow writing there, or work on a copy "
                "with --db."
            ).format(path=path),
        )


class DatabaseBusy(DatabaseError):
    """Another program holds the database."""

    def __init__(self, path: object) -> None:
        super().__init__(
            path,
            _(
                "Another program is holding the database {path}. Nothing was changed. Wait for it "
                "to finish (an import, a backup, a sync tool), or close it, and try again."
            ).format(path=path),
        )


class DiskFull(DatabaseError):
    """There is no room left for what was to be written."""

    def __init__(self, path: object) -> None:
        super().__init__(
            path,
            _(
                "The disk is full: nothing was changed in {path}. Free some space and try again."
            ).format(path=path),
        )


class DiskTrouble(DatabaseError):
    """The system reports an error while reading or writing."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            path,
            _(
                "Reading or writing the database {path} failed ({reason}). Check the disk, the "
                "stick or the network drive it is on, and try again."
            ).format(path=path, reason=reason),
        )


class DatabaseTrouble(DatabaseError):
    """Anything else SQLite refuses; `reason` is its own English word on it."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(
            path,
            _(
                "The database {path} refused: {reason}. Nothing was changed. Please report this."
            ).format(path=path, reason=reason),
        )
