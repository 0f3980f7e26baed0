"""Taking an import back: asked first, with a bar, and told row by row what had to stay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from crmtui.domain.words import _, ngettext
from crmtui.tui import tasks
from crmtui.tui.screens.picking import Ask
from crmtui.tui.tasks import Task

if TYPE_CHECKING:
    from crmtui.domain.changes import Reversal
    from crmtui.settings import Settings
    from crmtui.tui.screens.work import Work


def ask(screen: Work[Any], operation: int, words: str, done: Callable[[], None]) -> None:
    """Ask whether to take it back; `done` is called when that is seen."""

    def answered(yes: bool | None) -> None:
        if yes:
            screen.go(_take_back(screen, operation, done))

    screen.app.push_screen(Ask(words, _("take it back"), _("leave")), answered)


async def _take_back(screen: Work[Any], operation: int, done: Callable[[], None]) -> None:
    from crmtui.tui.screens.reversal import ReversalScreen

    crm, desk = screen.crm, screen.crm.desk
    work = partial(_reverse, desk.settings, desk.session, operation)
    made = await tasks.run(crm, Task(_("Taking the import back")), work)
    crm.refresh_data()
    if made.kept or made.failed:
        screen.app.push_screen(ReversalScreen(made), lambda _closed: done())
    else:
        crm.say(reversed_words(made))
        done()


def _reverse(settings: Settings, session: str, operation: int, task: Task) -> Reversal:
    from crmtui import wiring
    from crmtui.actions import undo

    with wiring.unit_of_work(settings, source="tui", session=session) as uow:
        made = undo.undo(uow, operation)
        task.report(0, 0)  # the last moment to stop
        task.closing = True
        return made


def reversed_words(made: Reversal) -> str:
    """How much was put back, kept and failed."""
    words = ngettext("{n} row taken back", "{n} rows taken back", made.reversed)
    parts = [words.format(n=f"{made.reversed:,}")]
    if made.kept:
        parts.append(_("{n} kept").format(n=f"{len(made.kept):,}"))
    if made.failed:
        parts.append(_("{n} failed").format(n=f"{len(made.failed):,}"))
    return " · ".join(parts)
