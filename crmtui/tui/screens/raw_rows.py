"""The first rows of a sheet as they stand in the file, and which of them the headings are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.findings import shown
from crmtui.domain.sheets import Row, Sheet, column_letters
from crmtui.domain.words import _
from crmtui.tui.ink import Line, Piece, column
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

MOST_ROWS = 60
LEAST_CELLS, MOST_CELLS = 4, 22


class RawRows(Dialog[int | None]):
    """Gives the line the headings stand on; 0: the sheet has none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", show=False),
        Binding("0,delete", "dismiss(0)", show=False),
        Binding("right", "aside(1)", show=False),
        Binding("left", "aside(-1)", show=False),
    ]

    def __init__(self, sheet: Sheet, heading: int) -> None:
        super().__init__()
        self._rows = list(sheet.rows[:MOST_ROWS])
        self._name = sheet.name
        self._heading = heading
        self._columns = max((len(row.cells) for row in self._rows), default=0)
        self._widths = [self._width(index) for index in range(self._columns)]
        self._first = 0  # the first column shown

    def compose(self) -> Iterator[Widget]:
        """The question, the names of the columns, the rows."""
        with Vertical(id="ask", classes="tall wide"):
            yield Words(lambda width: [self._title()], id="title")
            yield Words(lambda width: [self._letters()], id="header")
            yield Rows(id="list")
            yield Words(lambda width: [self._keys()], id="keys")

    def on_mount(self) -> None:
        """Start on the row that is the heading now."""
        self._show(("row", self._heading))

    def _show(self, key: Key | None) -> None:
        lines: list[tuple[Key | None, Line]] = [
            (("row", row.line), self._line(row)) for row in self._rows
        ]
        self.query_one(Rows).show(Lines(lines), key)

    def _title(self) -> Line:
        return ((_("On which row do the headings stand?"), "text!"), (f"  {self._name}", "dim"))

    def _keys(self) -> Line:
        pieces: list[Piece] = []
        for key, words in (
            ("Enter", _("on this one")),
            ("0", _("there are none")),
            ("← →", _("columns")),
            ("esc", _("leave")),
        ):
            pieces += [(key, "plan"), (f" {words}   ", "dim")]
        return tuple(pieces)

    def _width(self, index: int) -> int:
        widest = max((cell_len(_text(row, index)) for row in self._rows), default=0)
        return min(max(widest, LEAST_CELLS), MOST_CELLS)

    def _letters(self) -> Line:
        made: list[Piece] = [("      ", "")]
        for index in range(self._first, self._columns):
            made.append((column(column_letters(index), self._widths[index]) + " ", "faint"))
        return tuple(made)

    def _line(self, row: Row) -> Line:
        here = row.line == self._heading
        made: list[Piece] = [(f"{row.line:>5} ", "plan!" if here else "faint")]
        for index in range(self._first, self._columns):
            text = column(_text(row, index), self._widths[index]) + " "
            made.append((text, "text!" if here else "text"))
        return tuple(made)

    def action_aside(self, step: int) -> None:
        """Further columns to the right, or back."""
        self._first = max(0, min(self._first + step, self._columns - 1))
        self.query_one("#header", Words).again()
        self._show(self.query_one(Rows).key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter says that the headings stand there."""
        if message.key:
            self.dismiss(message.key[1])


def _text(row: Row, index: int) -> str:
    return shown(row.cells[index]).replace("\n", " ") if index < len(row.cells) else ""
