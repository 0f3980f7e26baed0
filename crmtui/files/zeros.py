"""Numbers as a sheet shows them: 7 in the number format 0000 is 0007, in "KD"0000 it is KD0007.

Customer numbers, phones and postcodes are kept that way; amounts and measures are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

MOST_DIGITS = 15  # of a number that a spreadsheet keeps exactly
_NUMBER_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)(?<!/)>\s*(?:<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f\s*>)?)?\s*"
    rb"<(?:\w+:)?v\s*>([0-9]{1,30})(?:\.0+)?</"
)
_LONG_NUMBER = re.compile(rb"v\s*>[0-9]{16,30}</")
_STYLE = re.compile(rb"\bs\s*=\s*[\"']([0-9]{1,6})[\"']")
_TYPE = re.compile(rb"\bt\s*=\s*[\"'](?!n[\"'])")
_TOKEN = re.compile(
    r"\[(?:\$[^\]]*|[A-Za-z]+[0-9]*)\]"  # a country or a colour
    r"|_.|\*."  # room as wide as a sign, a sign that fills the cell
    r"|(?P<digits>[0#]+)"
    r'|\\(?P<sign>.)|"(?P<words>[^"]*)"|(?P<mark>[-+() /])'
)


class Shape(NamedTuple):
    """What a number format puts where: '0' and '#' for digits, other signs after a backslash."""

    parts: tuple[str, ...]
    fewest: int  # digits it shows at least
    named: bool  # whether letters belong to what it shows

    def show(self, digits: str) -> str | None:
        """A whole number as it is shown, where that is more than its digits; else None."""
        if len(digits) >= self.fewest and not self.named:
            return None
        left = list(digits)
        made: list[str] = []
        first = next(at for at, part in enumerate(self.parts) if part in "0#")
        for at in range(len(self.parts) - 1, -1, -1):
            part = self.parts[at]
            if part in "0#":
                made.append(left.pop() if left else part.replace("#", ""))
                if at == first:
                    made.extend(reversed(left))
            else:
                made.append(part[1:])
        return "".join(reversed(made)).strip()


def shape_of(code: str) -> Shape | None:
    """What a number format does to whole numbers; None for one that is no way to write a number.

    Formats with fractions, thousands, conditions, dates and amounts in some unit are none.
    """
    code = code.partition(";")[0]
    parts: list[str] = []
    at = 0
    while at < len(code):
        found = _TOKEN.match(code, at)
        if found is None:
            return None
        parts += found["digits"] or ()
        parts += [f"\\{sign}" for sign in found["sign"] or found["words"] or found["mark"] or ""]
        at = found.end()
    places = [at for at, part in enumerate(parts) if part in "0#"]
    fewest = parts.count("0")
    if fewest < 2 or any(part[-1].isalnum() for part in parts[places[-1] + 1 :]):
        return None  # what ends in letters is an amount: 00"元"
    return Shape(tuple(parts), fewest, any(part[-1].isalpha() for part in parts[: places[-1]]))


def shapes(styles: ElementTree.Element) -> dict[int, Shape]:
    """Cell style -> how its number format writes numbers; {} where none does anything to them.

    `styles` is the root of xl/styles.xml.
    """
    formats = {
        element.get("numFmtId", ""): shape
        for element in styles.iter()
        if _local(element.tag) == "numFmt" and (shape := shape_of(element.get("formatCode", "")))
    }
    if not formats:
        return {}
    cells = next((each for each in styles if _local(each.tag) == "cellXfs"), ())
    found = enumerate(cell.get("numFmtId", "") for cell in cells)
    return {style: formats[code] for style, code in found if code in formats}


def padded(
    piece: bytes,
    known: Mapping[int, Shape],
    place: Callable[[bytes], tuple[int, int] | None],
) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells of this piece of a sheet's XML that show more than a number can hold."""
    if not known and not _LONG_NUMBER.search(piece):
        return
    for match in _NUMBER_CELL.finditer(piece):
        digits = match[2].decode()
        style = _STYLE.search(match[1])
        shape = known.get(int(style[1])) if style else None
        shown = shape.show(digits) if shape else None
        if shown is None and len(digits) > MOST_DIGITS:
            shown = digits
        if shown is not None and not _TYPE.search(match[1]) and (at := place(match[1])):
            yield at, shown


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
