"""The commands for promises: make one, keep, break or put it off; the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output, told, workwords
from crmtui.cli.output import Exit, put, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.dates import When, parse_when
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.promises import LedgerLine, MonthKept
    from crmtui.store.unit_of_work import UnitOfWork


class NotAPromise(WrongUse):
    """Something that cannot be a promise's id."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _("“{text}” is not the id of a promise. “crmtui promises” says the ids.").format(
                text=text
            )
        )


class NoSuchPromise(NothingFound):
    """No promise has this id."""

    def __init__(self, promise: int) -> None:
        super().__init__(
            _("There is no promise {id}. “crmtui promises” says the ids.").format(id=promise)
        )


class PromiseHowUsed(WrongUse):
    """`promise` with too few or too many words."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Say to whom, for when and what: crmtui promise CUSTOMER WHEN WHAT; or one of "
                "--kept ID, --broken ID --why TEXT, --put-off ID WHEN --why TEXT."
            )
        )


def promise(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="CUSTOMER WHEN WHAT", help=N_("To whom, for when, what")),
    ] = None,
    kept: Annotated[str, typer.Option(metavar="ID", help=N_("This promise was kept"))] = "",
    broken: Annotated[
        str, typer.Option(metavar="ID", help=N_("This promise will not be kept: say --why"))
    ] = "",
    put_off: Annotated[
        str, typer.Option(metavar="ID", help=N_("Put it off to WHEN: say --why"))
    ] = "",
    edit: Annotated[str, typer.Option(metavar="ID", help=N_("Say what was promised anew"))] = "",
    remove: Annotated[str, typer.Option(metavar="ID", help=N_("It was noted by mistake"))] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help=N_("Why it is put off or broken"))] = "",
    contact: Annotated[str, typer.Option(metavar="NAME", help=N_("To whom"))] = "",
) -> int:
    """Promise something to a customer, or say what became of a promise."""
    shell: Shell = ctx.obj
    rest = words or []
    asked = {"kept": kept, "broken": broken, "put_off": put_off, "edit": edit, "remove": remove}
    given = [(verb, text) for verb, text in asked.items() if text]
    if not given:
        return _make(shell, rest, contact)
    takes_words = given[0][0] in ("put_off", "edit")
    if len(given) > 1 or bool(rest) != takes_words:
        raise PromiseHowUsed()
    return _settle(shell, *given[0], " ".join(rest), why)


def _make(shell: Shell, words: list[str], contact: str) -> int:
    from crmtui.actions import promises

    if len(words) < 2:
        raise PromiseHowUsed()
    day, what = workwords.planned(words[1], words[2:], shell)
    with shell.looking() as conn:
        line = choosing.chosen(conn, words[0])
        person = workwords.person(conn, line.id, contact) if contact else None
    with shell.keeping() as uow:
        made = promises.make(uow, line.id, day.on, what, today=shell.today, contact_id=person)
    put(str(made.id))
    sentence = _("Promised to {name} for {when} (promise {id}).")
    when = told.when(When(day.on), shell.today)
    told.done(sentence.format(name=line.name, when=when, id=made.id))
    return Exit.DONE


def _settle(shell: Shell, verb: str, text: str, words: str, why: str) -> int:
    number = _promise_id(text)
    with shell.looking():
        pass  # a database that is not there yet must not be made by this
    with shell.keeping() as uow:
        what = _named(uow, number)
        done = _settled(shell, uow, verb, number, words, why)
    told.done(done.format(what=what))
    return Exit.DONE


def _settled(shell: Shell, uow: UnitOfWork, verb: str, number: int, words: str, why: str) -> str:
    """Do it; gives the sentence that says so, with a place for what it is about."""
    from crmtui.actions import promises

    match verb:
        case "kept":
            promises.keep(uow, number, shell.today)
            return _("Promise kept: {what}.")
        case "broken":
            promises.break_(uow, number, why, shell.today)
            return _("Noted as broken: {what}.")
        case "put_off":
            day = parse_when(words, shell.today, workdays=shell.workdays)
            promises.put_off(uow, number, day.on, why, shell.today)
            when = told.when(When(day.on), shell.today)
            return _("Put off to {when}: {what}.").replace("{when}", when)
        case "edit":
            promises.edit(uow, number, {"what": words})
            return _("Changed: {what}.")
    promises.remove(uow, number)
    return _("Removed: {what}.")


def _promise_id(text: str) -> int:
    digits = text.removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 18):
        raise NotAPromise(text)
    return int(digits)


def _named(uow: UnitOfWork, number: int) -> str:
    """What a promise is about, and to whom; NoSuchPromise where there is none."""
    row = uow.row("promise", number)
    if row is None:
        raise NoSuchPromise(number)
    customer = uow.must("customer", row.integer("customer_id"))
    return f"{row.text('what')} · {customer.text('name')}"


def promises(
    ctx: typer.Context,
    customer: Annotated[
        str, typer.Argument(metavar="CUSTOMER", help=N_("Of this customer only"))
    ] = "",
    only_open: Annotated[
        bool, typer.Option("--open", help=N_("Those that are still to be kept"))
    ] = False,
    month: Annotated[
        bool, typer.Option("--month", help=N_("By the month they were due in: the share kept"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """The ledger of promises: the open ones first, then what became of the others."""
    from crmtui.domain.promises import by_month
    from crmtui.reads import promises as read

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        whose = choosing.chosen(conn, customer).id if customer else None
        lines = read.ledger(conn, whose, only_open=only_open)
    if month:
        _show_months(by_month((line.promise for line in lines), shell.today), as_json)
    else:
        _show_ledger(lines, shell, as_json)
    if not lines:
        say(_("There are no promises."))
    return Exit.DONE


def _show_months(months: list[MonthKept], as_json: bool) -> None:
    from crmtui.present.promises import share_words

    if as_json:
        from crmtui.cli import shapes

        put_json([shapes.month_kept(each) for each in months])
    elif output.on_terminal():
        from crmtui.cli import promisepages

        promisepages.show_months(months)
    else:
        for each in months:
            put_row((*each, share_words(each)))


def _show_ledger(lines: list[LedgerLine], shell: Shell, as_json: bool) -> None:
    if as_json:
        from crmtui.cli import shapes

        put_json([shapes.ledger_line(line, shell.today) for line in lines])
    elif output.on_terminal():
        from crmtui.cli import promisepages

        promisepages.show_ledger(lines, shell.today)
    else:
        for line in lines:
            each = line.promise
            put_row((each.id, f"id:{each.customer_id}", line.customer, each.made_on, each.due_on,
                     each.status(shell.today), each.what, each.kept_on or each.broken_on,
                     each.put_offs, each.why))  # fmt: skip
