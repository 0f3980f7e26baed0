"""Promises in lines: the share kept, the months, the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from rich.cells import cell_len

from crmtui.domain.promises import LedgerLine, MonthKept, Promise, counted
from crmtui.domain.words import _, ngettext
from crmtui.present import short_date, weekday_words
from crmtui.present.promises import promise_words, share_words
from crmtui.tui.card_lines import PROMISE_SIGNS
from crmtui.tui.ink import Line, Piece, column, fit, joined

BAR = 20  # cells at most of a month in which all was kept
MONTH_CELLS = 10
FIGURE_CELLS = 10


def share_line(promises: Iterable[Promise], today: date) -> Line:
    """How many are open, kept and broken, and what part was kept."""
    all_of_them = list(promises)
    found = counted(all_of_them, today)
    parts: list[Piece] = [(_("kept {share}").format(share=share_words(found)), "text!")]
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
    if times := sum(promise.put_offs for promise in all_of_them):
        parts.append(
            (ngettext("put off {n} time", "put off {n} times", times).format(n=times), "near")
        )
    return joined(parts)


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
