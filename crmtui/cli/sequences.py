"""The command about steps planned together: sequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import choosing, output, told
from crmtui.cli.output import Exit, put_json, put_row
from crmtui.cli.shell import Shell
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.sequences import Sequence


class SequencesHowUsed(WrongUse):
    """A word after `sequences` that it does not know, or too few or many of them."""

    def __init__(self) -> None:
        super().__init__(
            _(
                'It is “crmtui sequences”, “… show NAME”, “… add NAME "3d: call" '
                '"10d: visit"”, “… edit NAME STEPS”, “… remove NAME” or '
                "“… stop CUSTOMER [NAME]”."
            )
        )


def sequences(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="show|add|edit|remove|stop", help=N_("None: list them"))
    ] = "",
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME [STEP…]", help=N_("Its name, its steps; for stop: whom")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """Steps that are planned together, as after a quote; the customer's answer ends them."""
    shell: Shell = ctx.obj
    given = words or []
    if not what and not given:
        return _list(shell, as_json)
    if (what, len(given)) == ("show", 1):
        return _show(shell, given[0], as_json)
    if what in ("add", "edit") and len(given) > 1:
        return _keep(shell, what, given[0], given[1:])
    if (what, len(given)) == ("remove", 1):
        return _remove(shell, given[0])
    if what == "stop" and len(given) in (1, 2):
        return _stop(shell, given[0], given[1] if given[1:] else "")
    raise SequencesHowUsed


def _all(shell: Shell) -> tuple[Sequence, ...]:
    from crmtui.domain.sequences import all_of
    from crmtui.reads import sequences as reading

    own: tuple[Sequence, ...] = ()
    try:
        with shell.looking() as conn:
            own = reading.own(conn)
    except DatabaseMissing:
        pass  # before the first customer there are only those of the program
    return all_of(own, shell.settings.lang)


def _list(shell: Shell, as_json: bool) -> int:
    from crmtui.domain.sequences import step_words

    found = _all(shell)
    if as_json:
        put_json([_shape(each) for each in found])
        return Exit.DONE
    rows = [
        (str(each.id or ""), each.name, " · ".join(map(step_words, each.steps))) for each in found
    ]
    if not output.on_terminal():
        for row in rows:
            put_row(row)
        return Exit.DONE
    from crmtui.cli.table import Column, show

    columns = (
        Column(_("own"), right=True, drop=1),
        Column(_("name"), least=10),
        Column(_("steps"), least=24),
    )
    show(columns, rows)
    return Exit.DONE


def _shape(each: Sequence) -> dict[str, object]:
    return {
        "id": each.id or None,
        "name": each.name,
        "steps": [{"after": step.after, "what": step.what} for step in each.steps],
    }


def _show(shell: Shell, name: str, as_json: bool) -> int:
    from crmtui.domain.sequences import day_of, named

    found = named(_all(shell), name)
    if as_json:
        put_json(_shape(found))
        return Exit.DONE
    rows = [
        (step.after, day_of(step, shell.today, shell.workdays).isoformat(), step.what)
        for step in found.steps
    ]
    output.put_rows(rows)
    return Exit.DONE


def _keep(shell: Shell, what: str, name: str, steps: list[str]) -> int:
    from crmtui.actions import sequences as verbs
    from crmtui.domain.sequences import named

    if what == "edit":
        name = named(_all(shell), name).name
    with shell.keeping() as uow:
        changed = (verbs.add if what == "add" else verbs.edit)(uow, name, steps)
    output.put(str(changed.id))
    told.done(_("Kept the sequence “{name}”.").format(name=name))
    return Exit.DONE


def _remove(shell: Shell, name: str) -> int:
    from crmtui.actions import sequences as verbs

    with shell.looking():
        pass
    with shell.keeping() as uow:
        verbs.remove(uow, name)
    told.done(_("Removed the sequence “{name}”; what is planned stays.").format(name=name))
    return Exit.DONE


def _stop(shell: Shell, customer: str, name: str) -> int:
    from crmtui.actions import running

    with shell.looking() as conn:
        line = choosing.chosen(conn, customer)
    with shell.keeping() as uow:
        changed = running.stop(uow, line.id, name, shell.today)
    told.done(_("Stopped with {name}.").format(name=line.name))
    told.came(changed.came, shell.today)
    return Exit.DONE
