"""Today: the queue with its reasons, and beside it the card of the selected customer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmtui.domain.queue import Queue
from crmtui.domain.words import _
from crmtui.reads import queue as reads
from crmtui.tui.bindings import bindings
from crmtui.tui.chrome import Line
from crmtui.tui.queue_lines import QueueSource, coming_up, figures, nothing_due, timed_steps
from crmtui.tui.screens.place import WIDE, Bookmark, Place, Subject, bookmark_of
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words

MORE_LINES = 200  # read at a time, once those that fill the screen are seen
NEAR_END = 20
REMIND_EVERY = 20.0  # seconds
NOTHING = Queue((), 0, 0, 0, 0, (), 0, 0)


class TodayScreen(Place):
    """Who to deal with now, most urgent first; every line says why it is there."""

    PLACE = "today"
    BINDINGS: ClassVar[list[BindingType]] = bindings("today")

    def __init__(self) -> None:
        super().__init__()
        self.limit = 0
        self.reminded: set[int] = set()

    def body(self) -> Iterator[Widget]:
        """The queue and the card."""
        self.limit = self.app.size.height
        self.source = self.attempt(self._read, QueueSource(NOTHING, self.desk.today))
        self.seen = self.crm.generation
        if not len(self.source):
            yield self._empty()
        with Horizontal(id="panes"):
            yield Rows(self.source, id="queue")
            if self.app.size.width >= WIDE:
                yield Words(self._card, id="pane")
        self.set_class(not len(self.source), "-empty")

    def _empty(self) -> Words:
        return Words(lambda width: nothing_due(self.source.queue, width), id="empty")

    def _read(self) -> QueueSource:
        desk = self.desk
        today, limit = desk.today, self.limit
        queue = desk.read(
            lambda conn: reads.due(conn, today, desk.terms(today, conn), limit), NOTHING
        )
        return QueueSource(queue, today)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#queue", Rows)

    def figures(self, width: int) -> Line:
        """What there is to do today."""
        return figures(self.source.queue)

    def reread(self) -> None:
        """The queue anew; where the selected customer went, the one below it is selected."""
        rows = self.rows
        key, line = rows.key, rows.line
        self.source = self._read()
        rows.show(self.source, key, line)
        self.set_class(not len(self.source), "-empty")
        for words in ("#empty", "#pane"):
            self.query_one(words, Words).again()

    def subject(self) -> Subject | None:
        """The selected customer with the step its line is there for."""
        key = self.rows.key
        if key is None:
            return None
        if key[0] == "step":
            old = self.source.old_step(key)
            return Subject(old.customer_id, old.follow_up.id) if old else None
        line = self.source.queued(key[1])
        return Subject(key[1], line.follow_up_id if line else None)

    def bookmark(self) -> Bookmark | None:
        """Where one is in the queue."""
        return bookmark_of(self.rows)

    def on_step(self) -> bool:
        """An old step is one step; a customer's line may stand for several."""
        key = self.rows.key
        return key is not None and key[0] == "step"

    def settled(self) -> None:
        """The first lines are seen: now what is not needed at once, and more lines below."""
        if not self.query("#empty"):
            self.mount(self._empty(), before="#panes")
        if not self.query("#pane"):
            self.query_one("#panes").mount(Words(self._card, id="pane"))
        super().settled()
        if self.limit < MORE_LINES:
            self._more()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The card follows the selection; near the end of the lines more are read."""
        self._show_card()
        if self.rows.line > len(self.source.queue.lines) - NEAR_END:
            self._more()

    def on_mount(self) -> None:
        """Look at the clock for steps with a time."""
        self.set_interval(REMIND_EVERY, self._remind, name="remind")

    def _remind(self) -> None:
        self.remind(self.desk.clock())

    def remind(self, clock: str) -> None:
        """Say quietly, once, that a step with a time is coming up; `clock` is HH:MM or ''."""
        for line, step, time in timed_steps(self.source.queue):
            if clock and step not in self.reminded and coming_up(clock, time):
                self.reminded.add(step)
                name = line.short_name or line.name
                self.crm.say(_("At {time}: {name}").format(time=time, name=name))

    def _more(self) -> None:
        queue = self.source.queue
        if len(queue.lines) < queue.total and len(queue.lines) >= self.limit:
            self.limit += MORE_LINES
            self.reread()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter opens the card."""
        self.action_do("open")

    def neighbours(self) -> list[int]:
        """The customers of the queue, for going from card to card."""
        return [line.customer_id for line in self.source.queue.lines]

    def _show_card(self) -> None:
        self.query_one("#pane", Words).again()

    def _card(self, width: int) -> list[Line]:
        subject = self.subject()
        if subject is None or not self.crm.settled:
            return []
        from crmtui.tui.card_pane import pane_lines

        line = self.source.queued(subject.customer_id)
        return pane_lines(self.desk, subject.customer_id, line.reasons if line else (), width)
