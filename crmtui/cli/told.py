"""The sentences after a change: what was done, the date understood, how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmtui import present
from crmtui.cli.output import say
from crmtui.domain.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from crmtui.domain.changes import Came
    from crmtui.domain.dates import When


def done(sentence: str) -> None:
    """Say what was done and how to take it back."""
    say(_("{done} To take it back: crmtui undo").format(done=sentence))


def came(what: Iterable[Came], today: date) -> None:
    """Say what came of it besides."""
    from crmtui.present.aftermath import came_words

    for sentence in came_words(what, today):
        say(sentence)


def when(day: When, today: date) -> str:
    """A date as it was understood: '2026-12-02, Wed, in 11 days, 14:00'."""
    parts = [
        day.on.isoformat(),
        present.weekday_words(day.on),
        present.day_words(day.on, today),
        day.time or "",
    ]
    return _(", ").join(part for part in parts if part)
