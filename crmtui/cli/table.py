"""Tables for a person to read: aligned by terminal cells, never wider than the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.clean import neutral

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


class Column(NamedTuple):
    """A column's heading and how it shares the width: `keep` columns are the last to shrink."""

    title: str
    keep: bool = False
    right: bool = False
    weight: int = 1
    style: str = ""


def show(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on stdout that fits the terminal; what does not fit ends in “…”."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=False)
    made = [list(row) for row in rows]
    used = [n for n in range(len(columns)) if any(row[n] for row in made)]
    for n in used:
        column = columns[n]
        table.add_column(
            styled(column.title),
            justify="right" if column.right else "left",
            no_wrap=True,
            overflow="ellipsis",
            min_width=_least(column, made, n),
            ratio=None,
            style=column.style,
        )
    for row in made:
        table.add_row(*(styled(row[n], SIGNS.get(row[n], "")) for n in used))
    console().print(table)


def _least(column: Column, rows: Sequence[Sequence[str]], n: int) -> int:
    """The width a column keeps when the terminal is narrow."""
    from rich.cells import cell_len

    widest = max((cell_len(neutral(row[n])) for row in rows), default=0)
    return min(widest, 60) if column.keep else min(widest, 6)


SIGNS = {"!": "bold red", "~": "yellow", "→": "blue", "*": "magenta", "✓": "green"}


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
