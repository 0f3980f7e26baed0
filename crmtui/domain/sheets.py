"""What a table from outside looks like once it is read, whatever file it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from crmtui.domain.clean import readable

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell in which the spreadsheet program itself shows an error, such as #N/A."""

    text: str


CellValue: TypeAlias = (
    str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | ErrorCell | None
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row with at least one filled cell.

    line: the row number a spreadsheet program shows, or the line of the text file where the
    record starts, counted from 1. cells: from the first column on; rows may differ in length.
    """

    line: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Cells shown as one: rows as in `Row.line` (from 1), columns as indexes of `cells`."""

    first_row: int
    first_col: int
    last_row: int
    last_col: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows without any content are left out, so lines may have gaps.

    kind, fields: set where the format itself says what its parts mean (an address book, a
    mailbox); there is no heading row then, and cells of several values are tuples.
    """

    name: str
    rows: Sequence[Row]
    hidden: bool = False
    merged: tuple[MergedRange, ...] = ()
    kind: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets, and how it was understood.

    encoding, delimiter: set for text files only. notes: sentences the user should see.
    """

    path: Path
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    delimiter: str | None = None
    notes: tuple[str, ...] = ()
    # Found in a folder that was named: without any customers in it, it is left out.
    found: bool = False

    @property
    def name(self) -> str:
        """The file's name, without its folder, as text."""
        return readable(self.path.name)


def column_letters(index: int) -> str:
    """What a spreadsheet program calls the column with this index: 0 -> A, 27 -> AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(line: int, column: int) -> str:
    """The cell's name in a spreadsheet program: line 3, column index 1 -> B3."""
    return f"{column_letters(column)}{line}"
