"""What undoing came to, or would come to, as lines, tables and JSON; and the journal's list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli import output
from crmtui.cli.output import Exit, put, put_json, put_row, say
from crmtui.domain.words import _, ngettext
from crmtui.present import undoing as words
from crmtui.present.changes import done_words, state_words

if TYPE_CHECKING:
    from crmtui.domain.changes import OperationLine, Reversal
    from crmtui.domain.takeback import KeptRow, TakeBack

SHOWN = 20  # of the rows that stay; all of them are in --json


def tell(made: Reversal, sentence: str, *, as_json: bool) -> Exit:
    """Say what was put back, what stays and what was not possible."""
    if as_json:
        put_json(_reversal_shape(made))
    what = present.operation_words(made.verb, made.summary)
    say(sentence.format(what=what, id=made.operation))
    if made.reversed >= SHOWN:
        say(_rows(made.reversed, again=made.again))
    for line in _kept(made.kept_rows):
        say(line)
    for row in made.failed_rows[:SHOWN]:
        say(_("  not possible: {name}").format(name=row.title))
    return Exit.IN_PART if made.kept_rows or made.failed_rows else Exit.DONE


def say_ahead(line: OperationLine, ahead: TakeBack) -> None:
    """Say what undoing would do, before it is asked for."""
    for text in _ahead(line, ahead):
        say(text)


def show_ahead(line: OperationLine, ahead: TakeBack, *, as_json: bool) -> Exit:
    """Show what undoing would do, and that nothing was done."""
    if as_json:
        put_json(_ahead_shape(line, ahead))
        return Exit.DONE
    for text in _ahead(line, ahead):
        put(text)
    say(_("This was a dry run: nothing was written."))
    return Exit.DONE


def _ahead(line: OperationLine, ahead: TakeBack) -> Iterator[str]:
    yield _("{what} ({when}, operation {id})").format(
        what=present.operation_words(line.verb, line.summary),
        when=words.local_words(line.at),
        id=line.id,
    )
    goes = {
        table: rows - len(ahead.staying.get(table, ())) for table, rows in ahead.created.items()
    }
    if ahead.gone:
        yield "  " + ngettext(
            "{n} row of it is not there any more",
            "{n} rows of it are not there any more",
            ahead.gone,
        ).format(n=ahead.gone)
    elif taken := [f"{present.table_words(table)} ({n})" for table, n in goes.items() if n]:
        yield _("  taken out: {rows}").format(rows=_(", ").join(taken))
    if back := [f"{present.table_words(table)} ({n})" for table, n in ahead.returning.items()]:
        yield _("  brought back: {rows}").format(rows=_(", ").join(back))
    if changed := ahead.set_back:
        yield "  " + ngettext(
            "{n} change to what was there is set back",
            "{n} changes to what was there are set back",
            changed,
        ).format(n=changed)
    yield from _kept((*ahead.kept, *ahead.kept_changes))


def _rows(count: int, *, again: bool) -> str:
    if not again:  # an undo mostly takes rows out
        return _("Taken back: {n} rows.").format(n=f"{count:,}")
    return ngettext("{n} row was put back.", "{n} rows were put back.", count).format(n=count)


def _kept(rows: Sequence[KeptRow]) -> Iterator[str]:
    """What stays, one line each, and why."""
    if not rows:
        return
    yield ngettext(
        "{n} was changed or used since and stays as it is:",
        "{n} were changed or used since and stay as they are:",
        len(rows),
    ).format(n=len(rows))
    for row in rows[:SHOWN]:
        yield f"  {words.kept_words(row)}"
    if (left := len(rows) - SHOWN) > 0:
        yield "  " + ngettext(
            "… and {n} more (--json lists all)", "… and {n} more (--json lists all)", left
        ).format(n=left)


def _reversal_shape(made: Reversal) -> dict[str, object]:
    return {
        "operation": made.operation,
        "verb": made.verb,
        "summary": made.summary,
        "undone_by": made.undone_by,
        "dry_run": False,
        "reversed": made.reversed,
        "kept": sum(row.rows for row in made.kept_rows),
        "failed": len(made.failed_rows),
        "rows": [*_shapes("kept", made.kept_rows), *_shapes("failed", made.failed_rows)],
    }


def _ahead_shape(line: OperationLine, ahead: TakeBack) -> dict[str, object]:
    kept = (*ahead.kept, *ahead.kept_changes)
    return {
        "operation": line.id,
        "verb": line.verb,
        "summary": line.summary,
        "undone_by": None,
        "dry_run": True,
        "reversed": ahead.going + ahead.changed - len(ahead.kept_changes),
        "kept": sum(row.rows for row in kept),
        "failed": 0,
        "rows": _shapes("kept", kept),
    }


def _shapes(outcome: str, rows: Iterable[KeptRow]) -> list[dict[str, object]]:
    return [
        {
            "outcome": outcome,
            "table": row.table,
            "id": row.row_id,
            "name": row.title,
            "edited": list(row.edited),
            "used_by": dict(row.used_by),
            "rows": row.rows,
        }
        for row in rows
    ]


def show_operations(lines: Sequence[OperationLine]) -> None:
    """The journal as a table on a terminal, tab-separated elsewhere."""
    rows = [
        (
            str(line.id),
            words.local_words(line.at),
            words.source_words(line.source),
            line.actor,
            done_words(line),
            state_words(line),
        )
        for line in lines
    ]
    if not output.on_terminal():
        for id, when, where, _who, what, state in rows:
            put_row((id, when, where, what, state))
        return
    from crmtui.cli.table import Column, show

    columns = (
        Column(_("operation"), right=True),
        Column(_("when")),
        Column(_("where"), drop=3),
        Column(_("who"), drop=2),
        Column(_("what"), least=20),
        Column("", style="yellow"),
    )
    show(columns, rows)


def operation_shape(line: OperationLine) -> dict[str, object]:
    """One line of the journal as JSON."""
    return {
        "operation": line.id,
        "at": line.at,
        "actor": line.actor,
        "source": line.source,
        "verb": line.verb,
        "summary": line.summary,
        "undoes": line.undoes,
        "undone_by": line.undone_by,
    }
