"""The command that puts things into the recycle bin: delete."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output
from crmtui.cli.output import Exit, put, put_json, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.deleting import Deletion

_ID = N_("By its id, as “crmtui show CUSTOMER --json” says it")


class NothingNamed(WrongUse):
    """Nothing says what is to be deleted, or too much does."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Say what to delete: crmtui delete CUSTOMER, or one of --contact ID, --record ID, "
                "--step ID, --promise ID, --day ID."
            )
        )


class NobodyToAsk(WrongUse):
    """Deleting wants a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no terminal to ask on, so nothing was deleted. "
                "Add --yes to go ahead, or --dry-run to only look."
            )
        )


class NoSuchRow(NothingFound):
    """Nothing of this kind has this id."""

    def __init__(self, table: str, row_id: int) -> None:
        from crmtui import present

        super().__init__(
            _("There is no {what} with the id {id}.").format(
                what=present.table_words(table), id=row_id
            )
        )


def delete(
    ctx: typer.Context,
    customer: Annotated[
        list[str] | None, typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ] = None,
    contact: Annotated[int | None, typer.Option(metavar="ID", help=_ID)] = None,
    record: Annotated[int | None, typer.Option(metavar="ID", help=_ID)] = None,
    step: Annotated[int | None, typer.Option(metavar="ID", help=_ID)] = None,
    promise: Annotated[int | None, typer.Option(metavar="ID", help=_ID)] = None,
    day: Annotated[int | None, typer.Option(metavar="ID", help=_ID)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would go"))] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Ask nothing"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Put a customer with everything of it, or one thing of it, into the recycle bin."""
    from crmtui.actions import deleting
    from crmtui.present.deleting import going_words

    shell: Shell = ctx.obj
    ids = {"contact": contact, "interaction": record, "follow_up": step, "promise": promise,
           "occasion": day}  # fmt: skip
    named = [(table, row_id) for table, row_id in ids.items() if row_id is not None]
    if len(named) + bool(customer) != 1:
        raise NothingNamed
    if not (yes or dry_run or output.can_ask()):
        raise NobodyToAsk
    with shell.looking() as conn:
        going = _going(conn, customer or (), named)
    if dry_run or not yes:
        show = put if dry_run and not as_json else say
        for line in going_words(going):
            show(line)
    if dry_run:
        return _told(going, None, as_json)
    if not yes and not output.ask(_("Delete it?")):
        say(_("Nothing was deleted."))
        return Exit.FAILED
    with shell.keeping(bulk=True) as uow:
        made = deleting.delete(uow, going.table, going.rows[going.table], going)
    return _told(going, made.operation, as_json)


def _going(
    conn: sqlite3.Connection, customer: Sequence[str], named: Sequence[tuple[str, int]]
) -> Deletion:
    from crmtui.actions import deleting
    from crmtui.domain.errors import RowMissing

    if customer:
        line = choosing.chosen(conn, " ".join(customer))
        return deleting.look(conn, "customer", [line.id])
    table, row_id = named[0]
    try:
        return deleting.look(conn, table, [row_id])
    except RowMissing as error:
        raise NoSuchRow(table, row_id) from error


def _told(going: Deletion, operation: int | None, as_json: bool) -> int:
    if as_json:
        shape: dict[str, object] = {
            "table": going.table,
            "names": list(going.titles),
            "rows": {table: len(ids) for table, ids in going.rows.items()},
            "let_go": len(going.referring),
            "operation": operation,
            "dry_run": operation is None,
        }
        put_json(shape)
    if operation is None:
        say(_("This was a dry run: nothing was written."))
    else:
        said = _("Deleted: {what}. To bring it back: crmtui bin restore {id}")
        say(said.format(what=_(", ").join(going.titles), id=operation))
    return Exit.DONE
