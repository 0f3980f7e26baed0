"""The recycle bin: what was deleted, by whom, how long it stays, and bringing it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.actions import binning
from crmtui.domain.bin import BinLine
from crmtui.domain.words import _, ngettext
from crmtui.present import operation_words, short_date
from crmtui.present.deleting import bin_counts, left_words
from crmtui.reads import bin as reads
from crmtui.tui import taking_back
from crmtui.tui.bindings import bindings
from crmtui.tui.change_lines import local
from crmtui.tui.ink import Line, column, fit
from crmtui.tui.plan_lines import Listing
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp


class BinScreen(Work[None]):
    """Enter and r bring the selected one back; x lets go of it for good."""

    PLACE = "bin"
    BINDINGS: ClassVar[list[BindingType]] = bindings("bin")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.lines: Sequence[BinLine] = ()

    def title_parts(self) -> tuple[Line, Line]:
        """The bin."""
        return ((_("Bin"), "text!"),), ()

    def figures(self, width: int) -> list[Line]:
        """How much is in it, and how long it stays."""
        count, days = len(self.lines), self.crm.settings.bin_days
        words = ngettext("{n} deletion", "{n} deletions", count).format(n=f"{count:,}")
        stays = ngettext("kept for {n} day", "kept for {n} days", days).format(n=days)
        return [((f" {words} · {stays if days else _('kept for ever')}", "dim"),)]

    def body(self) -> Iterator[Widget]:
        """The list, or a sentence where there is none; what went with the selected one."""
        yield Rows(id="list")
        yield Words(self._nothing, id="empty")
        yield Words(self._detail, id="detail")

    def _nothing(self, width: int) -> list[Line]:
        return [(), ((("   " + _("The bin is empty.")), "text"),)]

    def _detail(self, width: int) -> list[Line]:
        found = self._selected()
        if found is None:
            return []
        what = fit(((" " + operation_words(found.verb, found.summary), "text"),), width - 1)
        return [what, fit(((" " + bin_counts(found), "dim"),), width - 1)]

    def on_mount(self) -> None:
        """Let go of what has been there for too long, and read the rest."""
        nothing: list[int] = []
        late = self.desk.read(lambda conn: binning.expired(conn, self.crm.settings), nothing)
        if late:
            self.go(self._empty(late))
        else:
            self._read()

    async def _empty(self, deletions: Sequence[int]) -> None:
        count = await self.crm.write(lambda uow, today: binning.empty(uow, deletions))
        words = ngettext(
            "{n} deletion was let go of for good.", "{n} deletions were let go of for good.", count
        )
        self.crm.say(words.format(n=count))
        self._read()

    def _read(self) -> None:
        nothing: list[BinLine] = []
        self.lines = self.desk.read(reads.lines, nothing)
        rows = self.query_one(Rows)
        rows.show(Listing("deletion", self.lines, self._line), rows.key, rows.line)
        self.set_class(not self.lines, "-empty")
        self.again()

    def _line(self, found: BinLine, width: int) -> Line:
        when = local(found.at)
        at = f"{short_date(when.date(), self.desk.today)} {when:%H:%M}"
        left = left_words(found, self.desk.today, self.crm.settings.bin_days)
        room = max(width - 46, 16)
        return (
            (f"{found.operation:>7}  ", "faint"),
            (column(at, 12), "dim"),
            (column(operation_words(found.verb, found.summary), room) + " ", "text"),
            (column(left, 15), "near"),
            (found.actor, "faint"),
        )

    def _selected(self) -> BinLine | None:
        key = self.query_one(Rows).key
        return self.lines[key[1]] if key else None

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The lines below tell of the selected one."""
        self.query_one("#detail", Words).again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter brings it back."""
        self.action_do("bring_back")

    # -- the commands -----------------------------------------------------------------------

    def bring_back(self) -> None:
        """Bring the selected deletion back."""
        if found := self._selected():
            what = operation_words(found.verb, found.summary)
            title = _("Bring this back? {what}").format(what=what)
            taking_back.ask(self.crm, found.operation, self._read, title)

    def let_go(self) -> None:
        """Ask, and let go of the selected deletion for good."""
        from crmtui.tui.screens.picking import Ask

        found = self._selected()
        if found is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.go(self._empty([found.operation]))

        question = _("Let go of this for good? It cannot be brought back: {what}").format(
            what=operation_words(found.verb, found.summary)
        )
        self.app.push_screen(Ask(question, _("let go"), _("leave")), answered)
