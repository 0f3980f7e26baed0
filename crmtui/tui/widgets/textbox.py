"""Several lines to type in; Tab goes on to the next field."""

from __future__ import annotations

from textual.events import Paste
from textual.widgets import TextArea

from crmtui.domain.clean import clean, is_harmless
from crmtui.tui.widgets.field import TAKEN


class TextBox(TextArea):
    """Textual's text area in our clothes; leaves the keys of the registry to the screen."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            _harmless(text),
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
        )
        for key in TAKEN:
            self._bindings.key_to_bindings.pop(key, None)

    async def _on_paste(self, event: Paste) -> None:
        """Take out what the terminal would obey; Textual puts the rest in after this."""
        event.text = _harmless(event.text)


def _harmless(text: str) -> str:
    return text if is_harmless(text) else clean(text)
