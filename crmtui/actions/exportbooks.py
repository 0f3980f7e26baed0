"""Exports as workbooks: one sheet in words, or every table of the complete format."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

from crmtui.actions.exportparts import Source
from crmtui.domain.completetables import FORMAT, TABLES, VERSION
from crmtui.domain.completewords import MARKER, heading, sheet_name
from crmtui.domain.flattables import title
from crmtui.files import bookwriter

_KINDS = {"int": "number", "flag": "flag", "day": "day"}


def write(
    source: Source, what: str, file: IO[bytes], expected: int, tick: Callable[[int], None]
) -> tuple[int, int]:
    """Write the workbook; gives its rows and how many texts had to be cut."""
    name = FORMAT if what == "all" else title(what, source.lang)
    with bookwriter.writing(file, expected, source.today, name) as book:
        if what == "all":
            rows = _complete(source, book, tick)
        else:
            flat = source.flat(what)
            rows = book.sheet(name, flat.headings, flat.kinds, flat.rows, tick)
    return rows, book.cut


def _complete(source: Source, book: bookwriter.Book, tick: Callable[[int], None]) -> int:
    """A sheet for each table, and a hidden one that says what this is."""
    count = 0
    for name, rows in source.tables("all"):
        table = TABLES[name]
        count += book.sheet(
            sheet_name(name, source.lang),
            [heading(field, source.lang) for field in table.names],
            [_KINDS.get(field.kind, "text") for field in table.fields],
            rows,
            tick,
        )
    marks: list[tuple[str, str | int]] = [
        ("format", FORMAT),
        ("version", VERSION),
        ("exported_on", source.today.isoformat()),
    ]
    book.hidden(MARKER, marks)
    return count
