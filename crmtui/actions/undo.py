"""Taking back what was done, and doing it again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from crmtui.actions.bulk import Meter
from crmtui.domain.changes import Reversal
from crmtui.domain.errors import CrmError, NothingFound, WrongUse
from crmtui.domain.quiet import no_collecting
from crmtui.domain.takeback import TakeBack
from crmtui.domain.words import _
from crmtui.reads import journal, takeback

if TYPE_CHECKING:
    from crmtui.domain.importplan import Progress
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


class ChangedMeanwhile(CrmError):
    """Other rows would stay than those the user was told of."""

    def __init__(self) -> None:
        super().__init__(
            _("Something was changed meanwhile, so nothing was undone. Look at it again.")
        )


def undo(
    uow: UnitOfWork,
    operation_id: int | None = None,
    session: str | None = None,
    progress: Progress | None = None,
    shown: TakeBack | None = None,
) -> Reversal:
    """Take back one operation: the given one, else the newest not yet undone.

    `session` limits "the newest" to what was done in that window. `progress` is told the rows done
    so far and their number in all. Raises ChangedMeanwhile where what was `shown` is not what
    would be done any more. Thousands of rows want a unit of work for bulk.
    """
    if operation_id is None:
        newest = journal.last_undoable(uow.sql, session)
        if newest is None:
            raise NothingToUndo()
        operation_id = newest.id
    return _reverse(uow, operation_id, "undo", progress, shown)


def redo(uow: UnitOfWork, session: str | None = None, progress: Progress | None = None) -> Reversal:
    """Do again what was undone last; the answer names that, not the undoing."""
    newest = journal.last_redoable(uow.sql, session)
    if newest is None:
        raise NothingToRedo()
    made = _reverse(uow, newest.id, "redo", progress)
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


def look(conn: sqlite3.Connection, operation_id: int) -> TakeBack:
    """What undoing this operation would do; NoSuchOperation or AlreadyUndone where it cannot be."""
    operation = journal.operation(conn, operation_id)
    if operation is None:
        raise NoSuchOperation(operation_id)
    if operation.undone_by is not None:
        raise AlreadyUndone(operation_id)
    return takeback.look(conn, operation_id)


def _reverse(
    uow: UnitOfWork,
    operation_id: int,
    verb: str,
    progress: Progress | None,
    shown: TakeBack | None = None,
) -> Reversal:
    ahead = look(uow.sql, operation_id)
    if shown is not None and shown != ahead:
        raise ChangedMeanwhile()
    operation = uow.must("operation", operation_id)
    uow.describe(verb, operation.text("summary"))
    meter = Meter(ahead.going + ahead.changed, progress)
    with no_collecting():
        outcome = uow.reverse(operation_id, ahead.staying, meter.add)
    uow.mark_undone(operation_id)
    return Reversal(
        operation=operation_id,
        verb=operation.text("verb"),
        summary=operation.text("summary"),
        reversed=outcome.reversed,
        kept_rows=(*ahead.kept, *outcome.kept),
        failed_rows=tuple(outcome.failed),
        topics=uow.changed().topics,
        undone_by=uow.operation_id,
    )
