"""Importing, last step: what was taken in, what was not, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from crmtui.domain.words import _
from crmtui.present.aftermath import came_words
from crmtui.tui import importing_verbs, plan_lines, result_lines, taking_back
from crmtui.tui.bindings import bindings
from crmtui.tui.importing_state import Job
from crmtui.tui.ink import Line, wrap
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Lines, Rows

if TYPE_CHECKING:
    from crmtui.domain.importplan import ImportResult
    from crmtui.tui.app import CrmApp


class ResultScreen(Work[bool]):
    """Enter and Esc close it; u takes the import back, r saves the rows that were left."""

    PLACE = "import_result"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("import_result"),
        Binding("enter", "do('step_back')", show=False),
    ]
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp, job: Job, result: ImportResult) -> None:
        super().__init__(crm)
        self.job = job
        self.result = result
        self._said = ""

    def title_parts(self) -> tuple[Line, Line]:
        """The last step, and the files."""
        return importing_verbs.steps(3), plan_lines.files(self.job)

    def figures(self, width: int) -> list[Line]:
        """What was written, what came of it, and where the rest was saved."""
        came = came_words(self.result.came, self.crm.desk.today)
        words = [result_lines.written(self.result), *came, *([self._said] if self._said else [])]
        inks = ("done!", *["text"] * (len(words) - 1))
        return [
            ((f" {line}", ink),)
            for text, ink in zip(words, inks, strict=True)
            for line in wrap(text, width - 2)
        ]

    def body(self) -> Iterator[Widget]:
        """The rows that were not taken in."""
        yield Rows(id="list")

    def on_mount(self) -> None:
        """Show them."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Texts break elsewhere in another width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows = self.query_one(Rows)
        made = result_lines.left_out(self.job, max(rows.size.width - 1, 20))
        rows.show(Lines(made), rows.key, rows.line)
        self.again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter closes."""
        self.action_do("step_back")

    def rejects(self) -> None:
        """Save the rows that were not taken in, to be mended and imported again."""
        from crmtui.tui import rejecting

        if self.job.understood.rows_not_taken:
            rejecting.ask(self, self.job, self._saved)
        else:
            self.crm.say(_("Every row was taken in; there is nothing to save."))

    def _saved(self, words: str) -> None:
        self._said = words
        self.again()

    def take_back(self) -> None:
        """Take the import back."""
        if self.result.operation is not None:
            taking_back.ask(self.crm, self.result.operation, self._taken_back)

    def _taken_back(self) -> None:
        self.dismiss(True)

    def step_back(self) -> None:
        """Done."""
        self.dismiss(True)
