"""The filter dialog: which grades, stages, tags, regions and reps the list shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.customers import Facets
from crmtui.domain.words import _
from crmtui.tui.filters import GROUPS, Filter, filter_words, value_text
from crmtui.tui.ink import Line, Piece, column
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words


class FilterScreen(Dialog[Filter | None]):
    """Space chooses, Enter shows the customers, c clears, Esc leaves things as they were."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "switch", show=False),
        Binding("ctrl+s,f", "apply", show=False),
        Binding("c,ctrl+d", "clear", show=False),
        Binding("escape,q", "dismiss(None)", show=False),
    ]

    def __init__(self, facets: Facets, chosen: Filter) -> None:
        super().__init__()
        self.chosen = chosen
        self._values: list[tuple[str, str, int]] = [
            (group, value, count)
            for group in GROUPS
            for value, count in getattr(facets, group).items()
        ]

    def compose(self) -> Iterator[Widget]:
        """Title, the values with their counts, the keys."""
        with Vertical(id="ask", classes="tall"):
            yield Words(lambda width: [self._title(width)], id="title")
            yield Rows(self._source(), id="list")
            yield Words(lambda width: [self._keys()], id="keys")

    def _title(self, width: int) -> Line:
        words = filter_words(self.chosen) or _("all customers")
        return (
            (_("Filter") + "  ", "text!"),
            (words, "near" if self.chosen != Filter() else "dim"),
        )

    def _keys(self) -> Line:
        pieces: list[Piece] = []
        for key, words in (
            ("space", _("choose")),
            ("Enter", _("show")),
            ("c", _("clear")),
            ("esc", _("leave")),
        ):
            pieces += [(key, "plan"), (f" {words}   ", "dim")]
        return tuple(pieces)

    def _source(self) -> Lines:
        lines: list[tuple[Key | None, Line]] = []
        last = ""
        for index, (group, value, count) in enumerate(self._values):
            if group != last:
                lines.append((None, ((f" {_(GROUPS[group])}", "dim"),)))
                last = group
            on = value in self.chosen.values(group)
            lines.append((("value", index), _value_line(group, value, count, on)))
        lines.append((None, ((" " + _("Put away"), "dim"),)))
        for name, words in (
            ("hidden", _("hidden from Today")),
            ("archived", _("archived customers")),
        ):
            lines.append(((name, 0), _value_line("", words, None, getattr(self.chosen, name))))
        return Lines(lines)

    def action_switch(self) -> None:
        """Choose the selected value, or not any more."""
        key = self.query_one(Rows).key
        if key is None:
            return
        if key[0] == "archived":
            self.chosen = replace(self.chosen, archived=not self.chosen.archived)
        elif key[0] == "hidden":
            self.chosen = replace(self.chosen, hidden=not self.chosen.hidden)
        else:
            group, value, _count = self._values[key[1]]
            self.chosen = self.chosen.toggled(group, value)
        self._again()

    def action_clear(self) -> None:
        """Nothing chosen."""
        self.chosen = Filter()
        self._again()

    def action_apply(self) -> None:
        """Show these customers."""
        self.dismiss(self.chosen)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter shows; with nothing chosen yet it means the selected value."""
        if self.chosen == Filter():
            self.action_switch()
        self.action_apply()

    def _again(self) -> None:
        rows = self.query_one(Rows)
        rows.show(self._source(), rows.key, rows.line)
        self.query_one("#title", Words).again()


def _value_line(group: str, value: str, count: int | None, on: bool) -> Line:
    sign: Piece = (" ✓ ", "done!") if on else ("   ", "")
    words = column(value_text(group, value), 32)
    return (sign, (words, "text" if on else "dim"), (f"{count:>7,}" if count else "", "faint"))
