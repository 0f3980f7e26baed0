"""Customers: all of them, searched as one types, filtered, sorted, marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from crmtui.domain.customers import CustomerLine
from crmtui.domain.errors import CrmError
from crmtui.domain.search import Query, parse_query
from crmtui.domain.words import _, ngettext
from crmtui.reads import customers as reads
from crmtui.tui.bindings import bindings
from crmtui.tui.card_pane import pane_lines
from crmtui.tui.chrome import Line
from crmtui.tui.customer_lines import CustomerSource, header
from crmtui.tui.filters import SORTS, Filter, filter_words
from crmtui.tui.ink import Piece, joined
from crmtui.tui.queue_lines import marked_words
from crmtui.tui.screens.marking import Marking
from crmtui.tui.screens.place import Bookmark, Subject, bookmark_of
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words
from crmtui.zh import simplify


class SearchField(TextField):
    """The search line: arrows move in the list below, Enter opens, Esc leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.in_list('move', 1)", show=False),
        Binding("up", "screen.in_list('move', -1)", show=False),
        Binding("pagedown", "screen.in_list('page', 1)", show=False),
        Binding("pageup", "screen.in_list('page', -1)", show=False),
        Binding("enter", "screen.do('open')", show=False),
    ]


@dataclass(frozen=True, slots=True)
class View:
    """What is asked of the list."""

    text: str = ""
    chosen: Filter = field(default_factory=Filter)
    sort: str = "touch"
    descending: bool = True


