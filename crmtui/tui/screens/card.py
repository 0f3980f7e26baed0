"""The card: everything about one customer, in tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.cards import Card
from crmtui.domain.changes import OperationLine
from crmtui.domain.words import _
from crmtui.present import day_words, due_words
from crmtui.present.changes import Names
from crmtui.reads import customers as reads
from crmtui.tui import card_tabs
from crmtui.tui.bindings import bindings
from crmtui.tui.card_lines import head
from crmtui.tui.chrome import Line
from crmtui.tui.commands import BY_ID, key_sign
from crmtui.tui.ink import Piece, fit, joined
from crmtui.tui.screens.place import Place, Subject
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

CHANGES_SHOWN = 200


class CardScreen(Place):
    """One customer; left and right change the tab, ] and [ the customer."""

    PLACE = "card"
    BINDINGS: ClassVar[list[BindingType]] = bindings("card")

    def __init__(
        self, customer_id: int, neighbours: Sequence[int], step: int | None = None
    ) -> None:
        super().__init__()
        self.customer_id = customer_id
        self.neighbours_of_list = neighbours
        self.step = step
        self.tab = "overview"
        self.card: Card | None = None
        self.changes: Sequence[OperationLine] = ()
        self.names = Names()
        self._last: dict[str, Key | None] = {}

    def body(self) -> Iterator[Widget]:
        """The head is in the figures line; here the tabs and their lines."""
        self.attempt(self._read, None)
        self.seen = self.crm.generation
        yield Words(self._touches, id="touches")
        yield Words(lambda width: [self._tabs(width)], id="tabs")
        yield Words(self._nothing, id="empty")
        yield Rows(id="list")

    def _read(self) -> None:
        customer_id = self.customer_id
        self.card = self.desk.read(lambda conn: reads.card(conn, customer_id), None)
        self.changes = ()
        if self.tab == "changes":
            from crmtui.reads import changes, journal

            self.changes = self.desk.read(
                lambda conn: journal.customer_changes(conn, customer_id, CHANGES_SHOWN), ()
            )
            self.names = self.desk.read(lambda conn: Names(*changes.own_names(conn)), Names())

    # -- what is shown ----------------------------------------------------------------------

    @property
    def rows(self) -> Rows:
        """The lines of the tab."""
        return self.query_one("#list", Rows)

    def on_resize(self, event: events.Resize) -> None:
        """Lines are made for the width."""
        self.call_after_refresh(self._fill)

    def on_mount(self) -> None:
        """Fill the tab once its width is known."""
        self.call_after_refresh(self._fill)

    def figures(self, width: int) -> Line:
        """The name; grade, stage and owner."""
        if self.card is None:
            return ((" " + _("This customer is not there any more."), "near"),)
        return head(self.card, width, self.desk.today)

    def _touches(self, width: int) -> list[Line]:
        if self.card is None:
            return [()]
        customer, today = self.card.customer, self.desk.today
        last, coming = customer.last_touch_on, customer.next_due_on
        touched = day_words(last, today) if last else _("never")
        parts: list[Piece] = [(_("last touch {when}").format(when=touched), "dim")]
        if coming:
            words = _("next step {when}").format(when=due_words(coming, today))
            parts.append((words, "late" if coming < today else "plan"))
        else:
            parts.append((_("no next step"), "dim"))
        parts += [(customer.region, "dim"), (" ".join(f"#{t}" for t in self.card.tags), "dim")]
        return [fit([(" ", ""), *joined(parts)], width)]

    def _tabs(self, width: int) -> Line:
        short = width < 70
        line: list[Piece] = [(" ", "")]
        for name, words in card_tabs.TABS.items():
            here = name == self.tab
            text = _(words)
            if short and not here:
                text = text[: 2 if text.isascii() else 1]
            line.append((f" {text} ", "tab" if here else "dim"))
        return tuple(line)

    def _nothing(self, width: int) -> list[Line]:
        words = _(card_tabs.NOTHING.get(self.tab, ""))
        keys = self.crm.settings.keys
        signs = {c: key_sign(BY_ID[c].shown(keys)[0]) for c in ("add", "log", "plan", "promise")}
        return [(), (("   " + words.format(**signs), "dim"),)] if words else []

    def _fill(self) -> None:
        rows = self.rows
        width = self.size.width
        if not width:
            return
        key, line = rows.key, rows.line
        lines = (
            card_tabs.rows_of(
                self.tab, self.card, self.changes, self.desk.today, width - 1, self.names
            )
            if self.card
            else []
        )
        self.set_class(not lines, "-empty")
        rows.show(Lines(lines), self._last.pop(self.tab, None) or key, line)

    def reread(self) -> None:
        """The card anew."""
        self._read()
        self._fill()

    # -- where one is -------------------------------------------------------------------------

    def subject(self) -> Subject | None:
        """This customer, with the step that is selected, or the one its line was there for."""
        if self.card is None:
            return None
        key = self.rows.key
        if key and key[0] == "follow_up":
            return Subject(self.customer_id, key[1])
        if key and key[0] == "promise":
            return Subject(self.customer_id, promise_id=key[1])
        still = {step.id for step in self.card.follow_ups if step.status == "open"}
        return Subject(self.customer_id, self.step if self.step in still else None)

    def selected(self) -> Key | None:
        """What is selected on a tab; the overview is for looking, there it is the customer."""
        return self.rows.key if self.tab != "overview" and len(self.rows.source) else None

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter on the overview goes to the tab of what is selected; elsewhere it edits it."""
        if self.tab != "overview":
            self.action_do("edit")
        elif message.key and message.key[0] in card_tabs.HOME:
            self._last[card_tabs.HOME[message.key[0]]] = message.key
            self.to_tab(card_tabs.HOME[message.key[0]])

    def to_tab(self, name: str) -> None:
        """Show another tab."""
        self._last[self.tab] = self.rows.key
        self.tab = name
        if name == "changes":
            self._read()
        self.rows.show(Lines(), None)
        self._fill()
        for words in ("#tabs", "#empty"):
            self.query_one(words, Words).again()

    def tab_left(self) -> None:
        """The tab to the left, round the end."""
        self._beside(-1)

    def tab_right(self) -> None:
        """The tab to the right, round the end."""
        self._beside(1)

    def _beside(self, step: int) -> None:
        names = list(card_tabs.TABS)
        self.to_tab(names[(names.index(self.tab) + step) % len(names)])

    def next_customer(self) -> None:
        """The next customer of the list one came from."""
        self._other(1)

    def previous_customer(self) -> None:
        """The one before."""
        self._other(-1)

    def _other(self, step: int) -> None:
        ids = list(self.neighbours_of_list)
        at = ids.index(self.customer_id) + step if self.customer_id in ids else 0
        if not 0 <= at < len(ids):
            self.crm.say(_("There is no further customer in the list."))
            return
        self.customer_id, self.step = ids[at], None
        self._last.clear()
        self._read()
        self.rows.show(Lines(), None)
        self._fill()
        for words in self.query(Words):
            words.again()

    def neighbours(self) -> Sequence[int]:
        """The list one came from."""
        return self.neighbours_of_list

    def on_step(self) -> bool:
        """Whether a step or a promise is selected."""
        key = self.selected()
        return key is not None and key[0] in ("follow_up", "promise")

    def back(self) -> None:
        """Back to the list."""
        self.dismiss()
