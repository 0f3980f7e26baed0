"""All imports so far, newest first; any of them can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.changes import OperationLine
from crmtui.domain.words import _, ngettext
from crmtui.present import short_date
from crmtui.reads import journal
from crmtui.tui import taking_back
from crmtui.tui.bindings import bindings
from crmtui.tui.change_lines import local
from crmtui.tui.ink import Line, ends, fit
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

MOST = 100_000


class ImportsScreen(Work[None]):
    """Enter and u ask whether to take the selected import back."""

    PLACE = "imports"
    BINDINGS: ClassVar[list[BindingType]] = bindings("imports")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.imports: Sequence[OperationLine] = ()

    def title_parts(self) -> tuple[Line, Line]:
        """The imports."""
        return ((_("Imports"), "text!"),), ()

    def figures(self, width: int) -> list[Line]:
        """How many there are."""
        count = len(self.imports)
        words = ngettext("{n} import, newest first", "{n} imports, newest first", count)
        return [((" " + words.format(n=f"{count:,}"), "dim"),)]

    def body(self) -> Iterator[Widget]:
        """The list, or a sentence where there is none."""
        yield Rows(id="list")
        yield Words(self._nothing, id="empty")

    def _nothing(self, width: int) -> list[Line]:
        words = _("Nothing was imported yet.")
        return [(), ((f"   {words}", "text"),)]

    def on_mount(self) -> None:
        """Read them."""
        self._read()
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Texts end elsewhere in another width."""
        self.call_after_refresh(self._show)

    def _read(self) -> None:
        every: list[OperationLine] = self.desk.read(lambda c: journal.operations(c, MOST), [])
        self.imports = [each for each in every if each.verb == "import"]

    def _show(self) -> None:
        rows = self.query_one(Rows)
        width = max(rows.size.width - 1, 20)
        made: list[tuple[Key | None, Line]] = [
            (("import", each.id), self._line(each, width)) for each in self.imports
        ]
        rows.show(Lines(made), rows.key, rows.line)
        self.set_class(not made, "-empty")
        self.again()

    def _line(self, found: OperationLine, width: int) -> Line:
        when = local(found.at)
        undone = found.undone_by is not None
        left = (
            (f" {short_date(when.date(), self.desk.today)} {when:%H:%M}  ", "dim"),
            (found.summary, "dim" if undone else "text"),
        )
        right = ((_("taken back") if undone else "", "near"), (f"  {found.actor} ", "faint"))
        return ends(fit(left, width - 24), right, width)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter asks as u does."""
        self.action_do("take_back")

    def take_back(self) -> None:
        """Take the selected import back."""
        key = self.query_one(Rows).key
        found = next((each for each in self.imports if key and each.id == key[1]), None)
        if found is None:
            return
        if found.undone_by is not None:
            self.crm.say(_("This import was taken back already."))
            return
        words = _("Take back the import of {files}?").format(files=found.summary)
        taking_back.ask(self, found.id, words, self._taken_back)

    def _taken_back(self) -> None:
        self._read()
        self._show()
