"""Importing, third step: what would happen, complete, and the yes to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.tui import importing_state as state
from crmtui.tui import importing_verbs, plan_details, plan_lines
from crmtui.tui.bindings import bindings
from crmtui.tui.importing_state import Job
from crmtui.tui.ink import Line, Piece, wrap
from crmtui.tui.screens.work import Work
from crmtui.tui.tasks import Stopped
from crmtui.tui.widgets.rows import Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class PlanScreen(Work["Job | None"]):
    """The lists side by side as tabs; gives the job as it is now, None once it is done."""

    PLACE = "import_plan"
    BINDINGS: ClassVar[list[BindingType]] = bindings("import_plan")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp, job: Job) -> None:
        super().__init__(crm)
        self.job = job
        self.tab = "all"
        self._items: dict[str, Sequence[Any]] = {}
        self._sort_out()

    def _sort_out(self) -> None:
        plan = self.job.understood
        lists = {name: plan_lines.items_of(plan, name) for name in plan_lines.LISTS}
        self._items = {name: items for name, items in lists.items() if items or name == "all"}
        if self.tab not in self._items:
            self.tab = "all"

    def title_parts(self) -> tuple[Line, Line]:
        """The third step, and the files."""
        return importing_verbs.steps(2), plan_lines.files(self.job)

    def figures(self, width: int) -> list[Line]:
        """The lists with how much is in each."""
        line: list[Piece] = [(" ", "")]
        for name, items in self._items.items():
            count = f" {len(items):,}" if name != "all" else ""
            words = f" {_(plan_lines.LISTS[name])}{count} "
            line.append((words, "tab" if name == self.tab else "dim"))
        return [tuple(line)]

    def body(self) -> Iterator[Widget]:
        """The list, and the selected line of it in full."""
        yield Rows(id="list")
        yield Words(self._detail, id="detail")

    def on_mount(self) -> None:
        """Show the overview."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Texts break elsewhere in another width."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        rows, plan = self.query_one(Rows), self.job.understood
        key, line = rows.key, rows.line
        if self.tab == "all":
            width = max(rows.size.width - 1, 20)
            made = plan_lines.overview(plan, self.job.options.overwrite, width)
            rows.show(Lines(made), key, line)
        else:
            rows.show(plan_lines.source_of(plan, self.tab, self._items[self.tab]), key, line)
        self.set_class(self.tab == "all", "-overview")
        self.again()

    def _detail(self, width: int) -> list[Line]:
        key = self.query_one(Rows).key
        if key is None or key[0] != self.tab or self.tab == "all":
            return []
        pieces = plan_details.detail(self.job, self.tab, self._items[self.tab][key[1]])
        return [
            ((f" {line}", ink),) for text, ink in pieces if text for line in wrap(text, width - 2)
        ]

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The lines below tell of the selected one."""
        self.query_one("#detail", Words).again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter takes in, opens a list, or decides a possible duplicate."""
        if message.key == plan_lines.GO:
            self.action_do("go_on")
        elif message.key and message.key[0] == "count":
            self._to(plan_lines.COUNT_LISTS[message.key[1]])
        elif self.tab == "doubles":
            self.action_do("decide")
        elif self.tab == "kept" and message.key and not self.busy:
            row = self._items["kept"][message.key[1]]
            answer = {state.place_of(row): state.FILE_WINS}
            self.go(self._become(state.decided(self.job, answer)))

    def list_left(self) -> None:
        """The list to the left, round the end."""
        self._beside(-1)

    def list_right(self) -> None:
        """The list to the right, round the end."""
        self._beside(1)

    def _beside(self, step: int) -> None:
        names = list(self._items)
        self._to(names[(names.index(self.tab) + step) % len(names)])

    def _to(self, tab: str) -> None:
        if tab in self._items:
            self.tab = tab
            self.query_one(Rows).show(Lines())
            self._show()

    # -- deciding and taking in ---------------------------------------------------------------

    def decide(self) -> None:
        """Go through the possible duplicates, from the selected one on."""
        from crmtui.tui.screens.import_doubles import DoublesScreen

        key = self.query_one(Rows).key
        at_one = key is not None and key[0] == "doubles"
        first = state.place_of(self._items["doubles"][key[1]]) if key and at_one else None
        if not self.job.asked:
            self.crm.say(_("There is no possible duplicate to decide."))
            return
        self.app.push_screen(DoublesScreen(self.crm, self.job, first), self._decided)

    def _decided(self, job: Job | None) -> None:
        if job is not None and job.options != self.job.options:
            self.go(self._become(job))

    def overwrite(self) -> None:
        """Let empty cells erase what is there, or not any more."""
        self.go(self._become(state.overwriting(self.job)))

    async def _become(self, job: Job) -> None:
        self.job = await importing_verbs.look(self.crm, job)
        self._sort_out()
        self._show()

    def go_on(self) -> None:
        """Take it in."""
        if self.job.understood.changes_anything:
            self.go(self._back_up())
        else:
            self.crm.say(_("There is nothing new in it; nothing would be written."))

    async def _back_up(self) -> None:
        """Back up what is there; where that cannot be done, ask whether to go on."""
        from crmtui.tui import backup_verbs

        try:
            await backup_verbs.before_import(self.crm)
        except Stopped:
            self.crm.say(_("Stopped. Nothing was taken in."))
        except CrmError as error:
            backup_verbs.ask_without(self.crm, error, lambda: self.go(self._take()))
        else:
            await self._take()

    async def _take(self) -> None:
        from crmtui.tui.screens.import_result import ResultScreen

        try:
            job, result = await importing_verbs.take(self.crm, self.job)
        except Stopped:
            self.crm.say(_("Stopped. Nothing was taken in."))
            return
        self.app.push_screen(ResultScreen(self.crm, job, result), self._done)

    def _done(self, again: bool | None) -> None:
        self.dismiss(None)

    def went_wrong(self, error: CrmError) -> None:
        """Say what stopped it; nothing was written."""
        self.crm.tell(error)

    def step_back(self) -> None:
        """Back to the columns."""
        self.dismiss(self.job)
