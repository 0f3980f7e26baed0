"""All promises: those still to be kept, every one, and the share kept by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.promises import LedgerLine, by_month
from crmtui.domain.words import N_, _
from crmtui.reads import promises as reads
from crmtui.tui import promise_lines
from crmtui.tui.bindings import bindings
from crmtui.tui.commands import BY_ID, key_sign
from crmtui.tui.ink import Line, Piece, fit
from crmtui.tui.screens.place import Bookmark, Place, Subject, bookmark_of
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

VIEWS: Mapping[str, str] = {
    "open": N_("To be kept"),
    "all": N_("All"),
    "months": N_("By month"),
}


class Ledger:
    """The lines of the ledger; only those that are seen are made."""

    def __init__(self, lines: Sequence[LedgerLine], today: date) -> None:
        self.lines, self.today = lines, today
        self._at = {line.promise.id: index for index, line in enumerate(lines)}

    def __len__(self) -> int:
        return len(self.lines)

    def key_at(self, line: int) -> Key | None:
        """The promise on a line."""
        return "promise", self.lines[line].promise.id

    def line_of(self, key: Key) -> int | None:
        """Where a promise stands."""
        return self._at.get(key[1]) if key[0] == "promise" else None

    def paint(self, line: int, width: int) -> Line:
        """One line of it."""
        return promise_lines.ledger_line(self.lines[line], width, self.today)


class PromisesScreen(Place):
    """Left and right change between the open promises, all of them, and the months."""

    PLACE = "promises"
    BINDINGS: ClassVar[list[BindingType]] = bindings("promises")
    AUTO_FOCUS = "#list"

    def __init__(self) -> None:
        super().__init__()
        self.view = "open"
        self.lines: Sequence[LedgerLine] = ()

    def body(self) -> Iterator[Widget]:
        """The views, and the lines of one of them."""
        self.attempt(self._read, None)
        self.seen = self.crm.generation
        yield Words(lambda width: [self._views()], id="tabs")
        yield Words(self._nothing, id="empty")
        yield Rows(id="list")

    def _read(self) -> None:
        nothing: list[LedgerLine] = []
        self.lines = self.desk.read(reads.ledger, nothing)

    @property
    def rows(self) -> Rows:
        """The lines."""
        return self.query_one("#list", Rows)

    def on_mount(self) -> None:
        """Fill the list once its width is known."""
        self.call_after_refresh(self._fill)

    def on_resize(self, event: events.Resize) -> None:
        """The months are made for the width."""
        self.call_after_refresh(self._fill)

    def figures(self, width: int) -> Line:
        """What became of all promises."""
        if not self.lines:
            return ((" " + _("Promises"), "dim"),)
        share = promise_lines.share_line([line.promise for line in self.lines], self.desk.today)
        return fit([(" " + _("Promises") + "  ", "dim"), *share], width - 1)

    def _views(self) -> Line:
        line: list[Piece] = [(" ", "")]
        for name, words in VIEWS.items():
            line.append((f" {_(words)} ", "tab" if name == self.view else "dim"))
        return tuple(line)

    def _nothing(self, width: int) -> list[Line]:
        if self.lines:
            return [(), (("   " + _("No promise is open. Well done."), "done"),)]
        keys = self.crm.settings.keys
        words = _("Nothing was promised yet. Press {promise} on a customer to promise something.")
        key = key_sign(BY_ID["promise"].shown(keys)[0])
        return [(), (("   " + words.format(promise=key), "dim"),)]

    def _fill(self) -> None:
        rows, today = self.rows, self.desk.today
        if self.view == "months":
            months = by_month((line.promise for line in self.lines), today)
            lines = promise_lines.month_rows(months, self.size.width)
            source: Lines | Ledger = Lines([(None, line) for line in lines])
        else:
            wanted = [each for each in self.lines if self.view == "all" or each.promise.is_open]
            source = Ledger(wanted, today)
        self.set_class(not len(source), "-empty")
        rows.show(source, rows.key, rows.line)

    def reread(self) -> None:
        """The ledger anew."""
        self._read()
        self._fill()

    # -- where one is -------------------------------------------------------------------------

    def subject(self) -> Subject | None:
        """The customer of the selected promise."""
        line = self._selected()
        return Subject(line.promise.customer_id, promise_id=line.promise.id) if line else None

    def _selected(self) -> LedgerLine | None:
        key = self.rows.key
        number = key[1] if key else None
        return next((line for line in self.lines if line.promise.id == number), None)

    def on_step(self) -> bool:
        """Every line is one promise."""
        return self._selected() is not None

    def bookmark(self) -> Bookmark | None:
        """Where one is in the ledger."""
        return bookmark_of(self.rows)

    def neighbours(self) -> Sequence[int]:
        """The customers of the ledger in its order, each once."""
        return list(dict.fromkeys(line.promise.customer_id for line in self.lines))

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter opens the card."""
        self.action_do("open")

    def tab_left(self) -> None:
        """The view to the left, round the end."""
        self._beside(-1)

    def tab_right(self) -> None:
        """The view to the right, round the end."""
        self._beside(1)

    def _beside(self, step: int) -> None:
        names = list(VIEWS)
        self.view = names[(names.index(self.view) + step) % len(names)]
        self._fill()
        for words in ("#tabs", "#empty"):
            self.query_one(words, Words).again()

    def back(self) -> None:
        """Back to where one came from."""
        self.dismiss()
