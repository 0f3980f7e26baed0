"""Coloured words in place: the line on top, the figures, the keys at the bottom, small texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from crmtui.tui.ink import Line, fit, segments
from crmtui.tui.themes import inks_of


class Words(Widget):
    """Lines made for the width there is; never focused, never markup."""

    def __init__(
        self,
        make: Callable[[int], Sequence[Line]] | None = None,
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._make = make or (lambda width: ())
        self._made: tuple[int, Sequence[Line]] | None = None

    def show(self, make: Callable[[int], Sequence[Line]]) -> None:
        """Show other words."""
        self._make, self._made = make, None
        self.refresh(layout=self.styles.is_auto_height)

    def say(self, *lines: Line) -> None:
        """Show these lines, cut to the width."""
        self.show(lambda width: lines)

    def again(self) -> None:
        """Make the words anew."""
        self.show(self._make)

    def _lines(self, width: int) -> Sequence[Line]:
        if self._made is None or self._made[0] != width:
            self._made = (width, self._make(width))
        return self._made[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the words make."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line of them."""
        width = self.size.width
        base = self.visual_style.rich_style
        lines = self._lines(width)
        if y >= len(lines):
            return Strip([Segment(" " * width, base)], width)
        return Strip(segments(fit(lines[y], width), inks_of(self.app), width, base), width)
