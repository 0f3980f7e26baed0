"""A small window that tells something, until it is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.words import _
from crmtui.tui.ink import Line, wrap
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words


class Telling(Dialog[None]):
    """Lines of text that can be scrolled; Enter and Esc close it. The first one is the title."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape,q", "dismiss", show=False)]
    AUTO_FOCUS = "Rows"

    def __init__(self, text: str, lines: Sequence[Line] = ()) -> None:
        super().__init__()
        self._title, _newline, self._rest = text.partition("\n")
        self._lines = lines

    def compose(self) -> Iterator[Widget]:
        """The title, the lines, the key."""
        with Vertical(id="ask", classes="tall"):
            yield Words(
                lambda width: [((line, "text!"),) for line in wrap(self._title, width)], id="title"
            )
            yield Rows(id="list")
            yield Words(lambda width: [(("esc", "plan"), (f" {_('close')}", "dim"))], id="keys")

    def on_mount(self) -> None:
        """Fill the list once its width is known."""
        self.call_after_refresh(self._show)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter closes."""
        self.dismiss()

    def _show(self) -> None:
        rows = self.query_one(Rows)
        width = max(rows.size.width - 1, 20)
        made: list[tuple[Key | None, Line]] = []
        for index, text in enumerate(self._rest.split("\n") if self._rest else ()):
            made += [(("line", index), ((line, "text"),)) for line in wrap(text, width)]
        made += [(("line", len(made) + n), line) for n, line in enumerate(self._lines)]
        rows.show(Lines(made))
