"""What the steps of an import do: look, look again after a change, take in, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from crmtui.domain.errors_import import NoCustomerTable
from crmtui.domain.words import N_, _
from crmtui.tui import taking_in, tasks
from crmtui.tui.ink import Line, Piece
from crmtui.tui.screens.picking import Pick
from crmtui.tui.tasks import Task

if TYPE_CHECKING:
    from textual.screen import Screen

    from crmtui.domain.importplan import ImportResult
    from crmtui.tui.app import CrmApp
    from crmtui.tui.importing_state import Job

STEPS = (N_("files"), N_("columns"), N_("plan"), N_("result"))


def steps(at: int) -> Line:
    """Where one is on the way from the files to the result."""
    made: list[Piece] = [(_("Import") + "  ", "text!")]
    for index, words in enumerate(STEPS):
        if index:
            made.append((" › ", "faint"))
        made.append((_(words), "plan!" if index == at else "dim" if index < at else "faint"))
    return tuple(made)


async def look(crm: CrmApp, job: Job) -> Job:
    """Read and compare; raises what is wrong with the files."""
    desk = crm.desk
    work = partial(taking_in.look, desk.settings, desk.today, job)
    return await tasks.run(crm, Task(_("Reading")), work)


async def look_first(crm: CrmApp, job: Job) -> Job:
    """Read and compare; a file without a table that is recognised is shown all the same."""
    try:
        return await look(crm, job)
    except NoCustomerTable:
        work = partial(taking_in.read_books, job)
        return replace(job, books=await tasks.run(crm, Task(_("Reading")), work))


async def take(crm: CrmApp, job: Job) -> tuple[Job, ImportResult]:
    """Write it, all or nothing."""
    desk = crm.desk
    work = partial(taking_in.take, desk.settings, desk.session, desk.today, job)
    made = await tasks.run(crm, Task(_("Preparing")), work)
    crm.refresh_data()
    return made


def ask_encoding(
    screen: Screen[Any], choices: Sequence[tuple[str, str]], chosen: Callable[[str], None]
) -> None:
    """Which encoding reads right; each with a few words as they read in it."""

    def answered(index: int | None) -> None:
        if index is not None:
            chosen(choices[index][0])

    lines = [((f"{name}  ", "text"), (sample, "dim")) for name, sample in choices]
    screen.app.push_screen(Pick(_("Which reads right?"), lines), answered)
