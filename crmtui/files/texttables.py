"""Writing tables as text: CSV and TSV that a spreadsheet program opens without harm."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO

from crmtui.domain.export_errors import EncodingNotKnown, EncodingTooSmall
from crmtui.domain.guarding import safe_column

PART = 2_000  # rows at a time
Cell = str | int | None


def encoding_of(name: str) -> str:
    """The codec of this name; raises EncodingNotKnown."""
    try:
        found = codecs.lookup(name)
    except LookupError:
        raise EncodingNotKnown(name) from None
    if not getattr(found, "_is_text_encoding", True):
        raise EncodingNotKnown(name)
    return found.name


def write(
    file: IO[bytes],
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    tabs: bool = False,
    encoding: str = "utf-8",
    tick: Callable[[int], None] | None = None,
) -> int:
    """Write a table; gives the number of its rows. `tabs`: between the cells, no commas.

    UTF-8 with commas begins with the mark by which Excel knows it. Raises EncodingTooSmall.
    """
    if encoding == "utf-8" and not tabs:
        file.write(codecs.BOM_UTF8)  # the codec that does so itself is slower, row by row
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    count = 0
    try:
        writer = csv.writer(text, delimiter="\t" if tabs else ",")
        writer.writerows(_safe([headings], tabs))
        rows = iter(rows)
        while part := list(islice(rows, PART)):
            writer.writerows(_safe(part, tabs))
            count += len(part)
            if tick:
                tick(len(part))
        text.flush()
    except UnicodeEncodeError as error:
        missing = str(error.object)[error.start : error.start + 1]
        raise EncodingTooSmall(encoding, missing) from None
    finally:
        _let_go(text)
    return count


def _safe(rows: Sequence[Sequence[Cell]], tabs: bool) -> Iterator[tuple[str, ...]]:
    """The rows with every cell made safe, column by column."""
    columns = [safe_column(column, tabs=not tabs) for column in zip(*rows, strict=True)]
    return zip(*columns, strict=True)


def _let_go(text: io.TextIOWrapper) -> None:
    """Leave the file open: it belongs to the caller."""
    try:
        text.detach()
    except (OSError, ValueError, UnicodeEncodeError):
        return  # the failure that matters is on its way already
