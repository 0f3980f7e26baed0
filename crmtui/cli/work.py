"""The command that notes what happened, with what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, told, workwords
from crmtui.cli.output import Exit, put, say
from crmtui.cli.shell import Shell
from crmtui.domain.dates import When, parse_when
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from datetime import date

    from crmtui.actions.interactions import Step
    from crmtui.store.unit_of_work import UnitOfWork


def log(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help=N_("What happened"))],
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=N_("call (default), visit, wechat, email …"))
    ] = "call",
    at: Annotated[str, typer.Option(metavar="WHEN", help=N_("When it was (default: today)"))] = "",
    outcome: Annotated[
        str, typer.Option(metavar="OUTCOME", help=N_("reached, no_answer, agreed, refused …"))
    ] = "",
    direction: Annotated[
        str, typer.Option(metavar="out|in", help=N_("Who began it: we (out) or they (in)"))
    ] = "out",
    contact: Annotated[
        str, typer.Option(metavar="NAME", help=N_("With whom (default: the first contact)"))
    ] = "",
    next_step: Annotated[
        str, typer.Option("--next", metavar="WHEN: WHAT", help=N_("The next step"))
    ] = "",
    promise: Annotated[
        str, typer.Option(metavar="WHEN: WHAT", help=N_("What we promised meanwhile"))
    ] = "",
    done_step: Annotated[
        str, typer.Option("--done", metavar="ID", help=N_("The planned step this fulfils"))
    ] = "",
) -> int:
    """Note what happened with a customer, together with the next step."""
    from crmtui.actions import interactions

    shell: Shell = ctx.obj
    day = parse_when(at, shell.today, past=True) if at else When(shell.today)
    step, promised = workwords.step(next_step, shell), workwords.step(promise, shell)
    codes = _codes(kind, direction, outcome)
    with shell.looking() as conn:
        line = choosing.chosen(conn, customer)
        person = workwords.person(conn, line.id, contact)
    with shell.keeping() as uow:
        changed = interactions.log(
            uow, line.id, summary=" ".join(text), on=day.on, time=day.time, contact_id=person,
            next_step=step, promise=promised, completes=_fulfilled(uow, done_step),
            today=shell.today, kind=codes[0], direction=codes[1], outcome=codes[2],
        )  # fmt: skip
    put(str(changed.id))
    _tell_logged(line.name, day, shell.today)
    _tell_agreed(step, promised, shell.today)
    told.came(changed.came, shell.today)
    return Exit.DONE


def _codes(kind: str, direction: str, outcome: str) -> tuple[str, str, str]:
    """The codes of the words for kind, direction and outcome."""
    return (
        workwords.code("interaction_kind", "kind", kind),
        workwords.code("direction", "direction", direction),
        workwords.code("outcome", "outcome", outcome) if outcome else "",
    )


def _fulfilled(uow: UnitOfWork, text: str) -> int | None:
    """The id of the planned step that is done by what is logged; NoSuchStep."""
    if not text:
        return None
    workwords.open_step(uow, text)
    return choosing.step_id(text)


def _tell_logged(name: str, day: When, today: date) -> None:
    words = _("Logged with {name} for {when}.")
    told.done(words.format(name=name, when=told.when(day, today)))


def _tell_agreed(step: Step | None, promised: Step | None, today: date) -> None:
    if step is not None:
        said = told.when(When(step.due_on, step.time), today)
        say(_("Next step: {what}, {when}.").format(what=step.what, when=said))
    if promised is not None:
        said = told.when(When(promised.due_on), today)
        say(_("Promised: {what}, {when}.").format(what=promised.what, when=said))
