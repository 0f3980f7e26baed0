"""The palette: every action by name, with its key beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from crmtui.domain.words import _
from crmtui.tui.commands import Command, at, key_sign
from crmtui.tui.ink import Line, column
from crmtui.tui.repeat import repeat_words
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.rows import Key, Lines, Rows

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class PaletteScreen(Dialog[str | None]):
    """Type some letters of what you want, Enter does it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+p", "dismiss(None)", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, place: str) -> None:
        super().__init__()
        self._commands = [command for command in at(place) if command.palette]

    def compose(self) -> Iterator[Widget]:
        """A line to type in and the actions."""
        with Vertical(id="ask", classes="tall"):
            yield TextField(placeholder=_("what do you want to do?"), id="line")
            yield Rows(Lines(self._lines("")), id="list", lit=True)

    def on_mount(self) -> None:
        """The keys go to the line; the list follows."""
        self.query_one(Rows).can_focus = False
        self.query_one(TextField).focus()

    def _lines(self, text: str) -> list[tuple[Key | None, Line]]:
        crm: CrmApp = self.app  # type: ignore[assignment]  # this program has one App
        words = text.casefold().split()
        made: list[tuple[Key | None, Line]] = []
        for index, command in enumerate(self._commands):
            if all(word in _haystack(command) for word in words):
                keys = "  ".join(key_sign(key) for key in command.shown(crm.settings.keys))
                shown = self._words(command)
                line = ((" " + column(keys, 14) + " ", "plan"), (shown, "text"))
                made.append((("command", index), line))
        return made

    def _words(self, command: Command) -> str:
        """What it does; of doing the last thing again, what that was."""
        crm: CrmApp = self.app  # type: ignore[assignment]  # this program has one App
        again = repeat_words(crm.again) if command.id == "repeat" else ""
        return again or _(command.words)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Fewer actions with every letter."""
        self.query_one(Rows).show(Lines(self._lines(message.value)))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter does it."""
        self._choose(self.query_one(Rows).key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A click does it as well."""
        self._choose(message.key)

    def _choose(self, key: Key | None) -> None:
        if key is not None:
            self.dismiss(self._commands[key[1]].id)

    def action_move(self, step: int) -> None:
        """Up and down the list."""
        self.query_one(Rows).action_move(step)


def _haystack(command: Command) -> str:
    return f"{_(command.words)} {command.words} {command.id}".casefold()
