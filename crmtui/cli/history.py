"""The commands that go back and forth in the journal: undo, redo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui import present
from crmtui.cli.output import Exit, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.changes import Reversal

LISTED = 20


def undo(
    ctx: typer.Context,
    op: Annotated[
        int | None, typer.Option("--op", metavar="N", help=N_("This operation, not the last one"))
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help=N_("List the last operations"))] = False,
) -> int:
    """Take back the last change, or any earlier one."""
    from crmtui.actions import undo as undoing

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        if list_:
            from crmtui.reads import journal

            for line in journal.operations(conn, LISTED):
                words = present.operation_words(line.verb, line.summary)
                state = _("undone") if line.undone_by else ""
                put_row((line.id, _local(line.at), line.source, words, state))
            return Exit.DONE
    with shell.keeping() as uow:
        reversal = undoing.undo(uow, op, None)
    return _tell(reversal, _("Undone: {what} (operation {id})."))


def redo(ctx: typer.Context) -> int:
    """Bring back what was last undone."""
    from crmtui.actions import undo as undoing

    shell: Shell = ctx.obj
    with shell.looking():
        pass  # nothing to bring back where there is no database, and none is made
    with shell.keeping() as uow:
        reversal = undoing.redo(uow, None)
    return _tell(reversal, _("Done again: {what} (operation {id})."))


def _tell(reversal: Reversal, words: str) -> Exit:
    what = present.operation_words(reversal.verb, reversal.summary)
    say(words.format(what=what, id=reversal.operation))
    if reversal.kept:
        say(
            ngettext(
                "{n} row was changed or used since and stays as it is:",
                "{n} rows were changed or used since and stay as they are:",
                len(reversal.kept),
            ).format(n=len(reversal.kept))
        )
    for name in reversal.kept:
        say(f"  {name}")
    for name in reversal.failed:
        say(_("  not possible: {name}").format(name=name))
    return Exit.IN_PART if reversal.kept or reversal.failed else Exit.DONE


def _local(instant: str) -> str:
    """A UTC instant as local date and time."""
    from datetime import datetime

    return datetime.fromisoformat(instant).astimezone().strftime("%Y-%m-%d %H:%M")
