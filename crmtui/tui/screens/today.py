"""Today: the queue with its reasons, who stands beside it, and the selected customer's card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from crmtui.domain.queue import Queue
from crmtui.domain.queuesections import places_today
from crmtui.domain.words import _
from crmtui.present import dayfigures
from crmtui.reads import queue as reads
from crmtui.reads import requeue
from crmtui.tui.bindings import bindings
from crmtui.tui.chrome import Line
from crmtui.tui.messages import LookedAround
from crmtui.tui.queue_lines import coming_up, figures, nothing_due, timed_steps
from crmtui.tui.queue_source import NOBODY, QueueSource
from crmtui.tui.screens.marking import Marking
from crmtui.tui.screens.place import WIDE, Bookmark, Subject, bookmark_of
from crmtui.tui.widgets.rows import Rows
from crmtui.tui.widgets.words import Words

MORE_LINES = 200  # read at a time, once those that fill the screen are seen
NEAR_END = 20
REMIND_EVERY = 20.0  # seconds
NOTHING = Queue((), 0, 0, 0, 0, (), 0, 0)
PROMISED = ("promise_due", "promise_overdue")


class TodayScreen(Marking):
    """Who to deal with now, most urgent first; every line says why it is there."""

    PLACE = "today"
    BINDINGS: ClassVar[list[BindingType]] = bindings("today")

    def __init__(self) -> None:
        super().__init__()
        self.limit = 0
        self.around = NOBODY
        self.looking = False  # whether those beside the queue are being read
        self.reminded: set[int] = set()

    def body(self) -> Iterator[Widget]:
        """The queue and the card."""
        self.limit = self.app.size.height
        self.day = self.desk.today
        self.source = self._lined_up(self.attempt(self._read, NOTHING))
        self.seen = self.read_at = self.crm.generation
        if not len(self.source):
            yield self._empty()
        with Horizontal(id="panes"):
            yield Rows(self.source, id="queue")
            if self.app.size.width >= WIDE:
                yield Words(self._card, id="pane")
        self.set_class(not len(self.source), "-empty")

    def _empty(self) -> Words:
        return Words(lambda width: nothing_due(self.source.queue), id="empty")

    # -- reading --------------------------------------------------------------------------

    def _read(self) -> Queue:
        """The queue, as many lines as are shown."""
        desk, limit = self.desk, self.limit
        self.day = today = desk.today
        return desk.read(
            lambda conn: reads.due(conn, today, desk.terms(today, conn), limit), NOTHING
        )

    def _read_changed(self) -> Queue | None:
        """The queue after what changed since it was read; None where all must be read again."""
        desk, queue, today = self.desk, self.source.queue, self.desk.today
        changed = self.crm.changes.since(self.read_at)
        short = len(queue.lines) < min(self.limit - NEAR_END, queue.total)
        if changed is None or today != self.day or short:
            return None
        return desk.read(
            lambda conn: requeue.after_change(conn, queue, changed, today, desk.terms(today, conn)),
            None,
        )

    def _lined_up(self, queue: Queue) -> QueueSource:
        room = places_today(self.crm.settings.capacity, queue.done_today)
        return QueueSource(queue, self.day, room, self.around, self.marked)

    def reread(self) -> None:
        """The queue anew; where the selected customer went, the one below it is selected."""
        queue = self._read_changed() or self._read()
        self.read_at = self.crm.generation
        self._show(queue)
        self._look_around()

    def _show(self, queue: Queue) -> None:
        rows = self.rows
        before, key, line = self.source, rows.key, rows.line
        self.source = self._lined_up(queue)
        if key and (before.queued(key[1]) is None) != (self.source.queued(key[1]) is None):
            key = None  # who left the queue does not take the selection along
        if self.marked:
            self.keep_marked(self.source.customers())
        rows.show(self.source, key, line)
        self.set_class(not len(self.source), "-empty")
        for words in self.query("#empty, #pane").results(Words):
            words.again()

    def _look_around(self) -> None:
        """Read who stands beside the queue, in a thread; it takes longer than the queue."""
        if self.looking or not self.crm.settled:
            return
        self.looking = True
        generation, settings, queue = self.crm.generation, self.crm.settings, self.source.queue
        room, today = places_today(settings.capacity, queue.done_today), self.day

        def look() -> None:
            from crmtui.tui.surroundings import look_around

            self.post_message(LookedAround(generation, look_around(settings, queue, today, room)))

        self.run_worker(look, thread=True, exit_on_error=False)

    def on_looked_around(self, message: LookedAround) -> None:
        """Show who stands beside the queue, unless more has changed meanwhile."""
        self.looking = False
        if message.generation != self.crm.generation:
            self._look_around()
        elif message.around != self.around:
            self.around = message.around
            self._show(self.source.queue)

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one("#queue", Rows)

    def figures(self, width: int) -> Line:
        """What there is to do today."""
        source = self.source
        day = dayfigures.figures(source.queue, source.now, source.waiting)
        return figures(day, len(self.marked), width)

    def subject(self) -> Subject | None:
        """The selected customer with the step its line is there for."""
        key = self.rows.key
        if key is None:
            return None
        if key[0] == "step":
            old = self.source.old_step(key)
            return Subject(old.customer_id, old.follow_up.id) if old else None
        return self.subject_of(key[1])

    def subject_of(self, customer_id: int) -> Subject:
        """A customer with the step and the promise its line is there for."""
        line = self.source.queued(customer_id)
        if line is None:
            return Subject(customer_id)
        promised = next((r.ref_id for r in line.reasons if r.code in PROMISED), None)
        return Subject(customer_id, line.follow_up_id, promised)

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
        self._look_around()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """The card follows the selection; near the end of the lines more are read."""
        self._show_card()
        if self.source.last - NEAR_END < self.rows.line <= self.source.last:
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
        if len(queue.lines) < queue.total and self.limit < queue.total:
            self.limit = len(queue.lines) + MORE_LINES
            self._show(self._read())
            self.read_at = self.crm.generation

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Enter opens the card."""
        self.action_do("open")

    def neighbours(self) -> list[int]:
        """The customers of the list, for going from card to card."""
        return self.source.customers()

    def clear(self) -> None:
        """Take off all marks."""
        self.unmark()

    def _show_card(self) -> None:
        for pane in self.query("#pane").results(Words):
            pane.again()

    def _card(self, width: int) -> list[Line]:
        subject = self.subject()
        if subject is None or not self.crm.settled:
            return []
        from crmtui.tui.card_pane import pane_lines

        line = self.source.queued(subject.customer_id)
        return pane_lines(self.desk, subject.customer_id, line.reasons if line else (), width)
