"""Promises in lines: the share kept, those of a card, the ledger, the months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeAlias

from rich.cells import cell_len

from crmtui.domain.cards import Card
from crmtui.domain.promises import LedgerLine, MonthKept, Promise, counted
from crmtui.domain.words import _, ngettext
from crmtui.present import short_date, weekday_words
from crmtui.present.promises import promise_words, share_words
from crmtui.tui.card_lines import MARGIN, PROMISE_SIGNS, promise_line, put_off_words
from crmtui.tui.ink import Line, Piece, column, fit, joined, rule, wrap
from crmtui.tui.widgets.rows import Key

BAR = 20  # cells at most of a month in which all was kept
MONTH_CELLS = 10
FIGURE_CELLS = 10
Row: TypeAlias = tuple[Key | None, Line]


def share_line(promises: Iterable[Promise], today: date) -> Line:
    """How many are open, kept and broken, and what part was kept."""
    all_of_them = list(promises)
    found = counted(all_of_them, today)
    share = _("kept {share}").format(share=share_words(found)) if found.share is not None else ""
    parts: list[Piece] = [(share, "text!")]
    for count, words, ink in (
        (
            found.kept + found.late,
            ngettext("{n} kept", "{n} kept", found.kept + found.late),
            "done",
        ),
        (found.broken, ngettext("{n} broken", "{n} broken", found.broken), "late"),
        (found.overdue, ngettext("{n} overdue", "{n} overdue", found.overdue), "late"),
        (found.open, ngettext("{n} open", "{n} open", found.open), "plan"),
    ):
        if count:
            parts.append((words.format(n=count), ink))
    parts.append((put_off_words(sum(promise.put_offs for promise in all_of_them)), "near"))
    return joined(parts)


def tab_rows(card: Card, today: date, width: int) -> list[Row]:
    """The share kept, the open promises, then what became of the others and why."""
    if not card.promises:
        return []
    made: list[Row] = [(None, (MARGIN, *share_line(card.promises, today))), (None, ())]
    waiting = [promise for promise in card.promises if promise.is_open]
    settled = [promise for promise in card.promises if not promise.is_open]
    made += [row for promise in waiting for row in _told(promise, today, width)]
    if settled and waiting:
        made.append((None, rule(_("Earlier"), width)))
    return made + [row for promise in settled for row in _told(promise, today, width)]


def _told(promise: Promise, today: date, width: int) -> list[Row]:
    lines = [promise_line(promise, today, width)]
    told = _(", ").join(
        part
        for part in (
            _("to {name}").format(name=promise.contact_name) if promise.contact_name else "",
            _("made {day}").format(day=short_date(promise.made_on, today)),
        )
        if part
    )
    below = f"{told} · {promise.why}" if promise.why else told
    lines += [((" " * 4, ""), (line, "dim")) for line in wrap(below, width - 6)]
    return [(("promise", promise.id), line) for line in lines]


def ledger_line(line: LedgerLine, width: int, today: date) -> Line:
    """Sign, day, customer, what was promised, how it stands."""
    promise = line.promise
    sign, ink = PROMISE_SIGNS[promise.status(today)]
    day = f"{short_date(promise.due_on, today)} {weekday_words(promise.due_on)}"
    stands = promise_words(promise, today)
    whose = max(width // 4, 12)
    left: list[Piece] = [
        (f" {sign} ", ink + "!"),
        (column(day, 11) + " ", ink if promise.is_open else "dim"),
        (column(line.customer, whose) + " ", "text" if promise.is_open else "dim"),
    ]
    room = max(width - sum(cell_len(text) for text, _ink in left) - cell_len(stands) - 3, 8)
    what = (column(promise.what, room), "text" if promise.is_open else "dim")
    return fit([*left, what, (f"  {stands}", ink if ink != "plan" else "dim")], width - 1)


def month_header(width: int) -> Line:
    """The names of the columns of the months."""
    names = (_("kept"), _("kept late"), _("broken"), _("overdue"), _("open"))
    figures = "".join(column(name, FIGURE_CELLS, right=True) for name in names)
    line = ((" " + column(_("month"), MONTH_CELLS), "dim"), (figures, "dim"))
    return fit([*line, ("  " + _("share kept"), "dim")], width - 1)


def month_line(month: MonthKept, width: int) -> Line:
    """A month: its figures, and the share kept as a bar."""
    inks = ("done", "near", "late", "late", "plan")
    figures: list[Piece] = [
        (column(str(n) if n else "·", FIGURE_CELLS, right=True), ink if n else "faint")
        for n, ink in zip(month[1:], inks, strict=True)
    ]
    share = month.share
    room = max(min(BAR, width - MONTH_CELLS - len(figures) * FIGURE_CELLS - 11), 0)
    full = round(room * share) if share is not None else 0
    bar: list[Piece] = [
        (column(share_words(month), 6, right=True) + " ", "text!"),
        ("█" * full, "done"),
        ("░" * (room - full), "faint"),
    ]
    head: Piece = (" " + column(month.month, MONTH_CELLS), "text")
    return fit([head, *figures, ("  ", ""), *(bar if share is not None else bar[:1])], width - 1)


def month_rows(months: Sequence[MonthKept], width: int) -> list[Line]:
    """All months below the names of their columns."""
    return [month_header(width), *(month_line(month, width) for month in months)] if months else []
