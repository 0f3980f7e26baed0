"""Making the journal forget what was deleted, so that nobody can bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork

_ABOUT = "SELECT undoes, id FROM operation WHERE undoes IS NOT NULL"
_WIPE = "UPDATE change SET before = NULL, after = NULL WHERE operation_id = ?"
_END = "UPDATE operation SET undone_by = ? WHERE id = ?"


def wipe(uow: UnitOfWork, operations: Sequence[int]) -> None:
    """Forget what these deletions held, and what undid them or did them again since.

    They count as ended by the present operation; undoing says so.
    """
    uow.sql.execute("PRAGMA secure_delete = ON")
    about: dict[int, list[int]] = {}
    for undone, by in uow.sql.execute(_ABOUT):
        about.setdefault(undone, []).append(by)
    waiting, known = list(operations), set(operations)
    while waiting:
        operation = waiting.pop()
        uow.sql.execute(_WIPE, (operation,))
        uow.sql.execute(_END, (uow.operation_id, operation))
        new = [by for by in about.get(operation, ()) if by not in known]
        known.update(new)
        waiting += new
