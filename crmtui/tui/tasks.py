"""Something slow in the writer's thread: a bar where it takes long, and a way to stop it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from crmtui.tui.app import CrmApp

T = TypeVar("T")
Report = Callable[[int, int], None]
PATIENCE_SECONDS = 0.15  # what is done by then shows no bar


class Stopped(Exception):  # not an error: the user wanted it
    """The user stopped the task; raised inside it, so that what it did is rolled back."""


@dataclass
class Task:
    """How far a task is; written by the thread that does it, read by the clock that shows it."""

    words: str
    stoppable: bool = True
    done: int = 0
    total: int = 0
    stop: bool = False
    closing: bool = False  # from here on stopping comes too late

    def report(self, done: int, total: int) -> None:
        """Called in the task's thread; ends the task if the user wants that."""
        self.done, self.total = done, total
        if self.stop and not self.closing:
            raise Stopped


async def run(crm: CrmApp, task: Task, work: Callable[[Task], T]) -> T:
    """What the work gives; raises its CrmError, or Stopped where the user stopped it."""
    future = asyncio.wrap_future(crm.writer.run(lambda: work(task)))
    await asyncio.wait([future], timeout=PATIENCE_SECONDS)
    if not future.done():
        await _shown(crm, task, future)
    return future.result()


async def _shown(crm: CrmApp, task: Task, future: asyncio.Future[T]) -> None:
    from crmtui.tui.screens.running import RunningScreen

    screen = RunningScreen(task)
    await crm.push_screen(screen)
    await asyncio.wait([future])
    screen.finish()
