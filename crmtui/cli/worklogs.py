"""The command worklog: what was done, as text for somebody else to read, and the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import formats
from crmtui.cli.output import Exit, put, put_json, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.worklog import Worklog

SHOWN = 500  # contacts and steps listed, unless asked for more


class OneSpan(WrongUse):
    """Both --week and --month."""

    def __init__(self) -> None:
        super().__init__(_("Say --week or --month, not both."))


def worklog(
    ctx: typer.Context,
    day: Annotated[
        list[str] | None,
        typer.Argument(metavar="DAY", help=N_("2026-11-23, yesterday, 周三; default: today")),
    ] = None,
    week: Annotated[bool, typer.Option("--week", help=N_("The day's whole week"))] = False,
    month: Annotated[bool, typer.Option("--month", help=N_("The day's whole month"))] = False,
    rep: Annotated[str, typer.Option(metavar="NAME", help=N_("Only what this rep did"))] = "",
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = SHOWN,
    fmt: Annotated[str, typer.Option("--format", metavar="text|md|json", help=N_("The form"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """What was done in a day, a week or a month, with whom, and what came of it."""
    from crmtui.domain.dates import parse_when
    from crmtui.domain.goals import goals_of
    from crmtui.domain.worklog import span_of
    from crmtui.reads import worklog as reads

    shell: Shell = ctx.obj
    form = formats.chosen(fmt, as_json, (formats.TEXT, formats.MARKDOWN, formats.JSON))
    if week and month:
        raise OneSpan()
    words = " ".join(day or ())
    on = parse_when(words, shell.today, past=True, workdays=shell.workdays).on if words else None
    span = span_of("month" if month else "week" if week else "day", on or shell.today)
    with shell.looking() as conn:
        goals = goals_of(shell.settings.targets)
        log = reads.read(conn, reads.Asked(span, rep, limit), goals, shell.workdays)
    _put(log, shell, form)
    if log.is_empty:
        return Exit.NOTHING_FOUND
    if left := log.total - len(log.deeds):
        words = ngettext(
            "… and {n} more: --limit 0 shows all.", "… and {n} more: --limit 0 shows all.", left
        )
        say(words.format(n=left))
    return Exit.DONE


def _put(log: Worklog, shell: Shell, form: str) -> None:
    from crmtui.present import worklog as words

    me = shell.settings.me
    if form == formats.JSON:
        from crmtui.cli import worklogshapes

        put_json(worklogshapes.shape(log))
    elif form == formats.MARKDOWN:
        style = words.Style(lambda name: f"**{formats.escaped(name)}**", formats.escaped)
        put(f"## {formats.escaped(words.title(log, me, shell.today))}")
        for block in words.blocks(log, shell.today, style):
            put(f"\n### {block.title}\n")
            for number, item in enumerate(block.items, 1):
                put(f"{number}. {item.text}" if block.numbered else f"- {item.text}")
                for line in item.below:
                    put(f"   - {line}")
    else:
        put(words.text(log, me, shell.today))
