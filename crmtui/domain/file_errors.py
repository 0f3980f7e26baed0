"""What can be wrong with a file that should be read: one class each, with its words."""

from __future__ import annotations

from crmtui.domain.errors import CrmError, WrongUse
from crmtui.domain.words import _


class FileNotUsable(CrmError):
    """A file that cannot be read; `name` is how the user knows it."""

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(sentence)


class FileMissing(FileNotUsable):
    """There is nothing under that path."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _("There is no file “{name}”. Check the path and the spelling.").format(name=name),
        )


class FileIsFolder(FileNotUsable):
    """The path leads to a folder."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _("“{name}” is a folder, not a file. Name one of the files inside it.").format(
                name=name
            ),
        )


class FileIsNoFile(FileNotUsable):
    """The path leads to a device, a pipe or a socket."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _("“{name}” is not an ordinary file. Save the data as a file first.").format(name=name),
        )


class FileEmpty(FileNotUsable):
    """The file has no content."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _("“{name}” is empty. Export or save it again.").format(name=name),
        )


class FileNotReadable(FileNotUsable):
    """The system does not let the file be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” cannot be read: {reason}. Close it in other programs and check its "
                "permissions."
            ).format(name=name, reason=reason),
        )


class FileNeedsPassword(FileNotUsable):
    """The workbook is encrypted."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” is protected with a password. Open it in Excel or WPS, save a copy "
                "without a password, and import the copy."
            ).format(name=name),
        )


class FileDamaged(FileNotUsable):
    """The file is broken; `reason` is the reader's own English word on it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” is damaged or not complete ({reason}). Open it in Excel or WPS and save "
                "it again, or export it as CSV."
            ).format(name=name, reason=reason),
        )


class FileKindUnknown(FileNotUsable):
    """The content is of a kind we do not read, for example a picture or an old format."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” is {kind}, which cannot be imported. Save it as XLSX, XLS, ODS or CSV "
                "and import that."
            ).format(name=name, kind=kind),
        )


class FileTooLarge(FileNotUsable):
    """The file would need far more time or memory than a table of customers does."""

    def __init__(self, name: str, size: str, limit: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” unpacks to {size}, and the limit is {limit}. Delete the sheets, pictures "
                "and rows that are not needed, or export the one sheet as CSV."
            ).format(name=name, size=size, limit=limit),
        )


class WorkbookTookTooLong(FileNotUsable):
    """Reading the workbook did not end in time and was stopped."""

    def __init__(self, name: str, seconds: int) -> None:
        super().__init__(
            name,
            _(
                "“{name}” could not be read within {seconds} seconds, so reading was stopped. "
                "It may be damaged: save it again, or export the sheet as CSV."
            ).format(name=name, seconds=seconds),
        )


class WorkbookTooWide(FileNotUsable):
    """Reading the workbook needs more memory than allowed, usually for cells far outside."""

    def __init__(self, name: str, sheet: str) -> None:
        self.sheet = sheet
        super().__init__(
            name,
            _(
                "“{name}” needs too much memory to read (sheet “{sheet}”). Usually a cell far "
                "below or far right is filled: press Ctrl+End in Excel to find it, delete those "
                "rows and columns, and save again."
            ).format(name=name, sheet=sheet),
        )


class EncodingUnknown(FileNotUsable):
    """No encoding reads the text without errors."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” is not text in any encoding I know. Save it as UTF-8, or name the "
                "encoding with --encoding."
            ).format(name=name),
        )


class EncodingUnclear(FileNotUsable):
    """Two encodings read the text about equally well; the user has to say which."""

    def __init__(self, name: str, choices: tuple[tuple[str, str], tuple[str, str]]) -> None:
        self.choices = choices
        (first, first_sample), (second, second_sample) = choices
        super().__init__(
            name,
            _(
                "“{name}” could be {first} (“{first_sample}”) or {second} (“{second_sample}”). "
                "Say which with --encoding {first} or --encoding {second}."
            ).format(
                name=name,
                first=first,
                second=second,
                first_sample=first_sample,
                second_sample=second_sample,
            ),
        )


class EncodingDoesNotFit(FileNotUsable):
    """The file's encoding, found or named by the user, does not fit one of its lines."""

    def __init__(self, name: str, encoding: str, line: int) -> None:
        self.line = line
        super().__init__(
            name,
            _(
                "Line {line} of “{name}” cannot be read as {encoding}. Save the file again as "
                "UTF-8, or name another encoding with --encoding."
            ).format(name=name, encoding=encoding, line=line),
        )


class EncodingNameUnknown(WrongUse):
    """The user named an encoding that does not exist."""

    def __init__(self, encoding: str) -> None:
        super().__init__(
            _(
                "There is no encoding “{encoding}”. Known ones are utf-8, gb18030, big5, "
                "shift_jis, cp949, cp1252 and cp1251."
            ).format(encoding=encoding)
        )


class QuoteNeverClosed(FileNotUsable):
    """A quotation mark swallows the rest of a text file."""

    def __init__(self, name: str, line: int) -> None:
        self.line = line
        super().__init__(
            name,
            _(
                "The quotation mark that opens in line {line} of “{name}” is never closed. Close "
                "it or delete it in a text editor, and import again."
            ).format(name=name, line=line),
        )


class TableHasNoRows(FileNotUsable):
    """The file can be read but holds no filled cell."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _("There are no filled cells in “{name}”. Is it the right file?").format(name=name),
        )
