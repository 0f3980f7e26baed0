"""The command about the words of greetings: templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.output import Exit, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.wordings import Wording


def templates(
    ctx: typer.Context,
    day: Annotated[
        str, typer.Argument(metavar="DAY", help=N_("A festival or birthdays; default: all"))
    ] = "",
    text: Annotated[
        str, typer.Option("--set", metavar="TEXT", help=N_("Your own words for that day"))
    ] = "",
    language: Annotated[
        str, typer.Option("--for-language", metavar="zh|en", help=N_("For whom: zh, en …"))
    ] = "",
    audience: Annotated[
        str, typer.Option("--for", metavar="company|person", help=N_("For which customers"))
    ] = "",
    name: Annotated[
        str, typer.Option(metavar="NAME", help=N_("A name, to choose it with greet --template"))
    ] = "",
    remove: Annotated[
        int, typer.Option("--remove", metavar="ID", help=N_("Take one of your own away"))
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """The words of greetings: those that come with the program, and your own."""
    from crmtui.actions import greetings as verbs
    from crmtui.domain.greetings import kind_of

    shell: Shell = ctx.obj
    kind = kind_of(day) if day else ""
    if audience not in ("", "company", "person"):
        raise UnknownAudience(audience)
    if remove:
        with shell.keeping() as uow:
            verbs.remove_wording(uow, remove)
        say(_("Taken away; the program's own words are used again. To take it back: crmtui undo"))
        return Exit.DONE
    if text:
        with shell.keeping() as uow:
            changed = verbs.save_wording(
                uow, kind, text, language=language, audience=audience, name=name
            )
        output.put(str(changed.id))
        say(_("Kept. To take it back: crmtui undo"))
        return Exit.DONE
    _list_wordings(_wordings(shell, kind), as_json)
    return Exit.DONE


class UnknownAudience(WrongUse):
    """Customers of a kind that there is not."""

    def __init__(self, text: str) -> None:
        super().__init__(_("--for is company or person, not “{text}”.").format(text=text))


def _wordings(shell: Shell, kind: str) -> list[Wording]:
    from crmtui.domain.database_errors import DatabaseMissing
    from crmtui.domain.wordings import SHIPPED
    from crmtui.reads import greetings as reading

    own: tuple[Wording, ...] = ()
    try:
        with shell.looking() as conn:
            own = reading.wordings(conn)
    except DatabaseMissing:
        pass  # before the first customer there are only those of the program
    return [each for each in (*own, *SHIPPED) if not kind or each.kind in (kind, "")]


def _list_wordings(found: list[Wording], as_json: bool) -> None:
    from crmtui.domain.rounds import day_words
    from crmtui.present import occasion_kind_words

    def named(kind: str) -> str:
        return (day_words(kind) or occasion_kind_words(kind)) if kind else _("any day")

    if as_json:
        put_json(
            [
                {
                    "id": each.id or None,
                    "kind": each.kind or None,
                    "language": each.language or None,
                    "audience": each.audience or None,
                    "name": each.name or None,
                    "text": each.text,
                }
                for each in found
            ]
        )
        return
    rows = [
        (str(each.id or ""), named(each.kind), each.language, each.audience, each.name, each.text)
        for each in found
    ]
    if not output.on_terminal():
        for row in rows:
            put_row(row)
        return
    from crmtui.cli.table import Column, show
    from crmtui.present import value_words

    columns = (
        Column(_("own"), right=True),
        Column(_("greeting for"), least=8),
        Column("", drop=2),
        Column("", drop=3),
        Column("", drop=4),
        Column(_("words"), least=20),
    )
    show(columns, [(*row[:3], value_words("kind", row[3]), *row[4:]) for row in rows])
