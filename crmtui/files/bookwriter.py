"""Writing workbooks: typed cells, a heading that stays in sight, a filter, widths that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import chain, islice
from typing import IO, Any
from unicodedata import east_asian_width

from crmtui.domain.export_errors import SheetTooLong
from crmtui.files.patient import patient

TICK = 1_000
MANY_ROWS = 20_000  # from so many on the rows are not held in memory
MOST_ROWS = 1_048_575  # below the headings
LONGEST_TEXT = 32_767  # characters of a cell
LOOKED_AT = 300  # rows whose widths decide the columns'
NARROWEST, WIDEST = 6, 60
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = "1900-03-01"  # before it, programs disagree by a day
Cell = str | int | bool | None


class Book:
    """A workbook that is being written; `cut` counts texts too long for a cell."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._heading = book.add_format({"bold": True, "bg_color": "#DDE6F0", "text_wrap": False})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        self._serials: dict[str, float | None] = {"": None}
        self.cut = 0

    def sheet(
        self,
        name: str,
        headings: Sequence[str],
        kinds: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        tick: Callable[[int], None] | None = None,
    ) -> int:
        """Write a sheet; gives its rows. kinds of columns: text, day (ISO text), number, flag."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, heading in enumerate(headings):
            sheet.write_string(0, at, heading, self._heading)
        plain = all(kind == "text" for kind in kinds)
        rows = iter(rows)
        first = list(islice(rows, LOOKED_AT))
        line = 0
        for line, row in enumerate(chain(first, rows), 1):
            if line > MOST_ROWS:
                raise SheetTooLong(MOST_ROWS)
            self._row(sheet, line, row, kinds, plain)
            if tick and line % TICK == 0:
                tick(TICK)
        for at, width in enumerate(widths(headings, first)):
            sheet.set_column(at, at, width)
        if headings:
            sheet.autofilter(0, 0, line, len(headings) - 1)
        return line

    def _row(
        self,
        sheet: Any,
        line: int,
        row: Sequence[Cell],
        kinds: Sequence[str],
        plain: bool,
    ) -> None:
        for at, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if cell.__class__ is str:
                if not plain and kinds[at] == "day" and self._write_day(sheet, line, at, cell):
                    continue
                # Typed as text, so that no beginning makes it a formula.
                if sheet.write_string(line, at, cell) == -2:
                    sheet.write_string(line, at, cell[:LONGEST_TEXT])
                    self.cut += 1
            elif kinds[at] == "flag":
                sheet.write_boolean(line, at, bool(cell))
            else:
                sheet.write_number(line, at, cell)

    def _write_day(self, sheet: Any, line: int, at: int, text: str) -> bool:
        """Write a day as a date; False where it is none, such as 03-08."""
        serial = self._serials.get(text)
        if serial is None:
            serial = serial_of(text)
            if serial is None:
                return False
            self._serials[text] = serial
        sheet.write_number(line, at, serial, self._day if serial % 1 == 0 else self._moment)
        return True

    def hidden(self, name: str, rows: Iterable[Sequence[Cell]]) -> None:
        """A small sheet that programs read and people need not see."""
        sheet = self._book.add_worksheet(name)
        for line, row in enumerate(rows):
            for at, cell in enumerate(row):
                sheet.write(line, at, cell)
        sheet.hide()


@contextmanager
def writing(file: IO[bytes], rows: int, made_on: date, title: str) -> Iterator[Book]:
    """A workbook in this file, of about so many rows in all."""
    import xlsxwriter

    options = {"constant_memory": rows > MANY_ROWS}
    with patient(file) as kept:
        book = xlsxwriter.Workbook(kept, options)
        # Fixed to the day, so that the same data make the same file.
        created = datetime(made_on.year, made_on.month, made_on.day)
        book.set_properties({"title": title, "created": created})
        yield Book(book)
        book.close()


def serial_of(text: str) -> float | None:
    """The number a spreadsheet stores for a day, with a time or not; None for what is no day."""
    if len(text) not in (10, 16) or text < _FIRST_DAY:
        return None
    try:
        day = date.fromisoformat(text[:10])
        if len(text) == 10:
            return float(day.toordinal() - _EPOCH)
        hour, _colon, minute = text[11:].partition(":")
        return day.toordinal() - _EPOCH + (int(hour) * 60 + int(minute)) / 1440
    except ValueError:
        return None


def widths(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> list[int]:
    """The columns' widths in characters; a Chinese one is two wide. Two more for the filter."""
    found = [text_width(heading) + 2 for heading in headings]
    for row in rows:
        for at, cell in enumerate(row):
            if cell is not None and cell != "":
                found[at] = max(found[at], text_width(str(cell)))
    return [min(max(width, NARROWEST), WIDEST) + 1 for width in found]


def text_width(text: str) -> int:
    """The width of the longest line."""
    if text.isascii() and "\n" not in text:
        return len(text)
    return max(
        (sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n")),
        default=0,
    )
