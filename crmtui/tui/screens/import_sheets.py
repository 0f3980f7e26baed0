"""Importing, second step: how the sheets were understood, and changing that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.importplan import SheetMapping
from crmtui.domain.words import _
from crmtui.tui import importing_state as state
from crmtui.tui import importing_verbs, plan_lines, sheet_lines
from crmtui.tui.bindings import bindings
from crmtui.tui.importing_state import Job
from crmtui.tui.ink import Line, wrap
from crmtui.tui.screens import sheet_questions as ask
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Lines, Rows

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class SheetsScreen(Work[bool]):
    """Each change plans again and shows the new counts; nothing is written."""

    PLACE = "import_sheets"
    BINDINGS: ClassVar[list[BindingType]] = bindings("import_sheets")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp, job: Job) -> None:
        super().__init__(crm)
        self.job = job

    def title_parts(self) -> tuple[Line, Line]:
        """The second step, and the files."""
        return importing_verbs.steps(1), plan_lines.files(self.job)

    def figures(self, width: int) -> list[Line]:
        """What would come of it as it is understood now."""
        if self.job.plan is None:
            words = _("No table was recognised yet.")
            return [((" " + words, "near"),)]
        made: list[Line] = [((" ", ""), *plan_lines.counts(self.job.plan))]
        if self.job.profile:
            words = _("Read as remembered under “{name}”.").format(name=self.job.profile)
            made.append(((f" {words}", "dim"),))
        for text in sheet_lines.unclear_words(self.job):
            made += [((f" {line}", "near"),) for line in wrap("~ " + text, width - 2)]
        return made

    def body(self) -> Iterator[Widget]:
        """The sheets and their columns."""
        yield Rows(id="list")

    def on_mount(self) -> None:
        """Show them."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Texts break elsewhere in another width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows = self.query_one(Rows)
        made = sheet_lines.rows_of(self.job, max(rows.size.width - 1, 20))
        rows.show(Lines(made), rows.key, rows.line)
        self.again()

    def _sheet(self) -> SheetMapping | None:
        """The sheet of the selected line; the only one where there is no other."""
        key = self.query_one(Rows).key
        sheets = sheet_lines.sheets_of(self.job)
        if key is None or key == sheet_lines.GO:
            if len(sheets) == 1:
                return sheets[0]
            self.crm.say(_("Select a sheet first."))
            return None
        return sheets[sheet_lines.sheet_at(key)]

    # -- changing -----------------------------------------------------------------------------

    def become(self, job: Job) -> None:
        """Plan again with a change; where that fails, everything stays as it was."""
        self.go(self._become(job))

    async def _become(self, job: Job) -> None:
        self.job = await importing_verbs.look(self.crm, job)
        self._show()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter goes on, changes a column, or takes a sheet out and in."""
        if message.key == sheet_lines.GO:
            self.action_do("go_on")
        elif message.key is not None:
            self.action_do("change")

    def change(self) -> None:
        """Give a column another field; for a sheet, say where its headings are."""
        key = self.query_one(Rows).key
        if key is None or key[0] != "column":
            self.heading()
            return
        sheet = sheet_lines.sheets_of(self.job)[sheet_lines.sheet_at(key)]
        column = sheet.columns[key[1] % sheet_lines.MOST_COLUMNS]
        ask.field(self, sheet, column)

    def heading(self) -> None:
        """The first rows; Enter on one says that the headings stand there."""
        if sheet := self._sheet():
            ask.heading(self, sheet)

    def sheet_out(self) -> None:
        """Leave the sheet out, or take it in again."""
        if sheet := self._sheet():
            self.become(state.switched(self.job, sheet.sheet))

    def encoding(self) -> None:
        """Read a text file in another encoding."""
        if sheet := self._sheet():
            ask.encoding(self, sheet)

    def date_order(self) -> None:
        """Say what 3/8 means."""
        ask.date_order(self)

    def new_fields(self) -> None:
        """Unknown columns become fields of one's own, or are left out."""
        self.become(state.new_fields(self.job))

    def profile(self) -> None:
        """Remember the columns under a name."""
        ask.profile(self)

    def named(self, profile: str) -> None:
        """The columns are remembered under this name now."""
        self.job = replace(self.job, profile=profile)
        self.again()

    # -- going on -------------------------------------------------------------------------------

    def go_on(self) -> None:
        """To the plan."""
        from crmtui.tui.screens.import_plan import PlanScreen

        if self.job.plan is None:
            self.crm.say(_("Say first how the sheet is to be read."))
            return
        if sheet_lines.unclear_words(self.job):
            ask.date_order(self)
            return
        self.app.push_screen(PlanScreen(self.crm, self.job), self._planned)

    def _planned(self, after: Job | None) -> None:
        """Back from the plan with what was decided there; None: it is done."""
        if after is None:
            self.dismiss(True)
        else:
            self.job = after
            self._show()

    def step_back(self) -> None:
        """Back to the files."""
        self.dismiss(False)
