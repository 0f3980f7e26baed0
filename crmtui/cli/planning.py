"""The command that plans: a step, one that comes back, or a whole sequence of steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, told, workwords
from crmtui.cli.output import Exit, put, say
from crmtui.cli.shell import Shell
from crmtui.domain.dates import When, parse_when
from crmtui.domain.errors import DateNotUnderstood, StepWithoutWhat, WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.customers import CustomerLine
    from crmtui.domain.repeats import Rule


class PlanHowUsed(WrongUse):
    """`plan` with too few words, or with ones that do not go together."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "It is “crmtui plan CUSTOMER WHEN WHAT”, with --repeat also without WHEN; or "
                "“crmtui plan CUSTOMER [WHEN] --sequence NAME”: its steps say what is to be done."
            )
        )


def plan(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    when: Annotated[
        str, typer.Argument(metavar="WHEN", help=N_("The day, a time may follow"))
    ] = "",
    what: Annotated[
        list[str] | None, typer.Argument(metavar="WHAT", help=N_("What is to be done"))
    ] = None,
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
    repeat: Annotated[
        str, typer.Option(metavar="HOW", help=N_("It comes back: every 2 weeks, 每月15号 …"))
    ] = "",
    sequence: Annotated[
        str, typer.Option(metavar="NAME", help=N_("All steps of this sequence instead"))
    ] = "",
) -> int:
    """Plan the next step with a customer, or the same with several."""
    shell: Shell = ctx.obj
    customers = [customer, *(also or ())]
    words = [when, *(what or ())]
    if sequence:
        if repeat or kind or priority:
            raise PlanHowUsed()
        return _start(shell, customers, " ".join(words), sequence, contact)
    if not when:
        raise PlanHowUsed()
    code = workwords.code("interaction_kind", "kind", kind) if kind else ""
    return _plan(shell, customers, words, _rule(repeat, shell), code, priority, contact)


def _plan(
    shell: Shell,
    customers: list[str],
    said: list[str],
    rule: Rule | None,
    kind: str,
    priority: int,
    contact: str,
) -> int:
    """Plan a step with each of the customers."""
    from crmtui.actions import followups

    day, text = _planned(said, rule, shell)
    found, person = _whom(shell, customers, contact)
    with shell.keeping() as uow:
        ids = [
            followups.plan(
                uow, line.id, day.on, text, today=shell.today, time=day.time, kind=kind,
                priority=priority, contact_id=person if line is found[0] else None, repeat=rule,
            ).id
            for line in found
        ]  # fmt: skip
    for step in ids:
        put(str(step))
    names = _(", ").join(line.name for line in found)
    words = _("Planned with {name} for {when} (step {id}).")
    shown = _(", ").join(map(str, ids))
    told.done(words.format(name=names, when=told.when(day, shell.today), id=shown))
    if rule:
        _tell_repeat(rule, day, shell)
    return Exit.DONE


def _whom(
    shell: Shell, customers: list[str], contact: str
) -> tuple[list[CustomerLine], int | None]:
    """The customers meant, each once, and the contact of the first who is named."""
    with shell.looking() as conn:
        lines = {line.id: line for line in (choosing.chosen(conn, whom) for whom in customers)}
        found = list(lines.values())
        return found, workwords.person(conn, found[0].id, contact) if contact else None


def _rule(text: str, shell: Shell) -> Rule | None:
    if not text:
        return None
    from crmtui.domain.repeatwords import parse_repeat

    return parse_repeat(text, shell.today)


def _planned(words: list[str], rule: Rule | None, shell: Shell) -> tuple[When, str]:
    """The day and what is to be done; what comes back begins by its rule where no day is said."""
    try:
        return workwords.planned(words[0], words[1:], shell)
    except (DateNotUnderstood, StepWithoutWhat) as error:
        if rule is None or isinstance(error, StepWithoutWhat):
            raise
    from crmtui.domain.repeatdays import first_date
    from crmtui.domain.repeats import RepeatNever, text_of

    first = first_date(rule, shell.today, shell.workdays)
    if first is None:
        raise RepeatNever(text_of(rule))
    return When(first, rule.at or None), " ".join(words)


def _tell_repeat(rule: Rule, day: When, shell: Shell) -> None:
    from crmtui.domain.repeatdays import anchored, following
    from crmtui.domain.repeats import text_of
    from crmtui.present.repeats import repeat_words

    begun = anchored(rule, day.on, day.time)
    words = repeat_words(text_of(begun))
    coming = following(begun, day.on, day.on, shell.workdays)
    if coming is None:
        say(_("It comes back {repeat}: this is the last time.").format(repeat=words))
        return
    said = told.when(When(coming[0]), shell.today)
    say(_("It comes back {repeat}; after this one {when}.").format(repeat=words, when=said))


def _start(shell: Shell, customers: list[str], when: str, name: str, contact: str) -> int:
    """Plan all steps of a sequence with each of the customers."""
    from crmtui.actions import running
    from crmtui.domain.sequences import all_of, day_of, named
    from crmtui.reads import sequences

    today, workdays = shell.today, shell.workdays
    start = parse_when(when, today, workdays=workdays).on if when else today
    found, person = _whom(shell, customers, contact)
    with shell.looking() as conn:
        sequence = named(all_of(sequences.own(conn), shell.settings.lang), name)
    with shell.keeping() as uow:
        ids = [
            running.start(
                uow, line.id, sequence, start, today=today,
                contact_id=person if line is found[0] else None,
            ).id or 0
            for line in found
        ]  # fmt: skip
    for first in ids:
        for n in range(len(sequence.steps)):
            put(str(first + n))
    words = _("The sequence “{sequence}” begins with {name}.")
    names = _(", ").join(line.name for line in found)
    told.done(words.format(sequence=sequence.name, name=names))
    for step in sequence.steps:
        said = told.when(When(day_of(step, start, workdays)), today)
        say(_("{when}: {what}").format(what=step.what, when=said))
    return Exit.DONE
