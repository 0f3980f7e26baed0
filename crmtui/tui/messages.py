"""What the parts of the program tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from crmtui.tui.queue_source import Surroundings


@dataclass
class DataChanged(Message):
    """Customer data is not what it was: whatever is on the screen must be read again."""

    topics: frozenset[str] = frozenset()
    """What changed ("queue", "customers", "customer:42"); empty: anything may have."""


@dataclass
class StillWaiting(Message):
    """A write has to wait because another program is writing."""


@dataclass
class LookedAround(Message):
    """Who stands beside the queue was read."""

    generation: int
    """Of the queue it was read for."""
    around: Surroundings


@dataclass
class BackupKnown(Message):
    """What the keeper found out about the backups."""

    last: datetime | None
    """When the newest good one was made, local; None where there is none."""
    note: str = ""
    """What the user is to be told, once a day."""
    nothing: bool = False
    """Whether there was nothing to back up."""
