"""One of a few, on one line: left and right change it, its first letter or figure chooses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from crmtui.tui.ink import Piece, fit, segments, width_of
from crmtui.tui.themes import cursor_of, inks_of

FIGURES = "123456789"


class Choice(Widget, can_focus=True):
    """‹call›  visit  WeChat …: all choices in sight, the chosen one marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
    ]

    class Changed(Message):
        """Something else is chosen."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

    def __init__(
        self, choices: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.choices = list(choices)
        self._chosen = 0
        self._place(value)

    @property
    def value(self) -> str:
        """The chosen code."""
        return self.choices[self._chosen][0] if self.choices else ""

    @value.setter
    def value(self, value: str) -> None:
        before = self.value
        self._place(value)
        if self.value != before:
            self.refresh()
            self.post_message(self.Changed(self, self.value))

    def _place(self, value: str) -> None:
        codes = [code for code, _words in self.choices]
        self._chosen = codes.index(value) if value in codes else 0

    def action_step(self, step: int) -> None:
        """To the next choice, round the end."""
        if self.choices:
            self.value = self.choices[(self._chosen + step) % len(self.choices)][0]

    def action_edge(self, index: int) -> None:
        """To the first or the last."""
        if self.choices:
            self.value = self.choices[index][0]

    def on_key(self, event: events.Key) -> None:
        """A letter chooses the next choice that begins with it, a figure the one in its place."""
        letter = (event.character or "").casefold()
        if not letter.strip() or not event.is_printable:
            return
        count = len(self.choices)
        for ahead in range(1, count + 1):
            code, words = self.choices[(self._chosen + ahead) % count]
            if words.casefold().startswith(letter):
                event.stop()
                self.value = code
                return
        # Figures get through an input method, and Chinese words have no first letter to type.
        if letter in FIGURES[:count]:
            event.stop()
            self.value = self.choices[FIGURES.index(letter)][0]

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        at = event.x
        for index, pieces in enumerate(self._pieces()):
            at -= width_of(pieces)
            if at < 0:
                self.value = self.choices[index][0]
                return

    def _pieces(self) -> list[list[Piece]]:
        made: list[list[Piece]] = []
        for index, (_code, words) in enumerate(self.choices):
            if index == self._chosen:
                made.append([("‹", "plan"), (words, "text!"), ("›", "plan")])
            else:
                made.append([(" ", ""), (words, "dim"), (" ", "")])
        return made

    def render_line(self, y: int) -> Strip:
        """The choices; where they do not fit, from one that keeps the chosen one in sight."""
        width = self.size.width
        base = self.visual_style.rich_style
        if self.has_focus:
            base = base + cursor_of(self.app, True)
        pieces = self._pieces()
        start = 0
        upto = self._chosen + 1
        while start < self._chosen and sum(map(width_of, pieces[start:upto])) > width - 2:
            start += 1
        line: list[Piece] = [("…", "dim")] if start else []
        line += [piece for part in pieces[start:] for piece in part]
        if y or not self.choices:
            return Strip([Segment(" " * width, base)], width)
        return Strip(segments(fit(line, width), inks_of(self.app), width, base), width)

    def on_focus(self) -> None:
        """Show that the arrows go here now."""
        self.refresh()

    def on_blur(self) -> None:
        """They go elsewhere."""
        self.refresh()
