"""The figures above the queue: for today, waiting, done, late, birthdays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.words import _, ngettext

if TYPE_CHECKING:
    from crmtui.domain.queue import Queue


class Figure(NamedTuple):
    """One figure in words; code: now, waiting, done, none_done, promises, steps, birthdays."""

    code: str
    words: str


def figures(queue: Queue, now: int, waiting: int) -> list[Figure]:
    """The whole day; now: customers left for today; waiting: those there is no room for today."""
    found = [Figure("now", _("{n} to do").format(n=f"{now:,}"))]
    if waiting:
        words = ngettext("{n} waiting", "{n} waiting", waiting)
        found.append(Figure("waiting", words.format(n=f"{waiting:,}")))
    done = queue.done_today
    found.append(Figure("done" if done else "none_done", _("{n} done").format(n=done)))
    return [*found, *pressing(queue)]


def pressing(queue: Queue) -> list[Figure]:
    """What is late, and today's birthdays; nothing where there is none."""
    found = []
    if n := queue.promises_overdue:
        words = ngettext("{n} promise overdue", "{n} promises overdue", n)
        found.append(Figure("promises", words.format(n=n)))
    if n := queue.overdue:
        words = ngettext("{n} step overdue", "{n} steps overdue", n)
        found.append(Figure("steps", words.format(n=n)))
    if n := queue.birthdays:
        words = ngettext("{n} birthday", "{n} birthdays", n)
        found.append(Figure("birthdays", words.format(n=n)))
    return found
