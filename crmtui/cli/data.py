"""The command that takes in spreadsheets: import."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from crmtui.cli import doubts, importing, importwishes, output, told
from crmtui.cli import importoptions as given
from crmtui.cli.importjob import Job
from crmtui.cli.output import Exit, put_json, say
from crmtui.cli.progress import Progress
from crmtui.cli.shell import Shell
from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _

if TYPE_CHECKING:
    from datetime import date

    from crmtui.domain.importplan import ImportPlan, ImportResult

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
    files: given.Files,
    dry_run: given.DryRun = False,
    yes: given.Yes = False,
    as_json: given.AsJson = False,
    encoding: given.Encoding = "",
    delimiter: given.Delimiter = "",
    date_order: given.DateOrder = "",
    me_address: given.MeAddress = None,
    maps: given.Maps = None,
    sheets: given.Sheets = None,
    heading_row: given.HeadingRow = "",
    new_fields: given.NewFields = True,
    profile: given.Profile = "",
    duplicates: given.Duplicates = "",
    overwrite: given.Overwrite = False,
    rejects: given.Rejects = None,
    force: given.Force = False,
) -> int:
    """Take in spreadsheets: shows what it understood and asks before it writes."""
    from crmtui.domain.importplan import ImportOptions
    from crmtui.files import gathering

    shell: Shell = ctx.obj
    if not (yes or dry_run or output.can_ask()):
        raise NobodyToAsk
    asking = output.can_ask() and not (yes or dry_run)
    options = ImportOptions(
        date_order=_order(date_order),
        own_addresses=_own_addresses(me_address or [shell.settings.me_address]),
        duplicates=_of_duplicates(duplicates, asking=asking, dry_run=dry_run),
        overwrite=overwrite,
    )
    told = importwishes.wanted(maps, sheets, heading_row, new_fields, profile)
    with gathering.gathered(files, getattr(sys.stdin, "buffer", None)) as found:
        job = Job(shell, found.sources, options, told, encoding, delimiter, rejects, force)
        job.begin(found.notes)
        plan = _compared(job, ask=output.can_ask() and not yes)
        if dry_run:
            job.write_rejects()
            return _shown(plan, as_json)
        if asking and duplicates in ("", doubts.ASK):
            try:
                plan = doubts.settle(job, plan)
            except doubts.Stopped:
                say(_("Nothing was written."))
                return Exit.FAILED
        return _decide(job, plan, yes=yes, as_json=as_json)


def _own_addresses(given: Sequence[str]) -> frozenset[str]:
    """The user's own mail addresses, in small letters."""
    parts = [part.strip().casefold() for text in given for part in text.split(",")]
    return frozenset(part for part in parts if part)


def _order(text: str) -> str:
    """dmy, mdy or nothing; BadDateOrder for anything else."""
    if text not in ("", "dmy", "mdy"):
        raise BadDateOrder(text)
    return text


def _of_duplicates(said: str, *, asking: bool, dry_run: bool) -> str:
    """What becomes of possible duplicates that nobody was asked about."""
    if said and said not in doubts.WAYS:
        raise doubts.BadDuplicates(said)
    if said == doubts.ASK and not (asking or dry_run):
        raise NobodyToAsk
    return "skip" if said in ("", doubts.ASK) else said


def _compared(job: Job, *, ask: bool) -> ImportPlan:
    """The plan; where dates may be two days each, the user is asked first."""
    with Progress() as progress:
        plan = job.compare(progress)
    if ask and job.ask_date_order(plan):
        with Progress() as progress:
            plan = job.compare(progress)
    return plan


def _decide(job: Job, plan: ImportPlan, *, yes: bool, as_json: bool) -> int:
    """Show the plan, ask, and write it."""
    for line in importing.report(plan):
        say(line)
    if not plan.changes_anything:
        job.keep_profile()
        job.write_rejects()
        return _nothing_new(plan, as_json)
    if not yes and not output.ask(importing.question(plan)):
        say(_("Nothing was written."))
        return Exit.FAILED
    from crmtui.cli import automatic

    if not automatic.before_import(job.shell.settings, ask=not yes):
        say(_("Nothing was written."))
        return Exit.FAILED
    plan, result = _apply(job, plan)
    job.keep_profile()
    job.write_rejects()
    return _finished(plan, result, as_json, job.shell.today)


def _apply(job: Job, plan: ImportPlan) -> tuple[ImportPlan, ImportResult]:
    """Write it; where somebody changed the database meanwhile, compare again first."""
    from crmtui.actions import transfer
    from crmtui.domain.errors_import import PlanOutdated

    for tries in range(MOST_TRIES):
        with Progress() as progress:
            try:
                preparing = progress.phase(_("Preparing"))
                ready = transfer.prepare(plan, preparing, aside=job.aside)
                with job.shell.keeping(bulk=True) as uow:
                    write = progress.phase(_("Writing"))
                    return plan, transfer.apply(uow, ready, job.shell.today, write)
            except PlanOutdated:
                if tries == MOST_TRIES - 1:
                    raise
                plan = job.compare(progress)
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
    return Exit.IN_PART if plan.rows_not_taken or plan.unread else Exit.DONE


def _finished(plan: ImportPlan, result: ImportResult, as_json: bool, today: date) -> int:
    from crmtui.domain import transfer

    if as_json:
        put_json(transfer.plan_json(plan, result))
    say(importing.result_words(result))
    told.came(result.came, today)
    if result.operation is not None:
        say(_("To take it back: crmtui undo --import {batch}").format(batch=result.batch))
    if not plan.rows_not_taken:
        return Exit.IN_PART if plan.unread else Exit.DONE
    say(importing.left_out_words(plan))
    return Exit.IN_PART
