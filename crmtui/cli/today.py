"""The command `today`: the queue, and who stands beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.output import Exit, put, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.queuesections import (
    BESIDE,
    NOW,
    SECTIONS,
    WAITING,
    in_sections,
    places_today,
    waiting,
)
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.queue import Queue, QueueLine
    from crmtui.domain.queuesections import Beside

EVERY = 10**9
SHOWN_BESIDE = 10  # customers of each section after the queue

Placed = list[tuple[str, "QueueLine"]]


class NoSuchSection(WrongUse):
    """A section there is none of."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("There is no section “{name}”; there is: {known}.").format(
                name=name, known=", ".join(SECTIONS)
            )
        )


def today(
    ctx: typer.Context,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = 50,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
    section: Annotated[
        str,
        typer.Option(
            metavar="NAME", help=N_("Only now, waiting, no_next_step, neglected or stale")
        ),
    ] = "",
    brief: Annotated[
        bool, typer.Option("--brief", help=N_("One line; exit code 3 where nothing is due"))
    ] = False,
    old: Annotated[
        bool, typer.Option("--old", help=N_("The old steps of an import that are to be checked"))
    ] = False,
) -> int:
    """Who to deal with today, most urgent first, each with its reasons."""
    from crmtui import almanac
    from crmtui.reads import queue

    shell: Shell = ctx.obj
    if section and section not in SECTIONS:
        raise NoSuchSection(section)
    with shell.looking() as conn:
        terms = almanac.terms(shell.settings, shell.today, conn)
        most = 1 if brief else _most(limit, section, shell)
        due = queue.due(conn, shell.today, terms, most)
        room = places_today(shell.settings.capacity, due.done_today)
        if brief:
            return _brief(due, min(room, due.total))
        if old:
            return _show_old(due, as_json)
        now = {line.customer_id for line in due.lines[:room]}
        due = due if section else due._replace(lines=due.lines[: limit or EVERY])
        turns, beside = _around(conn, due, now, shell, as_json or section in BESIDE)
        placed = in_sections(due.lines, room, turns)
        left, waits = due.total - len(placed), waiting(due.total, room, turns)
        if section:
            sizes = {NOW: min(room, due.total), WAITING: waits}
            in_section = sizes.get(section, sum(name == section for name, _line in placed))
            placed = [each for each in placed if each[0] == section][: limit or EVERY]
            beside = [each for each in beside if each.section == section]
            left = in_section - len(placed)
        _show(conn, due, room, placed, beside, shell, as_json, waits)
    _say_queue(due, left)
    return Exit.DONE


def _most(limit: int, section: str, shell: Shell) -> int:
    """How many lines to read; those that wait come after those for which there is room."""
    capacity, neglected = shell.settings.capacity, shell.settings.neglected
    if section:
        return (limit or EVERY) + capacity + neglected
    return max(limit or EVERY, capacity)


def _around(
    conn: sqlite3.Connection, due: Queue, now: Collection[int], shell: Shell, full: bool
) -> tuple[Collection[int], Sequence[Beside]]:
    """Whose turn it is of those in the queue, and who stands beside it where that is shown.

    now: the customers for whom there is room today, also those beyond the limit of lines.
    """
    settings, day = shell.settings, shell.today
    full = full or output.on_terminal()
    if not (full or due.total > len(now)):
        return (), ()
    from crmtui.reads import besides

    if full:
        return besides.around(conn, due, day, now, settings.neglected, SHOWN_BESIDE)
    forgotten = besides.neglected(conn, day, settings.neglected, now)
    return besides.taken_out(forgotten, due), ()


def _show(
    conn: sqlite3.Connection,
    due: Queue,
    room: int,
    placed: Placed,
    beside: Sequence[Beside],
    shell: Shell,
    as_json: bool,
    waits: int,
) -> None:
    if as_json:
        from crmtui.cli import besides

        put_json(besides.shapes_of(conn, placed, beside, shell.today))
    elif output.on_terminal():
        from crmtui.cli import besides

        besides.show(conn, due, room, placed, beside, shell.today, waits)
    else:
        _put_queue(placed, shell)
        if beside:
            from crmtui.cli import besides

            besides.put_rows(conn, beside, shell.today)


def _put_queue(placed: Placed, shell: Shell) -> None:
    from crmtui.present import reasons

    for section, line in placed:
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
                section,
            )
        )


def _brief(due: Queue, now: int) -> int:
    """“23 today, 40 waiting: 2 promises overdue, 3 birthdays”, for a shell's prompt."""
    if not due.total:
        put(_("Nothing is due today."))
        return Exit.NOTHING_FOUND
    from crmtui.present import dayfigures

    parts = [figure.words for figure in dayfigures.pressing(due)]
    head = _("{n} today").format(n=now)
    if waits := due.total - now:
        words = ngettext("{n} waiting", "{n} waiting", waits).format(n=waits)
        head = _(", ").join((head, words))
    words = _("{head}: {parts}").format(head=head, parts=_(", ").join(parts)) if parts else head
    put(words)
    return Exit.DONE


def _say_queue(due: Queue, left: int) -> None:
    if not due.lines:
        words = _("Nothing is due today; done today: {done}; due tomorrow: {tomorrow}.")
        say(words.format(done=due.done_today, tomorrow=due.tomorrow))
    elif left > 0:
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
