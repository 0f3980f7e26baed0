"""Why a customer is in Today: the urgency part by part, and where each weight is set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.words import _
from crmtui.present.why import Part, where_words
from crmtui.tui.ink import Line, clip, ends, wrap
from crmtui.tui.queue_lines import SIGN_INK
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

AROUND = 6  # columns of the window that are not the list


class WhyScreen(Dialog[None]):
    """A line for each reason, and under it one for each weight behind it with its points."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,w,alt+s", "dismiss", show=False)]

    def __init__(self, name: str, parts: Sequence[Part]) -> None:
        super().__init__()
        self._whose, self._parts = name, parts

    def compose(self) -> Iterator[Widget]:
        """The name and the sum, the parts, where the weights are."""
        with Vertical(id="ask"):
            yield Words(self._title, id="title")
            rows = Rows(Lines(self._lines(min(self.app.size.width, 76) - AROUND)), id="list")
            rows.styles.height = "auto"
            yield rows
            yield Words(
                lambda width: [(), *(((line, "dim"),) for line in wrap(where_words(), width))]
            )
            yield Words(lambda width: [(("esc", "plan"), (" " + _("close"), "dim"))], id="keys")

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter closes as well."""
        self.dismiss()

    def _title(self, width: int) -> list[Line]:
        total = _("urgency {points}").format(
            points=f"{sum(part.points for part in self._parts):.1f}"
        )
        name = clip(self._whose, width - len(total) - 1)
        return [ends([(name, "text!")], [(total, "text!")], width)]

    def _lines(self, width: int) -> list[tuple[Key | None, Line]]:
        made: list[tuple[Key | None, Line]] = []
        for index, part in enumerate(self._parts):
            key = ("part", index)
            if part.first:
                sign = ((part.sign or " ") + " ", SIGN_INK[part.sign] + "!")
                made.append((key, (sign, (clip(part.words, width - 2), "text"))))
            points = [(f"{part.points:+.1f} ", "text")]
            made.append((key, ends([("    " + part.weight, "dim")], points, width)))
        return made