class CustomersScreen(Marking):
    """Every customer; the count and the filter are always shown."""

    PLACE = "customers"
    BINDINGS: ClassVar[list[BindingType]] = bindings("customers")
    AUTO_FOCUS = "#list"

    def __init__(self) -> None:
        super().__init__()
        self.view = View()
        self.total = 0

    def body(self) -> Iterator[Widget]:
        """The search line, the names of the columns, the list and the card."""
        self.total = self.attempt(lambda: self.desk.read(reads.count, 0), 0)
        nobody = CustomerSource([], self._lines, self.desk.today)
        self.source = self.attempt(self._read, nobody)
        self.seen = self.crm.generation
        yield SearchField(placeholder=_("search: name, pinyin, phone, remark"), id="search")
        yield Words(self._nothing, id="empty")
        with Horizontal(id="panes"):
            with Vertical(id="table"):
                yield Words(lambda width: [header(width - 1)], id="header")
                yield Rows(self.source, id="list", lit=True)
            yield Words(self._card, id="pane")
        self.set_class(not len(self.source), "-empty")

    def _read(self) -> CustomerSource:
        """All customers of the view."""
        view, chosen, desk = self.view, self.view.chosen, self.desk
        ids: list[int] = desk.read(
            lambda conn: reads.ids(
                conn,
                query=self._query(),
                grades=chosen.grades,
                stages=chosen.stages,
                tags=chosen.tags,
                regions=chosen.regions,
                owners=chosen.owners,
                archived=chosen.archived,
                hidden_on=desk.today if chosen.hidden else None,
                sort=view.sort,
                descending=view.descending,
            ),
            [],
        )
        return CustomerSource(ids, self._lines, desk.today, self.marked)

    def _query(self) -> Query | None:
        text = self.view.text
        return parse_query(text, simplify) if text.strip() else None

    def _read_first(self) -> CustomerSource:
        """As many as fill the screen, which takes a fraction of the time of all of them."""
        query, room = self._query(), self.rows.size.height
        plain = View(text=self.view.text) == self.view
        if query is None or not plain or room < 1:
            return self._read()
        nobody: list[CustomerLine] = []
        found = self.desk.read(lambda conn: reads.find(conn, query, room + 1), nobody)
        ids = [line.id for line in found]
        more = len(ids) > room
        return CustomerSource(ids, self._lines, self.desk.today, self.marked, found, more)

    def _read_rest(self, first: CustomerSource) -> None:
        """The other customers and their number; nothing if something else is asked meanwhile."""
        if self.source is not first or not self.is_running:
            return
        try:
            whole = self._read()
        except CrmError as error:
            self.crm.tell(error)
            return
        whole.known = first.known
        self.source = whole
        self.rows.show(whole, self.rows.key, self.rows.line)
        self.query_one("#figures", Words).again()

    def _lines(self, ids: Sequence[int]) -> list[CustomerLine]:
        try:
            return self.desk.read(lambda conn: reads.lines(conn, ids), [])
        except CrmError as error:
            self.crm.tell(error)
            return []

    # -- what is shown --------------------------------------------------------------------

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#list", Rows)

    def figures(self, width: int) -> Line:
        """How many of how many, by which filter and order, how many marked."""
        shown, view = len(self.source), self.view
        if shown == self.total:
            words = ngettext("{n} customer", "{n} customers", shown).format(n=f"{shown:,}")
        else:
            words = _("{n} of {all} customers").format(n=f"{shown:,}", all=f"{self.total:,}")
        parts: list[Piece] = [(words, "text!"), (filter_words(view.chosen), "near")]
        if not view.text.strip() or (view.sort, view.descending) != ("touch", True):
            arrow = "↓" if view.descending else "↑"
            parts.append((_("by {order}").format(order=_(SORTS[view.sort])) + f" {arrow}", "dim"))
        if self.marked:
            parts.insert(0, (marked_words(len(self.marked), width), "plan!"))
        return ((" ", ""), *joined(parts))

    def _nothing(self, width: int) -> list[Line]:
        text = self.view.text.strip()
        if not text:
            return [
                (),
                (("   " + _("No customer fits this filter."), "text"),),
                (("   " + _("Press esc to see all of them."), "dim"),),
            ]
        return [
            (),
            (("   " + _("Nothing found for “{text}”.").format(text=text), "text"),),
            (("   " + _("F2 adds a customer of this name; esc clears the search."), "dim"),),
        ]

    def _card(self, width: int) -> list[Line]:
        subject = self.subject()
        return pane_lines(self.desk, subject.customer_id if subject else None, (), width)

    def subject(self) -> Subject | None:
        """The selected customer."""
        key = self.rows.key
        return Subject(key[1]) if key else None

    def bookmark(self) -> Bookmark | None:
        """Where one is in the list."""
        return bookmark_of(self.rows)

    def neighbours(self) -> Sequence[int]:
        """All customers of the list, for going from card to card."""
        return self.source.ids

    def typed_name(self) -> str:
        """What was searched in vain."""
        return "" if len(self.source) else self.view.text.strip()

    # -- changing it ----------------------------------------------------------------------

    def reread(self) -> None:
        """The list anew; the selection stays on the same customer."""
        rows = self.rows
        key, line = rows.key, rows.line
        self.total = self.desk.read(reads.count, 0)
        self.source = self._read()
        if self.marked:
            archived = self.view.chosen.archived
            left = self._lines(self.marked_ids())
            self.keep_marked({each.id for each in left if archived or not each.archived})
        self._display(key, line)

    def ask(self, view: View) -> None:
        """Show another view of the customers, from its top."""
        self.view = view
        try:
            self.source = first = self._read_first()
        except CrmError as error:
            self.crm.tell(error)
            return
        self._display(None, 0)
        if first.more:
            self.call_after_refresh(self._read_rest, first)

    def _display(self, key: tuple[str, int] | None, line: int) -> None:
        self.set_class(not len(self.source), "-empty")
        self.rows.show(self.source, key, line)
        for words in ("#empty", "#pane") if self.source.more else ("#figures", "#empty", "#pane"):
            self.query_one(words, Words).again()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Search as one types; what was typed meanwhile is searched at once, the rest skipped."""
        text = message.input.value
        if text != self.view.text:
            self.ask(replace(self.view, text=text))

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The card follows the selection."""
        self.query_one("#pane", Words).again()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter opens the card."""
        self.action_do("open")

    def action_in_list(self, move: str, step: int) -> None:
        """Move in the list while the keys go to the search line."""
        if move == "move":
            self.rows.action_move(step)
        else:
            self.rows.action_page(step)

    # -- commands of this place -------------------------------------------------------------

    def search(self) -> None:
        """Type into the search line."""
        self.query_one(SearchField).focus()

    def clear(self) -> None:
        """Step by step: leave the search line, then its text, then filter and marks."""
        search = self.query_one(SearchField)
        if search.value:
            search.value = ""
        elif not search.has_focus and (self.marked or self.view.chosen != Filter()):
            self.marked.clear()
            self.ask(replace(self.view, chosen=Filter()))
        self.rows.focus()
