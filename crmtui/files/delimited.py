"""Tables in text files: commas, semicolons, tabs or other signs between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from crmtui.domain.file_errors import FileDamaged, QuoteNeverClosed
from crmtui.domain.sheets import Row
from crmtui.domain.source_errors import TableTooLarge
from crmtui.files.dialects import Dialect, dialect_of, long_cells, named, sniff

MOST_LINES = 50  # of one cell: a longer one is likelier a quotation mark too many
MOST_CELLS = 15_000_000  # of a file: filled ones take some sixty bytes each
_FEW = 2_000_000  # characters: shorter files need no counting
_SEPARATOR_LINE = re.compile(r'"?sep=(.{1,3}?)"?[;,]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
# How programs keep a spreadsheet from dropping the zeros of 0021: as the formula ="0021".
_TEXT_FORMULA = re.compile(r'="(.*)"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Table:
    """The filled records of a text file and the character between its cells.

    overlong: the lines in which records begin that go on longer than any honest note.
    """

    rows: list[Row]
    delimiter: str
    overlong: tuple[int, ...] = ()


def parse(text: str, name: str, delimiter: str | None = None) -> Table:
    """The table in the text; `name` is the file's, for errors; `delimiter` overrules the guess."""
    declared = _SEPARATOR_LINE.match(text)
    body = text[declared.end() :] if declared else text
    sign = named(delimiter) if delimiter else declared[1] if declared else sniff(text)
    first = 2 if declared else 1
    if len(body) > _FEW and sum(map(body.count, (sign, "\n", "\r"))) > MOST_CELLS:
        raise TableTooLarge(name, MOST_CELLS)
    dialect = dialect_of(body, sign)
    body = dialect.prepared(body)
    with long_cells():
        rows, last, ended = _records(body, name, dialect, first)
    if (ended > last or _opens_a_quote(body)) and _never_closed(body, dialect, last - first):
        raise QuoteNeverClosed(name, last)
    return Table(rows, sign, _overlong(rows, ended))


def _opens_a_quote(text: str) -> bool:
    """Whether the last line, where a record of one line may be cut off, has an odd quote."""
    end = len(text.rstrip("\r\n"))
    start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    return text.count('"', start, end) % 2 == 1


def _overlong(rows: list[Row], ended: int) -> tuple[int, ...]:
    """Where records begin that swallow more lines than any honest cell has."""
    if not rows or ended - rows[0].line - len(rows) < MOST_LINES:
        return ()
    return tuple(
        row.line
        for row in rows
        if any(cell.count("\n") >= MOST_LINES for cell in row.cells if isinstance(cell, str))
    )


def _records(text: str, name: str, dialect: Dialect, first: int) -> tuple[list[Row], int, int]:
    """The filled records; where the last one starts and ends, in lines of the file."""
    reader = dialect.reader(_lines(text))
    rows: list[Row] = []
    start = last = first
    offset = first - 1
    tabs = dialect.delimiter != "\t" and "\t" in text
    formulas = '="' in text
    several = len(dialect.delimiter) > 1
    try:
        for cells in reader:
            if any(cells):
                if tabs:
                    cells = [cell.strip("\t") for cell in cells]
                if formulas:
                    cells = [_unwrapped(cell) for cell in cells]
                if several:
                    cells = [dialect.restored(cell) for cell in cells]
                rows.append(Row(start, tuple([cell or None for cell in cells])))
            last = start
            start = reader.line_num + offset + 1
    except csv.Error as problem:
        if "field limit" in str(problem):
            raise QuoteNeverClosed(name, start) from None
        raise FileDamaged(name, str(problem)) from None
    return rows, last, start - 1


def _lines(text: str) -> Iterable[str]:
    """The lines with their ends, without a second copy of the text where that is possible."""
    if text.count("\r") != text.count("\r\n"):  # old Mac line ends, alone or among others
        return io.StringIO(text, newline="")
    return _plain_lines(text)


def _plain_lines(text: str) -> Iterator[str]:
    start = 0
    while end := text.find("\n", start) + 1:
        yield text[start:end]
        start = end
    if start < len(text):
        yield text[start:]


def _unwrapped(cell: str) -> str:
    """The text in a cell written as ="text"."""
    found = _TEXT_FORMULA.fullmatch(cell) if cell.startswith("=") else None
    return found[1] if found else cell


def _never_closed(text: str, dialect: Dialect, skip: int) -> bool:
    """Whether the record after `skip` lines ends inside quotation marks."""
    lines = io.StringIO(text, newline="")
    rest = list(islice(lines, skip, None))
    try:
        with long_cells():
            for _ in dialect.reader(rest, strict=True):
                pass
    except csv.Error as problem:
        return "unexpected end of data" in str(problem)
    return False
