"""Reading who stands beside the queue: slower than the queue, so in a thread of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.tui.queue_source import NOBODY, Section, Standing, Surroundings

if TYPE_CHECKING:
    from crmtui.domain.queue import Queue
    from crmtui.domain.queuesections import Beside
    from crmtui.settings import Settings

MOST = 10  # lines of each section


def look_around(settings: Settings, queue: Queue, today: date, room: int) -> Surroundings:
    """Who stands beside a queue; nobody where the database cannot be read just now."""
    from crmtui import wiring
    from crmtui.reads import besides

    try:
        with closing(wiring.connect(settings)) as conn:
            now = {line.customer_id for line in queue.lines[:room]}
            found = besides.around(conn, queue, today, now, settings.neglected, MOST)
            sections = tuple(_section(conn, beside) for beside in found.sections)
            return Surroundings(found.neglected, sections)
    except (CrmError, sqlite3.Error):
        return NOBODY  # the queue itself meets the same trouble, and says so


def _section(conn: sqlite3.Connection, beside: Beside) -> Section:
    from crmtui.reads import customers

    found = customers.lines(conn, [line.customer_id for line in beside.lines])
    by_id = {customer.id: customer for customer in found}
    lines = tuple(
        Standing(line, by_id[line.customer_id])
        for line in beside.lines
        if line.customer_id in by_id
    )
    return Section(beside.section, lines, beside.total)
