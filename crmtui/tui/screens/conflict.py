"""Two edits of one field: both values side by side, and the question which one stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.words import _
from crmtui.tui.ink import Line, column, wrap
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.words import Words


class ConflictScreen(Dialog[bool | None]):
    """True: keep mine; False: take theirs; None: back to the form, nothing saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m,f2", "dismiss(True)", show=False),
        Binding("t,f3", "dismiss(False)", show=False),
        Binding("escape", "dismiss(None)", show=False),
    ]

    def __init__(self, pairs: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._pairs = pairs

    def compose(self) -> Iterator[Widget]:
        """Each field with my value and theirs."""
        with Vertical(id="ask"):
            yield Words(self._lines, id="title")
            yield Words(
                lambda width: [
                    (
                        ("m F2", "plan"),
                        (" " + _("keep mine") + "   ", "dim"),
                        ("t F3", "plan"),
                        (" " + _("take theirs") + "   ", "dim"),
                        ("esc", "plan"),
                        (" " + _("back to the form"), "dim"),
                    )
                ],
                id="keys",
            )

    def _lines(self, width: int) -> list[Line]:
        words = _("This was changed elsewhere while you were editing it. Which one stays?")
        made: list[Line] = [((line, "text!"),) for line in wrap(words, width)]
        for label, mine, theirs in self._pairs:
            made += [(), ((label, "dim"),)]
            made += _side(_("mine"), mine, "plan", width)
            made += _side(_("theirs"), theirs, "near", width)
        return made


def _side(who: str, value: str, ink: str, width: int) -> list[Line]:
    return [
        ((column(who if index == 0 else "", 10), ink), (line, "text"))
        for index, line in enumerate(wrap(value or "–", width - 11))
    ]
