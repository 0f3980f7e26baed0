"""Tables in HTML and in Excel's XML of 2003, which web systems like to name .xls."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree

from crmtui.domain.file_errors import FileDamaged
from crmtui.domain.sheets import CellValue, ErrorCell, MergedRange, Row, Sheet
from crmtui.files.encodings import decode

MOST_SPAN = 1000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SKIPPED = frozenset({"script", "style", "head", "title", "xml"})


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
        row.append(text or None)
        row.extend([None] * (across - 1))
        if down > 1:
            for reached in range(column, column + across):
                self.reaching[reached] = line + down - 1
        if down > 1 or across > 1:
            self.merged.append(MergedRange(line, column, line + down - 1, column + across - 1))


class _Tables(HTMLParser):
    """Collects every outermost table of a page; tables inside a cell are text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[_Grid] = []
        self._depth = 0
        self._skip = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skip += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.grids.append(_Grid())
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.grids[-1].start_row()
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._cell = []
            self._span = (_span(given.get("colspan")), _span(given.get("rowspan")))
        elif tag in ("br", "p", "div") and self._cell:
            self._cell.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skip = max(0, self._skip - 1)
        elif tag == "table":
            if self._depth == 1:
                self._end_cell()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._skip:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text = _SPACE.sub(" ", "".join(self._cell))
        lines = [part.strip(" \xa0") for part in text.split("\0")]
        self.grids[-1].add("\n".join(lines).strip("\n"), *self._span)
        self._cell = None


def _span(given: str | None) -> int:
    """How many rows or columns a cell covers."""
    text = (given or "1").strip()
    return max(1, min(int(text), MOST_SPAN)) if text.isdecimal() and len(text) < 6 else 1


def html_sheets(data: bytes, name: str, encoding: str | None) -> tuple[list[Sheet], str]:
    """Every table of an HTML page or web archive, and the encoding it was in."""
    data = _page(data)
    if encoding is None:
        encoding = _declared(data)
    found = decode(data, name, encoding)
    tables = _Tables()
    tables.feed(found.text)
    tables.close()
    tables.handle_endtag("table")
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
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    contents = [part.get_payload(decode=True) for part in pages]
    filled = [page for page in contents if isinstance(page, bytes) and b"<t" in page.lower()]
    return max(filled, key=len, default=data)


def xml_sheets(data: bytes, name: str) -> list[Sheet]:
    """The worksheets of Excel's XML of 2003."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:  # entities can blow up to gigabytes
        raise FileDamaged(name, "<!DOCTYPE>")
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise FileDamaged(name, str(problem)) from None
    sheets: list[Sheet] = []
    for element in root.iter():
        if _local(element.tag) == "Worksheet":
            hidden = any(_local(part.tag) == "Visible" for part in element.iter())
            sheets.append(_xml_sheet(element, hidden))
    return sheets


def _xml_sheet(element: ElementTree.Element, hidden: bool) -> Sheet:
    rows: list[Row] = []
    merged: list[MergedRange] = []
    line = 0
    for row in element.iter():
        if _local(row.tag) != "Row":
            continue
        line = _number(row, "Index", line + 1)
        cells: list[CellValue] = []
        for cell in row:
            if _local(cell.tag) != "Cell":
                continue
            column = min(_number(cell, "Index", len(cells) + 1) - 1, 16384)
            cells.extend([None] * (column - len(cells)))
            cells.append(_xml_value(cell))
            across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
            if across or down:
                merged.append(MergedRange(line, column, line + down, column + across))
                cells.extend([None] * min(across, MOST_SPAN))
        if any(value is not None for value in cells):
            rows.append(Row(line, tuple(cells)))
    name = next((v for k, v in element.attrib.items() if _local(k) == "Name"), "")
    return Sheet(name, rows, hidden, tuple(merged))


def _number(element: ElementTree.Element, attribute: str, default: int) -> int:
    text = next((v for k, v in element.attrib.items() if _local(k) == attribute), "")
    return int(text) if text.isdecimal() and len(text) < 8 else default


def _xml_value(cell: ElementTree.Element) -> CellValue:
    """The value in a Cell's Data element."""
    data = next((child for child in cell if _local(child.tag) == "Data"), None)
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = next((v for k, v in data.attrib.items() if _local(k) == "Type"), "String")
    return _typed(text, kind)


def _typed(text: str, kind: str) -> CellValue:
    try:
        if kind == "Number":
            number = float(text)
            return int(number) if number == int(number) else number
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text)
            return moment.date() if moment.time() == dt.time() else moment
    except (ValueError, OverflowError):
        return text or None
    if kind == "Boolean":
        return text == "1"
    if kind == "Error":
        return ErrorCell(text)
    return text or None


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
