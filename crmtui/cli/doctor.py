"""The command doctor: what is right and what is not, mended where that is safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.output import Exit, put, put_json, put_row, say
from crmtui.domain.health import Finding, State
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.cli.shell import Shell

STYLES = {State.OK: "green", State.WARNING: "yellow", State.BROKEN: "red"}
INDENT = "  "


def doctor(
    ctx: typer.Context,
    fix: Annotated[
        bool, typer.Option("--fix", help=N_("Mend what can be mended without risk"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("For scripts"))] = False,
    report: Annotated[
        bool, typer.Option("--report", help=N_("Without customer data, to show to others"))
    ] = False,
) -> int:
    """Check the program, its database and the terminal; say what to do where something is off."""
    shell: Shell = ctx.obj
    found = _looked_at(shell)
    if fix:
        from crmtui.cli import mending

        if done := mending.mend(shell.settings, found):
            for words in done:
                say(words)
            found = _looked_at(shell)
        else:
            say(_("There is nothing that I can mend."))
    if as_json:
        put_json([_as_json(finding) for finding in found])
    elif report:
        from crmtui.cli import reporting

        for line in reporting.lines(shell, found):
            put(line)
    else:
        _show(found)
    return Exit.FAILED if any(f.state is State.BROKEN for f in found) else Exit.DONE


def _looked_at(shell: Shell) -> list[Finding]:
    from crmtui.cli import checkup
    from crmtui.cli.progress import late

    with ExitStack() as stack:
        return checkup.findings(shell, late(stack, _("Checking the database")))


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "check": finding.check,
        "state": finding.state.value,
        "found": finding.words,
        "advice": finding.advice,
    }


def state_words(state: State) -> str:
    """How a check went, in a word."""
    words = {State.OK: _("ok"), State.WARNING: _("warning"), State.BROKEN: _("faulty")}
    return words[state]


def _show(found: Sequence[Finding]) -> None:
    if not output.on_terminal():
        for finding in found:
            put_row((finding.state.value, finding.check, finding.words, finding.advice))
        return
    for line in _lines(found):
        put(line)
    put(_summary(found))


def _lines(found: Sequence[Finding]) -> Iterator[str]:
    from crmtui.cli import cells, table
    from crmtui.domain.clean import neutral

    states = max(cells.width(state_words(state)) for state in State)
    names = max(cells.width(finding.what) for finding in found)
    room = max(table.room() - states - names - 4, table.LEAST_ROOM)
    for finding in found:
        head = table.painted(
            cells.padded(state_words(finding.state), states), STYLES[finding.state]
        )
        words = cells.wrapped(neutral(finding.words), room)
        yield f"{head}  {cells.padded(finding.what, names)}  {words[0]}"
        indent = " " * (states + names + 4)
        yield from (indent + line for line in words[1:])
        advice = cells.wrapped(neutral(finding.advice), room - 2) if finding.advice else []
        yield from (indent + ("→ " if not n else "  ") + line for n, line in enumerate(advice))


def _summary(found: Sequence[Finding]) -> str:
    broken = sum(finding.state is State.BROKEN for finding in found)
    doubtful = sum(finding.state is State.WARNING for finding in found)
    if not broken and not doubtful:
        return "\n" + _("All is well.")
    parts = []
    if broken:
        parts.append(
            ngettext("{n} thing is broken", "{n} things are broken", broken).format(n=broken)
        )
    if doubtful:
        parts.append(ngettext("{n} warning", "{n} warnings", doubtful).format(n=doubtful))
    return "\n" + _(", ").join(parts) + _(".")
