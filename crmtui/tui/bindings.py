"""The registry of keys as Textual wants it, and checks on keys the user chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from textual.binding import Binding, BindingType

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _
from crmtui.settings.file import place
from crmtui.tui.commands import BY_ID, COMMANDS, Command, at


class UnknownKeyName(WrongUse):
    """The settings give keys to something that is no command."""

    def __init__(self, name: str, where: str) -> None:
        known = ", ".join(command.id for command in COMMANDS)
        super().__init__(
            _("Settings: {where} names “{name}”, which is no command. Commands: {known}.").format(
                where=where, name=name, known=known
            )
        )


class KeyUsedTwice(WrongUse):
    """The settings give one key to two commands of the same place."""

    def __init__(self, key: str, ids: list[str], where: str) -> None:
        super().__init__(
            _("Settings: {where}: the key “{key}” would do two things at once: {ids}.").format(
                where=where, key=key, ids=", ".join(ids)
            )
        )


def bindings(place: str) -> list[BindingType]:
    """The bindings of a place, each with its command's id so that settings can change it."""
    return [_binding(command) for command in at(place) if command.keys]


def _binding(command: Command) -> Binding:
    return Binding(",".join(command.keys), f"do('{command.id}')", show=False, id=command.id)


def keymap(keys: Mapping[str, str], config: Path = Path("config.toml")) -> dict[str, str]:
    """The user's own keys for Textual; raises where they name no command or clash."""
    for name in keys:
        if name not in BY_ID:
            raise UnknownKeyName(name, place(config, f"keys.{name}"))
    for where in {where for command in COMMANDS for where in command.places}:
        used = Counter(key for command in at(where) for key in set(command.shown(keys)))
        for key, times in used.items():
            if times > 1:
                ids = [command.id for command in at(where) if key in command.shown(keys)]
                own = next((name for name in ids if name in keys), ids[0])
                raise KeyUsedTwice(key, ids, place(config, f"keys.{own}"))
    return dict(keys)
