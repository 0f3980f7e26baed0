"""The command that tells of earlier imports: imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import output
from crmtui.cli.history import NoSuchImport
from crmtui.cli.output import Exit, put, put_json, put_row, say
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _
from crmtui.present.undoing import local_words, source_words

if TYPE_CHECKING:
    from crmtui.domain.importlist import ImportLine, ImportRecord

COUNTED = ("new", "updated", "same", "duplicates")


class NotUnderstood(WrongUse):
    """Words after `imports` that mean nothing there."""

    def __init__(self) -> None:
        super().__init__(_("Write “crmtui imports” or “crmtui imports show N”."))


def imports(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="show N", help=N_("One import with all that was told of it")),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=0, metavar="N", help=N_("At most so many; 0: all"))
    ] = 20,
    before: Annotated[
        int | None, typer.Option(metavar="N", help=N_("List those before import N"))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=N_("As JSON"))] = False,
) -> int:
    """List the imports there were; `crmtui undo --import N` takes one back."""
    shell: Shell = ctx.obj
    if words:
        return _show(shell, _number(words), as_json)
    from crmtui.reads import imports as reads

    with shell.looking() as conn:
        found = reads.imports(conn, limit + 1 if limit else -1, before)
    lines = found[:limit] if limit else found
    if as_json:
        put_json([_shape(line) for line in lines])
    else:
        _put_lines(lines)
    if not lines:
        say(_("Nothing was imported yet."))
    elif len(found) > len(lines):
        say(_("There are older ones: crmtui imports --before {id}").format(id=lines[-1].id))
    return Exit.DONE


def _number(words: Sequence[str]) -> int:
    if len(words) != 2 or words[0] != "show" or not words[1].isdecimal():
        raise NotUnderstood
    return int(words[1])


def _show(shell: Shell, number: int, as_json: bool) -> int:
    from crmtui.reads import imports as reads

    with shell.looking() as conn:
        record = reads.record(conn, number)
    if record is None:
        raise NoSuchImport(number)
    if as_json:
        files = [dict(each) for each in record.files]
        put_json({**record.result, **_shape(record.line), "files": files})
    else:
        for line in _told(record):
            put(line)
    return Exit.DONE


def _put_lines(lines: Sequence[ImportLine]) -> None:
    rows = [
        (
            str(line.id),
            local_words(line.at),
            *(str(line.counts.get(name, 0)) for name in COUNTED),
            str(line.problems),
            _(", ").join(line.files),
            _state(line),
        )
        for line in lines
    ]
    if not output.on_terminal():
        for row in rows:
            put_row(row)
        return
    if not rows:
        return
    from crmtui.cli.table import Column, show

    columns = (
        Column(_("import"), right=True),
        Column(_("when")),
        Column(_("new"), right=True),
        Column(_("updated"), right=True, drop=2),
        Column(_("same"), right=True, drop=5),
        Column(_("unclear"), right=True, drop=4),
        Column(_("problems"), right=True, drop=3),
        Column(_("files"), least=16),
        Column("", least=10, drop=1, style="yellow"),
    )
    show(columns, rows)


def _state(line: ImportLine) -> str:
    if line.taken_back_at is None:
        return ""
    return _("taken back {when}").format(when=local_words(line.taken_back_at))


def _told(record: ImportRecord) -> Iterator[str]:
    """The import in lines: files, counts, problems, and how to take it back."""
    line = record.line
    yield _("Import {n}, {when} ({where})").format(
        n=line.id, when=local_words(line.at), where=source_words(line.source)
    )
    for name in line.files:
        yield f"  {name}"
    counts = line.counts
    yield _(
        "Rows: {new} new · {updated} updated · {same} the same · {unclear} unclear · "
        "{wrong} problems"
    ).format(
        new=counts.get("new", 0),
        updated=counts.get("updated", 0),
        same=counts.get("same", 0),
        unclear=counts.get("duplicates", 0),
        wrong=line.problems,
    )
    for problem in record.result.get("problems", ()):
        place = " · ".join(
            str(part)
            for part in (problem["file"], problem["sheet"], problem["row"], problem["column"])
            if part not in ("", None)
        )
        found = f"“{problem['found']}” " if problem["found"] else ""
        yield f"  {place}: {found}{problem['message']}"
    if line.taken_back_at is not None:
        yield _("Taken back {when} by operation {id}.").format(
            when=local_words(line.taken_back_at), id=line.taken_back_by
        )
    else:
        yield _("To take it back: crmtui undo --import {n}").format(n=line.id)


def _shape(line: ImportLine) -> dict[str, object]:
    return {
        "import": line.id,
        "at": line.at,
        "actor": line.actor,
        "source": line.source,
        "operation": line.operation,
        "files": list(line.files),
        **{name: line.counts.get(name, 0) for name in COUNTED},
        **{
            name: line.counts[name]
            for name in ("customers", "contacts", "interactions")
            if name in line.counts
        },
        "problem_count": line.problems,
        "taken_back_at": line.taken_back_at,
        "taken_back_by": line.taken_back_by,
    }
