"""The commands that go back and forth in the journal: undo, redo."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.output import Exit, put_json, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.changes import OperationLine, Reversal
    from crmtui.domain.importplan import Progress as Told
    from crmtui.domain.takeback import TakeBack

MANY = 500  # rows from which on they are put back in bulk, with a bar
LISTED = 20


class NobodyToAsk(WrongUse):
    """Taking an import back wants a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no terminal to ask on, so nothing was changed. "
                "Add --yes to go ahead, or --dry-run to only look."
            )
        )


class OneOrTheOther(WrongUse):
    """--op together with --import."""

    def __init__(self) -> None:
        super().__init__(_("--op and --import each name what is to be undone: give one of them."))


class NoSuchImport(NothingFound):
    """There is no import with this number."""

    def __init__(self, number: int) -> None:
        super().__init__(_("There is no import {n}. “crmtui imports” lists them.").format(n=number))


class ImportTakenBack(WrongUse):
    """The import was taken back before."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _("Import {n} was taken back already; nothing was changed.").format(n=number)
        )


def undo(
    ctx: typer.Context,
    op: Annotated[
        int | None, typer.Option("--op", metavar="N", help=N_("This operation, not the last one"))
    ] = None,
    import_: Annotated[
        int | None, typer.Option("--import", metavar="N", help=N_("This import; asks first"))
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help=N_("List the last operations"))] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = LISTED,
    before: Annotated[
        int | None, typer.Option(metavar="N", help=N_("List those before operation N"))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only show what would happen"))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Ask nothing"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Take back the last change, or any earlier one; --import takes back a whole import."""
    from crmtui.cli import undoing

    shell: Shell = ctx.obj
    if list_:
        return _list(shell, limit, before, as_json)
    if op is not None and import_ is not None:
        raise OneOrTheOther
    if import_ is not None and not (yes or dry_run or output.can_ask()):
        raise NobodyToAsk
    with shell.looking() as conn:
        line, ahead = _target(conn, op, import_)
    if dry_run:
        return undoing.show_ahead(line, ahead, as_json=as_json)
    if ahead.nothing:
        undoing.say_ahead(line, ahead)
    if import_ is not None and not yes:
        undoing.say_ahead(line, ahead)
        if not output.ask(_("Take it back?")):
            say(_("Nothing was changed."))
            return Exit.FAILED
    made = _undo(shell, line.id, ahead)
    return undoing.tell(made, _("Undone: {what} (operation {id})."), as_json=as_json)


def redo(
    ctx: typer.Context,
    op: Annotated[
        int | None,
        typer.Option("--op", metavar="N", help=N_("This undone operation, not the last")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Bring back what was last undone, or any undone operation."""
    from crmtui.actions import undo as actions
    from crmtui.cli import undoing

    shell: Shell = ctx.obj
    with shell.looking() as conn:  # nothing to bring back where there is no database
        ahead = actions.look(conn, actions.redoable(conn, op).id)
    rows = ahead.going + ahead.changed
    with ExitStack() as stack:
        progress = _bar(stack, _("Doing it again"), rows)
        with shell.keeping(bulk=rows >= MANY) as uow:
            made = actions.redo(uow, None, progress, op)
    return undoing.tell(made, _("Done again: {what} (operation {id})."), as_json=as_json)


def _undo(shell: Shell, operation: int, ahead: TakeBack) -> Reversal:
    from crmtui.actions import undo as actions

    rows = ahead.going + ahead.changed
    with ExitStack() as stack:
        progress = _bar(stack, _("Taking back"), rows)
        with shell.keeping(bulk=rows >= MANY) as uow:
            return actions.undo(uow, operation, None, progress, shown=ahead)


def _bar(stack: ExitStack, words: str, rows: int) -> Told | None:
    """A progress bar where there is enough to wait for."""
    if rows < MANY:
        return None
    from crmtui.cli.progress import Progress

    return stack.enter_context(Progress()).phase(words)


def _target(
    conn: sqlite3.Connection, op: int | None, import_: int | None
) -> tuple[OperationLine, TakeBack]:
    """The operation that is meant, and what undoing it would do."""
    from crmtui.actions import undo as actions
    from crmtui.reads import imports, journal

    if import_ is not None:
        record = imports.record(conn, import_)
        if record is None or record.line.operation is None:
            raise NoSuchImport(import_)
        if record.line.taken_back_at is not None:
            raise ImportTakenBack(import_)
        op = record.line.operation
    elif op is None:
        newest = journal.last_undoable(conn, None)
        if newest is None:
            raise actions.NothingToUndo
        op = newest.id
    ahead = actions.look(conn, op)
    line = journal.operation(conn, op)
    assert line is not None  # `look` has refused one that is not there
    return line, ahead


def _list(shell: Shell, limit: int, before: int | None, as_json: bool) -> int:
    from crmtui.cli import undoing
    from crmtui.reads import journal

    with shell.looking() as conn:
        found = journal.operations(conn, limit + 1 if limit else -1, before)
    lines = found[:limit] if limit else found
    if as_json:
        put_json([undoing.operation_shape(line) for line in lines])
        return Exit.DONE
    undoing.show_operations(lines)
    if len(found) > len(lines):
        words = _("There are older ones: crmtui undo --list --before {id}")
        say(words.format(id=lines[-1].id))
    return Exit.DONE
