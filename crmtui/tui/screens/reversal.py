"""What taking something back came to, where not all of it could be: the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.changes import Reversal
from crmtui.domain.words import _
from crmtui.tui import result_lines, taking_back
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Lines, Rows
from crmtui.tui.widgets.words import Words


class ReversalScreen(Dialog[None]):
    """Counts, then every row that was kept or failed; Enter and Esc close it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "dismiss", show=False)]

    def __init__(self, made: Reversal) -> None:
        super().__init__()
        self._made = made

    def compose(self) -> Iterator[Widget]:
        """The counts, the list, the keys."""
        with Vertical(id="ask", classes="tall"):
            words = taking_back.reversed_words(self._made)
            yield Words(lambda width: [((words, "text!"),)], id="title")
            yield Rows(id="list")
            yield Words(lambda width: [(("esc", "plan"), (" " + _("close"), "dim"))], id="keys")

    def on_mount(self) -> None:
        """Fill the list once its width is known."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows = self.query_one(Rows)
        width = max(rows.size.width - 1, 20)
        rows.show(Lines(result_lines.kept_lines(self._made.kept, self._made.failed, width)))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter closes as well."""
        self.dismiss()
