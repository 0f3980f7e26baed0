"""Doing the last thing again with another customer, or with all that are marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.tui.screens.place import Place, Subject


@dataclass(frozen=True, slots=True)
class Again:
    """What was done last: its words, as in “put off to Wed 2 Dec”, and how it is done again."""

    words: str
    act: Callable[[Place, Sequence[Subject]], None]


def remember(place: Place, words: str, act: Callable[[Place, Sequence[Subject]], None]) -> None:
    """This was done; `.` does it again."""
    place.crm.again = Again(words, act)


def forget(place: Place) -> None:
    """Something else was done that cannot be done again: `.` must not do what was before it."""
    place.crm.again = None


def repeat(place: Place) -> None:
    """Do the last thing again with the marked customers, or the selected one."""
    again, subjects = place.crm.again, place.targets()
    if again is None:
        place.crm.say(_("Nothing was done yet that could be done again."))
    elif not subjects:
        place.crm.say(_("Select a customer first."))
    else:
        again.act(place, subjects)


def repeat_words(again: Again | None) -> str:
    """What `.` would do now, for the palette."""
    if again is None:
        return ""
    return _("Again: {what}").format(what=again.words)
