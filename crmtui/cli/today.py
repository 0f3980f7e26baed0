"""The command `today`: the queue, and who stands beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
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
        if brief:
            return _brief(due)
        if old:
            return _show_old(due, as_json)
        placed, beside = _sections(conn, due, shell, section, as_json)
        left = due.total - len(placed)
        if section:
            in_section = _in_section(due, placed, shell, section)
            placed = [each for each in placed if each[0] == section][: limit or EVERY]
            beside = [each for each in beside if each.section == section]
            left = in_section - len(placed)
        _show(conn, due, placed, beside, shell, as_json, left)
    _say_queue(due, left)
    return Exit.DONE


def _most(limit: int, section: str, shell: Shell) -> int:
    """How many lines to read; those that wait come after those for which there is room."""
    return (limit or EVERY) + (shell.settings.capacity if section else 0)


def _in_section(due: Queue, placed: Placed, shell: Shell, section: str) -> int:
    """How many lines of the queue a section has, shown or not."""
    if section == WAITING:
        return waiting(due.total, placed)
    if section == NOW:
        return min(places_today(shell.settings.capacity, due.done_today), due.total)
    return sum(name == section for name, _line in placed)


def _sections(
    conn: sqlite3.Connection, due: Queue, shell: Shell, section: str, as_json: bool
) -> tuple[Placed, Sequence[Beside]]:
    """The queue's lines by section, and those beside it where they are asked for or shown."""
    settings, day = shell.settings, shell.today
    room = places_today(settings.capacity, due.done_today)
    full = as_json or output.on_terminal() or section in BESIDE
    if not (full or len(due.lines) > room):
        return in_sections(due.lines, room, ()), ()
    from crmtui.reads import besides

    if full:
        turns, found = besides.around(conn, due, day, room, settings.neglected, SHOWN_BESIDE)
    else:
        now = {line.customer_id for line in due.lines[:room]}
        forgotten = besides.neglected(conn, day, settings.neglected, now)
        turns, found = frozenset(line.customer_id for line in forgotten.lines), ()
    return in_sections(due.lines, room, turns), found


def _show(
    conn: sqlite3.Connection,
    due: Queue,
    placed: Placed,
    beside: Sequence[Beside],
    shell: Shell,
    as_json: bool,
    left: int,
) -> None:
    if as_json:
        from crmtui.cli import besides

        put_json(besides.shapes_of(conn, placed, beside, shell.today))
    elif output.on_terminal():
        from crmtui.cli import besides

        besides.show(conn, due, placed, beside, shell.today, left)
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


def _brief(due: Queue) -> int:
    """“23 today: 2 promises overdue, 3 birthdays”, for a shell's prompt."""
    if not due.total:
        put(_("Nothing is due today."))
        return Exit.NOTHING_FOUND
    parts = []
    if n := due.promises_overdue:
        parts.append(ngettext("{n} promise overdue", "{n} promises overdue", n).format(n=n))
    if n := due.overdue:
        parts.append(ngettext("{n} step overdue", "{n} steps overdue", n).format(n=n))
    if n := due.birthdays:
        parts.append(ngettext("{n} birthday", "{n} birthdays", n).format(n=n))
    head = _("{n} today").format(n=due.total)
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
