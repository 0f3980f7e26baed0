"""Writing tables as text: CSV and TSV that a spreadsheet program opens without harm."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

from crmtui.domain.export_errors import EncodingNotKnown, EncodingTooSmall
from crmtui.domain.guarding import safe_row

TICK = 1_000
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
        encoding = "utf-8-sig"
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        writer = csv.writer(text, delimiter="\t" if tabs else ",")
        writer.writerow(safe_row(headings, tabs=not tabs))
        counted = _Counted(rows, tick)
        writer.writerows(_safe(counted, keep=not tabs))
        text.flush()
    except UnicodeEncodeError as error:
        missing = str(error.object)[error.start : error.start + 1]
        raise EncodingTooSmall(encoding, missing) from None
    finally:
        _let_go(text)
    return counted.count


def _safe(rows: Iterable[Sequence[Cell]], *, keep: bool) -> Iterator[list[str]]:
    for row in rows:
        # Nearly all cells are text already.
        yield safe_row(
            [cell if cell.__class__ is str else "" if cell is None else str(cell) for cell in row],
            tabs=keep,
        )


def _let_go(text: io.TextIOWrapper) -> None:
    """Leave the file open: it belongs to the caller."""
    try:
        text.detach()
    except (OSError, ValueError, UnicodeEncodeError):
        return  # the failure that matters is on its way already


class _Counted(Iterable[Sequence[Cell]]):
    """Rows, counted as they pass."""

    def __init__(self, rows: Iterable[Sequence[Cell]], tick: Callable[[int], None] | None) -> None:
        self._rows = rows
        self._tick = tick
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._rows:
            self.count += 1
            if self._tick and self.count % TICK == 0:
                self._tick(TICK)
            yield row
