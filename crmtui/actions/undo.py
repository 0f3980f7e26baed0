"""Taking back what was done, and doing it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crmtui.actions.bulk import Meter
from crmtui.domain.changes import OperationLine, Reversal
from crmtui.domain.errors import CrmError, NothingFound, WrongUse
from crmtui.domain.quiet import no_collecting
from crmtui.domain.takeback import TakeBack
from crmtui.domain.words import _
from crmtui.reads import dependents, journal, takeback

if TYPE_CHECKING:
    from crmtui.domain.importplan import Progress
    from crmtui.store.reverse import Outcome
    from crmtui.store.unit_of_work import UnitOfWork


ENDINGS = frozenset({"erase", "empty_bin"})  # after these nothing can be brought back
FINAL = ENDINGS | {"restore"}


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


class NotUndone(WrongUse):
    """What was never undone cannot be done again."""

    def __init__(self, operation_id: int) -> None:
        super().__init__(
            _("Operation {id} was not undone, so there is nothing to do again.").format(
                id=operation_id
            )
        )


class GoneForGood(CrmError):
    """What the operation did cannot be put back: it was emptied from the bin, or erased."""

    def __init__(self, operation_id: int, ended_by: str) -> None:
        words = (
            _("What operation {id} was about was erased for good; it cannot be taken back.")
            if ended_by == "erase"
            else _("What operation {id} deleted was emptied from the bin; it cannot be restored.")
        )
        super().__init__(words.format(id=operation_id))


class CannotBeUndone(WrongUse):
    """Some operations have nothing to be undone in them: erasing, emptying, restoring a backup."""

    def __init__(self, operation_id: int) -> None:
        super().__init__(
            _("Operation {id} is of a kind that cannot be undone.").format(id=operation_id)
        )


class StillNeeded(CrmError):
    """Nothing of the operation can be put back, for later ones changed or used all of it."""

    def __init__(self, ahead: TakeBack) -> None:
        self.ahead = ahead
        numbers = ", ".join(map(str, ahead.dependents))
        words = (
            _("Operation {id} cannot be taken back: operations {later} depend on it.")
            if len(ahead.dependents) != 1
            else _("Operation {id} cannot be taken back: operation {later} depends on it.")
        )
        if not numbers:
            words = _("Operation {id} cannot be taken back: nothing of it is there any more.")
        super().__init__(words.format(id=ahead.operation, later=numbers))


class NotPutBack(CrmError):
    """What an operation deleted has nothing to come back to."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _(
                "{names}: this cannot be brought back, for what it belongs to is not there any "
                "more. Bring that back first."
            ).format(names=_(", ").join(names[:3]))
        )


class NumberTaken(CrmError):
    """A customer cannot have a number again that another one has by now."""

    def __init__(self, name: str, number: str, other: str) -> None:
        super().__init__(
            _(
                "This cannot be put back: the number {number} of {name} is that of {other} now. "
                "Give that one another number first."
            ).format(name=name, number=number, other=other)
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


def redo(
    uow: UnitOfWork,
    session: str | None = None,
    progress: Progress | None = None,
    operation_id: int | None = None,
) -> Reversal:
    """Do again what was undone last, or this undone operation; the answer names that."""
    newest = redoable(uow.sql, operation_id, session)
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


def redoable(
    conn: sqlite3.Connection, operation_id: int | None = None, session: str | None = None
) -> OperationLine:
    """The undoing that redo would take back: the last one, or that of a given operation."""
    if operation_id is None:
        newest = journal.last_redoable(conn, session)
        if newest is None:
            raise NothingToRedo()
        return newest
    operation = _operation(conn, operation_id)
    if operation.verb == "undo" and operation.undone_by is None:
        return operation
    if operation.undone_by is None:
        raise NotUndone(operation_id)
    _check_not_gone(operation)
    return _operation(conn, operation.undone_by)


def look(conn: sqlite3.Connection, operation_id: int) -> TakeBack:
    """What undoing this operation would do.

    Raises NoSuchOperation, AlreadyUndone, GoneForGood or CannotBeUndone where it cannot be.
    """
    operation = _operation(conn, operation_id)
    _check_not_gone(operation)
    if operation.verb in FINAL:
        raise CannotBeUndone(operation_id)
    if operation.undone_by is not None:
        raise AlreadyUndone(operation_id)
    return takeback.look(conn, operation_id)


def _operation(conn: sqlite3.Connection, operation_id: int) -> OperationLine:
    operation = journal.operation(conn, operation_id)
    if operation is None:
        raise NoSuchOperation(operation_id)
    return operation


def _check_not_gone(operation: OperationLine) -> None:
    if operation.ended_by in ENDINGS:
        raise GoneForGood(operation.id, operation.ended_by)


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
    if ahead.nothing:
        raise StillNeeded(ahead)
    operation = uow.must("operation", operation_id)
    uow.describe(verb, operation.text("summary"))
    meter = Meter(ahead.going + ahead.changed, progress)
    with no_collecting():
        outcome = uow.reverse(operation_id, ahead.staying, meter.add)
    _check_outcome(uow.sql, operation_id, outcome)
    uow.mark_undone(operation_id)
    since = {(row.table, row.row_id): row for row in ahead.kept_changes}
    return Reversal(
        operation=operation_id,
        verb=operation.text("verb"),
        summary=operation.text("summary"),
        reversed=outcome.reversed,
        kept_rows=(*ahead.kept, *(since.get(row[:2], row) for row in outcome.kept)),
        failed_rows=tuple(since.get(row[:2], row) for row in outcome.failed),
        topics=uow.changed().topics,
        undone_by=uow.operation_id,
    )


def _check_outcome(conn: sqlite3.Connection, operation_id: int, outcome: Outcome) -> None:
    """Refuse what would put back nothing, or a customer's belongings without the customer."""
    failed = outcome.failed
    if outcome.reversed and not any(row.table == "customer" for row in failed):
        return
    if failed and (taken := dependents.number_taken(conn, operation_id)) is not None:
        raise NumberTaken(*taken)
    if failed and not outcome.reversed:
        raise NotPutBack([row.title for row in failed])
