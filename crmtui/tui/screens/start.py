"""The first start: an empty database, and three ways to begin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.words import _
from crmtui.tui.ink import Line, wrap
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

CHOICES = ("import", "demo", "add")


class StartScreen(Dialog[str | None]):
    """Import a spreadsheet, look at the demo, or add the first customer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "choose(0)", show=False),
        Binding("2", "choose(1)", show=False),
        Binding("3", "choose(2)", show=False),
        Binding("escape", "dismiss(None)", show=False),
        Binding("q", "app.leave", show=False),
    ]

    def compose(self) -> Iterator[Widget]:
        """A sentence, the three ways, where the data will be kept."""
        rows = Rows(Lines(self._lines()), id="list")
        rows.styles.height = len(CHOICES) * 2 - 1
        with Vertical(id="ask"):
            yield Words(self._welcome, id="title")
            yield rows
            yield Words(self._place, id="echo")
            yield Words(lambda width: [_keys()], id="keys")

    def _welcome(self, width: int) -> list[Line]:
        words = _("There are no customers yet. How do you want to begin?")
        return [((line, "text!"),) for line in wrap(words, width)]

    def _lines(self) -> list[tuple[Key | None, Line]]:
        words = (
            _("Import the files you have: Excel, CSV, address book, mails"),
            _("Look at the demo: 200 made-up customers, thrown away afterwards"),
            _("Add the first customer by hand"),
        )
        made: list[tuple[Key | None, Line]] = []
        for index, text in enumerate(words):
            if index:
                made.append((None, ()))
            made.append((("choice", index), ((f" {index + 1}  ", "plan!"), (text, "text"))))
        return made

    def _place(self, width: int) -> list[Line]:
        crm: CrmApp = self.app  # type: ignore[assignment]  # this program has one App
        words = _("Everything stays in one file on this machine: {path}").format(
            path=crm.settings.db
        )
        return [(), *(((line, "dim"),) for line in wrap(words, width))]

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter takes the selected way."""
        if message.key:
            self.action_choose(message.key[1])

    def action_choose(self, index: int) -> None:
        """A figure takes its way."""
        self.dismiss(CHOICES[index])


def _keys() -> Line:
    return (
        ("Enter", "plan"),
        (f" {_('choose')}   ", "dim"),
        ("esc", "plan"),
        (f" {_('look around')}   ", "dim"),
        ("q", "plan"),
        (f" {_('quit')}", "dim"),
    )
