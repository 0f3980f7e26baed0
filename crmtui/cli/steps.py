"""The commands for planned steps: plan, done, snooze."""

from __future__ import annotations

from typing import Annotated

import typer

from crmtui.cli import choosing, told, workwords
from crmtui.cli.output import Exit, put, say
from crmtui.cli.shell import Shell
from crmtui.domain.dates import When, parse_when
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _


class SnoozeHowUsed(WrongUse):
    """`snooze` with too few or too many words."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Say which step and the new day: crmtui snooze ID WHEN; or whom to hide: "
                "crmtui snooze CUSTOMER --hide-until WHEN."
            )
        )


def plan(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    when: Annotated[str, typer.Argument(metavar="WHEN", help=N_("The day, a time may follow"))],
    what: Annotated[list[str], typer.Argument(metavar="WHAT", help=N_("What is to be done"))],
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=N_("call, visit, wechat, email …"))
    ] = "",
    contact: Annotated[str, typer.Option(metavar="NAME", help=N_("With whom"))] = "",
    priority: Annotated[
        int, typer.Option(metavar="0-3", min=0, max=3, help=N_("How much it matters"))
    ] = 0,
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="CUSTOMER", help=N_("With this one too; may be given again")),
    ] = None,
) -> int:
    """Plan the next step with a customer, or the same with several."""
    from crmtui.actions import followups

    shell: Shell = ctx.obj
    day, text = workwords.planned(when, what, shell)
    code = workwords.code("interaction_kind", "kind", kind) if kind else ""
    with shell.looking() as conn:
        lines = [choosing.chosen(conn, whom) for whom in (customer, *(also or ()))]
        found = {line.id: line for line in lines}
        first = next(iter(found))
        person = workwords.person(conn, first, contact) if contact else None
    with shell.keeping() as uow:
        made = {
            each: followups.plan(
                uow, each, day.on, text, today=shell.today, time=day.time, kind=code,
                priority=priority, contact_id=person if each == first else None,
            )
            for each in found
        }  # fmt: skip
    for changed in made.values():
        put(str(changed.id))
    names = _(", ").join(line.name for line in found.values())
    ids = _(", ").join(str(changed.id) for changed in made.values())
    words = _("Planned with {name} for {when} (step {id}).")
    told.done(words.format(name=names, when=told.when(day, shell.today), id=ids))
    return Exit.DONE


def done(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help=N_("Planned steps"))],
    confirm: Annotated[
        bool, typer.Option("--confirm", help=N_("Not done yet: the appointment is confirmed"))
    ] = False,
) -> int:
    """Tick off planned steps, or note that appointments are confirmed."""
    from crmtui.actions import followups

    shell: Shell = ctx.obj
    wanted = [choosing.step_id(text) for text in ids]
    said = []
    with shell.looking():
        pass  # a database that is not there yet must not be made by ticking something off
    with shell.keeping() as uow:
        for step in wanted:
            said.append(workwords.open_step(uow, str(step)))
            if confirm:
                followups.confirm(uow, step)
            else:
                followups.complete(uow, step, shell.today)
    words = _("Confirmed: {what}.") if confirm else _("Done: {what}.")
    for sentence in said[:-1]:
        say(words.format(what=sentence))
    told.done(words.format(what=said[-1]))
    return Exit.DONE


def snooze(
    ctx: typer.Context,
    step: Annotated[
        str, typer.Argument(metavar="ID", help=N_("The planned step; or whom --hide-until hides"))
    ],
    when: Annotated[
        list[str] | None, typer.Argument(metavar="WHEN", help=N_("The new day"))
    ] = None,
    hide_until: Annotated[
        str,
        typer.Option(metavar="WHEN", help=N_("Keep CUSTOMER out of the queue until then, or: off")),
    ] = "",
) -> int:
    """Put a planned step off to another day, or hide a customer until a day."""
    from crmtui.actions import followups

    shell: Shell = ctx.obj
    if hide_until:
        return _hide(shell, step, hide_until, when)
    if not when:
        raise SnoozeHowUsed()
    number = choosing.step_id(step)
    day = parse_when(" ".join(when), shell.today, workdays=shell.workdays)
    with shell.looking():
        pass
    with shell.keeping() as uow:
        what = workwords.open_step(uow, step)
        followups.snooze(uow, number, day.on, day.time, shell.today)
    words = _("Put off to {when}: {what}.")
    told.done(words.format(when=told.when(day, shell.today), what=what))
    return Exit.DONE


def _hide(shell: Shell, customer: str, text: str, words: list[str] | None) -> int:
    from crmtui.actions import hiding
    from crmtui.cli.config import OFF

    if words:
        raise SnoozeHowUsed()
    off = text.strip().casefold() in OFF
    until = None if off else parse_when(text, shell.today, workdays=shell.workdays)
    with shell.looking() as conn:
        line = choosing.chosen(conn, customer)
    with shell.keeping() as uow:
        hiding.hide(uow, line.id, until.on if until else None, shell.today)
    if until is None:
        told.done(_("{name} is not hidden any more.").format(name=line.name))
    else:
        words_said = _("{name} is hidden until {when}; promises and planned steps still come up.")
        when = told.when(When(until.on), shell.today)
        told.done(words_said.format(name=line.name, when=when))
    return Exit.DONE
