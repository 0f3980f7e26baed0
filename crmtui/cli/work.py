"""The commands of the day's work: log, plan, done, snooze."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui import present
from crmtui.cli import choosing, told
from crmtui.cli.fields import UnknownWord
from crmtui.cli.output import Exit, put, say
from crmtui.cli.shell import Shell
from crmtui.domain.dates import When, parse_when, split_step
from crmtui.domain.errors import DateNotUnderstood, NothingFound, WrongUse
from crmtui.domain.words import N_, _
from crmtui.present.codes import CODES

if TYPE_CHECKING:
    from datetime import date

    from crmtui.actions.interactions import Step
    from crmtui.store.unit_of_work import UnitOfWork


class NoSuchPerson(NothingFound):
    """Nobody of this name at the customer."""

    def __init__(self, text: str, known: str) -> None:
        super().__init__(
            _("There is no contact “{text}” at this customer; there is: {known}.").format(
                text=text, known=known or "–"
            )
        )


class SeveralPeople(WrongUse):
    """More than one contact fits the name."""

    def __init__(self, text: str, known: str) -> None:
        super().__init__(
            _("More than one contact fits “{text}”: {known}. Nothing was done.").format(
                text=text, known=known
            )
        )


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
        str,
        typer.Option("--next", metavar="WHEN: WHAT", help=N_("The next step")),
    ] = "",
    done_step: Annotated[
        str, typer.Option("--done", metavar="ID", help=N_("The planned step this fulfils"))
    ] = "",
) -> int:
    """Note what happened with a customer, together with the next step."""
    from crmtui.actions import interactions

    shell: Shell = ctx.obj
    day = parse_when(at, shell.today, past=True) if at else When(shell.today)
    step = _step(next_step, shell)
    codes = _codes(kind, direction, outcome)
    with shell.looking() as conn:
        line = choosing.chosen(conn, customer)
        person = _person(conn, line.id, contact)
    with shell.keeping() as uow:
        changed = interactions.log(
            uow, line.id, summary=" ".join(text), on=day.on, time=day.time, contact_id=person,
            next_step=step, completes=_fulfilled(uow, done_step), today=shell.today, **codes,
        )  # fmt: skip
    put(str(changed.id))
    _tell_logged(line.name, day, step, shell.today)
    return Exit.DONE


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
) -> int:
    """Plan the next step with a customer."""
    from crmtui.actions import followups

    shell: Shell = ctx.obj
    day, text = _planned(when, what, shell)
    code = _code("interaction_kind", "kind", kind) if kind else ""
    with shell.looking() as conn:
        line = choosing.chosen(conn, customer)
        person = _person(conn, line.id, contact) if contact else None
    with shell.keeping() as uow:
        changed = followups.plan(
            uow,
            line.id,
            day.on,
            text,
            today=shell.today,
            time=day.time,
            kind=code,
            priority=priority,
            contact_id=person,
        )
    put(str(changed.id))
    words = _("Planned with {name} for {when} (step {id}).")
    told.done(words.format(name=line.name, when=told.when(day, shell.today), id=changed.id))
    return Exit.DONE


def done(
    ctx: typer.Context,
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help=N_("Planned steps"))],
) -> int:
    """Tick off planned steps."""
    from crmtui.actions import followups

    shell: Shell = ctx.obj
    wanted = [choosing.step_id(text) for text in ids]
    said = []
    with shell.looking():
        pass  # a database that is not there yet must not be made by ticking something off
    with shell.keeping() as uow:
        for step in wanted:
            said.append(_open_step(uow, str(step)))
            followups.complete(uow, step, shell.today)
    for sentence in said[:-1]:
        say(_("Done: {what}.").format(what=sentence))
    told.done(_("Done: {what}.").format(what=said[-1]))
    return Exit.DONE


def snooze(
    ctx: typer.Context,
    step: Annotated[str, typer.Argument(metavar="ID", help=N_("The planned step"))],
    when: Annotated[list[str], typer.Argument(metavar="WHEN", help=N_("The new day"))],
) -> int:
    """Put a planned step off to another day."""
    from crmtui.actions import followups

    shell: Shell = ctx.obj
    number = choosing.step_id(step)
    day = parse_when(" ".join(when), shell.today, workdays=shell.workdays)
    with shell.looking():
        pass
    with shell.keeping() as uow:
        what = _open_step(uow, step)
        followups.snooze(uow, number, day.on, day.time, shell.today)
    words = _("Put off to {when}: {what}.")
    told.done(words.format(when=told.when(day, shell.today), what=what))
    return Exit.DONE


def _step(text: str, shell: Shell) -> Step | None:
    from crmtui.actions.interactions import Step

    if not text:
        return None
    day, what = split_step(text, shell.today, workdays=shell.workdays)
    return Step(day.on, what, day.time)


def _planned(when: str, what: list[str], shell: Shell) -> tuple[When, str]:
    """WHEN and WHAT, taken together: “next tue” and “明天 14:00” need no quotes then."""
    try:
        return split_step(" ".join([when, *what]), shell.today, workdays=shell.workdays)
    except DateNotUnderstood:
        raise DateNotUnderstood(when) from None


def _codes(kind: str, direction: str, outcome: str) -> dict[str, str]:
    return {
        "kind": _code("interaction_kind", "kind", kind),
        "direction": _code("direction", "direction", direction),
        "outcome": _code("outcome", "outcome", outcome) if outcome else "",
    }


def _fulfilled(uow: UnitOfWork, text: str) -> int | None:
    """The id of the planned step that is done by what is logged; NoSuchStep."""
    if not text:
        return None
    _open_step(uow, text)
    return choosing.step_id(text)


def _tell_logged(name: str, day: When, step: Step | None, today: date) -> None:
    words = _("Logged with {name} for {when}.")
    told.done(words.format(name=name, when=told.when(day, today)))
    if step is not None:
        said = told.when(When(step.due_on, step.time), today)
        say(_("Next step: {what}, {when}.").format(what=step.what, when=said))


def _code(what: str, name: str, text: str) -> str:
    code = present.code_of(what, text)
    if code is None:
        raise UnknownWord(name, text, [f"{c} ({_(w)})" for c, w in CODES[what].items()])
    return code


def _person(conn: sqlite3.Connection, customer_id: int, name: str) -> int | None:
    """The contact meant; the first one where none is named."""
    from crmtui.reads import customers

    card = customers.card(conn, customer_id, history=0)
    if card is None or (not name and card.primary is None):
        return None
    if not name:
        assert card.primary is not None
        return card.primary.id
    wanted = name.casefold()
    exact = [person for person in card.contacts if person.name.casefold() == wanted]
    fitting = exact or [person for person in card.contacts if wanted in person.name.casefold()]
    known = _(", ").join(person.name or "–" for person in fitting or card.contacts)
    if not fitting:
        raise NoSuchPerson(name, known)
    if len(fitting) > 1:
        raise SeveralPeople(name, known)
    return fitting[0].id


def _open_step(uow: UnitOfWork, text: str) -> str:
    """What a planned step is about, with whom; NoSuchStep where there is none."""
    step = choosing.step_id(text)
    row = uow.row("follow_up", step)
    if row is None:
        raise choosing.NoSuchStep(step)
    customer = uow.must("customer", row.integer("customer_id"))
    return f"{row.text('what')} · {customer.text('name')}"
