"""Numbers that an XLSX shows with zeros before them: 7 in the number format 0000 is 0007."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

_ZEROS = re.compile("0{2,20}")
_NUMBER_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)(?<!/)>\s*(?:<(?:\w+:)?f\b[^<]*(?:</(?:\w+:)?f\s*>)?)?\s*"
    rb"<(?:\w+:)?v\s*>([0-9]{1,20})(?:\.0+)?</"
)
_STYLE = re.compile(rb"\bs\s*=\s*[\"']([0-9]{1,6})[\"']")
_TYPE = re.compile(rb"\bt\s*=\s*[\"'](?!n[\"'])")


def widths(styles: ElementTree.Element) -> dict[int, int]:
    """Cell style -> how many digits its number format shows at least; {} where none asks for any.

    `styles` is the root of xl/styles.xml.
    """
    formats = {
        element.get("numFmtId", ""): len(code)
        for element in styles.iter()
        if _local(element.tag) == "numFmt"
        and _ZEROS.fullmatch(code := element.get("formatCode", ""))
    }
    if not formats:
        return {}
    cells = next((each for each in styles if _local(each.tag) == "cellXfs"), ())
    found = enumerate(cell.get("numFmtId", "") for cell in cells)
    return {style: formats[code] for style, code in found if code in formats}


def padded(
    piece: bytes,
    digits: Mapping[int, int],
    place: Callable[[bytes], tuple[int, int] | None],
) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells of this piece of a sheet's XML that are shown with zeros: where, and as what."""
    for match in _NUMBER_CELL.finditer(piece):
        style = _STYLE.search(match[1])
        width = digits.get(int(style[1])) if style else None
        if width is None or _TYPE.search(match[1]) or len(match[2]) >= width:
            continue
        if at := place(match[1]):
            yield at, match[2].decode().zfill(width)


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]
