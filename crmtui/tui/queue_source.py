"""Today as lines of a list: the queue, what waits behind it, and who stands beside it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from crmtui.domain.queue import OldStep, Queue, QueueLine
from crmtui.domain.queuesections import (
    NEGLECTED,
    NOW,
    WAITING,
    BesideLine,
    in_sections,
    waiting,
)
from crmtui.domain.words import _, ngettext
from crmtui.present.besides import section_words
from crmtui.tui.ink import Line, rule
from crmtui.tui.queue_lines import beside_line, longest, nothing_due, old_step_line, queue_line
from crmtui.tui.widgets.rows import Key

if TYPE_CHECKING:
    from crmtui.domain.customers import CustomerLine


class Standing(NamedTuple):
    """Someone beside the queue, with what the line shows of the customer."""

    why: BesideLine
    customer: CustomerLine


class Section(NamedTuple):
    """A section beside the queue; total: how many there are in all, None where nobody counted."""

    code: str
    lines: tuple[Standing, ...]
    total: int | None = None


class Surroundings(NamedTuple):
    """All that is read after the queue itself; neglected: whose turn it is today."""

    neglected: frozenset[int] = frozenset()
    sections: tuple[Section, ...] = ()


NOBODY = Surroundings()
Shown: TypeAlias = QueueLine | Standing | OldStep | str | Line


class QueueSource:
    """Drawn when they are seen; headings belong to nobody and cannot be selected.

    room: how many lines of the queue are for today, the others wait; marked: customers.
    """

    def __init__(
        self,
        queue: Queue,
        today: date,
        room: int = 0,
        around: Surroundings = NOBODY,
        marked: Collection[int] = (),
    ) -> None:
        self.queue = queue
        self.today = today
        self.marked = marked
        self.last = 0  # the last line of the queue itself
        self.now = min(room, queue.total)  # how many customers are left for today
        self.waiting = 0
        self._items: list[tuple[Key | None, Shown]] = []
        self._queue(room, around)
        self._old_steps()
        if self._items and not queue.lines:
            head: list[Line] = [*nothing_due(queue), ()]
            self._items[:0] = [(None, line) for line in head]
        self._at = {key: index for index, (key, _shown) in enumerate(self._items) if key}
        named = [
            shown.customer if isinstance(shown, Standing) else shown
            for _key, shown in self._items
            if isinstance(shown, QueueLine | Standing | OldStep)
        ]
        people = [(each.contact, each.position) for each in named if not isinstance(each, OldStep)]
        self._cells = longest([each.short_name or each.name for each in named], people)

    def _queue(self, room: int, around: Surroundings) -> None:
        placed = in_sections(self.queue.lines, room, around.neglected)
        there = {line.customer_id for line in self.queue.lines}
        for name, line in placed:
            if name == NOW:
                self._add(line)
        behind = [line for name, line in placed if name == WAITING]
        self.waiting = total = waiting(self.queue.total, room, around.neglected)
        if behind:
            self._head(ngettext("{n} waiting", "{n} waiting", total).format(n=f"{total:,}"))
            for line in behind:
                self._add(line)
            if left := total - len(behind):
                words = ngettext("… and {n} more", "… and {n} more", left)
                self._items.append((None, ((f"   {words.format(n=f'{left:,}')}", "faint"),)))
        self.last = len(self._items)
        for section in around.sections:
            lines: list[QueueLine | Standing] = []
            if section.code == NEGLECTED:
                lines += [line for name, line in placed if name == NEGLECTED]
            lines += [each for each in section.lines if each.customer.id not in there]
            if lines:
                self._head(f"{section_words(section.code)} {section.total or len(lines):,}")
            for each in lines:
                self._add(each)

    def _old_steps(self) -> None:
        if self.queue.old_steps:
            self._head(f"{_('Old steps to check')} {self.queue.old_step_count:,}")
        for old in self.queue.old_steps:
            self._items.append((("step", old.follow_up.id), old))

    def _add(self, line: QueueLine | Standing) -> None:
        customer = line.customer_id if isinstance(line, QueueLine) else line.customer.id
        self._items.append((("customer", customer), line))

    def _head(self, words: str) -> None:
        self._items.append((None, words))

    def __len__(self) -> int:
        return len(self._items)

    def key_at(self, line: int) -> Key | None:
        """A customer, an old step, or nothing for a heading."""
        return self._items[line][0]

    def line_of(self, key: Key) -> int | None:
        """Where a customer or an old step stands."""
        return self._at.get(key)

    def customers(self) -> list[int]:
        """All customers in their order, each once."""
        found: dict[int, None] = {}
        for _key, shown in self._items:
            if isinstance(shown, QueueLine | OldStep):
                found[shown.customer_id] = None
            elif isinstance(shown, Standing):
                found[shown.customer.id] = None
        return list(found)

    def queued(self, customer_id: int) -> QueueLine | None:
        """The customer's line in the queue."""
        line = self._at.get(("customer", customer_id))
        shown = self._items[line][1] if line is not None else None
        return shown if isinstance(shown, QueueLine) else None

    def old_step(self, key: Key) -> OldStep | None:
        """The old step of a key."""
        line = self._at.get(key)
        shown = self._items[line][1] if line is not None else None
        return shown if isinstance(shown, OldStep) else None

    def paint(self, line: int, width: int) -> Line:
        """One line of it."""
        shown = self._items[line][1]
        if isinstance(shown, QueueLine):
            marked = shown.customer_id in self.marked
            return queue_line(shown, width, self.today, self._cells, marked)
        if isinstance(shown, Standing):
            marked = shown.customer.id in self.marked
            return beside_line(shown.why, shown.customer, width, self.today, self._cells, marked)
        if isinstance(shown, OldStep):
            marked = shown.customer_id in self.marked
            return old_step_line(shown, width, self.today, self._cells, marked)
        return rule(shown, width) if isinstance(shown, str) else shown
