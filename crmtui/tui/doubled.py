"""Searching for doubled customers and contacts behind the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui.domain.database_errors import DatabaseMissing

if TYPE_CHECKING:
    from crmtui.domain.duplicates import Pair
    from crmtui.settings import Settings
    from crmtui.tui.tasks import Task

KINDS = ("customer", "contact")
MOST = 2000  # of a kind; whoever has merged so many searches again


def search(settings: Settings, task: Task) -> tuple[list[Pair], int]:
    """The likeliest pairs, customers before people, and how many there are in all."""
    from crmtui import wiring, zh
    from crmtui.reads import duplicates

    pairs: list[Pair] = []
    total = 0
    try:
        with wiring.reader(settings) as conn:
            for kind in KINDS:
                found = duplicates.find(
                    conn, MOST, kind=kind, simplify=zh.simplify, progress=task.report
                )
                pairs += found.pairs
                total += found.total
    except DatabaseMissing:
        pass
    return pairs, total
