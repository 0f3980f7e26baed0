"""Several lines to type in; Tab goes on to the next field."""

from __future__ import annotations

from textual.widgets import TextArea

from crmtui.tui.widgets.field import TAKEN


class TextBox(TextArea):
    """Textual's text area in our clothes; leaves the keys of the registry to the screen."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(
            text,
            id=id,
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
        )
        for key in TAKEN:
            self._bindings.key_to_bindings.pop(key, None)
