"""The command that takes in spreadsheets: import."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crmtui.cli import importing, output
from crmtui.cli.output import Exit, put_json, say
from crmtui.cli.progress import Progress
from crmtui.cli.shell import Shell
from crmtui.domain.database_errors import DatabaseMissing
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import N_, _

if TYPE_CHECKING:
    from crmtui.domain.importplan import ImportOptions, ImportPlan, ImportResult
    from crmtui.domain.sheets import Workbook
    from crmtui.files.gathering import Source

MOST_TRIES = 3


class NobodyToAsk(WrongUse):
    """An import that wants a yes where nobody can give it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no terminal to ask on, so nothing was written. "
                "Add --yes to take everything that is clear in, or --dry-run to only look."
            )
        )


class BadDateOrder(WrongUse):
    """A date order that is neither of the two."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "--date-order is dmy (3/8 is 3 August) or mdy (3/8 is 8 March), not “{text}”."
            ).format(text=text)
        )


def import_files(
    ctx: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help=N_("Files, folders; -: standard input")),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only show what would happen"))
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=N_("Ask nothing; leave out what is not clear"))
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=N_("The plan or result as JSON"))] = False,
    encoding: Annotated[
        str, typer.Option(metavar="NAME", help=N_("Of text files: utf-8, gb18030, cp1252 …"))
    ] = "",
    delimiter: Annotated[
        str, typer.Option(metavar="SIGN", help=N_("Between the cells of text files: tab, ; | …"))
    ] = "",
    date_order: Annotated[str, typer.Option(metavar="dmy|mdy", help=N_("What 3/8 means"))] = "",
    me_address: Annotated[
        list[str] | None,
        typer.Option("--me-address", metavar="MAIL", help=N_("Your own mail address, for mails")),
    ] = None,
) -> int:
    """Take in spreadsheets: shows what it understood and asks before it writes."""
    from crmtui.domain.importplan import ImportOptions
    from crmtui.files import gathering

    shell: Shell = ctx.obj
    if date_order not in ("", "dmy", "mdy"):
        raise BadDateOrder(date_order)
    if not (yes or dry_run or output.can_ask()):
        raise NobodyToAsk
    own = frozenset(address.strip().casefold() for address in me_address or ())
    options = ImportOptions(date_order=date_order, own_addresses=own)
    with gathering.gathered(files, getattr(sys.stdin, "buffer", None)) as found:
        for note in found.notes:
            say(note)

        def compare(progress: Progress) -> ImportPlan:
            # The books are let go with their plan made: both would not fit into memory.
            books = _books(found.sources, encoding, delimiter, progress)
            return _plan(shell, books, options, progress)

        with Progress() as progress:
            plan = compare(progress)
        if dry_run:
            return _shown(plan, as_json)
        return _decide(shell, plan, compare, yes=yes, as_json=as_json)


def _decide(
    shell: Shell,
    plan: ImportPlan,
    compare: Callable[[Progress], ImportPlan],
    *,
    yes: bool,
    as_json: bool,
) -> int:
    """Show the plan, ask, and write it."""
    for line in importing.report(plan):
        say(line)
    if not plan.changes_anything:
        return _nothing_new(plan, as_json)
    if not yes and not output.ask(importing.question(plan)):
        say(_("Nothing was written."))
        return Exit.FAILED
    plan, result = _apply(shell, plan, compare)
    return _finished(plan, result, as_json)


def _books(
    sources: Sequence[Source], encoding: str, delimiter: str, progress: Progress
) -> list[Workbook]:
    from crmtui.files import gathering

    report = progress.phase(_("Reading"))
    books = []
    for number, source in enumerate(sources):
        report(number, len(sources))
        books.append(gathering.read(source, encoding=encoding or None, delimiter=delimiter or None))
    report(len(sources), len(sources))
    return books


def _plan(
    shell: Shell, books: list[Workbook], options: ImportOptions, progress: Progress
) -> ImportPlan:
    """What importing these would do; a database that is not there yet knows nobody."""
    from crmtui.domain import transfer
    from crmtui.domain.known import Known

    with ExitStack() as stack:
        try:
            conn = stack.enter_context(shell.looking())
        except DatabaseMissing:
            known = Known()
        else:
            from crmtui.reads import matching

            known = matching.known(conn)
        return transfer.plan(books, known, shell.today, options, progress.phase(_("Comparing")))


def _apply(
    shell: Shell, plan: ImportPlan, compare: Callable[[Progress], ImportPlan]
) -> tuple[ImportPlan, ImportResult]:
    """Write it; where somebody changed the database meanwhile, compare again first."""
    from crmtui.actions import transfer
    from crmtui.domain.errors_import import PlanOutdated

    for tries in range(MOST_TRIES):
        with Progress() as progress:
            try:
                ready = transfer.prepare(plan, progress.phase(_("Preparing")))
                with shell.keeping(bulk=True) as uow:
                    write = progress.phase(_("Writing"))
                    return plan, transfer.apply(uow, ready, shell.today, write)
            except PlanOutdated:
                if tries == MOST_TRIES - 1:
                    raise
                plan = compare(progress)
    raise AssertionError("the last try either wrote or raised")


def _shown(plan: ImportPlan, as_json: bool) -> int:
    from crmtui.domain import transfer

    if as_json:
        put_json(transfer.plan_json(plan))
        return Exit.DONE
    for line in importing.report(plan):
        output.put(line)
    say(_("This was a dry run: nothing was written."))
    return Exit.DONE


def _nothing_new(plan: ImportPlan, as_json: bool) -> int:
    from crmtui.domain import transfer

    if as_json:
        put_json({**transfer.plan_json(plan), "dry_run": False})
    say(_("There is nothing new in it; nothing was written."))
    return Exit.IN_PART if plan.rows_not_taken else Exit.DONE


def _finished(plan: ImportPlan, result: ImportResult, as_json: bool) -> int:
    from crmtui.domain import transfer

    if as_json:
        put_json(transfer.plan_json(plan, result))
    say(importing.result_words(result))
    if result.operation is not None:
        say(_("To take it back: crmtui undo --op {op}").format(op=result.operation))
    if not plan.rows_not_taken:
        return Exit.DONE
    say(importing.left_out_words(plan))
    return Exit.IN_PART
