"""The recycle bin: what was deleted and not brought back, and how long it stays there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple


class BinLine(NamedTuple):
    """One deletion; `at` is a UTC instant, `rows` counts what went by table."""

    operation: int
    at: str
    actor: str
    source: str
    verb: str
    summary: str
    rows: Mapping[str, int]

    @property
    def day(self) -> date:
        """The local day it was deleted on."""
        return datetime.fromisoformat(self.at).astimezone().date()


def days_left(line: BinLine, today: date, keep_days: int) -> int | None:
    """How many days it stays in the bin; None where that is for ever."""
    return max(keep_days - (today - line.day).days, 0) if keep_days else None


def expired_before(today: date, newest: date | None, keep_days: int) -> date | None:
    """What was deleted before this day is emptied; None where nothing is.

    A clock that runs years ahead must not empty the bin: no day counts later than that of the
    newest thing done at all.
    """
    if not keep_days or newest is None:
        return None
    return min(today, newest) - timedelta(days=keep_days)
