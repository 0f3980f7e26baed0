"""The sections of `today`: as JSON, on a terminal, as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from crmtui.cli import pages, shapes
from crmtui.cli.output import put_row
from crmtui.cli.table import Column, say_lines, title
from crmtui.cli.table import show as show_table
from crmtui.domain.customers import CustomerLine
from crmtui.domain.queue import Queue, QueueLine
from crmtui.domain.queuesections import NOW, WAITING, Beside, BesideLine
from crmtui.domain.words import _
from crmtui.present.besides import beside_words, section_words
from crmtui.reads import customers

Placed = Sequence[tuple[str, QueueLine]]


def _named(conn: sqlite3.Connection, section: Beside) -> Iterator[tuple[BesideLine, CustomerLine]]:
    found = customers.lines(conn, [line.customer_id for line in section.lines])
    by_id = {customer.id: customer for customer in found}
    for line in section.lines:
        if customer := by_id.get(line.customer_id):
            yield line, customer


def shapes_of(
    conn: sqlite3.Connection, placed: Placed, beside: Sequence[Beside], today: date
) -> list[shapes.Shape]:
    """Every line of `today --json`, marked with its section."""
    made = [{**shapes.queue_line(line, today), "section": name} for name, line in placed]
    for section in beside:
        for line, customer in _named(conn, section):
            made.append(shapes.beside_line(line, customer, beside_words(line, today)))
    return made


def put_rows(conn: sqlite3.Connection, beside: Sequence[Beside], today: date) -> None:
    """The lines beside the queue in the queue's columns."""
    for section in beside:
        for line, customer in _named(conn, section):
            put_row((f"id:{customer.id}", None, "", customer.grade, customer.name,
                     customer.contact, customer.phone, None, "0.0", beside_words(line, today),
                     line.section))  # fmt: skip


def show(
    conn: sqlite3.Connection,
    due: Queue,
    room: int,
    placed: Placed,
    beside: Sequence[Beside],
    today: date,
    waits: int,
) -> None:
    """The queue with what waits below it, then a table for each section; waits: shown or not."""
    title(pages.queue_head(due, min(room, due.total), waits, today), "dim")
    by_section: dict[str, list[QueueLine]] = {}
    for name, line in placed:
        by_section.setdefault(name, []).append(line)
    for name, lines in by_section.items():
        if name != NOW:
            _heading(name, waits if name == WAITING else None)
        pages.show_queue(lines, today)
    for section in beside:
        if not section.lines:
            continue
        if section.section not in by_section:
            _heading(section.section, section.total)
        rows = [
            (customer.grade, customer.short_name or customer.name, customer.contact,
             customer.phone, beside_words(line, today), f"id:{customer.id}")
            for line, customer in _named(conn, section)
        ]  # fmt: skip
        columns = (
            Column(""),
            Column(_("customer"), least=8, style="bold"),
            Column(_("contact"), least=6, drop=2),
            Column(_("phone"), drop=1),
            Column(_("why now"), least=16),
            Column("id", drop=3, right=True, style="dim"),
        )
        show_table(columns, rows)


def _heading(section: str, total: int | None) -> None:
    say_lines([""])
    words = section_words(section)
    title(f"{words} · {total}" if total is not None else words)
