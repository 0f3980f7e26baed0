"""The line on top and the line of keys at the bottom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crmtui.domain.words import _
from crmtui.present import date_words
from crmtui.tui.commands import BY_ID, FORMS, at, key_sign
from crmtui.tui.ink import Line, Piece, ends, fit, width_of

__all__ = ["Line", "keys", "top"]

_PLACES = (("today", "1"), ("customers", "2"), ("calendar", "3"), ("board", "4"))


def top(place: str, day: tuple[date, str], width: int) -> Line:
    """crmtui, the places, and the day in both calendars (the lunar one once it is known)."""
    today, lunar = day
    left: list[Piece] = [(" crmtui  ", "dim")]
    names = {"today": _("Today"), "customers": _("Customers"), "calendar": _("Calendar")}
    names["board"] = _("Board")
    for name, key in _PLACES:
        here = name == place
        left += [(f" {key} ", "plan!" if here else "faint"), (names[name], "!" if here else "dim")]
        left.append((" ", ""))
    words = date_words(today, today)
    right = (
        [(words, "dim"), (f" · {lunar}", "faint"), (" ", "")] if lunar else [(words + " ", "dim")]
    )
    if width_of(left) + width_of(right) + 1 > width:  # the day in both calendars before the name
        left = left[1:]
    if width_of(left) + width_of(right) + 1 > width:
        right = [(words + " ", "dim")]
    return ends(left, right, width)


def beside(left: Line, right: Line, width: int) -> Line:
    """Both ends of a line; the right one only where there is room for all of it."""
    if not right or width_of(left) + width_of(right) + 3 > width:
        return left
    return ends(left, (*right, (" ", "")), width)


def keys(place: str, overrides: Mapping[str, str], width: int) -> Line:
    """As many keys as fit, the one for help always among them."""
    form = place in FORMS
    help_id = "form_help" if form else "help"
    help_key = _pair(help_id, overrides)
    room = width - width_of(help_key) - 1
    line: list[Piece] = [] if form else [(" ", "")]
    for command in at(place):
        if not command.hint or command.id == help_id or not command.shown(overrides):
            continue
        pair = _pair(command.id, overrides)
        if width_of(line) + width_of(pair) + 2 > room:
            break
        line += [*pair, ("  ", "")]
    return fit([*line, *help_key], width)


def _pair(command_id: str, overrides: Mapping[str, str]) -> list[Piece]:
    command = BY_ID[command_id]
    shown = command.shown(overrides)
    return [(key_sign(shown[0]), "plan"), (" " + _(command.hint), "dim")] if shown else []
