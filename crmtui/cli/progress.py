"""A progress bar on stderr, where somebody looks at it; silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from crmtui.cli.output import on_terminal

if TYPE_CHECKING:
    import rich.progress


PATIENCE = 1.0  # seconds that nobody minds waiting in silence


class Progress:
    """One bar for each phase of a long command."""

    def __init__(self) -> None:
        self._bar = _bar() if on_terminal(sys.stderr) else None

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def phase(self, words: str) -> Callable[[int, int], None]:
        """Begin a phase; gives what is to be called with (done, total)."""
        bar = self._bar
        if bar is None:
            return _silent
        task = bar.add_task(words, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=max(total, 1) if done < total else done or 1)

        return report


def late(stack: ExitStack, words: str, after: float = PATIENCE) -> Callable[[int, int], None]:
    """A bar for what is mostly done at once: it appears after so many seconds.

    The stack takes it away. Gives what is to be called with (done, total).
    """
    if not on_terminal(sys.stderr):
        return _silent
    begun = monotonic()
    shown: Callable[[int, int], None] | None = None

    def report(done: int, total: int) -> None:
        nonlocal shown
        if shown is None:
            if monotonic() - begun < after:
                return
            shown = stack.enter_context(Progress()).phase(words)
        shown(done, total)

    return report


def _silent(done: int, total: int) -> None:
    return


def _bar() -> rich.progress.Progress:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    return Bar(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr, markup=False, emoji=False, highlight=False),
        transient=True,
    )
