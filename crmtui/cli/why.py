"""The command `why`: what makes a customer urgent, part by part."""

from __future__ import annotations

from typing import Annotated

import typer

from crmtui.cli import choosing
from crmtui.cli.output import Exit, on_terminal, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.words import N_, _
from crmtui.present import why as words


def why(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Why a customer is in the queue: the parts of its urgency and their sum."""
    from crmtui import almanac
    from crmtui.reads import queue

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        chosen = choosing.chosen(conn, customer)
        terms = almanac.terms(shell.settings, shell.today, conn)
        line = queue.line_for(conn, chosen.id, shell.today, terms)
        shares = queue.shares_for(conn, chosen.id, shell.today, terms) if line else []
    if line is None:
        say(_("Nothing is due today with {name}.").format(name=chosen.name))
        return Exit.NOTHING_FOUND
    if as_json:
        from crmtui.cli import shapes

        put_json(shapes.queue_line(line, shell.today))
        return Exit.DONE
    made = words.parts(shares, shell.today)
    if not on_terminal():
        for part in made:
            put_row((f"{part.points:.2f}", part.code, part.words, part.weight))
        put_row((f"{line.urgency:.2f}", "urgency", line.name, ""))
        return Exit.DONE
    from crmtui.cli.table import Column, show, title

    title(line.name)
    show(
        (
            Column(_("points"), right=True),
            Column(_("for"), least=20),
            Column(_("weight"), style="dim"),
        ),
        [
            *(
                (f"{part.points:+.1f}", part.words if part.first else "", part.weight)
                for part in made
            ),
            (f"{line.urgency:.1f}", _("urgency"), ""),
        ],
    )
    say(words.where_words())
    return Exit.DONE
