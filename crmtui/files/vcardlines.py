"""The lines of an address book: bytes unfolded before they are text, and taken apart."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from crmtui.domain.words import _

BLOCK = 1 << 20
LONGEST = 1 << 18  # bytes of a property's value; what is beyond is left out
MOST_LINES = 3_000_000  # of a file
MOST_PARAMETERS = 40  # of a property
HEAD_LENGTH = 4096  # of a property's name and parameters
# Stands where a line was folded until it is known what the value is: it is in no text.
FOLD = b"\x1f"
_FOLDED = re.compile(rb"\r*\n[ \t]")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PARTS = re.compile(rb'(?:[^;"]|"[^"]*"?)+')
# How Android's old cards give the user's own word for a phone or an address.
_OWN_WORD = re.compile(
    r"X-CUSTOM\((?:CHARSET=UTF-8,)?(?:ENCODING=QUOTED-PRINTABLE,)?(.*)\)", re.IGNORECASE
)
_NAME = re.compile(r"(?:([A-Z0-9_-]+)\.)*([A-Z0-9_/-]+)", re.IGNORECASE)


class TooMuch(Exception):
    """The file is larger than any address book."""

    def __init__(self, limit: str) -> None:
        self.limit = limit
        super().__init__(limit)


class Line(NamedTuple):
    """A line with its folds marked; cut: its end was left out because it is too long."""

    number: int
    text: bytes
    cut: bool = False


class Property(NamedTuple):
    """One property of a card: its value as bytes, folds marked; parameters in capitals.

    A parameter without a name, as version 2.1 has them, stands under ''.
    """

    line: int
    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    value: bytes
    cut: bool = False

    def param(self, name: str) -> str:
        """The first value of a parameter, '' without one."""
        return next((value for key, value in self.params if key == name), "")


def blocks(file: BinaryIO, encoding: str | None = None) -> Iterator[bytes]:
    """The file's bytes in large pieces, those of UTF-16 and UTF-32 as UTF-8.

    encoding: what the user says the file is in; only wide ones matter here.
    """
    head = file.read(BLOCK)
    wide = _wide(head, encoding)
    pieces = _chain(head, file)
    if wide is None:
        first = next(pieces, b"")
        yield first.removeprefix(codecs.BOM_UTF8)
        yield from pieces
        return
    for text in codecs.iterdecode(pieces, wide, errors="replace"):
        yield text.removeprefix("\ufeff").encode("utf-8", "replace")


def _chain(head: bytes, file: BinaryIO) -> Iterator[bytes]:
    while head:
        yield head
        head = file.read(BLOCK)


def _wide(head: bytes, encoding: str | None) -> str | None:
    """The encoding with several bytes a letter that the file is in, None for any other."""
    if encoding and encoding.lower().startswith(("utf-16", "utf16", "utf-32", "utf32")):
        return encoding
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    start = head[:64]
    if start[1:2] == b"\0" and b"B\0E\0G\0I\0N" in start.upper():
        return "utf-16-le"
    return "utf-16-be" if b"\0B\0E\0G\0I\0N" in start.upper() else None


def lines(pieces: Iterable[bytes], most: int = MOST_LINES) -> Iterator[Line]:
    """The logical lines with the numbers they start at, empty ones left out.

    Raises TooMuch where the file has more than `most` lines.
    """
    number, rest, cut, seen = 1, b"", False, 0
    for block in _at_breaks(pieces):
        seen += block.count(b"\n")
        if seen > most:
            raise TooMuch(_("{n} lines").format(n=most))
        marked = _FOLDED.sub(FOLD, block.replace(FOLD, b""))
        folds = FOLD in marked or FOLD in rest
        found = marked.split(b"\n")
        found[0] = rest + found[0]
        rest = found.pop()
        for text in found:
            if text.strip():
                yield _line(number, text, cut)
            number += 1 + text.count(FOLD) if folds else 1
            cut = False
        if len(rest) > LONGEST:
            # Only the breaks of what is left out are still needed, to count lines.
            number += rest.count(FOLD, LONGEST)
            rest, cut = rest[:LONGEST], True
    if rest.strip():
        yield _line(number, rest, cut)


def _line(number: int, text: bytes, cut: bool) -> Line:
    if len(text) > LONGEST:
        return Line(number, text[:LONGEST], True)
    # Most lines of many files are those of pictures: no call that can be spared.
    return tuple.__new__(Line, (number, text.rstrip(b"\r"), cut))


def _at_breaks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces cut so that none ends inside a line break or before the blank of a fold."""
    held, old_mac = b"", None
    for piece in pieces:
        if old_mac is None:
            old_mac = b"\n" not in piece and b"\r" in piece
        block = held + (piece.replace(b"\r", b"\n") if old_mac else piece)
        kept = len(block.rstrip(b"\r\n"))
        # A long run of breaks folds nothing but at its end.
        kept = max(kept, len(block) - 2)
        held = block[kept:]
        yield block[:kept]
    if held:
        yield held


def property_of(line: Line) -> Property | None:
    """The line taken apart; None for one that is no property."""
    text = line.text
    at = text.find(b":", 0, HEAD_LENGTH)
    first = at
    while at >= 0 and text.count(b'"', 0, at) % 2:
        at = text.find(b":", at + 1, HEAD_LENGTH)
    at = first if at < 0 else at
    if at < 0:
        return None
    head = text[:at].replace(FOLD, b"").decode("utf-8", "replace").encode()
    name, *params = _PARTS.findall(head) if b'"' in head else head.split(b";")
    found = _NAME.fullmatch(name.decode().strip())
    if found is None:
        return None
    params = params[:MOST_PARAMETERS]
    pairs = tuple(pair for param in params for pair in _param(param.decode()))
    group = (found[1] or "").lower()
    return Property(line.number, group, found[2].upper(), pairs, text[at + 1 :], line.cut)


def _param(text: str) -> Iterator[tuple[str, str]]:
    """One parameter's values, each with its name; '' as name where it has none."""
    if own := _OWN_WORD.fullmatch(text.strip()):
        yield "TYPE", binascii.a2b_qp(own[1].encode()).decode("utf-8", "replace")
        return
    name, equals, value = text.partition("=")
    if not equals:
        if name.strip():
            yield "", name.strip()
        return
    name = name.strip().upper()
    value = value.strip()
    if name == "TYPE":
        for each in value.replace('"', "").split(","):
            yield name, each.strip()
        return
    value = value.replace('"', "")
    if "^" in value:
        value = value.replace("^n", "\n").replace("^'", '"').replace("^^", "^")
    yield name, value
