"""What calamine does not tell about an ODS: errors, merged cells, numbers as they are shown."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.parsers import expat

from crmtui.domain.sheets import ErrorCell, MergedRange
from crmtui.files.marks import Marks
from crmtui.files.zeros import MOST_DIGITS
from crmtui.files.zipped import ODD_ARCHIVE

MOST_BYTES = 200_000_000
_PIECE = 1 << 20
_TELLING = (b'-type="error"', b"-spanned=")
_SHOWN = re.compile(
    rb'office:value="(?:[0-9]{16}|[0-9]{1,15}(?:\.0+)?"[^<>]{0,300}>'
    rb"<text:p>(?:0[0-9]|[A-Za-z\x80-\xff]))"
)
# A cell's number with zeros or letters before it, such as KD-0007.
_NUMBER = re.compile(r"([0-9]{1,30})(?:\.0+)?")
_BEFORE = re.compile(r"(?:[^\W\d_]{1,8}-?)?0*")
# An empty cell repeated to the sheet's edge is no content; a repeated error is counted once.
_MOST_REPEATED = 1 << 20
_MOST_ALIKE = 1000


def marks(path: Path) -> dict[str, Marks]:
    """The marks of every sheet, by name; {} when there are none or the file is unusual."""
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("content.xml").file_size > MOST_BYTES:
                return {}
            with archive.open("content.xml") as stream:
                if not _tells(stream):
                    return {}
            with archive.open("content.xml") as stream:
                return _Reader().read(stream)
    except (*ODD_ARCHIVE, expat.ExpatError):
        return {}


def _tells(stream: IO[bytes]) -> bool:
    """Whether anything in the XML is worth parsing it for."""
    rest = b""
    while chunk := stream.read(_PIECE):
        data = rest + chunk
        if any(sign in data for sign in _TELLING) or _SHOWN.search(data):
            return True
        rest = data[-512:]
    return False


@dataclass(slots=True)
class _Reader:
    """Follows rows and cells through the XML; line and column count from 0."""

    found: dict[str, Marks] = field(default_factory=dict)
    here: Marks = field(default_factory=Marks)
    line: int = 0
    column: int = 0
    row_repeat: int = 1
    text: list[str] | None = None
    place: tuple[int, int] = (0, 0)
    value: str | None = None  # of a cell with a number in it
    repeat: int = 1

    def read(self, stream: IO[bytes]) -> dict[str, Marks]:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse
        while chunk := stream.read(_PIECE):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif name == "table:table-row":
            self.column = 0
            self.row_repeat = _count(attributes, "table:number-rows-repeated")
        elif name == "table:table":
            self.here = self.found.setdefault(attributes.get("table:name", ""), Marks())
            self.line = self.column = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        if attributes.get("calcext:value-type") == "error":
            self.text = []
            self.place = (self.line + 1, self.column)
        elif attributes.get("office:value-type") == "float":
            self.text = []
            self.place = (self.line + 1, self.column)
            self.value = attributes.get("office:value", "")
            self.repeat = _count(attributes, "table:number-columns-repeated")
        down = _count(attributes, "table:number-rows-spanned")
        across = _count(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            top, left = self.line + 1, self.column
            self.here.merged.append(MergedRange(top, left, top + down - 1, left + across - 1))
        self.column += _count(attributes, "table:number-columns-repeated")

    def _end(self, name: str) -> None:
        if name == "table:table-row":
            self.line += self.row_repeat
        elif name == "table:table-cell" and self.text is not None:
            text = "".join(self.text)
            if self.value is None:
                self.here.errors[self.place] = ErrorCell(text or "#N/A")
            elif shown := _shown(self.value, text):
                self._add_shown(shown)
            self.text = self.value = None

    def _add_shown(self, shown: str) -> None:
        """The cell, and those that repeat it."""
        line, column = self.place
        for down in range(min(self.row_repeat, _MOST_ALIKE)):
            for right in range(min(self.repeat, _MOST_ALIKE)):
                self.here.padded[line + down, column + right] = shown

    def _characters(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)


def _shown(value: str, text: str) -> str | None:
    """A number as its cell shows it, where that is more than the number; else None."""
    number = _NUMBER.fullmatch(value)
    if number is None:
        return None
    digits = number[1]
    if text != digits and text.endswith(digits) and _BEFORE.fullmatch(text[: -len(digits)]):
        return text
    return digits if len(digits) > MOST_DIGITS else None


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(int(text), _MOST_REPEATED) if text.isdecimal() and len(text) < 9 else 1


def _refuse(*_: object) -> None:
    """Entities can blow up to gigabytes; no office program writes them."""
    raise ValueError("entity")
