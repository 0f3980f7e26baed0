"""What taking something back would do: what goes, what stays and why, and the question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget

from crmtui.domain.takeback import TakeBack
from crmtui.domain.words import _, ngettext
from crmtui.present import table_words
from crmtui.present.undoing import kept_words
from crmtui.tui.ink import Line, wrap
from crmtui.tui.screens.dialog import Dialog
from crmtui.tui.widgets.rows import Key, Lines, Rows
from crmtui.tui.widgets.words import Words

FIRST = ("customer", "contact", "interaction", "follow_up", "occasion")


class TakeBackScreen(Dialog[bool]):
    """Enter and y take it back; what was changed or used since stays, all of it listed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter,ctrl+s", "dismiss(True)", show=False),
        Binding("n,escape,q", "dismiss(False)", show=False),
    ]
    AUTO_FOCUS = "Rows"

    def __init__(self, ahead: TakeBack, title: str) -> None:
        super().__init__()
        self._ahead = ahead
        self._title = title

    def compose(self) -> Iterator[Widget]:
        """The question, what goes, what stays."""
        with Vertical(id="ask", classes="tall"):
            yield Words(
                lambda width: [
                    *(((line, "text!"),) for line in wrap(self._title, width)),
                    *self._goes(width),
                ],
                id="title",
            )
            yield Rows(id="list")
            yield Words(
                lambda width: [
                    (
                        ("Enter", "plan"),
                        (f" {self._does()}   ", "dim"),
                        ("esc", "plan"),
                        (f" {_('leave')}", "dim"),
                    )
                ],
                id="keys",
            )

    def on_mount(self) -> None:
        """Fill the list once its width is known."""
        self.call_after_refresh(self._show)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter agrees."""
        self.dismiss(True)

    def _does(self) -> str:
        only_back = self._ahead.returning and not self._ahead.created
        return _("bring back") if only_back else _("take it back")

    def _goes(self, width: int) -> list[Line]:
        ahead = self._ahead
        goes = {t: rows - len(ahead.staying.get(t, ())) for t, rows in ahead.created.items()}
        texts = [
            _("Taken out: {rows}").format(rows=rows) if (rows := _counted(goes)) else "",
            _("Brought back: {rows}").format(rows=rows)
            if (rows := _counted(ahead.returning))
            else "",
        ]
        lines: list[Line] = [((t, "text"),) for text in texts if text for t in wrap(text, width)]
        if back := ahead.set_back:
            words = ngettext(
                "{n} change to what was there is set back",
                "{n} changes to what was there are set back",
                back,
            )
            lines.append(((words.format(n=f"{back:,}"), "dim"),))
        return lines

    def _show(self) -> None:
        rows = self.query_one(Rows)
        width = max(rows.size.width - 1, 20)
        kept = (*self._ahead.kept, *self._ahead.kept_changes)
        made: list[tuple[Key | None, Line]] = []
        if not kept:
            made.append((None, ((_("Nothing of it was changed or used since."), "done"),)))
        else:
            words = ngettext(
                "{n} was changed or used since and stays as it is:",
                "{n} were changed or used since and stay as they are:",
                len(kept),
            )
            made.append((None, ((words.format(n=f"{len(kept):,}"), "near"),)))
        for index, row in enumerate(kept):
            key = ("kept", index)
            made += [(key, ((f"  {line}", "text"),)) for line in wrap(kept_words(row), width - 3)]
        rows.show(Lines(made))


def _counted(rows: Mapping[str, int]) -> str:
    """'customer 1, contact 2', what a user looks for first at the front."""
    counts: Counter[str] = Counter()
    for table in sorted(rows, key=lambda t: FIRST.index(t) if t in FIRST else len(FIRST)):
        counts[table_words(table)] += rows[table]
    return _(", ").join(f"{words} {count:,}" for words, count in counts.items() if count > 0)
