"""Taking back what was done, and doing it again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crmtui.domain.changes import Reversal
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.words import _
from crmtui.reads import journal

if TYPE_CHECKING:
    from crmtui.store.unit_of_work import UnitOfWork


class NothingToUndo(NothingFound):
    """The journal holds nothing that could be undone."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to undo."))


class NothingToRedo(NothingFound):
    """Nothing was undone that could be done again."""

    def __init__(self) -> None:
        super().__init__(_("There is nothing to redo."))


class NoSuchOperation(NothingFound):
    """There is no operation with this number."""

    def __init__(self, operation_id: int) -> None:
        super().__init__(_("The journal has no operation {id}.").format(id=operation_id))


class AlreadyUndone(WrongUse):
    """The operation was undone before."""

    def __init__(self, operation_id: int) -> None:
        super().__init__(
            _("Operation {id} was undone already; nothing was changed.").format(id=operation_id)
        )


def undo(uow: UnitOfWork, operation_id: int | None = None, session: str | None = None) -> Reversal:
    """Take back one operation: the given one, else the newest not yet undone.

    `session` limits "the newest" to what was done in that window.
    """
    if operation_id is None:
        newest = journal.last_undoable(uow.sql, session)
        if newest is None:
            raise NothingToUndo()
        operation_id = newest.id
    return _reverse(uow, operation_id, "undo")


def redo(uow: UnitOfWork, session: str | None = None) -> Reversal:
    """Do again what was undone last; the answer names that, not the undoing."""
    newest = journal.last_redoable(uow.sql, session)
    if newest is None:
        raise NothingToRedo()
    made = _reverse(uow, newest.id, "redo")
    again = uow.row("operation", newest.undoes) if newest.undoes is not None else None
    if again is None:
        return made
    return replace(
        made,
        operation=again.id,
        verb=again.text("verb"),
        summary=again.text("summary"),
        again=True,
    )


def _reverse(uow: UnitOfWork, operation_id: int, verb: str) -> Reversal:
    operation = uow.row("operation", operation_id)
    if operation is None:
        raise NoSuchOperation(operation_id)
    if operation["undone_by"] is not None:
        raise AlreadyUndone(operation_id)
    uow.describe(verb, operation.text("summary"))
    outcome = uow.reverse(operation_id)
    uow.mark_undone(operation_id)
    return Reversal(
        operation=operation_id,
        verb=operation.text("verb"),
        summary=operation.text("summary"),
        reversed=outcome.reversed,
        kept=tuple(dict.fromkeys(outcome.kept)),
        failed=tuple(outcome.failed),
        topics=uow.changed().topics,
    )
