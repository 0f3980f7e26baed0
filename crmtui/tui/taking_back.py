"""Taking an import back: shown first, done with a bar, and told row by row what had to stay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from crmtui.domain.words import _
from crmtui.tui import tasks
from crmtui.tui.tasks import Task

if TYPE_CHECKING:
    from crmtui.domain.changes import Reversal
    from crmtui.domain.takeback import TakeBack
    from crmtui.settings import Settings
    from crmtui.tui.screens.work import Work

Done = Callable[[], None]


def ask(screen: Work[Any], operation: int, done: Done) -> None:
    """Show what would go and what would stay, and ask; `done` is called when it is done."""
    screen.go(_ask(screen, operation, done))


async def _ask(screen: Work[Any], operation: int, done: Done) -> None:
    from crmtui.tui.screens.taking_back import TakeBackScreen

    work = partial(_look, screen.desk.settings, operation)
    ahead = await tasks.run(screen.crm, Task(_("Looking what belongs to it")), work)

    def answered(yes: bool | None) -> None:
        if yes:
            screen.go(_take_back(screen, ahead, done))

    screen.app.push_screen(TakeBackScreen(ahead), answered)


def _look(settings: Settings, operation: int, task: Task) -> TakeBack:
    from crmtui import wiring
    from crmtui.actions import undo

    with wiring.reader(settings) as conn:
        return undo.look(conn, operation)


async def _take_back(screen: Work[Any], ahead: TakeBack, done: Done) -> None:
    crm, desk = screen.crm, screen.desk
    work = partial(_reverse, desk.settings, desk.session, ahead)
    made = await tasks.run(crm, Task(_("Taking the import back")), work)
    crm.refresh_data()
    crm.say(told(made))
    done()


def _reverse(settings: Settings, session: str, ahead: TakeBack, task: Task) -> Reversal:
    from crmtui import wiring
    from crmtui.actions import undo

    with wiring.unit_of_work(settings, source="tui", session=session, bulk=True) as uow:
        made = undo.undo(uow, ahead.operation, progress=task.report, shown=ahead)
        task.report(task.done, task.total)  # the last moment to stop
        task.closing = True
        return made


def told(made: Reversal) -> str:
    """How much was put back, kept and failed."""
    words = _("Taken back: {n} rows.").format(n=f"{made.reversed:,}")
    if made.kept_rows:
        rows = sum(row.rows for row in made.kept_rows)
        words += " " + _("{n} rows stayed.").format(n=f"{rows:,}")
    if made.failed_rows:
        words += " " + _("{n} rows could not be put back.").format(n=f"{len(made.failed_rows):,}")
    return words
