"""Which field a column of a sheet holds: a list that grows shorter with every letter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from crmtui.domain.columns import LEFT_OUT
from crmtui.domain.importplan import ColumnMapping
from crmtui.domain.words import _
from crmtui.tui.importing_fields import OWN, fields_of
from crmtui.tui.ink import Line, column
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words


class PickField(Dialog[str | None]):
    """Gives the chosen field's code, '-' for a column that is left out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(self, kind: str, found: ColumnMapping) -> None:
        super().__init__()
        self._column = found
        self._fields = fields_of(kind, found)

    def compose(self) -> Iterator[Widget]:
        """Which column, a line to type in, the fields."""
        with Vertical(id="ask", classes="tall"):
            yield Words(lambda width: [self._title()], id="title")
            yield TextField(placeholder=_("part of a field's name"), id="line")
            yield Rows(id="list", lit=True)
            yield Words(
                lambda width: [
                    (
                        ("Enter", "plan"),
                        (f" {_('choose')}   ", "dim"),
                        ("esc", "plan"),
                        (f" {_('leave')}", "dim"),
                    )
                ],
                id="keys",
            )

    def on_mount(self) -> None:
        """The keys go to the line; what the column holds now is selected."""
        rows = self.query_one(Rows)
        rows.can_focus = False
        self.query_one(TextField).focus()
        now = next(
            (i for i, (code, _w) in enumerate(self._fields) if code == self._column.field), 0
        )
        rows.show(Lines(self._lines("")), ("field", now))

    def _title(self) -> Line:
        name = f"{self._column.letter} {self._column.header}".strip()
        return ((name, "text!"), ("  " + self._column.sample.replace("\n", " "), "dim"))

    def _lines(self, text: str) -> list[tuple[Key | None, Line]]:
        words = text.casefold().split()
        made: list[tuple[Key | None, Line]] = []
        for index, (code, name) in enumerate(self._fields):
            if all(word in f"{name} {code}".casefold() for word in words):
                special = code in (LEFT_OUT, OWN)
                line = ((" " + column(name, 40), "plan" if special else "text"), (code, "faint"))
                made.append((("field", index), line))
        return made

    def on_input_changed(self, message: Input.Changed) -> None:
        """Fewer fields with every letter."""
        self.query_one(Rows).show(Lines(self._lines(message.value)))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter chooses."""
        self._choose(self.query_one(Rows).key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """A click chooses as well."""
        self._choose(message.key)

    def _choose(self, key: Key | None) -> None:
        if key is not None:
            self.dismiss(self._fields[key[1]][0])

    def action_move(self, step: int) -> None:
        """Up and down the list."""
        self.query_one(Rows).action_move(step)

    def action_page(self, step: int) -> None:
        """A screenful up or down."""
        self.query_one(Rows).action_page(step)
