"""What putting a backup back would change, and the question; the passphrase of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from crmtui.domain.words import _
from crmtui.tui import backup_lines
from crmtui.tui.ink import Line, wrap
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.backups.restoring import Ready


class PutBackScreen(Dialog[bool]):
    """Enter and y put it back; what is there now is backed up first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter,ctrl+s", "dismiss(True)", show=False),
        Binding("n,escape,q", "dismiss(False)", show=False),
    ]
    AUTO_FOCUS = "Rows"

    def __init__(self, ready: Ready) -> None:
        super().__init__()
        self._ready = ready

    def compose(self) -> Iterator[Widget]:
        """The question, what would change, the two answers."""
        with Vertical(id="ask", classes="tall"):
            yield Words(self._question, id="title")
            yield Rows(id="list")
            yield Words(lambda width: [_answers(_("put it back"))], id="keys")

    def _question(self, width: int) -> list[Line]:
        what = _("Put back {name}? What is there now is backed up first.")
        text = what.format(name=self._ready.source.name)
        return [((line, "text!"),) for line in wrap(text, width)]

    def on_mount(self) -> None:
        """Fill the list once its width is known."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows = self.query_one(Rows)
        made: list[tuple[Key | None, Line]] = [
            (None, line) for line in backup_lines.ahead(self._ready, max(rows.size.width - 1, 20))
        ]
        rows.show(Lines(made))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter agrees."""
        self.dismiss(True)


class PassphraseScreen(Dialog[str | None]):
    """A passphrase, typed unseen; Esc leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> Iterator[Widget]:
        """What for, and the line."""
        with Vertical(id="ask"):
            yield Words(
                lambda width: [((line, "text!"),) for line in wrap(self._title, width)], id="title"
            )
            yield Input(password=True, id="line")
            yield Words(lambda width: [_answers(_("go on"))], id="keys")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter hands it over."""
        if message.value:
            self.dismiss(message.value)


def _answers(yes: str) -> Line:
    return (
        ("Enter", "plan"),
        (f" {yes}   ", "dim"),
        ("esc", "plan"),
        (f" {_('leave')}", "dim"),
    )
