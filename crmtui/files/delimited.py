"""Tables in text files: commas, semicolons, tabs or bars between the cells."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from crmtui.domain.file_errors import FileDamaged, QuoteNeverClosed
from crmtui.domain.sheets import Row

DELIMITERS = (",", ";", "\t", "|", ":")
# A cell longer than this is a quotation mark gone wrong, not a note about a customer.
LONGEST_CELL = 4 * 1024 * 1024
MOST_LINES = 50  # of one cell: a longer one is likelier a quotation mark too many
SAMPLE_RECORDS = 200
SAMPLE_CHARS = 256 * 1024
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[;,]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
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


def parse(text: str, name: str) -> Table:
    """The table in the text; `name` is the file's, for errors."""
    declared = _SEPARATOR_LINE.match(text)
    delimiter = declared[1] if declared else sniff(text)
    body = text[declared.end() :] if declared else text
    first = 2 if declared else 1
    with _long_cells():
        rows, last, ended = _records(body, name, delimiter, first)
    if (ended > last or _opens_a_quote(body)) and _never_closed(body, delimiter, last - first):
        raise QuoteNeverClosed(name, last)
    return Table(rows, delimiter, _overlong(rows, ended))


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


def sniff(text: str) -> str:
    """The delimiter that cuts most records into the same number of cells; a comma if none does."""
    sample = text[:SAMPLE_CHARS]
    if len(text) > SAMPLE_CHARS:
        sample = sample[: sample.rfind("\n") + 1] or sample
    scores = {delimiter: _evenness(sample, delimiter) for delimiter in DELIMITERS}
    # Times, ratios and addresses of web pages have colons everywhere.
    scores[":"] *= 0.4
    return max(DELIMITERS, key=lambda delimiter: scores[delimiter])


def _evenness(sample: str, delimiter: str) -> float:
    """0 when the delimiter cuts nothing; more the more cells, and the more records agree."""
    with _long_cells():
        try:
            reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            widths = [len(record) for record in islice(reader, SAMPLE_RECORDS) if record]
        except csv.Error:
            return 0.0
    cut = Counter(width for width in widths if width > 1)
    if not cut:
        return 0.0
    width, count = max(cut.items(), key=lambda item: item[1] * item[0])
    near = sum(n for other, n in cut.items() if abs(other - width) <= 1)
    agreement = (count + 0.5 * (near - count)) / len(widths)
    return agreement**2 * math.sqrt(min(width, 12))


def _records(text: str, name: str, delimiter: str, first: int) -> tuple[list[Row], int, int]:
    """The filled records; where the last one starts and ends, in lines of the file."""
    reader = csv.reader(_lines(text), delimiter=delimiter)
    rows: list[Row] = []
    start = last = first
    offset = first - 1
    tabs = delimiter != "\t" and "\t" in text
    formulas = '="' in text
    try:
        for cells in reader:
            if any(cells):
                if tabs:
                    cells = [cell.strip("\t") for cell in cells]
                if formulas:
                    cells = [_unwrapped(cell) for cell in cells]
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


def _never_closed(text: str, delimiter: str, skip: int) -> bool:
    """Whether the record after `skip` lines ends inside quotation marks."""
    lines = io.StringIO(text, newline="")
    rest = list(islice(lines, skip, None))
    try:
        with _long_cells():
            for _ in csv.reader(rest, delimiter=delimiter, strict=True):
                pass
    except csv.Error as problem:
        return "unexpected end of data" in str(problem)
    return False


@contextmanager
def _long_cells() -> Iterator[None]:
    """Let cells be longer than the csv module's usual 128 KB."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
