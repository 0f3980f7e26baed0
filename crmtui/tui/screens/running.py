"""How far something slow is, and the question whether to stop it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.words import _
from crmtui.tui.ink import Line, Piece
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.tasks import Task
from crmtui.tui.widgets.words import Words

TICK_SECONDS = 0.1
FIGURES_CELLS = 26


class RunningScreen(Dialog[None]):
    """A bar; Esc asks whether to stop, and goes on until that is answered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "ask", show=False),
        Binding("y,enter", "stop", show=False),
        Binding("n", "go_on", show=False),
    ]

    def __init__(self, work: Task) -> None:
        super().__init__()
        self.work = work
        self._asking = False
        self._finished = False

    def compose(self) -> Iterator[Widget]:
        """What is done, the bar, the keys."""
        with Vertical(id="ask"):
            yield Words(lambda width: [((self.work.words, "text!"),)], id="title")
            yield Words(lambda width: [(), bar(self.work, width)], id="echo")
            yield Words(lambda width: [self._keys()], id="keys")

    def on_mount(self) -> None:
        """The clock shows how far it is."""
        self.set_interval(TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        for words in ("#title", "#echo"):
            self.query_one(words, Words).again()

    def _keys(self) -> Line:
        if self.work.stop:
            return ((_("Stopping …"), "near"),)
        if self._asking:
            return (
                (_("Stop? Nothing of it is kept."), "near!"),
                ("   y", "plan"),
                (f" {_('stop')}", "dim"),
                ("   n", "plan"),
                (f" {_('go on')}", "dim"),
            )
        return (("esc", "plan"), (f" {_('stop')}", "dim")) if self.work.stoppable else ()

    def finish(self) -> None:
        """The task has ended: close, now or once this is in front again."""
        self._finished = True
        if self.is_current:
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Close if the task ended while another question was in front."""
        if self._finished:
            self.dismiss()

    def action_ask(self) -> None:
        """Ask whether to stop; Esc again goes on."""
        if self.work.stoppable and not self.work.stop:
            self._asking = not self._asking
            self.query_one("#keys", Words).again()

    def action_stop(self) -> None:
        """Stop where that was asked."""
        if self._asking:
            self.work.stop = True
            self.query_one("#keys", Words).again()

    def action_go_on(self) -> None:
        """Do not stop."""
        self._asking = False
        self.query_one("#keys", Words).again()


def bar(task: Task, width: int) -> Line:
    """How far it is: a bar and the figures, or that it has begun."""
    done, total = task.done, task.total
    cells = max(width - FIGURES_CELLS, 8)
    full = min(cells * done // total, cells) if total else 0
    made: list[Piece] = [("━" * full, "plan"), ("━" * (cells - full), "faint")]
    if total:
        made.append((f"  {min(100 * done // total, 100):>3}%", "text"))
        made.append((f"  {done:,}/{total:,}", "dim"))
    return tuple(made)
