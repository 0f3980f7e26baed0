"""The registry of keys: every key has a twin, none does two things, settings may change them."""

from __future__ import annotations

from collections import Counter

import pytest

from crmtui.tui.bindings import KeyUsedTwice, UnknownKeyName, keymap
from crmtui.tui.commands import COMMANDS, Command, at, is_letter, key_sign
from crmtui.tui.verbs import OWN, VERBS

PLACES = sorted({place for command in COMMANDS for place in command.places})
# Keys of the lists and editors themselves, which no command may take away.
MOVING = {"up", "down", "j", "k", "pageup", "pagedown", "home", "end", "tab", "shift+tab"}
# What every terminal turns into another key before any program sees it.
LOST = {"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+c"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_letter_has_a_twin_that_an_input_method_lets_through(command: Command) -> None:
    if any(is_letter(key) for key in command.keys):
        assert any(not is_letter(key) for key in command.keys), command.id


@pytest.mark.parametrize("place", PLACES)
def test_no_key_does_two_things_in_one_place(place: str) -> None:
    used = Counter(key for command in at(place) for key in command.keys)
    assert [key for key, times in used.items() if times > 1] == []
    assert set(used) & (MOVING | LOST) == set()


@pytest.mark.parametrize("place", ["today", "customers", "calendar", "card"])
def test_every_command_of_a_place_has_a_verb(place: str) -> None:
    assert [c.id for c in at(place) if c.id not in VERBS and c.id not in OWN] == []


# Alt and one of these arrives as another character or key, or as the key without alt.
NOT_WITH_ALT = {*"0123456789bf", "space"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_alt_is_used_only_where_terminals_send_it(command: Command) -> None:
    assert not {key.removeprefix("alt+") for key in command.keys if "alt+" in key} & NOT_WITH_ALT


@pytest.mark.parametrize("place", PLACES)
def test_only_what_has_a_key_stands_in_the_line_of_keys(place: str) -> None:
    assert [command.id for command in at(place) if command.hint and not command.keys] == []


@pytest.mark.parametrize("place", ["today", "customers", "calendar", "card"])
def test_everything_is_on_the_palette_or_moves_about(place: str) -> None:
    hidden = {command.id for command in at(place) if not command.palette}
    assert hidden <= {"open", "back", "tab_left", "tab_right", "palette", "help"}


def test_settings_change_a_key() -> None:
    assert keymap({"log": "z, f3"}) == {"log": "z, f3"}


def test_settings_cannot_name_what_is_no_command() -> None:
    with pytest.raises(UnknownKeyName, match="dance"):
        keymap({"dance": "g"})


def test_settings_cannot_give_one_key_to_two_commands() -> None:
    with pytest.raises(KeyUsedTwice, match="log, done"):
        keymap({"log": "d, f3"})


@pytest.mark.parametrize(
    ("key", "sign"),
    [("slash", "/"), ("f3", "F3"), ("ctrl+s", "ctrl+s"), ("escape", "esc"), ("l", "l")],
)
def test_keys_are_named_as_on_the_keyboard(key: str, sign: str) -> None:
    assert key_sign(key) == sign
