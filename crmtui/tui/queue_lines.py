"""The lines of Today: a sign, the grade, who, and why now; and the day's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from rich.cells import cell_len

from crmtui.domain.queue import OldStep, Queue, QueueLine, Reason
from crmtui.domain.words import _, ngettext
from crmtui.present import day_words, due_words
from crmtui.present.besides import beside_words
from crmtui.present.reasons import reason_words
from crmtui.tui.ink import Line, Piece, clip, column, fit, joined, width_of

if TYPE_CHECKING:
    from crmtui.domain.customers import CustomerLine
    from crmtui.domain.queuesections import BesideLine
    from crmtui.present.dayfigures import Figure

MEASURED = 200  # so many lines decide how wide the columns are
STUMP = 10
ROOMY = 60  # columns
REMIND_MINUTES = 10
FIGURE_INK = {
    "now": "text!",
    "waiting": "dim",
    "done": "done",
    "none_done": "dim",
    "promises": "late",
    "steps": "late",
    "birthdays": "day",
}
SIGN_INK = {"!": "late", "~": "near", "→": "plan", "*": "day", "": "dim"}


def queue_line(
    line: QueueLine, width: int, today: date, longest: tuple[int, int], marked: bool = False
) -> Line:
    """Sign, grade, name, whom to ask for, and why now."""
    name, who = line.short_name or line.name, (line.contact, line.position)
    pieces = _head(_sign(line.sign, marked), line.grade, name, who, width, longest)
    return (*pieces, *_reasons(line, width - width_of(pieces), today))


def beside_line(
    why: BesideLine,
    customer: CustomerLine,
    width: int,
    today: date,
    longest: tuple[int, int],
    marked: bool = False,
) -> Line:
    """Somebody beside the queue: who, whom to ask for, and why they stand there."""
    name, who = customer.short_name or customer.name, (customer.contact, customer.position)
    pieces = _head(_sign("", marked), customer.grade, name, who, width, longest)
    return fit([*pieces, (beside_words(why, today), "dim")], width)


def _sign(sign: str, marked: bool) -> list[Piece]:
    """The mark of a line that is marked, then its sign."""
    return [("●" if marked else " ", "plan!"), (sign or " ", SIGN_INK[sign] + "!"), (" ", "")]


def _head(
    sign: list[Piece],
    grade: str,
    name: str,
    who: tuple[str, str],
    width: int,
    longest: tuple[int, int],
) -> list[Piece]:
    """The columns before the reasons; who: name and position."""
    name_cells, who_cells = _columns(width, longest)
    pieces = [*sign, (column(grade, 2), "dim"), (column(name, name_cells) + " ", "text")]
    if who_cells:
        both = " ".join(who).strip()
        short = who[0] if cell_len(both) > who_cells and who[0] else both
        pieces.append((column(short, who_cells) + " ", "dim"))
    return pieces


def _reasons(line: QueueLine, room: int, today: date) -> Line:
    """The reasons that fit, the weightiest first; one that would be a mere stump is left out."""
    made: Line = ()
    for reason in line.reasons:
        if not reason.sign:
            continue
        for piece in _reason(reason, today, line.contact):
            between: Line = ((" · ", "faint"),) if made else ()
            left = room - width_of([*made, *between])
            if made and left < min(cell_len(piece[0]), STUMP):
                return made
            made = (*made, *between, *fit([piece], left))
    return made


def _reason(reason: Reason, today: date, beside: str) -> list[Piece]:
    """A reason, and how often what it is about was put off."""
    found = [(short_reason(reason, today, beside), SIGN_INK[reason.sign])]
    if reason.times:
        words = ngettext("put off {n} time", "put off {n} times", reason.times)
        found.append((words.format(n=reason.times), "near"))
    return found


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


def old_step_line(
    old: OldStep, width: int, today: date, longest: tuple[int, int], marked: bool = False
) -> Line:
    """An old step: dim, for it can wait, but not for ever."""
    name_cells, _cells = _columns(width, longest)
    late = due_words(old.follow_up.due_on, today)
    return (
        *_sign("", marked),
        (column(old.grade, 2), "faint"),
        (column(old.short_name or old.name, name_cells) + " ", "dim"),
        *joined([(clip(old.follow_up.what, width), "dim"), (late, "faint")]),
    )


def longest(names: Iterable[str], people: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """How many cells the first names, and the people with their positions, want."""
    both = (" ".join(person).strip() for person in people)
    cells = (max(map(cell_len, islice(texts, MEASURED)), default=0) for texts in (names, both))
    return next(cells), next(cells)


def _columns(width: int, longest: tuple[int, int]) -> tuple[int, int]:
    """How many cells name and person get; the rest is for the reasons."""
    name, who = longest
    if width < 50:
        return min(name, max(8, width // 3)), 0
    if width < 56:
        return min(name, width // 3), 0
    return min(name, width // 3), min(who, 16 if width >= 76 else 8)


def figures(day: Sequence[Figure], marked: int, width: int) -> Line:
    """The figures of the day in one line; before them how many are marked."""
    parts: list[Piece] = [(figure.words, FIGURE_INK[figure.code]) for figure in day]
    if marked:
        parts.insert(0, (marked_words(marked, width), "plan!"))
    return ((" ", ""), *joined(parts))


def marked_words(count: int, width: int) -> str:
    """How many customers are marked, and how to take the marks off where there is room."""
    words = ngettext("● {n} marked (esc: none)", "● {n} marked (esc: none)", count)
    if width < ROOMY:
        words = ngettext("● {n} marked", "● {n} marked", count)
    return words.format(n=count)


def nothing_due(queue: Queue) -> list[Line]:
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
