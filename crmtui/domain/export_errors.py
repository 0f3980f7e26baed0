"""What can stop an export: one class each, with its words."""

from __future__ import annotations

from crmtui.domain.errors import CrmError, NothingFound, WrongUse
from crmtui.domain.words import _


class FileThere(WrongUse):
    """A file of this name exists, and nobody said it may be written over."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” is there already and was left as it is. Choose another name, or add "
                "--force to replace it."
            ).format(name=name)
        )


class FolderMissing(WrongUse):
    """The folder to write into does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no folder “{name}” to write into. Make it first.").format(name=name)
        )


class NotWritten(CrmError):
    """The system does not let the file be written."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            _("“{name}” could not be written: {reason}. Nothing was left there.").format(
                name=name, reason=reason
            )
        )


class FormatNotSaid(WrongUse):
    """Neither the file's ending nor --format says what to write."""

    def __init__(self, name: str, formats: str) -> None:
        super().__init__(
            _(
                "“{name}” does not say what to write. End the name in one of {formats}, or say it "
                "with --format."
            ).format(name=name, formats=formats)
        )


class FormatUnknown(WrongUse):
    """There is no such format."""

    def __init__(self, name: str, formats: str) -> None:
        super().__init__(
            _("There is no format “{name}”. The formats are {formats}.").format(
                name=name, formats=formats
            )
        )


class FormatDoesNotFit(WrongUse):
    """This cannot be written in that format."""

    def __init__(self, what: str, name: str, formats: str) -> None:
        super().__init__(
            _("“{what}” cannot be written as {name}; it can as {formats}.").format(
                what=what, name=name, formats=formats
            )
        )


class NothingSuch(WrongUse):
    """There is nothing of this name to export."""

    def __init__(self, what: str, known: str) -> None:
        super().__init__(
            _("“{what}” is nothing that can be exported. Say one of: {known}.").format(
                what=what, known=known
            )
        )


class SeveralFiles(WrongUse):
    """Several files are wanted where only one can go."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "“all” as CSV or TSV is several files, which cannot go to the standard output. "
                "Name a file, or choose XLSX or JSON."
            )
        )


class NotForATerminal(WrongUse):
    """A workbook would be shown on a terminal."""

    def __init__(self) -> None:
        super().__init__(
            _("A workbook is not for a terminal to show. Send it to a file or another program.")
        )


class EncodingNotKnown(WrongUse):
    """There is no such encoding."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no encoding “{name}”. Try utf-8, gb18030, big5 or cp1252.").format(
                name=name
            )
        )


class EncodingNotUsed(WrongUse):
    """An encoding was named for a format that has only one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("--encoding is for CSV and TSV; {name} has only one encoding.").format(name=name)
        )


class EncodingTooSmall(CrmError):
    """The encoding lacks a character that is to be written."""

    def __init__(self, encoding: str, character: str) -> None:
        super().__init__(
            _(
                "The encoding {encoding} has no “{character}”; nothing was written. utf-8 and "
                "gb18030 have every character."
            ).format(encoding=encoding, character=character)
        )


class SheetTooLong(CrmError):
    """There are more rows than a sheet of a workbook can have."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _(
                "A sheet holds at most {most} rows, and there are more; nothing was written. "
                "Export them as CSV or JSON, or fewer of them."
            ).format(most=most)
        )


class NothingToExport(NothingFound):
    """Nothing fits, so no file was written."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to export, so no file was written."))
