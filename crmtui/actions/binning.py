"""Letting go for good of what is in the recycle bin."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crmtui.domain.bin import expired_before
from crmtui.reads import bin as reads

if TYPE_CHECKING:
    from crmtui.settings import Settings
    from crmtui.store.unit_of_work import UnitOfWork


def expired(conn: sqlite3.Connection, settings: Settings) -> list[int]:
    """The deletions that have been in the bin for longer than the settings say."""
    day = expired_before(settings.today(), reads.newest_day(conn), settings.bin_days)
    return reads.older_than(conn, day) if day else []


def older(conn: sqlite3.Connection, today: date, days: int) -> list[int]:
    """The deletions of more than so many days ago; 0 gives all of them."""
    return reads.older_than(conn, today - timedelta(days=days) if days else date.max)


def empty(uow: UnitOfWork, deletions: Sequence[int]) -> int:
    """Let go of these deletions, of those that are in the bin still; gives how many."""
    there = [id for id in deletions if reads.line(uow.sql, id) is not None]
    if there:
        uow.describe("empty_bin", str(len(there)))
        uow.wipe(there)
    return len(there)
