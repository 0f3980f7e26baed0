"""The commands that only look: find, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import NothingFound
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    import sqlite3

    from crmtui.domain.customers import CustomerLine
    from crmtui.reads.greetings import Given

EVERY = 10**9


class NobodyFound(NothingFound):
    """No customer has all the words."""

    def __init__(self, text: str, put_away: bool = False) -> None:
        words = _("Nobody fits “{text}”.")
        if put_away:
            words = _("Only archived customers fit “{text}”: --archived lists them.")
        super().__init__(words.format(text=choosing.quoted(text)))


def find(
    ctx: typer.Context,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS…", help=N_("Names, pinyin, last digits of a phone, any text")
        ),
    ],
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = 50,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
    archived: Annotated[
        bool, typer.Option("--archived", help=N_("Look among the archived ones"))
    ] = False,
) -> int:
    """Find customers: exact matches first, then the most recently touched."""
    from crmtui.domain.search import parse_query
    from crmtui.reads import customers

    shell: Shell = ctx.obj
    text = " ".join(words)
    query = parse_query(text, choosing.simplifier(text))
    with shell.looking() as conn:
        most = limit + 1 if limit else EVERY
        lines = customers.find(conn, query, most, archived=archived)
        more, lines = len(lines) == most, lines[: limit or EVERY]
        if as_json:
            from crmtui.cli import shapes

            found = customers.found(conn, [line.id for line in lines])
            put_json([shapes.found(customer) for customer in found])
        if not lines:
            put_away = not archived and bool(customers.find(conn, query, 1, archived=True))
            raise NobodyFound(text, put_away)
    if not as_json:
        _put_lines(lines, shell)
    if more:
        say(_("There are more than {n}: --limit 0 shows all.").format(n=limit))
    return Exit.DONE


def _put_lines(lines: list[CustomerLine], shell: Shell) -> None:
    if output.on_terminal():
        from crmtui.cli import pages

        pages.show_lines(lines, shell.today)
        return
    for line in lines:
        put_row(
            (
                f"id:{line.id}",
                line.number,
                line.name,
                line.short_name,
                line.grade,
                line.stage,
                line.region,
                line.contact,
                line.position,
                line.phone,
                line.last_touch_on,
                line.next_due_on,
            )
        )


def _given(conn: sqlite3.Connection, customer_id: int) -> list[Given]:
    from crmtui.reads import greetings

    return greetings.given(conn, customer_id)


def show(
    ctx: typer.Context,
    customer: Annotated[
        list[str], typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
    history: Annotated[
        int, typer.Option(min=0, metavar="N", help=N_("Contact records to show; 0: all"))
    ] = 20,
) -> int:
    """One customer's card: people, history, next steps, days, fields of your own."""
    from crmtui.reads import customers

    shell: Shell = ctx.obj
    text = " ".join(customer)
    with shell.looking() as conn:
        line = choosing.chosen(conn, text)
        card = customers.card(conn, line.id, history=None if as_json else history or None)
        given = _given(conn, line.id) if as_json else []
    if card is None:
        raise choosing.NoCustomer(text)
    if as_json:
        from crmtui.cli import shapes

        put_json(shapes.card(card, given, shell.today))
    elif output.on_terminal():
        from crmtui.cli import pages

        pages.show_card(card, shell.today)
    else:
        from crmtui.cli import facts

        for row in facts.of_card(card, shell.today):
            put_row(row)
    return Exit.DONE
