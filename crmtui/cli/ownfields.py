"""The command about fields of your own: fields."""

from __future__ import annotations

from typing import Annotated

import typer

from crmtui.cli import output
from crmtui.cli.output import Exit, put, put_json, say
from crmtui.cli.shell import Shell
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _, ngettext


class UnknownFieldsWord(WrongUse):
    """A word after `fields` that it does not know, or too few or many of them."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "It is “crmtui fields”, “crmtui fields add LABEL”, “crmtui fields rename FIELD "
                "LABEL”, “crmtui fields remove FIELD” or “crmtui fields use "
                "freight|estate|general”."
            )
        )


def fields(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="add|rename|remove|use", help=N_("None: list them"))
    ] = "",
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help=N_("The field, or the set"))
    ] = None,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help=N_("text, number, date, choice or yesno"))
    ] = "text",
    choices: Annotated[
        str, typer.Option(metavar="A,B,C", help=N_("What to choose from, for a choice"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """List, make, rename and remove the fields of your own."""
    shell: Shell = ctx.obj
    told = names or []
    if not what and not told:
        return _list(shell, as_json)
    if (what, len(told)) == ("add", 1):
        return _add(shell, told[0], kind, choices)
    if (what, len(told)) == ("rename", 2):
        return _rename(shell, told[0], told[1])
    if (what, len(told)) == ("remove", 1):
        return _remove(shell, told[0])
    if (what, len(told)) == ("use", 1):
        return _use(shell, told[0])
    raise UnknownFieldsWord


def _list(shell: Shell, as_json: bool) -> int:
    from crmtui.reads import ownfields

    try:
        with shell.looking() as conn:
            found = ownfields.own_fields(conn)
    except DatabaseMissing:
        found = []
    if as_json:
        put_json([{**field._asdict(), "choices": list(field.choices)} for field in found])
        return Exit.DONE
    rows = [
        (field.key, field.label, field.kind, "|".join(field.choices), str(field.customers))
        for field in found
    ]
    if not rows:
        say(_("There are no fields of your own. “crmtui fields add LABEL” makes one."))
    else:
        output.put_rows(rows)
    return Exit.DONE


def _add(shell: Shell, label: str, kind: str, choices: str) -> int:
    from crmtui.actions import customfields
    from crmtui.domain.cells import words

    with shell.keeping() as uow:
        customfields.add(uow, label, kind.casefold(), words(choices))
    say(
        _("Made the field “{label}”; fill it with: crmtui edit CUSTOMER {label}=…").format(
            label=label
        )
    )
    return Exit.DONE


def _rename(shell: Shell, field: str, label: str) -> int:
    from crmtui.actions import customfields

    with shell.looking():
        pass  # where there is no database, none is made
    with shell.keeping() as uow:
        customfields.rename(uow, field, label)
    say(_("The field “{old}” is called “{new}” now.").format(old=field, new=label))
    return Exit.DONE


def _remove(shell: Shell, field: str) -> int:
    from crmtui.actions import customfields

    with shell.looking():
        pass
    with shell.keeping() as uow:
        customfields.remove(uow, field)
    say(_("Removed the field “{field}”. To take it back: crmtui undo").format(field=field))
    return Exit.DONE


def _use(shell: Shell, name: str) -> int:
    from crmtui.actions import customfields

    with shell.keeping() as uow:
        made = customfields.use(uow, name.casefold())
    for label in made:
        put(label)
    say(ngettext("{n} field made.", "{n} fields made.", len(made)).format(n=len(made)))
    return Exit.DONE
