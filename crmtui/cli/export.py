"""The command that lets everything out: export."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.output import Exit, say
from crmtui.cli.shell import Shell
from crmtui.domain.clean import readable
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _, ngettext

if TYPE_CHECKING:
    from crmtui.actions.exporting import Exported
    from crmtui.domain.exportorder import Chosen, Order

_WHAT = N_(
    "customers, contacts, interactions, follow-ups, occasions, promises, follow-up-sheet, all or "
    "person"
)


class OutputOfPerson(WrongUse):
    """-o with anything but a person."""

    def __init__(self) -> None:
        super().__init__(
            _("-o is for “crmtui export person CUSTOMER”; else the file is the second word.")
        )


_EACH = N_("Only of these, separated by commas")


def export(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(metavar="WHAT", help=_WHAT)],
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=N_("Its ending says the format; - is stdout; of person: who")
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS…", help=N_("Only customers that find finds by these")),
    ] = None,
    form: Annotated[
        str,
        typer.Option("--format", metavar="NAME", help=N_("In place of the file's ending")),
    ] = "",
    grade: Annotated[str, typer.Option(metavar="A,B", help=_EACH)] = "",
    stage: Annotated[str, typer.Option(metavar="STAGE,…", help=_EACH)] = "",
    tag: Annotated[str, typer.Option(metavar="TAG,…", help=_EACH)] = "",
    region: Annotated[str, typer.Option(metavar="PLACE,…", help=_EACH)] = "",
    owner: Annotated[str, typer.Option(metavar="REP,…", help=_EACH)] = "",
    archived: Annotated[
        bool, typer.Option("--archived", help=N_("The archived ones instead of the others"))
    ] = False,
    encoding: Annotated[
        str, typer.Option(metavar="NAME", help=N_("Of CSV and TSV: utf-8, gb18030, big5 …"))
    ] = "utf-8",
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace a file that is there already"))
    ] = False,
    output_: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help=N_("Of person: where to"))
    ] = None,
) -> int:
    """Let customers and everything about them out, in any of many formats."""
    if what == "person":
        return _person(ctx.obj, [str(file), *(words or ())], output_, form, force)
    if output_ is not None:
        raise OutputOfPerson
    chosen = _chosen(words or (), grade, stage, (tag, region, owner), archived)
    done = _exported(ctx.obj, _order(what, file, form, chosen, encoding, force), file)
    _say_done(done)
    return Exit.IN_PART if done.cut else Exit.DONE


def _person(
    shell: Shell, words: Sequence[str], output_: Path | None, form: str, force: bool
) -> int:
    from crmtui.cli import personal

    return personal.export(shell, " ".join(words), output_, form, force=force)


def _chosen(
    words: Sequence[str], grade: str, stage: str, parts: Sequence[str], archived: bool
) -> Chosen:
    from crmtui.domain.exportorder import Chosen

    tags, regions, owners = map(_parts, parts)
    grades, stages = _codes("grade", grade), _codes("stage", stage)
    return Chosen(" ".join(words), grades, stages, tags, regions, owners, archived)


def _order(what: str, file: Path, form: str, chosen: Chosen, encoding: str, force: bool) -> Order:
    """What was asked for; raises what is wrong with it."""
    from crmtui.domain import exportorder

    wanted = exportorder.what_of(what)
    found = exportorder.format_of(wanted, file.name, form)
    if found == "xlsx" and file.name == "-" and output.on_terminal():
        from crmtui.domain.export_errors import NotForATerminal

        raise NotForATerminal
    return exportorder.Order(wanted, found, chosen, encoding, force)


def _exported(shell: Shell, order: Order, file: Path) -> Exported:
    from crmtui.actions import exporting
    from crmtui.cli.progress import late

    settings = shell.settings
    with shell.looking() as conn, ExitStack() as stack:
        meter = late(stack, _("Exporting"))
        lead = settings.lead_days
        return exporting.export_to(
            conn, order, file, shell.today, settings.lang, meter, lead_days=lead
        )


def _parts(text: str) -> tuple[str, ...]:
    """'浙江,江苏' -> 浙江, 江苏."""
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def _codes(field: str, text: str) -> tuple[str, ...]:
    """Codes for words of a field in either language; raises NoSuchCode."""
    from crmtui import present

    found = []
    for part in _parts(text):
        code = present.code_of(field, part)
        if code is None:
            raise _no_such(field, part)
        found.append(code)
    return tuple(found)


def _no_such(field: str, text: str) -> Exception:
    from crmtui import present
    from crmtui.actions.fields import BadValue
    from crmtui.present.codes import CODES

    return BadValue(
        field, text, ", ".join(present.value_words(field, code) for code in CODES[field])
    )


def _say_done(done: Exported) -> None:
    names = [readable(str(path)) for path in done.files]
    rows = ngettext("{n} row", "{n} rows", done.rows).format(n=done.rows)
    if names != ["-"]:
        words = _("Written: {files} ({rows}).")
        say(words.format(files=output.listed(names), rows=rows))
    if done.archived:
        say(
            ngettext(
                "{n} archived customer was left out; --archived exports it.",
                "{n} archived customers were left out; --archived exports them.",
                done.archived,
            ).format(n=done.archived)
        )
    if done.cut:
        say(
            ngettext(
                "{n} text was longer than a cell can be and was cut; JSON keeps it whole.",
                "{n} texts were longer than a cell can be and were cut; JSON keeps them whole.",
                done.cut,
            ).format(n=done.cut)
        )
