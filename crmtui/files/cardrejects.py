"""Cards that an import left out, as they stand in their address book, with the reason in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from crmtui.files.vcardlines import FOLD, Line, blocks, lines, property_of
from crmtui.files.vcardwords import MEDIA
from crmtui.files.vcardwriter import escaped, folded

_REASON = "X-CRMTUI-PROBLEM"  # an import passes it over


def cards(path: Path, reasons: Mapping[int, str]) -> Iterator[bytes]:
    """The cards of an address book that begin at these lines; wide encodings become UTF-8.

    A card in which another stands, that of an agent, is given with it.
    """
    held: list[Line] = []
    depth = 0
    agent = False
    with path.open("rb") as file:
        for line in lines(blocks(file)):
            mark = line.text.lstrip()[:24].replace(b" ", b"").upper()
            if mark.startswith(b"BEGIN:VCARD"):
                if depth and not agent:  # the one before has no end
                    yield from _told(held, reasons)
                    held, depth = [], 0
                depth += 1
            if not depth:
                continue
            held.append(line)
            agent = mark.startswith(b"AGENT") and line.text.rstrip().endswith(b":")
            if mark.startswith(b"END:VCARD"):
                depth -= 1
                if not depth:
                    yield from _told(held, reasons)
                    held = []
    yield from _told(held, reasons)


def _told(held: list[Line], reasons: Mapping[int, str]) -> Iterator[bytes]:
    """One card with the reasons before its end; nothing where none is about it."""
    whys = dict.fromkeys(reasons[line.number] for line in held if line.number in reasons)
    if not whys:
        return
    last = held[-1].text
    ended = last.strip().replace(b" ", b"").upper().startswith(b"END:VCARD")
    for line in held[:-1] if ended else held:
        if not _passed_over(line):
            yield line.text.replace(FOLD, b"\r\n ") + b"\r\n"
    yield folded(f"{_REASON};CHARSET=UTF-8:{escaped(' '.join(whys))}")
    yield b"END:VCARD\r\n"


def _passed_over(line: Line) -> bool:
    """An earlier reason, or a picture so large that its end was not read."""
    if line.text.upper().startswith(_REASON.encode()):
        return True
    prop = property_of(line) if line.cut else None
    return prop is not None and prop.name in MEDIA
