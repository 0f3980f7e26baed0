"""Tables in HTML, which web systems like to name .xls."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from crmtui.domain.sheets import CellValue, MergedRange, Row, Sheet
from crmtui.domain.source_errors import LONGEST_CELL, CellTooLong, TableTooLarge
from crmtui.files import mime
from crmtui.files.encodings import decode
from crmtui.files.tags import pieces

MOST_SPAN = 1000
MOST_COLUMNS = 1000
MOST_TAGS = 6_000_000
MOST_CELLS = 8_000_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPAN = re.compile(r"\b(col|row)span\s{0,8}=\s{0,8}[\"']?\s{0,8}([0-9]{1,5})", re.IGNORECASE)


@dataclass(slots=True)
class _Grid:
    """One table under construction: cells by row, and cells that reach down from above."""

    rows: list[list[CellValue]] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    reaching: dict[int, int] = field(default_factory=dict)

    def start_row(self) -> None:
        self.rows.append([])

    def add(self, text: str, across: int, down: int) -> None:
        """A cell at the next free place of the last row."""
        if not self.rows:
            self.start_row()
        row = self.rows[-1]
        line = len(self.rows)
        while self.reaching.get(len(row), 0) >= line:
            row.append(None)
        column = len(row)
        if column >= MOST_COLUMNS:
            return
        row.append(text or None)
        row.extend([None] * (across - 1))
        if down > 1:
            for reached in range(column, column + across):
                self.reaching[reached] = line + down - 1
        if down > 1 or across > 1:
            self.merged.append(MergedRange(line, column, line + down - 1, column + across - 1))


class _Tables:
    """Collects every outermost table of a page; tables inside a cell are text of that cell."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = 0
        self.grids: list[_Grid] = []
        self._depth = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def read(self, page: str) -> None:
        """The whole page."""
        for name, attributes, text, silent in pieces(page):
            if name.startswith("/"):
                self._close(name[1:])
            else:
                self._open(name, attributes)
            if self._cell is not None and not silent:
                self._cell.append(text)
        self._end_cell()

    def _open(self, tag: str, attributes: str) -> None:
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.grids.append(_Grid())
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.grids[-1].start_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = {name.lower(): value for name, value in _SPAN.findall(attributes)}
            self._cell = []
            self._span = (_span(given.get("col")), _span(given.get("row")))
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\0")

    def _close(self, tag: str) -> None:
        if tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        self._cells += self._span[0]
        if self._cells > MOST_CELLS:
            raise TableTooLarge(self._name, MOST_CELLS)
        text = _SPACE.sub(" ", "".join(self._cell))
        if len(text) > LONGEST_CELL:
            raise CellTooLong(self._name, max(1, len(self.grids[-1].rows)))
        lines = [part.strip(" \xa0") for part in text.split("\0")]
        self.grids[-1].add("\n".join(lines).strip("\n"), *self._span)
        self._cell = None


def _span(given: str | None) -> int:
    """How many rows or columns a cell covers."""
    return max(1, min(int(given or 1), MOST_SPAN))


def html_sheets(data: bytes, name: str, encoding: str | None) -> tuple[list[Sheet], str]:
    """Every table of an HTML page or web archive, and the encoding it was in."""
    data = _page(data)
    if encoding is None:
        encoding = _declared(data)
    found = decode(data, name, encoding)
    if found.text.count("<") > MOST_TAGS:
        raise TableTooLarge(name, MOST_CELLS)
    tables = _Tables(name)
    tables.read(found.text)
    sheets: list[Sheet] = []
    for grid in tables.grids:
        rows = [
            Row(line, tuple(cells))
            for line, cells in enumerate(grid.rows, 1)
            if any(cell is not None for cell in cells)
        ]
        if rows:
            sheets.append(Sheet(f"{len(sheets) + 1}", rows, merged=tuple(grid.merged)))
    return sheets, found.encoding


def _declared(data: bytes) -> str | None:
    """The encoding a page says it is in, if its bytes agree."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    match = _CHARSET.search(data[:4096])
    if match is None:
        return None
    told = match[1].decode("ascii")
    wide = "gb18030" if told.lower() in ("gb2312", "gbk", "x-gbk") else told
    try:
        data.decode(wide)
    except (UnicodeDecodeError, LookupError):
        return None
    return wide


def _page(data: bytes) -> bytes:
    """The page itself, when it comes packed as a web archive (MHTML)."""
    if not data[:512].lstrip().lower().startswith((b"mime-version:", b"from:")):
        return data
    filled = [page for page in mime.pages(data) if b"<t" in page.lower()]
    return max(filled, key=len, default=data)
