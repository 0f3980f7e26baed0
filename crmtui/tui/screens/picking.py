"""Small questions over a place: one of several, a line of text, yes or no."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from crmtui.domain.words import _
from crmtui.tui.ink import Line, Piece, wrap
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.rows import Lines, Rows
from crmtui.tui.widgets.words import Words


def _hint(*pairs: tuple[str, str]) -> Line:
    pieces: list[Piece] = []
    for key, words in pairs:
        pieces += [(key, "plan"), (f" {words}   ", "dim")]
    return tuple(pieces)


class Pick(Dialog[int | None]):
    """One of several lines; gives its index."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", show=False),
        *(Binding(str(n), f"number({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(
        self, title: str, choices: Sequence[Line], chosen: int = 0, note: str = ""
    ) -> None:
        super().__init__()
        self._title, self._note = title, note
        self._choices = choices
        self._first = chosen

    def compose(self) -> Iterator[Widget]:
        """Title, the lines, the keys."""
        lines = [
            (("choice", index), ((f" {index + 1 if index < 9 else ' '} ", "faint"), *line))
            for index, line in enumerate(self._choices)
        ]
        with Vertical(id="ask"):
            yield Words(lambda width: _title(self._title, width, self._note), id="title")
            rows = Rows(Lines(list(lines)), id="list")
            rows.styles.height = len(lines)
            yield rows
            yield Words(
                lambda width: [_hint(("Enter", _("choose")), ("esc", _("leave")))], id="keys"
            )

    def on_mount(self) -> None:
        """Start on the one that is chosen now."""
        self.query_one(Rows).select(("choice", self._first))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter chooses."""
        if message.key:
            self.dismiss(message.key[1])

    def action_number(self, number: int) -> None:
        """A figure chooses its line."""
        if number <= len(self._choices):
            self.dismiss(number - 1)


class Ask(Dialog[bool]):
    """Yes or no; Esc and no leave everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter,ctrl+s", "dismiss(True)", show=False),
        Binding("n,escape,q", "dismiss(False)", show=False),
    ]

    def __init__(self, question: str, yes: str, no: str) -> None:
        super().__init__()
        self._question, self._yes, self._no = question, yes, no

    def compose(self) -> Iterator[Widget]:
        """The question and the two answers."""
        with Vertical(id="ask"):
            yield Words(lambda width: _title(self._question, width), id="title")
            yield Words(
                lambda width: [_hint((_("Enter"), self._yes), ("esc", self._no))], id="keys"
            )


class Prompt(Dialog[str | None]):
    """One line of text; `echo` says what is understood, `check` what is wrong with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("ctrl+s", "save", show=False),
    ]

    def __init__(
        self,
        title: str,
        value: str = "",
        hint: str = "",
        echo: Callable[[str], Line] | None = None,
        check: Callable[[str], str] | None = None,
        done: str = "",
    ) -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint
        self._echo, self._check = echo, check
        self._done = done  # what Enter does, in words
        self._wrong = ""

    def compose(self) -> Iterator[Widget]:
        """Title, the line, what is understood."""
        with Vertical(id="ask"):
            yield Words(lambda width: _title(self._title, width), id="title")
            yield TextField(self._value, placeholder=self._hint, id="line")
            yield Words(self._below, id="echo")
            done = self._done or _("save")
            yield Words(lambda width: [_hint(("Enter", done), ("esc", _("leave")))], id="keys")

    def _below(self, width: int) -> list[Line]:
        if self._wrong:
            return [((line, "late"),) for line in wrap("! " + self._wrong, width)]
        return [self._echo(self.query_one(TextField).value) if self._echo else ()]

    def on_input_changed(self, message: Input.Changed) -> None:
        """Say what is understood now."""
        self._wrong = ""
        self.query_one("#echo", Words).again()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter saves."""
        self.action_save()

    def action_save(self) -> None:
        """Hand the text over if nothing is wrong with it."""
        value = self.query_one(TextField).value
        self._wrong = self._check(value) if self._check else ""
        if self._wrong:
            self.query_one("#echo", Words).again()
        else:
            self.dismiss(value)


def _title(words: str, width: int, note: str = "") -> list[Line]:
    below: list[Line] = [((line, "near"),) for line in wrap(note, width)] if note else []
    return [*(((line, "text!"),) for line in wrap(words, width)), *below]
