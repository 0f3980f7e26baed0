"""The recycle bin on the command line: bin, bin restore, bin empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui import present
from crmtui.cli import output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.bin import BinLine


class BinHowUsed(WrongUse):
    """Words after `bin` that mean nothing there."""

    def __init__(self) -> None:
        super().__init__(
            _("Write “crmtui bin”, “crmtui bin restore N” or “crmtui bin empty [--older-than N]”.")
        )


class NotInBin(NothingFound):
    """The bin holds nothing under this number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _("There is nothing numbered {n} in the bin. “crmtui bin” lists it.").format(n=number)
        )


class NobodyToAsk(WrongUse):
    """Emptying wants a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no terminal to ask on, so the bin was not emptied. "
                "Add --yes to go ahead: what is emptied cannot be brought back."
            )
        )


def bin_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="restore N | empty", help=N_("Bring one back, or empty the bin")),
    ] = None,
    older_than: Annotated[
        int | None,
        typer.Option("--older-than", min=0, metavar="DAYS", help=N_("Empty only what is older")),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = 20,
    before: Annotated[
        int | None, typer.Option(metavar="N", help=N_("List those before number N"))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Ask nothing"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """List what was deleted, bring it back, or let go of it for good."""
    from crmtui.actions import binning

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        late = binning.expired(conn, shell.settings)
    if late:
        with shell.keeping() as uow:
            binning.empty(uow, late)
        say(_let_go(len(late), shell.settings.bin_days))
    match words or []:
        case []:
            return _list(shell, limit, before, as_json)
        case ["restore", number] if number.removeprefix("#").isdecimal():
            return _restore(shell, int(number.removeprefix("#")), as_json)
        case ["empty"]:
            return _empty(shell, older_than, yes)
    raise BinHowUsed


def _let_go(count: int, days: int) -> str:
    words = ngettext(
        "{n} deletion of more than {days} days ago was let go of for good (bin_days).",
        "{n} deletions of more than {days} days ago were let go of for good (bin_days).",
        count,
    )
    return words.format(n=count, days=days)


def _list(shell: Shell, limit: int, before: int | None, as_json: bool) -> int:
    from crmtui.reads import bin as reads

    with shell.looking() as conn:
        found = reads.lines(conn, limit + 1 if limit else -1, before)
    lines = found[:limit] if limit else found
    if as_json:
        put_json([_shape(line, shell) for line in lines])
        return Exit.DONE
    _show(lines, shell)
    if not lines:
        say(_("The bin is empty."))
    elif len(found) > len(lines):
        say(_("There are older ones: crmtui bin --before {id}").format(id=lines[-1].operation))
    return Exit.DONE


def _show(lines: Sequence[BinLine], shell: Shell) -> None:
    from crmtui.present.deleting import bin_counts, left_words
    from crmtui.present.undoing import local_words

    rows = [
        (
            str(line.operation),
            local_words(line.at),
            line.actor,
            present.operation_words(line.verb, line.summary),
            bin_counts(line),
            left_words(line, shell.today, shell.settings.bin_days),
        )
        for line in lines
    ]
    if not output.on_terminal():
        for row in rows:
            put_row(row)
        return
    from crmtui.cli.table import Column, show

    columns = (
        Column(_("number"), right=True),
        Column(_("when")),
        Column(_("who"), drop=2),
        Column(_("what"), least=20, style="bold"),
        Column(_("holds"), least=12, drop=3, style="dim"),
        Column("", drop=1, style="yellow"),
    )
    if rows:
        show(columns, rows)


def _shape(line: BinLine, shell: Shell) -> dict[str, object]:
    from crmtui.domain.bin import days_left

    return {
        "operation": line.operation,
        "at": line.at,
        "actor": line.actor,
        "source": line.source,
        "verb": line.verb,
        "summary": line.summary,
        "rows": dict(line.rows),
        "days_left": days_left(line, shell.today, shell.settings.bin_days),
    }


def _restore(shell: Shell, number: int, as_json: bool) -> int:
    from crmtui.actions import undo
    from crmtui.cli import undoing

    with shell.looking() as conn:
        _must(conn, number)
    with shell.keeping() as uow:
        made = undo.undo(uow, number)
    return undoing.tell(made, _("Brought back: {what} (operation {id})."), as_json=as_json)


def _must(conn: sqlite3.Connection, number: int) -> BinLine:
    from crmtui.actions import undo
    from crmtui.reads import bin as reads

    line = reads.line(conn, number)
    if line is None:
        undo.look(conn, number)  # says what became of it, where it was there once
        raise NotInBin(number)
    return line


def _empty(shell: Shell, older_than: int | None, yes: bool) -> int:
    from crmtui.actions import binning

    if not (yes or output.can_ask()):
        raise NobodyToAsk
    with shell.looking() as conn:
        going = binning.older(conn, shell.today, older_than or 0)
    if not going:
        say(_("The bin holds nothing to let go of."))
        return Exit.DONE
    if not yes:
        question = ngettext(
            "Let go of {n} deletion for good? It cannot be brought back.",
            "Let go of {n} deletions for good? They cannot be brought back.",
            len(going),
        )
        if not output.ask(question.format(n=len(going))):
            say(_("Nothing was changed."))
            return Exit.FAILED
    with shell.keeping() as uow:
        count = binning.empty(uow, going)
    words = ngettext(
        "{n} deletion was let go of for good.", "{n} deletions were let go of for good.", count
    )
    say(words.format(n=count))
    return Exit.DONE
