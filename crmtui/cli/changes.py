"""The command that tells who changed what, when, from what to what: changes."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output
from crmtui.cli.output import Exit, put_json, say
from crmtui.cli.shell import Shell
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.cli.changepages import Pages
    from crmtui.reads.changes import Wanted

LISTED = 20


def changes(
    ctx: typer.Context,
    customer: Annotated[
        list[str] | None,
        typer.Argument(metavar="CUSTOMER", help=N_("Only of this customer: number, id:12, words")),
    ] = None,
    since: Annotated[str, typer.Option(metavar="DAY", help=N_("From this day on"))] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help=N_("Up to this day, it included"))] = "",
    verb: Annotated[
        str, typer.Option(metavar="WORD", help=N_("Only what is called so: logged, edited …"))
    ] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help=N_("Only what this person did"))] = "",
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = LISTED,
    everything: Annotated[bool, typer.Option("--all", help=N_("All of them"))] = False,
    before: Annotated[
        int | None, typer.Option(metavar="N", help=N_("Those before operation N"))
    ] = None,
    op: Annotated[
        int | None, typer.Option("--op", metavar="N", help=N_("The whole of one operation"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Tell who changed what, when, and each field from what to what."""
    from crmtui.cli import changepages
    from crmtui.reads import changes as reads

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        if op is not None:
            pages = changepages.whole(conn, op)
        else:
            wanted = _wanted(shell, conn, " ".join(customer or ()), since, until, verb, by)
            most = -1 if everything or not limit else limit
            found = reads.ids(conn, wanted, most + 1 if most > 0 else -1, before)
            pages = changepages.several(conn, found[:most] if most > 0 else found, wanted.customer)
            if most > 0 and len(found) > most:
                say_more = _("There are older ones: --before {id}, --limit N or --all.")
                pages = pages._replace(more=say_more.format(id=found[most - 1]))
    if as_json:
        put_json(changepages.shapes(pages))
    else:
        changepages.show(pages, on_terminal=output.on_terminal())
    _say_rest(pages)
    return Exit.DONE


def _say_rest(pages: Pages) -> None:
    """Say what is not listed, and how to see it."""
    if pages.left and not output.on_terminal():
        words = _("Only the first changes of operation {ids} are listed; --op N lists all of one.")
        say(words.format(ids=", ".join(map(str, pages.left))))
    if not pages.operations:
        say(_("Nothing of that kind was changed."))
    elif pages.more:
        say(pages.more)


def _wanted(
    shell: Shell,
    conn: sqlite3.Connection,
    customer: str,
    since: str,
    until: str,
    verb: str,
    by: str,
) -> Wanted:
    """What was asked for, with days as the instants at which they begin and end here."""
    from crmtui.domain.dates import parse_when
    from crmtui.present.changes import verbs_of
    from crmtui.reads.changes import Wanted

    days = [
        parse_when(text, shell.today, past=True).on if text else None for text in (since, until)
    ]
    return Wanted(
        customer=choosing.chosen(conn, customer).id if customer else None,
        since=_begins(days[0]) if days[0] else None,
        until=_begins(days[1] + timedelta(days=1)) if days[1] else None,
        verbs=verbs_of(verb) if verb else None,
        actor=by,
    )


def _begins(day: date) -> str:
    """The UTC instant at which a day begins here, as the journal writes instants."""
    from datetime import UTC

    start = datetime.combine(day, time.min).astimezone(UTC)
    return start.isoformat(timespec="milliseconds")
