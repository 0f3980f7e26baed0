"""A bare virtual list over the search index: an Input above a ScrollView that draws lines.

It asks the same index in the same words as the program and shows the names in the order of ids;
no sorting, no columns, no counts, no state.
"""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_FPS", "240")

import sqlite3
import sys

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input

from crmtui.domain.search import match, parse_query

ALL = "SELECT id FROM customer ORDER BY id"
FOUND = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
NAMES = "SELECT id, name FROM customer WHERE id IN ({marks})"


class Names(ScrollView):
    """The names of the customers with these ids, fetched as they come into sight."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__()
        self.db = db
        self.ids: list[int] = []
        self.names: dict[int, str] = {}

    def show(self, ids: list[int]) -> None:
        """List these customers from the top."""
        self.ids = ids
        seen = ids[:60]
        marks = ", ".join("?" * len(seen))
        self.names = dict(self.db.execute(NAMES.format(marks=marks), seen).fetchall())
        self.virtual_size = Size(self.size.width, len(ids))
        self.scroll_y = 0
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One customer."""
        at = y + self.scroll_offset.y
        name = self.names.get(self.ids[at], "") if at < len(self.ids) else ""
        return Strip([Segment(name)]).adjust_cell_length(self.size.width)


class Floor(App[None]):
    """The search line and the list."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.db = sqlite3.connect(path)

    def compose(self) -> ComposeResult:
        """An input above the list."""
        yield Input()
        yield Names(self.db)

    def on_mount(self) -> None:
        """List everybody."""
        self.query_one(Names).show([row[0] for row in self.db.execute(ALL)])

    def on_input_changed(self, event: Input.Changed) -> None:
        """List who is found by what was typed."""
        expression = match(parse_query(event.value))
        sql, given = (FOUND, (expression,)) if expression else (ALL, ())
        self.query_one(Names).show([row[0] for row in self.db.execute(sql, given)])


if __name__ == "__main__":
    Floor(sys.argv[1]).run()
