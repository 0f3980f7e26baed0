"""The line to type in: Textual's own, so that input methods find it, in our clothes."""

from __future__ import annotations

from textual.suggester import SuggestFromList
from textual.widgets import Input

from crmtui.domain.clean import neutral

# Keys that Textual's Input takes for editing and that commands need.
TAKEN = frozenset({"ctrl+k", "ctrl+d", "ctrl+f", "ctrl+a", "ctrl+e"})


class TextField(Input):
    """One line without a frame; leaves the keys of the registry to the screen."""

    def __init__(
        self,
        value: str = "",
        *,
        placeholder: str = "",
        suggestions: list[str] | None = None,
        id: str | None = None,
    ) -> None:
        suggester = SuggestFromList(suggestions, case_sensitive=False) if suggestions else None
        super().__init__(
            value,
            placeholder=placeholder,
            suggester=suggester,
            select_on_focus=False,
            compact=True,
            id=id,
        )
        for key in TAKEN:
            self._bindings.key_to_bindings.pop(key, None)

    def validate_value(self, value: str) -> str:
        """What is stored, typed or pasted, without what the terminal would obey."""
        return neutral(value)
