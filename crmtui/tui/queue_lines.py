"""The queue as lines of a list: a sign, the grade, who, and why now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from rich.cells import cell_len

from crmtui.domain.queue import OldStep, Queue, QueueLine, Reason
from crmtui.domain.words import _, ngettext
from crmtui.present import day_words, due_words
from crmtui.present.reasons import reason_words
from crmtui.tui.ink import Line, Piece, clip, column, fit, joined, width_of
from crmtui.tui.widgets.rows import Key

MEASURED = 200  # so many lines decide how wide the columns are
STUMP = 10
REMIND_MINUTES = 10
SIGN_INK = {"!": "late", "~": "near", "→": "plan", "*": "day", "": "dim"}


class QueueSource:
    """Today's lines, then the old steps to check; drawn when they are seen."""

    def __init__(self, queue: Queue, today: date) -> None:
        self.queue = queue
        self.today = today
        self._old = len(queue.lines) + (2 if queue.old_steps else 0)
        self._first = {line.customer_id: index for index, line in enumerate(queue.lines)}
        self._cells = _longest(queue)

    def __len__(self) -> int:
        return self._old + len(self.queue.old_steps)

    def key_at(self, line: int) -> Key | None:
        """A customer, an old step, or nothing for the heading between them."""
        if line < len(self.queue.lines):
            return "customer", self.queue.lines[line].customer_id
        if line >= self._old:
            return "step", self.queue.old_steps[line - self._old].follow_up.id
        return None

    def line_of(self, key: Key) -> int | None:
        """Where a customer or an old step stands."""
        if key[0] == "customer":
            return self._first.get(key[1])
        for index, old in enumerate(self.queue.old_steps):
            if old.follow_up.id == key[1]:
                return self._old + index
        return None

    def queued(self, customer_id: int) -> QueueLine | None:
        """The customer's line in the queue."""
        index = self._first.get(customer_id)
        return None if index is None else self.queue.lines[index]

    def old_step(self, key: Key) -> OldStep | None:
        """The old step of a key."""
        line = self.line_of(key)
        return None if line is None or key[0] != "step" else self.queue.old_steps[line - self._old]

    def paint(self, line: int, width: int) -> Line:
        """One line of it."""
        if line < len(self.queue.lines):
            return queue_line(self.queue.lines[line], width, self.today, self._cells)
        if line >= self._old:
            old = self.queue.old_steps[line - self._old]
            return old_step_line(old, width, self.today, self._cells)
        if line == self._old - 1:
            words = _("Old steps to check")
            return ((f" {words} ", "dim"), (f"{self.queue.old_step_count}", "dim"))
        return ()


def queue_line(line: QueueLine, width: int, today: date, longest: tuple[int, int]) -> Line:
    """Sign, grade, name, whom to ask for, and why now."""
    name_cells, who_cells = _columns(width, longest)
    ink = SIGN_INK[line.sign]
    pieces: list[Piece] = [
        (f" {line.sign or ' '} ", ink + "!"),
        (column(line.grade, 2), "dim"),
        (column(line.short_name or line.name, name_cells) + " ", "text"),
    ]
    if who_cells:
        who = _who(line)
        if cell_len(who) > who_cells:
            who = line.contact or who
        pieces.append((column(who, who_cells) + " ", "dim"))
    return (*pieces, *_reasons(line, width - width_of(pieces), today))


def _reasons(line: QueueLine, room: int, today: date) -> Line:
    """The reasons that fit, the weightiest first; one that would be a mere stump is left out."""
    made: Line = ()
    for reason in line.reasons:
        if not reason.sign:
            continue
        between: Line = ((" · ", "faint"),) if made else ()
        piece = (short_reason(reason, today, line.contact), SIGN_INK[reason.sign])
        left = room - width_of([*made, *between])
        if made and left < min(cell_len(piece[0]), STUMP):
            break
        made = (*made, *between, *fit([piece], left))
    return made


