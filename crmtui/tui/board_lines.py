"""The board as lines: days with their load, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from crmtui.domain.board import Entry, Section
from crmtui.domain.monthview import MonthDay
from crmtui.domain.words import _, ngettext
from crmtui.present import board as words
from crmtui.present import date_words, occasion_kind_words
from crmtui.present.codes import MONTHS
from crmtui.present.days import beside_words
from crmtui.reads.board import BoardDay
from crmtui.reads.occasions import DayOf, Near
from crmtui.tui.ink import Line, Piece, clip, column, ends, fit, joined, width_of
from crmtui.tui.widgets.rows import Key

SIGN_INK = {"!": "late", "~": "near", "✓": "done", "": "dim"}
INDENT = 5
WIDEST_NAME = 20


class Kept(NamedTuple):
    """An occasion on the board."""

    row: Near
    day: DayOf


class Part(NamedTuple):
    """A line of the board: a title, a day, what is missing below it, or a line of an item.

    Without any of them it says that nothing is there.
    """

    key: Key | None
    title: Section | None = None
    day: BoardDay | None = None
    item: Entry | Kept | None = None
    line: int = 0
    left: int = 0


class BoardSource:
    """Days of the board with what stands on each; an item has two lines where it is narrow.

    titles: the sections whose name stands above their first day. heads: whether days are named.
    """

    def __init__(
        self,
        days: Sequence[BoardDay],
        today: date,
        capacity: int,
        *,
        titles: Sequence[Section] = (),
        heads: bool = True,
        tall: bool = False,
    ) -> None:
        self.today, self.capacity, self.tall = today, capacity, tall
        self._sections = {section.first: section for section in titles if section.days}
        self._parts = [part for day in days for part in self._of(day, heads)] or [Part(None)]
        self._cells = _widths([part.item for part in self._parts if part.item is not None])
        self._first: dict[Key, int] = {}
        for index, part in enumerate(self._parts):
            if part.key is not None:
                self._first.setdefault(part.key, index)

    def _of(self, day: BoardDay, head: bool) -> Iterator[Part]:
        if head:
            yield Part(None, title=self._sections.get(day.on), day=day)
        items: list[tuple[Key, Entry | Kept]] = [((e.kind, e.id), e) for e in day.entries]
        items += [
            (("occasion", row.id), Kept(row, kept)) for kept in day.occasions for row in kept.rows
        ]
        for key, item in items:
            yield Part(key, item=item, day=day)
            if self.tall:
                yield Part(key, item=item, day=day, line=1)
        if left := day.total + day.day.occasions - len(items):
            yield Part(None, left=left)

    def __len__(self) -> int:
        return len(self._parts)

    def key_at(self, line: int) -> Key | None:
        """The step, promise or occasion of a line; None for the headings."""
        return self._parts[line].key

    def line_of(self, key: Key) -> int | None:
        """The first line of an item."""
        return self._first.get(key)

    def item_at(self, line: int) -> tuple[BoardDay, Entry | Kept] | None:
        """What stands on a line, and on which day."""
        part = self._parts[line] if line < len(self._parts) else None
        return (part.day, part.item) if part and part.day and part.item else None

    @property
    def keys(self) -> list[Key]:
        """All items in their order."""
        return list(self._first)

    def paint(self, line: int, width: int) -> Line:
        """One line of it."""
        part = self._parts[line]
        if part.left:
            more = ngettext("… and {n} more", "… and {n} more", part.left).format(n=part.left)
            return ((clip("   " + more, width), "faint"),)
        if part.day is None:
            return ((clip("   " + _("nothing planned"), width), "faint"),)
        if part.item is None:
            title = words.section_words(part.title, self.today) if part.title else ""
            return day_line(part.day.day, self.today, self.capacity, width, title)
        made = self._below(part) if part.line else self._above(part)
        return fit(made, width)

    def _above(self, part: Part) -> Line:
        """Sign, time, grade, who; on one line also whom to ask for and what."""
        assert part.item is not None and part.day is not None
        if isinstance(part.item, Kept):
            row = part.item.row
            sign, time, grade, name = ("*", "day!"), "", row.grade, row.short_name or row.customer
        else:
            entry = part.item
            sign = ("!", "late!") if entry.late else ("→", "plan!")
            time, grade, name = entry.time or "", entry.grade, entry.short_name or entry.name
        made: list[Piece] = [(f" {sign[0]} ", sign[1])]
        if self.tall:
            made += [(f"{time} " if time else "", "plan"), (f"{grade or ' '} ", "dim")]
            return (*made, (name, "text"))
        clock, cells = self._cells
        made += [(column(time, clock), "plan"), (column(grade, 2), "dim")]
        return (*made, (column(name, cells) + "  ", "text"), *self._told(part))

    def _below(self, part: Part) -> Line:
        """What and with whom, under the name."""
        return ((" " * INDENT, ""), *self._told(part))

    def _told(self, part: Part) -> Line:
        assert part.item is not None and part.day is not None
        if isinstance(part.item, Kept):
            row, kept = part.item
            what = row.label or occasion_kind_words(row.kind)
            beside = beside_words(kept.key, kept.on, self.today)
            parts: list[Piece] = [(f"{what} {beside}", "day")]
            return joined(_with(row.contact, parts, self.tall))
        entry = part.item
        besides = [
            (text, SIGN_INK[sign]) for text, sign in words.besides(entry, part.day.on, self.today)
        ]
        late = besides[:1] if entry.late else []
        told: Piece = (words.what_words(entry), "late" if entry.late else "text")
        parts = [*late, told, *besides[len(late) :]]
        return joined(_with(entry.contact, parts, self.tall))


def _widths(items: Sequence[Entry | Kept]) -> tuple[int, int]:
    """How many cells times and names get, so that they stand under each other."""
    names = [
        item.row.short_name or item.row.customer
        if isinstance(item, Kept)
        else item.short_name or item.name
        for item in items
    ]
    timed = any(isinstance(item, Entry) and item.time for item in items)
    return 6 if timed else 0, min(max(map(cell_len, names), default=0), WIDEST_NAME)


def _with(contact: str, parts: list[Piece], last: bool) -> list[Piece]:
    """Whom to ask for before the rest; after it where there is little room."""
    who = (contact, "dim")
    return [*parts, who] if last else [who, *parts]


# -- days -------------------------------------------------------------------------------------


def load_piece(day: MonthDay, capacity: int) -> Piece:
    """How much stands on a day and how much there is room for; marked where it is too much."""
    load = words.load_words(day, capacity)
    if day.steps > capacity:
        return f"!{load}", "late!"
    return load, "plan" if day.steps else "faint"


def day_line(day: MonthDay, today: date, capacity: int, width: int, title: str = "") -> Line:
    """A day as a heading: its date, what it is called, and its load at the end of the line."""
    ink = "faint" if day.off else "text!"
    left: list[Piece] = [(" ", ""), (date_words(day.on, today), ink)]
    load = load_piece(day, capacity)
    for name in [*([(title, "dim")] if title else []), *named(day)]:
        if width_of(left) + width_of([name]) + len(load[0]) + 4 <= width:
            left += [(" · ", "faint"), name]
    return ends(left, [load, (" ", "")], width)


def named(day: MonthDay) -> list[Piece]:
    """What a day is called, coloured by whether it is off or worked instead."""
    inks = {"off": "done", "workday": "near", "": "day" if day.festivals else "dim"}
    return [(name, inks[state]) for name, state in words.day_names(day)]


def column_head(
    section: Section, days: Sequence[BoardDay], capacity: int, today: date, width: int
) -> list[Line]:
    """The two lines above a column: its name with its load, and its days."""
    title: list[Piece] = [(f" {words.section_words(section, today)}", "text!")]
    if not days:
        return [fit(title, width), ()]
    if len(days) == 1:
        day = days[0].day
        on = (f" {date_words(day.on, today)}", "faint" if day.off else "dim")
        load, below = load_piece(day, capacity), (on, *_after(named(day)))
    else:
        total = sum(day.load for day in days)
        load = (str(total), "plan" if total else "faint")
        first, last = (date_words(day.on, today) for day in (days[0], days[-1]))
        below = ((" " + _("{first} – {last}").format(first=first, last=last), "dim"),)
    return [ends(title, [load, (" ", "")], width), fit(below, width)]


def _after(names: Sequence[Piece]) -> Line:
    return tuple(piece for name in names for piece in ((" · ", "faint"), name))


def figures(days: Sequence[BoardDay], capacity: int) -> Line:
    """What stands on the board in one line."""
    total = sum(day.total for day in days)
    late = sum(day.late for day in days)
    kept = sum(day.day.occasions for day in days)
    over = sum(day.load > capacity for day in days)
    parts: list[Piece] = []
    if total:
        parts.append(
            (ngettext("{n} planned", "{n} planned", total).format(n=f"{total:,}"), "text!")
        )
    if late:
        parts.append((ngettext("{n} overdue", "{n} overdue", late).format(n=late), "late"))
    if over:
        parts.append((_over_words(over, capacity), "late"))
    if kept:
        parts.append((_kept_words(kept), "day"))
    return ((" ", ""), *joined(parts or [(_("Nothing is planned."), "dim")]))


def month_figures(loads: Sequence[MonthDay], capacity: int) -> Line:
    """The month, and what stands in it."""
    first = loads[0].on.replace(day=1)
    month = _("{month} {year}").format(month=_(MONTHS[first.month - 1]), year=first.year)
    parts: list[Piece] = [(month, "text!")]
    if over := sum(day.steps > capacity for day in loads):
        parts.append((_over_words(over, capacity), "late"))
    if kept := sum(day.occasions for day in loads):
        parts.append((_kept_words(kept), "day"))
    return ((" ", ""), *joined(parts))


def _over_words(over: int, capacity: int) -> str:
    words = ngettext("{n} day with more than {room}", "{n} days with more than {room}", over)
    return words.format(n=over, room=capacity)


def _kept_words(kept: int) -> str:
    return ngettext("{n} day that matters", "{n} days that matter", kept).format(n=kept)
