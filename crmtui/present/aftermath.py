"""What came of an action besides, in words: the next of a step that comes back, and the like."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crmtui.domain.changes import Came
from crmtui.domain.words import _, ngettext
from crmtui.present import date_words


def came_words(came: Iterable[Came], today: date) -> list[str]:
    """A sentence for each."""
    return [_sentence(each, today) for each in came]


def _sentence(came: Came, today: date) -> str:
    if came.code == "next" and came.on is not None:
        words = _("It comes back {day} (step {id}).")
        return words.format(day=date_words(came.on, today), id=came.id)
    if came.code == "over":
        return _("“{what}” does not come back: that was the last time.").format(what=came.what)
    if came.code == "unread":
        words = _("Its repetition “{what}” is not understood: plan the next step yourself.")
        return words.format(what=came.what)
    return ngettext(
        "The sequence “{name}” has ended: {n} open step was closed.",
        "The sequence “{name}” has ended: {n} open steps were closed.",
        came.n,
    ).format(name=came.what, n=came.n)
