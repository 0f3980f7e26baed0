"""An empty Textual program with a header and a footer."""

from __future__ import annotations

import os

os.environ.setdefault("TEXTUAL_FPS", "240")

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header


class Empty(App[None]):
    """Shows its title and its one key."""

    TITLE = "floor"
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "leave")]

    def compose(self) -> ComposeResult:
        """A header and a footer."""
        yield Header()
        yield Footer()


if __name__ == "__main__":
    Empty().run()
