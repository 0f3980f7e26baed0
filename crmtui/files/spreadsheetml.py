"""Excel's XML of 2003, which web systems like to name .xls."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, field
from xml.etree import ElementTree

from crmtui.domain.file_errors import FileDamaged
from crmtui.domain.sheets import CellValue, ErrorCell, MergedRange, Row, Sheet
from crmtui.domain.source_errors import LONGEST_CELL, CellTooLong, TableTooLarge

MOST_TAGS = 9_000_000
MOST_CELLS = 4_000_000
MOST_COLUMNS = 1_000
MOST_DEPTH = 64


@dataclass(slots=True)
class _Draft:
    """A worksheet under construction."""

    name: str
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    line: int = 0


def xml_sheets(data: bytes, name: str) -> list[Sheet]:
    """The worksheets of the file."""
    bare = data.replace(b"\0", b"") if b"\0" in data[:64] else data  # UTF-16
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:  # entities can blow up to gigabytes
        raise FileDamaged(name, "<!DOCTYPE>")
    if bare.count(b"<") > MOST_TAGS:
        raise TableTooLarge(name, MOST_CELLS)
    try:
        drafts = _drafts(data, name)
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise FileDamaged(name, str(problem)) from None
    return [Sheet(d.name, d.rows, d.hidden, tuple(d.merged)) for d in drafts]


def _drafts(data: bytes, name: str) -> list[_Draft]:
    drafts: list[_Draft] = []
    depth = cells = 0
    for event, element in ElementTree.iterparse(io.BytesIO(data), ("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MOST_DEPTH:
            raise FileDamaged(name, f"depth {depth}")
        what = _local(element.tag)
        if event == "start" and what == "Worksheet":
            drafts.append(_Draft(_attribute(element, "Name")))
        elif event == "end" and what == "Row" and drafts:
            cells += _add_row(drafts[-1], element)
            element.clear()  # what has been read is let go
            if cells > MOST_CELLS:
                raise TableTooLarge(name, MOST_CELLS)
            if any(isinstance(c, str) and len(c) > LONGEST_CELL for c in _last(drafts[-1])):
                raise CellTooLong(name, drafts[-1].line)
        elif event == "end" and what == "Visible" and drafts:
            drafts[-1].hidden = True
    return drafts


def _last(draft: _Draft) -> tuple[CellValue, ...]:
    return draft.rows[-1].cells if draft.rows else ()


def _add_row(draft: _Draft, row: ElementTree.Element) -> int:
    """A row of the sheet; gives how many cells it takes."""
    draft.line = line = _number(row, "Index", draft.line + 1)
    cells: list[CellValue] = []
    for cell in row:
        if _local(cell.tag) != "Cell":
            continue
        column = min(_number(cell, "Index", len(cells) + 1) - 1, MOST_COLUMNS)
        cells.extend([None] * (column - len(cells)))
        cells.append(_xml_value(cell))
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if across or down:
            draft.merged.append(MergedRange(line, column, line + down, column + across))
            cells.extend([None] * min(across, MOST_COLUMNS))
    if any(value is not None for value in cells):
        draft.rows.append(Row(line, tuple(cells)))
    return len(cells)


def _number(element: ElementTree.Element, attribute: str, default: int) -> int:
    text = _attribute(element, attribute)
    return int(text) if text.isdecimal() and len(text) < 8 else default


def _attribute(element: ElementTree.Element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if _local(k) == name), "")


def _xml_value(cell: ElementTree.Element) -> CellValue:
    """The value in a Cell's Data element."""
    data = next((child for child in cell if _local(child.tag) == "Data"), None)
    if data is None:
        return None
    text = "".join(data.itertext())
    return _typed(text, _attribute(data, "Type") or "String")


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
