"""The commands that only look: today, find, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import NothingFound
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.customers import CustomerLine
    from crmtui.domain.queue import Queue

EVERY = 10**9


class NobodyFound(NothingFound):
    """No customer has all the words."""

    def __init__(self, text: str, put_away: bool = False) -> None:
        words = _("Nobody fits “{text}”.")
        if put_away:
            words = _("Only archived customers fit “{text}”: --archived lists them.")
        super().__init__(words.format(text=choosing.quoted(text)))


def today(
    ctx: typer.Context,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = 50,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
    old: Annotated[
        bool, typer.Option("--old", help=N_("The old steps of an import that are to be checked"))
    ] = False,
) -> int:
    """Who to deal with today, most urgent first, each with its reasons."""
    from crmtui import almanac
    from crmtui.reads import queue

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        terms = almanac.terms(shell.settings, shell.today, conn)
        due = queue.due(conn, shell.today, terms, limit or EVERY)
    if old:
        return _show_old(due, as_json)
    if as_json:
        from crmtui.cli import shapes

        put_json([shapes.queue_line(line, shell.today) for line in due.lines])
    elif output.on_terminal():
        from crmtui.cli import pages

        pages.show_queue(due, shell.today)
    else:
        _put_queue(due, shell)
    _say_queue(due)
    return Exit.DONE


def _put_queue(due: Queue, shell: Shell) -> None:
    from crmtui.present import reasons

    for line in due.lines:
        put_row(
            (
                f"id:{line.customer_id}",
                line.follow_up_id,
                line.sign,
                line.grade,
                line.name,
                line.contact,
                line.phone,
                line.due_on,
                f"{line.urgency:.1f}",
                reasons.line_words(line, shell.today),
            )
        )


def _say_queue(due: Queue) -> None:
    if not due.lines:
        words = _("Nothing is due today; done today: {done}; due tomorrow: {tomorrow}.")
        say(words.format(done=due.done_today, tomorrow=due.tomorrow))
    elif len(due.lines) < due.total:
        left = due.total - len(due.lines)
        say(
            ngettext(
                "… and {n} more: --limit 0 shows all.", "… and {n} more: --limit 0 shows all.", left
            ).format(n=left)
        )
    if due.old_step_count:
        say(
            ngettext(
                "{n} old step to check: crmtui today --old",
                "{n} old steps to check: crmtui today --old",
                due.old_step_count,
            ).format(n=due.old_step_count)
        )


def _show_old(due: Queue, as_json: bool) -> int:
    if as_json:
        from crmtui.cli import shapes

        put_json([shapes.old_step(step) for step in due.old_steps])
        return Exit.DONE
    rows = [
        (f"id:{s.customer_id}", s.follow_up.id, s.follow_up.due_on, s.grade, s.name,
         s.follow_up.what)
        for s in due.old_steps
    ]  # fmt: skip
    if output.on_terminal():
        from crmtui.cli import pages

        pages.show_old(rows)
    else:
        for row in rows:
            put_row(row)
    if not rows:
        say(_("There are no old steps to check."))
    return Exit.DONE


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
    if card is None:
        raise choosing.NoCustomer(text)
    if as_json:
        from crmtui.cli import shapes

        put_json(shapes.card(card, shell.today))
    elif output.on_terminal():
        from crmtui.cli import pages

        pages.show_card(card, shell.today)
    else:
        from crmtui.cli import facts

        for row in facts.of_card(card, shell.today):
            put_row(row)
    return Exit.DONE
