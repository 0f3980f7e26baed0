"""The worklog: what was done in a day, a week or a month, as text to copy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.widget import Widget

from crmtui.domain.goals import PERIODS, goals_of
from crmtui.domain.words import N_, _
from crmtui.domain.worklog import Span, Worklog, shifted, span_of
from crmtui.present import worklog as words
from crmtui.reads import worklog as reads
from crmtui.tui.bindings import bindings
from crmtui.tui.ink import Line, Piece, joined, wrap
from crmtui.tui.screens.work import Work
from crmtui.tui.widgets.rows import Key, Lines, Rows

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

SPANS = {"day": N_("Day"), "week": N_("Week"), "month": N_("Month")}
MARGIN = 2


class WorklogScreen(Work[None]):
    """Left and right go to other days; v shows the week and the month; c copies."""

    PLACE = "worklog"
    BINDINGS: ClassVar[list[BindingType]] = bindings("worklog")
    AUTO_FOCUS = "Rows"

    def __init__(self, crm: CrmApp) -> None:
        super().__init__(crm)
        self.span = span_of("day", crm.desk.today)
        self.done: Worklog | None = None

    def body(self) -> Iterator[Widget]:
        """The text, line by line."""
        yield Rows(id="list")

    def on_mount(self) -> None:
        """Read once the width is known."""
        self.call_after_refresh(self._read)

    def on_resize(self, event: events.Resize) -> None:
        """The text is broken for the width."""
        self.call_after_refresh(self._fill)

    def _read(self) -> None:
        desk = self.desk
        asked, goals = reads.Asked(self.span), goals_of(desk.settings.targets)
        self.done = desk.read(lambda conn: reads.read(conn, asked, goals, desk.workdays), None)
        self._fill()
        self.again()

    def title_parts(self) -> tuple[Line, Line]:
        """Which days it is about, and which spans there are."""
        day = words.span_words(self.span, self.desk.today)
        spans: list[Piece] = [
            (f" {_(name)} ", "tab" if period == self.span.period else "dim")
            for period, name in SPANS.items()
        ]
        return ((_("Worklog") + "  ", "text!"), (day, "day!")), tuple(spans)

    def figures(self, width: int) -> list[Line]:
        """How much was done."""
        if self.done is None or self.done.is_empty:
            return [((" ", ""), (_("Nothing was noted for these days."), "dim"))]
        lines = words.figure_lines(self.done)
        return [((" ", ""), *joined([(line, "dim") for line in lines]))]

    @property
    def text(self) -> str:
        """What is copied."""
        desk = self.desk
        return words.text(self.done, desk.settings.me, desk.today) if self.done else ""

    def _fill(self) -> None:
        if self.done is None:
            return
        rows, width = self.query_one(Rows), self.size.width - 2 * MARGIN
        made: list[tuple[Key | None, Line]] = []
        for line in self.text.splitlines():
            indent = len(line) - len(line.lstrip())
            ink = "dim" if indent else "text"
            if line.startswith((words.FULL, f"- {words.FULL}")):
                ink = "done"
            for part in wrap(line.strip(), width - indent) if line else [""]:
                made.append((None, ((" " * (MARGIN + indent), ""), (part, ink))))
        rows.show(Lines(made))
        rows.top = 0

    def _go(self, span: Span) -> None:
        self.span = span
        self._read()

    # -- commands -----------------------------------------------------------------------------

    def span_left(self) -> None:
        """The day, week or month before."""
        self._go(shifted(self.span, -1))

    def span_right(self) -> None:
        """The next one."""
        self._go(shifted(self.span, 1))

    def span_longer(self) -> None:
        """The week around the day, then the month, then the day again."""
        index = PERIODS.index(self.span.period) + 1
        day = self.span.first
        if self.span.first <= self.desk.today <= self.span.last:
            day = self.desk.today  # coming from a month, to today and not to its first day
        self._go(span_of(PERIODS[index % len(PERIODS)], day))

    def copy_worklog(self) -> None:
        """The whole text into the clipboard."""
        from crmtui.tui.clipboard import copy

        if self.done is None or self.done.is_empty:
            self.crm.say(_("Nothing was noted for these days."))
        else:
            copy(self.crm, self.text, words.title(self.done, "", self.desk.today))
