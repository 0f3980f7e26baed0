"""Saving the rows an import did not take, with the reason in a column of their own."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmtui.domain.clean import readable
from crmtui.domain.words import _, ngettext
from crmtui.tui import folders, tasks
from crmtui.tui.screens.picking import Ask, Prompt
from crmtui.tui.tasks import Task

if TYPE_CHECKING:
    from crmtui.tui.importing_state import Job
    from crmtui.tui.screens.work import Work

BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"})
OTHERS = frozenset({".csv", ".tsv", ".vcf"})
Saved = Callable[[str], None]


def ask(screen: Work[Any], job: Job, saved: Saved) -> None:
    """Ask where to save them, and before a file that is there is replaced; `saved` gets words."""

    def named(text: str | None) -> None:
        if text is None:
            return
        path = folders.path_of(text)
        if path.exists():
            _ask_replace(screen, path, lambda: screen.go(_save(screen, job, path, True, saved)))
        else:
            screen.go(_save(screen, job, path, False, saved))

    title = _("Where to save the rows that were not taken in?")
    screen.app.push_screen(Prompt(title, str(place_for(job))), named)


def _ask_replace(screen: Work[Any], path: Path, then: Callable[[], None]) -> None:
    def answered(yes: bool | None) -> None:
        if yes:
            then()

    words = _("“{name}” is there already. Replace it?").format(name=readable(path.name))
    screen.app.push_screen(Ask(words, _("replace it"), _("leave")), answered)


def place_for(job: Job) -> Path:
    """A name beside the first file that is not taken yet."""
    first = job.books[0].path
    ending = first.suffix.lower()
    ending = ".xlsx" if ending in BOOKS else ending if ending in OTHERS else ".csv"
    number = 1
    while True:
        mark = "" if number == 1 else f"-{number}"
        path = first.with_name(f"{first.stem}-{_('left out')}{mark}{ending}")
        if not path.exists():
            return path
        number += 1


async def _save(screen: Work[Any], job: Job, path: Path, force: bool, saved: Saved) -> None:
    work = partial(_write, job, path, force)
    rows, files = await tasks.run(screen.crm, Task(_("Saving"), stoppable=False), work)
    words = ngettext(
        "{n} row saved to {files}, with the reason beside it.",
        "{n} rows saved to {files}, with the reasons beside them.",
        rows,
    )
    saved(words.format(n=f"{rows:,}", files=_(", ").join(files)))


def _write(job: Job, path: Path, force: bool, task: Task) -> tuple[int, list[str]]:
    from crmtui.domain.leftout import left_out
    from crmtui.files import rejects

    sheets = left_out(job.books, job.understood)
    files = rejects.write(path, sheets, force=force)
    return sum(len(sheet.rows) for sheet in sheets), files
