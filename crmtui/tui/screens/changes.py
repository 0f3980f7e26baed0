"""Everything that was done, newest first: each change in full, taken back or brought back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.changes import OperationLine, RowChange
from crmtui.domain.words import _, ngettext
from crmtui.present.changes import Names, done_words, verbs_saying
from crmtui.reads import changes as reads
from crmtui.tui import journal_verbs, taking_back
from crmtui.tui.bindings import bindings
from crmtui.tui.change_lines import row_lines
from crmtui.tui.change_source import ChangeSource
from crmtui.tui.ink import Line, fit
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

SHOWN_BELOW = 6  # rows of the selected one that are shown at once
MOST_SHOWN = 5_000  # of one operation; the shell shows all


class ChangesScreen(Work[None]):
    """Enter shows all of a change; u takes the selected one back, r brings it back."""

    PLACE = "changes"
    BINDINGS: ClassVar[list[BindingType]] = bindings("changes")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.words = ""
        self.source = ChangeSource((), lambda ids: (), self.desk.today)
        self.names = Names()

    def title_parts(self) -> tuple[Line, Line]:
        """The changes, and what they are filtered by."""
        by = (((f"/{self.words}"), "plan"),) if self.words else ()
        return ((_("Changes"), "text!"),), by

    def figures(self, width: int) -> list[Line]:
        """How many there are."""
        count = len(self.source)
        words = ngettext("{n} change, newest first", "{n} changes, newest first", count)
        return [((" " + words.format(n=f"{count:,}"), "dim"),)]

    def body(self) -> Iterator[Widget]:
        """The list, or a sentence where there is none; the selected one's first rows."""
        yield Rows(id="list")
        yield Words(self._nothing, id="empty")
        yield Words(self._detail, id="detail")

    def _nothing(self, width: int) -> list[Line]:
        words = _("Nothing fits “{words}”.") if self.words else _("Nothing was changed yet.")
        return [(), (("   " + words.format(words=self.words), "text"),)]

    def _detail(self, width: int) -> list[Line]:
        found = self._selected()
        if found is None:
            return []
        title = fit(((f" {found.id}  {done_words(found)}", "text"),), width - 1)
        return [title, *self._lines(found, width, SHOWN_BELOW)]

    def _lines(self, found: OperationLine, width: int, limit: int) -> list[Line]:
        nothing: tuple[RowChange, ...] = ()
        rows = self.desk.read(lambda conn: reads.rows(conn, found.id, limit), nothing)
        about = {row.customer_id for row in rows if row.customer_id is not None}
        nobody: dict[int, str] = {}
        names = self.desk.read(lambda conn: reads.customer_names(conn, about), nobody)
        made: list[Line] = []
        last: int | None = None
        for row in rows:
            if len(about) > 1 and row.customer_id not in (None, last):
                last = row.customer_id
                made.append((("   " + names.get(last or 0, ""), "text"),))
            made += row_lines(row, width, self.names)
        return made

    def on_mount(self) -> None:
        """Read them."""
        self._read()

    def _read(self) -> None:
        wanted = reads.EVERYTHING
        if self.words:
            wanted = reads.Wanted(words=self.words, saying=verbs_saying(self.words))
        nothing: list[int] = []
        ids = self.desk.read(lambda conn: reads.ids(conn, wanted), nothing)
        self.names = self.desk.read(lambda conn: Names(*reads.own_names(conn)), Names())
        self.source = ChangeSource(ids, self._fetch, self.desk.today)
        rows = self.query_one(Rows)
        rows.show(self.source, rows.key, rows.line)
        self.set_class(not ids, "-empty")
        self.again()

    def _fetch(self, ids: Sequence[int]) -> list[OperationLine]:
        nothing: list[OperationLine] = []
        return self.desk.read(lambda conn: reads.lines(conn, ids), nothing)

    def _selected(self) -> OperationLine | None:
        rows = self.query_one(Rows)
        return self.source.at(rows.line) if rows.key else None

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The lines below tell of the selected one."""
        self.query_one("#detail", Words).again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter shows all of it."""
        self.action_do("see_change")

    # -- the commands -----------------------------------------------------------------------

    def see_change(self) -> None:
        """All that the selected operation did."""
        from crmtui.tui.screens.telling import Telling

        if found := self._selected():
            lines = self._lines(found, max(self.size.width - 8, 20), MOST_SHOWN)
            self.app.push_screen(Telling(f"{found.id}  {done_words(found)}", lines))

    def filter_changes(self) -> None:
        """Ask for words; none shows all again."""
        from crmtui.tui.screens.picking import Prompt

        def given(text: str | None) -> None:
            if text is not None:
                self.words = text.strip()
                self._read()

        hint = _("a customer, a person, a word such as “deleted”")
        self.app.push_screen(
            Prompt(_("Only changes with these words in them"), self.words, hint, done=_("filter")),
            given,
        )

    def undo_change(self) -> None:
        """Show what taking the selected one back would leave, and ask."""
        if found := self._selected():
            title = _("Take this back? {what}").format(what=done_words(found))
            taking_back.ask(self.crm, found.id, self._read, title)

    def redo_change(self) -> None:
        """Do the selected one again."""
        if found := self._selected():
            taking_back.again(self.crm, journal_verbs.told, found.id, self._read)
