"""Importing on the screen: the path, what was understood, yes or no, the progress."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from crmtui.domain.errors import CrmError
from crmtui.domain.file_errors import EncodingUnclear
from crmtui.domain.words import _
from crmtui.tui import import_lines, taking_in
from crmtui.tui.ink import Line, Piece, wrap
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.screens.picking import Pick
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.rows import Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

TICK_SECONDS = 0.1
BAR_CELLS = 30


class ImportScreen(Dialog[None]):
    """Nothing is written before Enter is pressed on what was understood."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "take", show=False),
    ]

    def __init__(self, crm: CrmApp) -> None:
        super().__init__()
        self.crm = crm
        self.found: taking_in.Understood | None = None
        self._phase = ""
        self._done = (0, 0)
        self._wrong = ""

    def compose(self) -> Iterator[Widget]:
        """The path, what was understood, how far it is, the keys."""
        with Vertical(id="ask", classes="tall"):
            yield Words(lambda width: [((_("Import a spreadsheet"), "text!"),)], id="title")
            yield TextField(placeholder=_("path of the file, typed or pasted"), id="line")
            yield Words(self._below, id="echo")
            yield Rows(id="list")
            yield Words(lambda width: [self._keys()], id="keys")

    def on_mount(self) -> None:
        """Start in the path; show the progress now and then."""
        self.query_one(TextField).focus()
        self.set_interval(TICK_SECONDS, self._tick)

    def _tick(self) -> None:
        if self._phase:
            self.query_one("#echo", Words).again()

    def _keys(self) -> Line:
        enter = _("take it in") if self.found else _("look at it")
        made: list[Piece] = []
        if not self._phase:
            made = [("Enter", "plan"), (f" {enter}   ", "dim")]
        return (*made, ("esc", "plan"), (f" {_('leave')}", "dim"))

    def _below(self, width: int) -> list[Line]:
        if self._wrong:
            return [((line, "late"),) for line in wrap("! " + self._wrong, width)]
        if self._phase:
            return [self._progress()]
        if self.found and self.found.plan.changes_anything:
            return [((import_lines.question(self.found.plan), "text!"),)]
        if self.found:
            return [((_("There is nothing new in it; nothing would be written."), "text!"),)]
        return [((_("XLSX, XLS, ODS, CSV. Nothing is written before you say so."), "dim"),)]

    def _progress(self) -> Line:
        done, total = self._done
        full = BAR_CELLS * done // total if total else 0
        bar: Line = (("━" * full, "plan"), ("━" * (BAR_CELLS - full), "faint"))
        return (*bar, (f"  {self._phase}", "dim"), (f" {done:,}/{total:,}" if total else "", "dim"))

    # -- looking ----------------------------------------------------------------------------

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter on the path looks at the file."""
        if message.value.strip() and not self._phase:
            self._look("")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Another path: what was understood of the last one is gone."""
        self._wrong = ""
        self.found = None
        self.query_one(Rows).show(Lines())
        self._again()

    def _look(self, encoding: str) -> None:
        self._start(_("Reading and comparing"))
        self.crm.run_worker(self._looking(encoding), exit_on_error=False)

    async def _looking(self, encoding: str) -> None:
        desk = self.crm.desk
        text = self.query_one(TextField).value
        try:
            path = taking_in.path_of(text)
            task = partial(taking_in.look, desk.settings, desk.today, path, encoding, self._report)
            self.found = await asyncio.wrap_future(self.crm.writer.run(task))
        except EncodingUnclear as unclear:
            self._stop()
            self._ask_encoding(unclear)
        except (CrmError, RuntimeError) as error:
            self._stop(str(error))
        else:
            self._stop()
            rows = self.query_one(Rows)
            rows.show(Lines(import_lines.preview(self.found.plan, rows.size.width - 2)))
            rows.focus()

    def _ask_encoding(self, unclear: EncodingUnclear) -> None:
        def chosen(index: int | None) -> None:
            if index is not None:
                self._look(unclear.choices[index][0])

        lines = [((f"{name}  ", "text"), (sample, "dim")) for name, sample in unclear.choices]
        self.app.push_screen(Pick(_("Which reads right?"), lines), chosen)

    # -- taking in --------------------------------------------------------------------------

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter on what was understood takes it in."""
        self.action_take()

    def action_take(self) -> None:
        """Write it."""
        if self.found is None or self._phase:
            return
        if not self.found.plan.changes_anything:
            self.dismiss()
            return
        self._start(_("Taking in"))
        self.crm.run_worker(self._taking(self.found), exit_on_error=False)

    async def _taking(self, found: taking_in.Understood) -> None:
        desk = self.crm.desk
        task = partial(taking_in.take, desk.settings, desk.session, desk.today, found, self._report)
        try:
            made = await asyncio.shield(asyncio.wrap_future(self.crm.writer.run(task)))
        except CrmError as error:
            self._stop(str(error))
            return
        self._stop()
        self.crm.refresh_data()
        self.crm.say(import_lines.result_words(made))
        self.dismiss()

    def action_leave(self) -> None:
        """Back; a transaction under way is finished first."""
        if not self._phase:
            self.dismiss()

    # -- state ------------------------------------------------------------------------------

    def _report(self, done: int, total: int) -> None:
        """Called in the writer's thread; the clock shows it."""
        self._done = (done, total)

    def _start(self, phase: str) -> None:
        self._phase, self._done, self._wrong = phase, (0, 0), ""
        self._again()

    def _stop(self, wrong: str = "") -> None:
        self._phase, self._wrong = "", wrong
        self._again()

    def _again(self) -> None:
        for words in ("#echo", "#keys"):
            self.query_one(words, Words).again()
