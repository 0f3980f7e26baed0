"""What can be wrong with what an import is given, beyond single tables."""

from __future__ import annotations

from crmtui.domain.errors import WrongUse
from crmtui.domain.file_errors import FileNotUsable
from crmtui.domain.words import _


class MailboxTooLarge(FileNotUsable):
    """The mails hold more text than fits into memory."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(
            name,
            _(
                "“{name}” holds more text than can be taken in at once: {count} messages were read "
                "before it became too much. Save it in parts, for example by year, and import "
                "those one after the other."
            ).format(name=name, count=count),
        )


class TextTooLarge(FileNotUsable):
    """The text file is larger than any table of customers."""

    def __init__(self, name: str, size: str, limit: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” has {size}, and the limit for a text file is {limit}. Is it the right "
                "file? If so, cut it into parts and import those one after the other."
            ).format(name=name, size=size, limit=limit),
        )


LONGEST_CELL = 1_000_000  # characters


class CellTooLong(FileNotUsable):
    """One value is longer than anything people write about a customer."""

    def __init__(self, name: str, row: int) -> None:
        super().__init__(
            name,
            _(
                "Row {row} of “{name}” has a value of more than {most} characters, which says "
                "nothing about a customer. Correct or delete it, and import the file again."
            ).format(name=name, row=row, most=LONGEST_CELL),
        )


class TableTooLarge(FileNotUsable):
    """The text file has more cells than fit into memory."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            name,
            _(
                "“{name}” has more than {most} cells, which is more than can be taken in at once. "
                "Cut it into parts, and leave out columns that are not needed."
            ).format(name=name, most=most),
        )


class DelimiterUnknown(WrongUse):
    """What the user gave cannot stand between cells."""

    def __init__(self, given: str) -> None:
        super().__init__(
            _(
                "“{given}” cannot stand between cells. --delimiter takes one to three characters, "
                "or tab, comma, semicolon, pipe or space."
            ).format(given=given)
        )


class ArchiveNotRead(FileNotUsable):
    """The file is an archive of other files."""

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” is {kind}. Archives are not opened: unpack it, and import the files or "
                "the folder that come out of it."
            ).format(name=name, kind=kind),
        )


class JsonBroken(FileNotUsable):
    """The file breaks the rules of JSON; `reason` is the reader's own English word on it."""

    def __init__(self, name: str, line: int, column: int, reason: str) -> None:
        self.line, self.column = line, column
        super().__init__(
            name,
            _(
                "Line {line}, column {column} of “{name}” is not right JSON ({reason}). Correct it "
                "in a text editor, or export the file again."
            ).format(name=name, line=line, column=column, reason=reason),
        )


class JsonTooDeep(FileNotUsable):
    """Lists and objects stand inside each other deeper than any honest file has them."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            name,
            _(
                "“{name}” has lists and objects more than {most} levels inside each other, which "
                "no list of customers has. It was not read."
            ).format(name=name, most=most),
        )


class JsonTooLarge(FileNotUsable):
    """The file holds more values than fit into memory."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” holds too many values to be read at once. Export it in parts, or as CSV."
            ).format(name=name),
        )


class JsonNoTable(FileNotUsable):
    """The file is right JSON but no list of objects."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "“{name}” is JSON, but no list of objects with keys such as name and phone. Export "
                "the customers as such a list, or as CSV."
            ).format(name=name),
        )


class FolderHasNothing(FileNotUsable):
    """No file in the folder, or none a pattern means, is of a kind that is read."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            _(
                "There is no file in “{name}” that can be imported: no table, address book, JSON "
                "file or mail."
            ).format(name=name),
        )


class TooManyFiles(FileNotUsable):
    """The folder holds far more files than anybody imports at once."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            name,
            _(
                "“{name}” holds more than {most} files. Name the folder inside it that is meant."
            ).format(name=name, most=most),
        )


class InputTooLarge(FileNotUsable):
    """More came through standard input than is read at once."""

    def __init__(self, name: str, limit: str) -> None:
        super().__init__(
            name,
            _(
                "More than {limit} came through standard input, which is the most that is taken. "
                "Save it as a file and import that."
            ).format(limit=limit),
        )
