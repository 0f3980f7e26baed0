"""What an action reports back, and the journal as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from crmtui.domain.takeback import KeptRow


class Came(NamedTuple):
    """What came of an action besides: the next of a step that comes back, a sequence that ended.

    code: next (a step was made for that day), over (it was the last one), unread (the repetition
    `what` is not understood, so no step was made), stopped (the sequence `what`, of which so many
    steps were still open).
    """

    code: Literal["next", "over", "unread", "stopped"]
    what: str
    on: date | None = None
    id: int | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed: the operation in the journal, the topics to re-read, the row it was about.

    Topics are "queue", "customers", "customer:42"; `id` is the row created or changed; `came` is
    what came of it besides.
    """

    operation: int | None
    topics: frozenset[str]
    id: int | None = None
    customer_id: int | None = None
    came: tuple[Came, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after (None: there was no row)."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an operation did to one row."""

    table: str
    row_id: int
    action: str  # insert, update, delete
    fields: tuple[FieldChange, ...]
    customer_id: int | None = None
    rows: int = 1  # of a run: how many rows were created or deleted as one
    wiped: bool = False  # what was there is not known any more: emptied from the bin, or erased


@dataclass(frozen=True, slots=True)
class OperationLine:
    """One line of the journal; `at` is a UTC instant in ISO form."""

    id: int
    at: str
    actor: str
    source: str
    session: str
    verb: str
    summary: str
    undoes: int | None
    undone_by: int | None
    of_verb: str = ""  # of an undo or redo: what was done that it is about
    ended_by: str = ""  # the verb of `undone_by`: undo, redo, erase, empty_bin
    changes: tuple[RowChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Reversal:
    """What undoing an operation came to: rows put back, rows kept, rows that failed.

    `again`: an undo was taken back; operation, verb and summary are those of what is done again.
    `undone_by`: the operation that did it, None where nothing was changed.
    """

    operation: int
    verb: str
    summary: str
    reversed: int
    kept_rows: tuple[KeptRow, ...]
    failed_rows: tuple[KeptRow, ...]
    topics: frozenset[str]
    again: bool = False
    undone_by: int | None = None

    @property
    def kept(self) -> tuple[str, ...]:
        """What users know the rows by that stay as they are."""
        return tuple(dict.fromkeys(row.title for row in self.kept_rows))

    @property
    def failed(self) -> tuple[str, ...]:
        """What users know the rows by that could not be put back."""
        return tuple(row.title for row in self.failed_rows)
