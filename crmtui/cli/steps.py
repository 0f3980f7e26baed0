"""The commands for planned steps: done, snooze."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, told, workwords
from crmtui.cli.output import Exit, say
from crmtui.cli.shell import Shell
from crmtui.domain.dates import When, parse_when
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from crmtui.domain.changes import Came, Changed
    from crmtui.store.unit_of_work import UnitOfWork


class DoneHowUsed(WrongUse):
    """`done` with options that do not go together."""

    def __init__(self) -> None:
        super().__init__(
            _("--confirm notes that an appointment stands; it does not go with --skip or --last.")
        )


class SnoozeHowUsed(WrongUse):
    """`snooze` with too few or too many words."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Say which step and the new day: crmtui snooze ID WHEN; or whom to hide: "
                "crmtui snooze CUSTOMER --hide-until WHEN."
            )
        )


def done(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help=N_("Planned steps"))],
    confirm: Annotated[
        bool, typer.Option("--confirm", help=N_("Not done yet: the appointment is confirmed"))
    ] = False,
    skip: Annotated[
        bool, typer.Option("--skip", help=N_("Not done and not needed: leave it out this once"))
    ] = False,
    last: Annotated[
        bool, typer.Option("--last", help=N_("A repeating step does not come back any more"))
    ] = False,
) -> int:
    """Tick off planned steps, leave them out, or note that appointments are confirmed."""
    from crmtui.actions import several

    if confirm and (skip or last):
        raise DoneHowUsed()
    shell: Shell = ctx.obj
    wanted = [choosing.step_id(text) for text in ids]
    said: list[str] = []
    came: list[Came] = []
    with shell.looking():
        pass  # a database that is not there yet must not be made by ticking something off
    with shell.keeping() as uow:
        if len(wanted) > 1:
            verb = "confirm" if confirm else "cancel" if skip else "complete"
            several.describe(uow, verb, _owners(uow, wanted))
        for step in wanted:
            said.append(workwords.open_step(uow, str(step)))
            came += _end(uow, step, shell.today, confirm=confirm, skip=skip, last=last).came
    words = _("Confirmed: {what}.") if confirm else _("Done: {what}.")
    if skip:
        words = _("Left out: {what}.")
    for sentence in said[:-1]:
        say(words.format(what=sentence))
    told.done(words.format(what=said[-1]))
    told.came(came, shell.today)
    return Exit.DONE


def _end(
    uow: UnitOfWork, step: int, today: date, *, confirm: bool, skip: bool, last: bool
) -> Changed:
    from crmtui.actions import followups

    if confirm:
        return followups.confirm(uow, step)
    if skip:
        return followups.cancel(uow, step, today) if last else followups.skip(uow, step, today)
    return followups.complete(uow, step, today, last=last)


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
    also: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help=N_("This step too; may be given again")),
    ] = None,
) -> int:
    """Put a planned step off to another day, or several; or hide a customer until a day."""
    from crmtui.actions import followups, several

    shell: Shell = ctx.obj
    if hide_until and not also:
        return _hide(shell, step, hide_until, when)
    if not when or hide_until:
        raise SnoozeHowUsed()
    wanted = dict.fromkeys(choosing.step_id(text) for text in (step, *(also or ())))
    day = parse_when(" ".join(when), shell.today, workdays=shell.workdays)
    with shell.looking():
        pass
    said = []
    with shell.keeping() as uow:
        if len(wanted) > 1:
            several.describe(uow, "snooze", _owners(uow, wanted), day.on.isoformat())
        for number in wanted:
            said.append(workwords.open_step(uow, str(number)))
            followups.snooze(uow, number, day.on, day.time, shell.today)
    words = _("Put off to {when}: {what}.")
    told.done(words.format(when=told.when(day, shell.today), what=_(", ").join(said)))
    return Exit.DONE


def _owners(uow: UnitOfWork, steps: Iterable[int]) -> list[int]:
    """Whose open steps these are; NoSuchStep."""
    owners: dict[int, None] = {}
    for step in steps:
        workwords.open_step(uow, str(step))
        owners[uow.must("follow_up", step).integer("customer_id")] = None
    return list(owners)


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
