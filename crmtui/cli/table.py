"""Tables for a person to read: aligned by terminal cells, never wider than the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.clean import neutral

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

GAP = 2
SIGNS = {"!": "bold red", "~": "yellow", "→": "blue", "*": "magenta", "✓": "green"}


class Column(NamedTuple):
    """A column's heading, and what becomes of it where the terminal is narrow."""

    title: str
    least: int = 0  # cells it may be cut down to; 0: it is shown whole or not at all
    drop: int = 0  # the higher, the sooner it is left out; 0: never
    right: bool = False
    style: str = ""


def show(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on stdout that fits the terminal; what is cut ends in “…”."""
    from rich.cells import cell_len
    from rich.table import Table

    made = [[neutral(cell) for cell in row] for row in rows]
    natural = [
        max((cell_len(row[n]) for row in made if row[n]), default=0) for n in range(len(columns))
    ]
    natural = [
        max(width, cell_len(column.title)) if width else 0
        for width, column in zip(natural, columns, strict=True)
    ]
    screen = console()
    widths = fitting(columns, natural, screen.width)
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="dim")
    shown = [n for n, width in enumerate(widths) if width]
    for n in shown:
        column = columns[n]
        table.add_column(
            styled(column.title),
            justify="right" if column.right else "left",
            width=widths[n],
            no_wrap=True,
            overflow="ellipsis",
            style=column.style,
        )
    for row in made:
        table.add_row(*(styled(row[n], SIGNS.get(row[n], "")) for n in shown))
    screen.print(table)


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


def styled(text: str, style: str = "") -> Text:
    """A text that is data: no markup, no escape sequences."""
    from rich.text import Text

    return Text(neutral(text), style=style, no_wrap=True, overflow="ellipsis")


def wrapped(text: str, style: str = "") -> Text:
    """A text that may take several lines, otherwise like `styled`."""
    from rich.text import Text

    return Text("\n".join(neutral(line) for line in text.split("\n")), style=style)


def console() -> Console:
    """The terminal behind stdout; it follows NO_COLOR and TERM by itself."""
    from rich.console import Console

    return Console(file=sys.stdout, markup=False, emoji=False, highlight=False, soft_wrap=False)
