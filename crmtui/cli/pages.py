"""What the look-ups show on a terminal: tables and the card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli.table import Column, grid, say_lines, show, title
from crmtui.domain.words import _, ngettext
from crmtui.present import dayfigures, reasons
from crmtui.present.cardsections import marks, sections

if TYPE_CHECKING:
    from crmtui.domain.cards import Card
    from crmtui.domain.customers import CustomerLine
    from crmtui.domain.queue import Queue, QueueLine


def show_queue(lines: Sequence[QueueLine], today: date) -> None:
    """Lines of the queue as a table."""
    columns = (
        Column(""),
        Column(""),
        Column(_("customer"), least=8, style="bold"),
        Column(_("contact"), least=6, drop=2),
        Column(_("phone"), drop=1),
        Column(_("why now"), least=24),
        Column(_("step"), drop=3, right=True, style="dim"),
    )
    show(
        columns,
        (
            (
                line.sign,
                line.grade,
                line.short_name or line.name,
                line.contact,
                line.phone,
                reasons.line_words(line, today),
                str(line.follow_up_id or ""),
            )
            for line in lines
        ),
    )


def queue_head(due: Queue, now: int, waiting: int, today: date) -> str:
    """'Mon 23 Nov · 23 to do · 40 waiting · 4 done · 2 steps overdue · 3 birthdays'."""
    day = dayfigures.figures(due, now, waiting)
    return " · ".join([present.date_words(today, today), *(figure.words for figure in day)])


def show_old(rows: Sequence[tuple[object, ...]]) -> None:
    """Old steps to check."""
    columns = (
        Column(_("customer"), drop=1),
        Column(_("step"), right=True),
        Column(_("due on")),
        Column("", drop=2),
        Column(_("name"), least=8),
        Column(_("what"), least=12),
    )
    if rows:
        show(columns, ([str(cell) for cell in row] for row in rows))


def show_lines(lines: Sequence[CustomerLine], today: date) -> None:
    """Customers as `find` lists them."""
    columns = (
        Column("id", right=True, style="dim"),
        Column(_("number"), drop=6, style="dim"),
        Column("", drop=5),
        Column(_("name"), least=12, style="bold"),
        Column(_("contact"), least=8, drop=1),
        Column(_("phone"), drop=2),
        Column(_("region"), least=4, drop=7),
        Column(_("last touch"), drop=4),
        Column(_("next step"), drop=3),
    )
    show(
        columns,
        (
            (
                f"id:{line.id}",
                line.number or "",
                line.grade,
                line.name,
                " ".join(part for part in (line.contact, line.position) if part),
                line.phone,
                line.region,
                present.short_date(line.last_touch_on, today) if line.last_touch_on else "",
                present.short_date(line.next_due_on, today) if line.next_due_on else "",
            )
            for line in lines
        ),
    )


def show_card(card: Card, today: date) -> None:
    """One customer, section by section."""
    title(card.customer.name)
    title(" · ".join(mark for mark in (f"id:{card.customer.id}", marks(card)) if mark), "dim")
    for heading, rows in sections(card, today):
        if rows:
            say_lines([""])
            if heading:
                title(heading)
            grid(rows)
    shown = len(card.interactions)
    if shown < card.interaction_count:
        left = card.interaction_count - shown
        words = ngettext("… and {n} earlier record", "… and {n} earlier records", left)
        title(words.format(n=left), "dim")
