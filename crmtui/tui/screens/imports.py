"""All imports so far, newest first; any of them can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.importlist import ImportLine
from crmtui.domain.words import _, ngettext
from crmtui.present import short_date
from crmtui.reads import imports as reads
from crmtui.tui import taking_back
from crmtui.tui.bindings import bindings
from crmtui.tui.change_lines import local
from crmtui.tui.ink import Line, Piece, column, fit, joined
from crmtui.tui.plan_lines import Listing
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

ALL = -1


class ImportsScreen(Work[None]):
    """Enter and u show what taking the selected import back would do, and ask."""

    PLACE = "imports"
    BINDINGS: ClassVar[list[BindingType]] = bindings("imports")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.imports: Sequence[ImportLine] = ()

    def title_parts(self) -> tuple[Line, Line]:
        """The imports."""
        return ((_("Imports"), "text!"),), ()

    def figures(self, width: int) -> list[Line]:
        """How many there are, and what came of the selected one."""
        count = len(self.imports)
        words = ngettext("{n} import, newest first", "{n} imports, newest first", count)
        return [((" " + words.format(n=f"{count:,}"), "dim"),)]

    def body(self) -> Iterator[Widget]:
        """The list, or a sentence where there is none; the selected one in full."""
        yield Rows(id="list")
        yield Words(self._nothing, id="empty")
        yield Words(self._detail, id="detail")

    def _nothing(self, width: int) -> list[Line]:
        return [(), ((("   " + _("Nothing was imported yet.")), "text"),)]

    def _detail(self, width: int) -> list[Line]:
        found = self._selected()
        if found is None:
            return []
        counts = found.counts
        parts: list[Piece] = [
            (_("{n} new").format(n=f"{counts.get('new', 0):,}"), "done"),
            (_("{n} updated").format(n=f"{counts.get('updated', 0):,}"), "plan"),
            (_("{n} the same").format(n=f"{counts.get('same', 0):,}"), "dim"),
        ]
        if found.problems:
            words = ngettext("{n} problem", "{n} problems", found.problems)
            parts.append((words.format(n=f"{found.problems:,}"), "late"))
        files = fit((((" " + _(", ").join(found.files)), "text"),), width - 1)
        lines: list[Line] = [files, ((" ", ""), *joined(parts))]
        if found.taken_back_at:
            words = _("taken back {when}").format(when=self._when(found.taken_back_at))
            lines.append((((" " + words), "near"),))
        return lines

    def on_mount(self) -> None:
        """Read them."""
        self._read()

    def _read(self) -> None:
        nothing: list[ImportLine] = []
        self.imports = self.desk.read(lambda conn: reads.imports(conn, ALL), nothing)
        rows = self.query_one(Rows)
        rows.show(Listing("import", self.imports, self._line), rows.key, rows.line)
        self.set_class(not self.imports, "-empty")
        self.again()

    def _when(self, at: str) -> str:
        when = local(at)
        return f"{short_date(when.date(), self.desk.today)} {when:%H:%M}"

    def _line(self, found: ImportLine, width: int) -> Line:
        undone = found.taken_back_at is not None
        counts = found.counts
        taken = _("{new} new, {updated} updated").format(
            new=f"{counts.get('new', 0):,}", updated=f"{counts.get('updated', 0):,}"
        )
        state = _("taken back") if undone else ""
        room = max(width - 56, 12)
        return (
            (f"{found.id:>4}  ", "faint"),
            (column(self._when(found.at), 17), "dim"),
            (column(_(", ").join(found.files), room) + " ", "dim" if undone else "text"),
            (column(taken, 22) + " ", "dim"),
            (state or found.actor, "near" if undone else "faint"),
        )

    def _selected(self) -> ImportLine | None:
        key = self.query_one(Rows).key
        return self.imports[key[1]] if key else None

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The lines below tell of the selected one."""
        self.query_one("#detail", Words).again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter asks as u does."""
        self.action_do("take_back")

    def take_back(self) -> None:
        """Take the selected import back."""
        found = self._selected()
        if found is None or found.operation is None:
            return
        if found.taken_back_at is not None:
            self.crm.say(_("This import was taken back already."))
            return
        taking_back.ask(self.crm, found.operation, self._read)
