"""The registry of keys as Textual wants it, and checks on keys the user chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from textual.binding import Binding, BindingType

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _
from crmtui.tui.commands import BY_ID, COMMANDS, Command, at


class UnknownKeyName(WrongUse):
    """The settings give keys to something that is no command."""

    def __init__(self, name: str) -> None:
        known = ", ".join(command.id for command in COMMANDS)
        super().__init__(
            _("Settings: [keys] names “{name}”, which is no command. Commands: {known}.").format(
                name=name, known=known
            )
        )


class KeyUsedTwice(WrongUse):
    """The settings give one key to two commands of the same place."""

    def __init__(self, key: str, ids: list[str]) -> None:
        super().__init__(
            _("Settings: the key “{key}” would do two things at once: {ids}.").format(
                key=key, ids=", ".join(ids)
            )
        )


def bindings(place: str) -> list[BindingType]:
    """The bindings of a place, each with its command's id so that settings can change it."""
    return [_binding(command) for command in at(place) if command.keys]


def _binding(command: Command) -> Binding:
    return Binding(",".join(command.keys), f"do('{command.id}')", show=False, id=command.id)


def keymap(keys: Mapping[str, str]) -> dict[str, str]:
    """The user's own keys for Textual; raises where they name no command or clash."""
    for name in keys:
        if name not in BY_ID:
            raise UnknownKeyName(name)
    for place in {place for command in COMMANDS for place in command.places}:
        used = Counter(key for command in at(place) for key in set(command.shown(keys)))
        for key, times in used.items():
            if times > 1:
                raise KeyUsedTwice(key, [c.id for c in at(place) if key in c.shown(keys)])
    return dict(keys)
