"""The keys of a place, all of them, with their twins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.words import _
from crmtui.tui.commands import at, key_sign
from crmtui.tui.ink import Line, column
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

KEY_CELLS = 18


class HelpScreen(Dialog[None]):
    """What each key does here; any of Esc, q, Enter, ? and F1 closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "dismiss", show=False)
    ]

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> Iterator[Widget]:
        """A line for each command, then how to move and what the signs mean."""
        with Vertical(id="ask", classes="tall"):
            yield Words(lambda width: [((_("Keys"), "text!"),)], id="title")
            yield Rows(Lines(self._lines()), id="list")
            yield Words(lambda width: [(("esc", "plan"), (" " + _("close"), "dim"))], id="keys")

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter closes as well."""
        self.dismiss()

    def _lines(self) -> list[tuple[Key | None, Line]]:
        crm: CrmApp = self.app  # type: ignore[assignment]  # this program has one App
        pairs = [
            ("  ".join(key_sign(key) for key in command.shown(crm.settings.keys)), _(command.words))
            for command in at(self._place)
        ]
        if self._place in ("form", "log"):
            pairs += [("Tab  shift+Tab", _("The next field, the one before"))]
            pairs += [("←  →", _("Another choice; its first letter or its figure chooses it"))]
        else:
            pairs += [("↑  ↓  j  k", _("Up and down; page keys, Home and End go further"))]
        made: list[tuple[Key | None, Line]] = [
            (("key", index), ((" " + column(keys, KEY_CELLS) + " ", "plan"), (words, "text")))
            for index, (keys, words) in enumerate(pairs)
        ]
        return made + [(None, line) for line in (() if self._place == "log" else _signs())]


def _signs() -> tuple[Line, ...]:
    """What the coloured signs mean."""
    return (
        (),
        ((" !", "late!"), (" " + _("past the limit, or overdue"), "dim")),
        ((" ~", "near!"), (" " + _("past the ideal rhythm"), "dim")),
        ((" →", "plan!"), (" " + _("planned"), "dim")),
        ((" *", "day!"), (" " + _("a day that matters"), "dim")),
        ((" ✓", "done!"), (" " + _("done"), "dim")),
    )
