"""The command that removes a person for good: erase."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output
from crmtui.cli.output import Exit, put_json, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.backups import Holders
    from crmtui.domain.erasure import Erased, Person


class NobodyNamed(WrongUse):
    """Nothing says who is to be erased, or too much does."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Say who is to be erased: crmtui erase CUSTOMER, --contact ID, or --bin N for one "
                "that was deleted."
            )
        )


class NameWanted(WrongUse):
    """Erasing wants the name typed where nobody can type it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no terminal to type the name on, so nothing was erased. In a script "
                "give it with --confirm NAME."
            )
        )


def erase(
    ctx: typer.Context,
    customer: Annotated[
        list[str] | None, typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ] = None,
    contact: Annotated[
        int | None, typer.Option(metavar="ID", help=N_("One contact person, by its id"))
    ] = None,
    bin_: Annotated[
        int | None, typer.Option("--bin", metavar="N", help=N_("Who is in the bin under number N"))
    ] = None,
    confirm: Annotated[
        str, typer.Option(metavar="NAME", help=N_("The name, typed again, for scripts"))
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only show what would go"))] = False,
    sweep: Annotated[
        bool, typer.Option("--sweep", help=N_("Only clean the file of what was erased before"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Remove a person for good: rows, search, journal, free pages. It cannot be undone."""
    from crmtui import upkeep

    shell: Shell = ctx.obj
    if sweep:
        with shell.looking():
            pass  # a database that is not there yet must not be made by this
        upkeep.sweep(shell.settings)
        say(_("The file holds nothing any more of what was erased."))
        return Exit.DONE
    if bool(customer) + (contact is not None) + (bin_ is not None) != 1:
        raise NobodyNamed
    with shell.looking() as conn:
        people = _people(conn, " ".join(customer or ()), contact, bin_)
    code: int = Exit.DONE
    for person in people:
        code = max(code, _erase(shell, person, confirm, dry_run=dry_run, as_json=as_json))
    return code


def _people(
    conn: sqlite3.Connection, customer: str, contact: int | None, deleted: int | None
) -> Sequence[Person]:
    from crmtui.actions import erasing
    from crmtui.cli.bin import NotInBin
    from crmtui.cli.deleting import NoSuchRow
    from crmtui.domain.errors import RowMissing

    if customer:
        return [erasing.look(conn, "customer", choosing.chosen(conn, customer).id)]
    if contact is not None:
        try:
            return [erasing.look(conn, "contact", contact)]
        except RowMissing as error:
            raise NoSuchRow("contact", contact) from error
    found = erasing.deleted(conn, deleted or 0)
    if not found:
        raise NotInBin(deleted or 0)
    return found


def _erase(shell: Shell, person: Person, confirm: str, *, dry_run: bool, as_json: bool) -> int:
    from crmtui import backups, upkeep
    from crmtui.actions import erasing
    from crmtui.files import drafts
    from crmtui.present import erasing as words

    if dry_run or not confirm:
        for line in words.ahead_words(person):
            say(line)
    if dry_run:
        _tell(shell, person, None, None, as_json)
        return Exit.DONE
    if not confirm and not output.can_ask():
        raise NameWanted
    erasing.confirmed(person, confirm or _typed())
    done = upkeep.erase(shell.settings, person)
    drafts.forget(shell.settings.db, person.customers)
    _tell(shell, person, done, backups.holders(shell.settings, person.uids), as_json)
    return Exit.DONE if done.swept else Exit.IN_PART


def _typed() -> str:
    sys.stderr.write(_("Type the name again to erase it for good (Enter leaves it): "))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _tell(
    shell: Shell, person: Person, done: Erased | None, held: Holders | None, as_json: bool
) -> None:
    from crmtui.present import erasing as words

    if as_json:
        put_json(
            {
                "kind": person.kind,
                "id": person.id,
                "rows": {table: len(ids) for table, ids in person.rows.items()},
                "mentions": [m._asdict() for m in person.mentions],
                "erased": done is not None,
                "operation": done.operation if done else None,
                "swept": bool(done and done.swept),
                "backups_holding": [str(each.path) for each in held.holding] if held else [],
                "backups_closed": [str(each.path) for each in held.closed] if held else [],
            }
        )
    if done is None or held is None:
        say(_("This was a dry run: nothing was written."))
        return
    for line in (*words.erased_words(done), *words.mention_words(person)):
        say(line)
    for line in words.backup_words(held.holding, held.closed):
        say(line)