def short_reason(reason: Reason, today: date, beside: str = "") -> str:
    """A reason in as few words as say it; the card beside the list has the whole sentence."""
    n = reason.days
    match reason.code:
        case "follow_up_overdue":
            words = ngettext("{what} {n} day overdue", "{what} {n} days overdue", n)
            return words.format(what=reason.what or _("next step"), n=n)
        case "follow_up_due":
            return f"{reason.what or _('next step')} {reason.time or _('today')}"
        case "rhythm_ideal" | "rhythm_limit":
            limit = reason.at_most if reason.code == "rhythm_limit" else reason.ideal
            words = ngettext("{n} day silent (≤{limit})", "{n} days silent (≤{limit})", n)
            return words.format(n=n, limit=limit)
        case "promise_overdue":
            words = ngettext(
                "promised {what}: {n} day overdue", "promised {what}: {n} days overdue", n
            )
            return words.format(what=reason.what, n=n)
        case "promise_due":
            day = day_words(reason.due_on or today, today)
            return _("promised {what}: {day}").format(what=reason.what, day=day)
        case "confirm":
            day = day_words(today + timedelta(days=n), today)
            words = _("confirm {what} {day} {time}")
            return words.format(what=reason.what, day=day, time=reason.time or "")
        case "no_show":
            day = day_words(today - timedelta(days=n), today)
            return _("appointment not kept {day}").format(day=day)
        case "rhythm_first":
            return _("never contacted yet")
    return reason_words(reason, today, beside)


def old_step_line(old: OldStep, width: int, today: date, longest: tuple[int, int]) -> Line:
    """An old step: dim, for it can wait, but not for ever."""
    name_cells, _cells = _columns(width, longest)
    late = due_words(old.follow_up.due_on, today)
    return (
        ("   ", ""),
        (column(old.grade, 2), "faint"),
        (column(old.short_name or old.name, name_cells) + " ", "dim"),
        *joined([(clip(old.follow_up.what, width), "dim"), (late, "faint")]),
    )


def _who(line: QueueLine) -> str:
    return f"{line.contact} {line.position}".strip()


def _longest(queue: Queue) -> tuple[int, int]:
    """How many cells the names and the people of the first lines want."""
    first = queue.lines[:MEASURED]
    names = [cell_len(line.short_name or line.name) for line in first]
    names += [cell_len(old.short_name or old.name) for old in queue.old_steps[:MEASURED]]
    return max(names, default=0), max((cell_len(_who(line)) for line in first), default=0)


def _columns(width: int, longest: tuple[int, int]) -> tuple[int, int]:
    """How many cells name and person get; the rest is for the reasons."""
    name, who = longest
    if width < 50:
        return min(name, max(8, width // 3)), 0
    if width < 56:
        return min(name, width // 3), 0
    return min(name, width // 3), min(who, 16 if width >= 76 else 8)


def figures(queue: Queue) -> Line:
    """Due, done, overdue, birthdays: the day in one line."""
    parts: list[Piece] = [(_("{n} to do").format(n=f"{queue.total:,}"), "text!")]
    parts.append((_("{n} done").format(n=queue.done_today), "done" if queue.done_today else "dim"))
    if queue.overdue:
        words = ngettext("{n} step overdue", "{n} steps overdue", queue.overdue)
        parts.append((words.format(n=queue.overdue), "late"))
    if queue.birthdays:
        words = ngettext("{n} birthday", "{n} birthdays", queue.birthdays)
        parts.append((words.format(n=queue.birthdays), "day"))
    return ((" ", ""), *joined(parts))


def nothing_due(queue: Queue, width: int) -> list[Line]:
    """What an empty queue says."""
    head = _("Nothing is due today.")
    tomorrow = ngettext("Tomorrow {n} customer.", "Tomorrow {n} customers.", queue.tomorrow)
    return [
        (),
        (("  ✓ ", "done!"), (head, "text!")),
        (("    ", ""), (tomorrow.format(n=queue.tomorrow), "dim")),
    ]


def timed_steps(queue: Queue) -> Iterator[tuple[QueueLine, int, str]]:
    """The steps planned for a time today: whose line, which step, when."""
    for line in queue.lines:
        for reason in line.reasons:
            if reason.code == "follow_up_due" and reason.time:
                yield line, reason.ref_id, reason.time


def coming_up(clock: str, time: str) -> bool:
    """Whether it is at most ten minutes from now (HH:MM) until then."""
    ahead = _minutes(time) - _minutes(clock)
    return 0 <= ahead <= REMIND_MINUTES


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
