"""Exports for other programs' address books and calendars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import IO

from crmtui.actions.exportparts import Source
from crmtui.domain.words import _
from crmtui.files import icalendar, vcardwriter
from crmtui.reads import calendarout, cardsout

Tick = Callable[[int], None]


def _cards(version: str, source: Source, what: str, file: IO[bytes], tick: Tick) -> int:
    """A card for every contact, and for customers nobody is known at."""
    count = 0
    for card in vcardwriter.write(cardsout.cards(source.conn, source.ids), version):
        file.write(card)
        tick(1)
        count += 1
    return count


def _calendar(source: Source, what: str, file: IO[bytes], tick: Tick) -> int:
    """Days, next steps, or both."""
    conn, ids = source.conn, source.ids
    days = list(calendarout.occasions(conn, ids)) if what in ("occasions", "all") else []
    steps = list(calendarout.steps(conn, ids)) if what in ("follow-ups", "all") else []
    name = {"occasions": _("Days that matter"), "follow-ups": _("Next steps")}.get(what, "crmtui")
    if days or steps:
        made = icalendar.write(
            days, steps, name=name, today=source.today, lead_days=source.lead_days
        )
        file.write(made)
    return len(days) + len(steps)


WRITERS: Mapping[str, Callable[[Source, str, IO[bytes], Tick], int]] = {
    "vcard3": partial(_cards, "3.0"),
    "vcard4": partial(_cards, "4.0"),
    "ics": _calendar,
}
