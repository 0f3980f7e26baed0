"""The commands about what is there twice: duplicates, merge, unmerge."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output
from crmtui.cli.output import Exit, put_json, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import NothingFound, WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.changes import Changed
    from crmtui.domain.duplicates import Doubles
    from crmtui.domain.merging import MergePlan

CONTACTS = typer.Option("--contacts", help=N_("Contacts instead of customers, by their ids"))
AS_JSON = typer.Option("--json", help=N_("As JSON"))


class NotTwo(WrongUse):
    """A pair that is not two."""

    def __init__(self) -> None:
        super().__init__(_("Name exactly two: crmtui duplicates --not-same A B."))


class NotAContact(WrongUse):
    """Something that cannot be a contact's id."""

    def __init__(self, text: str) -> None:
        words = _("“{text}” is not the id of a contact. “crmtui duplicates --contacts” says them.")
        super().__init__(words.format(text=choosing.quoted(text)))


class NotMerged(NothingFound):
    """Nothing was merged into this customer, or it was taken apart already."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Nothing is merged into {name}.").format(name=name))


class NobodyToAsk(WrongUse):
    """A merge that wants a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no terminal to ask on, so nothing was merged. "
                "Add --yes to go ahead, or --dry-run to only look."
            )
        )


def duplicates(
    ctx: typer.Context,
    pair: Annotated[
        list[str] | None, typer.Argument(metavar="A B", help=N_("The two, for --not-same"))
    ] = None,
    contacts: Annotated[bool, CONTACTS] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = 20,
    skip: Annotated[
        int, typer.Option(min=0, metavar="N", help=N_("Leave out the first N, to go on"))
    ] = 0,
    everything: Annotated[
        bool, typer.Option("--all", help=N_("Also pairs noted as not the same"))
    ] = False,
    not_same: Annotated[
        bool, typer.Option("--not-same", help=N_("Note that A and B are two"))
    ] = False,
    as_json: Annotated[bool, AS_JSON] = False,
) -> int:
    """List customers, or contacts, that may be there twice, likeliest first."""
    shell: Shell = ctx.obj
    kind = "contact" if contacts else "customer"
    if not_same or pair:
        return _note(shell, kind, pair or (), not_same=not_same)
    from crmtui import zh
    from crmtui.cli import doubles
    from crmtui.cli.progress import Progress
    from crmtui.reads import duplicates as reads

    with Progress() as bar, shell.looking() as conn:
        most = skip + limit if limit else None
        found = reads.find(
            conn,
            most,
            kind=kind,
            decided=everything,
            simplify=zh.simplify,
            progress=bar.phase(_("Comparing")),
        )
    doubles.show_pairs(found.pairs[skip:], as_json=as_json)
    _say_rest(found, skip, limit)
    return Exit.DONE


def _say_rest(found: Doubles, skip: int, limit: int) -> None:
    if not found.total:
        say(_("Nobody seems to be there twice."))
    elif limit and found.total > skip + limit:
        left = found.total - skip - limit
        say(
            ngettext(
                "… and {n} more pair: --skip {skip} goes on, --limit 0 shows all.",
                "… and {n} more pairs: --skip {skip} goes on, --limit 0 shows all.",
                left,
            ).format(n=left, skip=skip + limit)
        )


def _note(shell: Shell, kind: str, pair: Sequence[str], *, not_same: bool) -> int:
    from crmtui.actions import merging

    if not not_same or len(pair) != 2:
        raise NotTwo
    with shell.looking() as conn:
        one, other = (_id(conn, kind, text) for text in pair)
    with shell.keeping() as uow:
        changed = merging.set_not_same(uow, kind, one, other)
    say(_("Noted: these two are not the same."))
    _say_undo(changed)
    return Exit.DONE


def merge(
    ctx: typer.Context,
    keep: Annotated[str, typer.Argument(metavar="KEEP", help=N_("The one that stays"))],
    other: Annotated[str, typer.Argument(metavar="OTHER", help=N_("The one that goes into it"))],
    take: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=other|keep|both", help=N_("Whose value a field gets")),
    ] = None,
    contacts: Annotated[bool, CONTACTS] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only show what would happen"))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=N_("Ask nothing"))] = False,
    as_json: Annotated[bool, AS_JSON] = False,
) -> int:
    """Make one customer of two, or one contact; everything of OTHER comes to KEEP."""
    from crmtui.actions import merging
    from crmtui.cli import doubles

    shell: Shell = ctx.obj
    kind = "contact" if contacts else "customer"
    if not (yes or dry_run or output.can_ask()):
        raise NobodyToAsk
    with shell.looking() as conn:
        stays, goes = _id(conn, kind, keep), _id(conn, kind, other)
        plan = merging.plan_merge(conn, stays, goes, kind=kind)
        choices = doubles.choices(plan, take or ())
        plan = merging.plan_merge(conn, stays, goes, choices, kind=kind)
    if dry_run:
        doubles.show_plan(plan, as_json=as_json)
        say(_("This was a dry run: nothing was written."))
        return Exit.DONE
    if not yes:
        doubles.say_plan(plan)
        if not output.ask(_question(plan)):
            say(_("Nothing was merged."))
            return Exit.FAILED
    act = merging.merge_contacts if contacts else merging.merge
    with shell.keeping() as uow:
        changed = act(uow, stays, goes, choices, shell.today, plan)
    if as_json:
        put_json({**doubles.plan_shape(plan), "operation": changed.operation})
    say(_("Merged: {other} into {keep}.").format(other=plan.other.name, keep=plan.keep.name))
    _say_undo(changed)
    return Exit.DONE


def _question(plan: MergePlan) -> str:
    words = _("Merge {other} into {keep}?")
    return words.format(other=plan.other.name or "–", keep=plan.keep.name or "–")


def unmerge(
    ctx: typer.Context,
    customer: Annotated[
        list[str], typer.Argument(metavar="CUSTOMER", help=N_("Number, id:12, or words"))
    ],
    as_json: Annotated[bool, AS_JSON] = False,
) -> int:
    """Take apart what was last merged into a customer."""
    from crmtui.actions import undo as undoing
    from crmtui.cli import undoing as telling
    from crmtui.reads import journal

    shell: Shell = ctx.obj
    with shell.looking() as conn:
        line = choosing.chosen(conn, " ".join(customer))
        merged = journal.last_merge(conn, line.id)
    if merged is None:
        raise NotMerged(choosing.named(line))
    with shell.keeping() as uow:
        made = undoing.undo(uow, merged.id)
    return telling.tell(made, _("Taken apart again: {what} (operation {id})."), as_json=as_json)


def _id(conn: sqlite3.Connection, kind: str, text: str) -> int:
    """The customer or contact that is meant."""
    if kind == "customer":
        return choosing.chosen(conn, text).id
    digits = text.strip().casefold().removeprefix("id:")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 18):
        raise NotAContact(text)
    return int(digits)


def _say_undo(changed: Changed) -> None:
    if changed.operation is not None:
        say(_("To take it back: crmtui undo --op {op}").format(op=changed.operation))
