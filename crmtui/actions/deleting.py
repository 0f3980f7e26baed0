"""Deleting things: they go into the recycle bin, from where undoing brings them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crmtui.domain.changes import Changed
from crmtui.domain.deleting import OF_CUSTOMER, VERBS, Deletion
from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.reads import deleting as reads

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

NAMED = 3  # of several, so many are named in the journal
MANY = 50  # rows from which on a unit of work for bulk is quicker
_ORDER = (*OF_CUSTOMER, "not_same", "customer")  # children first


class MoreThanShown(CrmError):
    """Something was added meanwhile to what is to be deleted."""

    def __init__(self) -> None:
        super().__init__(
            _("Something was changed meanwhile, so nothing was deleted. Look at it again.")
        )


def look(conn: sqlite3.Connection, table: str, ids: Sequence[int]) -> Deletion:
    """What deleting these rows would take with it; RowMissing where one is not there."""
    return reads.look(conn, table, ids)


def delete(
    uow: UnitOfWork, table: str, ids: Sequence[int], shown: Deletion | None = None
) -> Changed:
    """Delete rows with all that belongs to them, as one operation.

    Raises MoreThanShown where what was `shown` is not what would go any more. Many rows want a
    unit of work for bulk.
    """
    going = look(uow.sql, table, ids)
    if shown is not None and shown != going:
        raise MoreThanShown()
    uow.describe(VERBS[table], summary(going))
    for other, column, row_id in going.referring:
        uow.update(other, row_id, {column: None})
    for name in sorted(going.rows, key=_ORDER.index):
        uow.delete_many(name, going.rows[name])
    if table == "contact":
        _ask_for_another(uow, going)
    return uow.changed()


def summary(going: Deletion) -> str:
    """What is named in the journal: 'A, B, C … (12)'."""
    named = ", ".join(going.titles[:NAMED])
    count = len(going.titles)
    return f"{named} … ({count})" if count > NAMED else named


def _ask_for_another(uow: UnitOfWork, going: Deletion) -> None:
    """Where the one to ask for first went, it is the next one now."""
    touched = {int(topic.partition(":")[2]) for topic in uow.changed().topics if ":" in topic}
    for customer_id in sorted(touched):
        rest = uow.rows("contact", customer_id=customer_id, archived_at=None)
        if rest and not any(row["is_primary"] for row in rest):
            uow.update("contact", rest[0].id, {"is_primary": 1})
