"""Text in terminal cells: Chinese characters take two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """How many terminal cells a text takes."""
    return sum(_width(letter) for letter in text)


def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def padded(text: str, cells: int) -> str:
    """The text followed by spaces up to this many cells."""
    return text + " " * (cells - width(text))


def cut(text: str, cells: int) -> str:
    """The text, ending in “…” where it is longer than this many cells."""
    if width(text) <= cells:
        return text
    kept = ""
    for letter in text:
        if width(kept) + _width(letter) > cells - 1:
            break
        kept += letter
    return f"{kept}…"


def aligned(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[str]:
    """Rows of cells as lines whose columns stand under each other."""
    widths = [max(width(row[n]) for row in rows) for n in range(len(rows[0]))] if rows else []
    return [
        gap.join(padded(cell, widths[n]) for n, cell in enumerate(row)).rstrip() for row in rows
    ]


def wrapped(text: str, cells: int) -> list[str]:
    """The text in lines of at most this many cells, broken at spaces and between Chinese."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and width(line) + width(piece.rstrip()) > cells:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


NEVER_FIRST = "，。、；：！？”’）》」.,;:!?)"


def _pieces(text: str) -> list[str]:
    """What may not be broken: words with the space after them, single Chinese characters."""
    pieces: list[str] = []
    for letter in text:
        alone = _width(letter) == 2
        if not pieces or letter in NEVER_FIRST + " ":
            pieces[-1:] = [(pieces[-1] if pieces else "") + letter]
        elif alone or pieces[-1].endswith(" ") or _width(pieces[-1][-1]) == 2:
            pieces.append(letter)
        else:
            pieces[-1] += letter
    return pieces
