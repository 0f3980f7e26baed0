"""Taking an import back: shown first, done with a bar, and told row by row what had to stay."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _
from crmtui.tui import tasks
from crmtui.tui.tasks import Stopped, Task

if TYPE_CHECKING:
    from crmtui.domain.changes import Reversal
    from crmtui.domain.takeback import TakeBack
    from crmtui.settings import Settings
    from crmtui.tui.app import CrmApp

Done = Callable[[], None]
MANY = 500  # rows from which on they are put back in bulk
NAMED = 5  # of the rows that could not be put back


def ask(crm: CrmApp, operation: int, done: Done, title: str = "") -> None:
    """Show what would go and what would stay, and ask; `done` is called when it is done.

    title: the question, where it is no import.
    """
    _begin(crm, _ask(crm, operation, done, title))


def _begin(crm: CrmApp, work: Coroutine[Any, Any, None]) -> None:
    async def going() -> None:
        try:
            await work
        except Stopped:
            crm.say(_("Stopped; nothing was changed."))
        except CrmError as error:
            crm.tell(error)

    crm.run_worker(going())


async def _ask(crm: CrmApp, operation: int, done: Done, title: str) -> None:
    from crmtui.tui.screens.taking_back import TakeBackScreen

    work = partial(_look, crm.settings, operation)
    ahead = await tasks.run(crm, Task(_("Looking what belongs to it")), work)

    def answered(yes: bool | None) -> None:
        if yes:
            _begin(crm, _take_back(crm, ahead, done))

    if ahead.nothing:
        from crmtui.actions.undo import StillNeeded

        raise StillNeeded(ahead)
    crm.push_screen(TakeBackScreen(ahead, title or _("Take this import back?")), answered)


def _look(settings: Settings, operation: int, task: Task) -> TakeBack:
    from crmtui import wiring
    from crmtui.actions import undo

    with wiring.reader(settings) as conn:
        return undo.look(conn, operation)


async def _take_back(crm: CrmApp, ahead: TakeBack, done: Done) -> None:
    work = partial(_reverse, crm.settings, crm.desk.session, ahead)
    made = await tasks.run(crm, Task(_("Taking it back")), work)
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


def again(
    crm: CrmApp,
    words: Callable[[Reversal], str],
    operation: int | None = None,
    done: Done | None = None,
) -> None:
    """Do again what this window took back last, with a bar where it is much; `words` tells it.

    operation: this undone operation instead, whoever took it back.
    """

    async def going() -> None:
        work = partial(_do_again, crm.settings, crm.desk.session, operation)
        made = await tasks.run(crm, Task(_("Doing it again")), work)
        crm.refresh_data()
        crm.say(words(made))
        if done is not None:
            done()

    _begin(crm, going())


def _do_again(settings: Settings, session: str, operation: int | None, task: Task) -> Reversal:
    from crmtui import wiring
    from crmtui.actions import undo

    with wiring.reader(settings) as conn:
        ahead = undo.look(conn, undo.redoable(conn, operation, session).id)
    rows = ahead.going + ahead.changed
    # Looking up each reference takes minutes for an import, checking all of them takes longer
    # than one step.
    with wiring.unit_of_work(settings, source="tui", session=session, bulk=rows >= MANY) as uow:
        made = undo.redo(uow, session, task.report, operation)
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
        names = _(", ").join(made.failed[:NAMED])
        words += "\n" + _("Could not be taken back: {names}").format(names=names)
    return words
