"""What undoing an operation leaves as it is: rows that were edited, or that others need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from crmtui.domain.records import Value

BESIDE = ("tag", "custom_field")  # made on the way, for customers to share


class KeptRow(NamedTuple):
    """Something an undo leaves as it is, and why; a customer stands for all that belongs to it."""

    table: str
    row_id: int
    title: str  # what a user knows it by
    edited: tuple[str, ...] = ()  # fields that say something else by now: grade, contact.position
    used_by: tuple[tuple[str, int], ...] = ()  # rows that came since and need it, by table
    rows: int = 1  # how many rows of the operation stay because of it
    since: tuple[int, ...] = ()  # the operations that changed or used it, or took it out
    gone: bool = False  # it was deleted since
    whole: bool = True  # nothing of it goes back; else some fields do


class TakeBack(NamedTuple):
    """What undoing an operation would do with the rows it created."""

    operation: int
    created: Mapping[str, int]  # rows the operation created, by table
    kept: tuple[KeptRow, ...]
    staying: Mapping[str, frozenset[int]]  # the ids of all created rows that stay, by table
    changed: int = 0  # changes to rows that were there, deletions among them
    kept_changes: tuple[KeptRow, ...] = ()  # of those, rows changed again or deleted since
    gone: int = 0  # created rows that are not there any more
    gone_by: tuple[int, ...] = ()  # the operations that deleted those
    returning: Mapping[str, int] = {}  # rows it deleted, by table: they come back
    edits: int = 0  # changes to fields of rows that were there: they are set back
    wiped: int = 0  # changes that nobody can take back: emptied from the bin, or erased

    @property
    def kept_rows(self) -> int:
        """How many of the created rows stay."""
        return sum(len(ids) for ids in self.staying.values())

    @property
    def going(self) -> int:
        """How many of the created rows go."""
        return sum(self.created.values()) - self.kept_rows - self.gone

    @property
    def set_back(self) -> int:
        """How many changes to fields go back to what was there."""
        return max(self.edits - len(self.kept_changes), 0)

    @property
    def nothing(self) -> bool:
        """Whether undoing would change nothing at all."""
        stuck = sum(row.whole for row in self.kept_changes)
        # Where all else is gone, a tag that came along is not what the user wants back.
        beside = sum(self.created.get(table, 0) for table in BESIDE) if self.gone else 0
        return self.going <= beside and self.changed <= stuck

    @property
    def dependents(self) -> tuple[int, ...]:
        """The operations that have to be undone first, the newest first."""
        rows = (*self.kept, *self.kept_changes)
        return tuple(sorted({*self.gone_by, *(op for row in rows for op in row.since)})[::-1])


def row_title(row: Mapping[str, Value], owner: str) -> str:
    """What a user knows a row by: its own name, after that of the customer it belongs to."""
    own = next((str(row[name]) for name in _OWN_WORDS if row.get(name)), "")
    return " · ".join(part for part in (owner, own) if part)


_OWN_WORDS = ("name", "what", "summary", "value", "label")
NOTHING_STAYS: Mapping[str, frozenset[int]] = {}
