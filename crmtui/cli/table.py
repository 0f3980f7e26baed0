"""Tables for a person to read: aligned by terminal cells, never wider than the terminal.

Drawn by hand: the width of every column is known, and loading a library that draws tables takes
as long as the whole look-up.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmtui.cli import cells
from crmtui.domain.clean import neutral

GAP = 2
BETWEEN = " " * GAP
LEAST_ROOM = 20  # of a text that is broken into lines beside other columns
SIGNS = {"!": "bold red", "~": "yellow", "→": "blue", "*": "magenta", "✓": "green"}
WEIGHTS = {"bold": "1", "dim": "2"}
COLOURS = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "magenta": "35"}


class Column(NamedTuple):
    """A column's heading, and what becomes of it where the terminal is narrow."""

    title: str
    least: int = 0  # cells it may be cut down to; 0: it is shown whole or not at all
    drop: int = 0  # the higher, the sooner it is left out; 0: never
    right: bool = False
    style: str = ""


def show(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on stdout that fits the terminal; what is cut ends in “…”."""
    say_lines(laid_out(columns, rows))


def laid_out(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table that fits the terminal: its headings, then a line for each row."""
    made = [[neutral(cell) for cell in row] for row in rows]
    natural = [
        max((cells.width(row[n]) for row in made if row[n]), default=0) for n in range(len(columns))
    ]
    natural = [
        max(width, cells.width(column.title)) if width else 0
        for width, column in zip(natural, columns, strict=True)
    ]
    widths = fitting(columns, natural, room())
    shown = [(columns[n], n, width) for n, width in enumerate(widths) if width]
    heading = [_cell(column, column.title, width, "dim") for column, _n, width in shown]
    lines = [heading] + [
        [
            _cell(column, row[n], width, SIGNS.get(row[n], column.style))
            for column, n, width in shown
        ]
        for row in made
    ]
    return [BETWEEN.join(line).rstrip() for line in lines]


def _cell(column: Column, text: str, width: int, style: str) -> str:
    short = cells.cut(text, width)
    space = " " * (width - cells.width(short))
    inked = painted(short, style)
    return space + inked if column.right else inked + space


def fitting(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """The width of each column so that all fit into the room; 0 leaves a column out."""
    widths = list(natural)
    while (excess := _total(widths) - room) > 0:
        slack = [
            max(width - column.least, 0) if column.least else 0
            for width, column in zip(widths, columns, strict=True)
        ]
        droppable = [n for n, column in enumerate(columns) if column.drop and widths[n]]
        if sum(slack) < excess and droppable:
            widths[max(droppable, key=lambda n: columns[n].drop)] = 0
            continue
        for _ in range(min(excess, sum(slack))):
            widest = max(range(len(widths)), key=slack.__getitem__)
            widths[widest] -= 1
            slack[widest] -= 1
        break
    return widths


def _total(widths: Sequence[int]) -> int:
    shown = [width for width in widths if width]
    return sum(shown) + GAP * max(len(shown) - 1, 0)


def title(text: str, style: str = "bold") -> None:
    """Print a line of its own, cut where the terminal ends."""
    say_lines([painted(cells.cut(neutral(text), room()), style)])


def grid(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows whose last column takes the rest of the width and may break."""
    made = [
        [*map(neutral, row[:-1]), "\n".join(neutral(line) for line in row[-1].split("\n"))]
        for row in rows
    ]
    most = max(len(row) for row in made) - 1
    widths = [max((cells.width(row[n]) for row in made if n < len(row) - 1), default=0)
              for n in range(most)]  # fmt: skip
    last_column = min(max(cells.width(row[-1]) for row in made), LEAST_ROOM, room() // 4)
    while widths and sum(widths) + GAP * most + last_column > room() and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    before = sum(widths) + GAP * most
    left = max(room() - before, 1)
    for row in made:
        *first, last = row
        start = "".join(
            cells.padded(cells.cut(text, width), width) + BETWEEN
            for text, width in zip(first, widths, strict=False)
        )
        texts = [part for line in last.split("\n") for part in cells.wrapped(line, left)]
        say_lines([f"{start}{texts[0]}".rstrip(), *(" " * before + text for text in texts[1:])])


def say_lines(lines: Iterable[str]) -> None:
    """Print lines on stdout; an empty one is a blank line."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def room() -> int:
    """The terminal's width in cells."""
    return shutil.get_terminal_size().columns


def painted(text: str, style: str) -> str:
    """The text in this style where the terminal knows styles; colours not under NO_COLOR."""
    if not style or not text or not _inked():
        return text
    colours = {} if os.environ.get("NO_COLOR") else COLOURS
    codes = [code for word in style.split() if (code := WEIGHTS.get(word) or colours.get(word))]
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes else text


def _inked() -> bool:
    """Whether escape sequences mean something there; old Windows consoles print them."""
    if sys.platform == "win32" and not os.environ.get("WT_SESSION"):
        return False
    return sys.stdout.isatty() and os.environ.get("TERM", "xterm") not in ("dumb", "unknown")
