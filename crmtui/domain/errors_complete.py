"""What can be wrong with a complete export as a whole: one class each, with its words."""

from __future__ import annotations

from crmtui.domain.errors import WrongUse
from crmtui.domain.file_errors import FileNotUsable
from crmtui.domain.words import _


class ExportTooNew(FileNotUsable):
    """The export was written by a newer program."""

    def __init__(self, name: str, version: int, known: int) -> None:
        super().__init__(
            name,
            _(
                "“{name}” was exported by a newer crmtui (format version {version}; this one knows "
                "up to {known}). Update crmtui, then import it again."
            ).format(name=name, version=version, known=known),
        )


class ImportedWithOthers(WrongUse):
    """A complete export together with other files."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A complete export of crmtui is imported by itself: import it first, then the "
                "other files."
            )
        )
