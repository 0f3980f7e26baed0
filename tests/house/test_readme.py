"""The README names every command, every option and every key as they are."""

from __future__ import annotations

import pytest

from crmtui.cli.registry import COMMANDS
from crmtui.tui import commands as keys
from tests.house.readme import README, SECTIONS, section

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_says_what_the_program_knows(name: str) -> None:
    assert section(TEXT, name) == SECTIONS[name](), "run: make readme"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_explained_or_shown_by_example(name: str) -> None:
    assert f"crmtui {name}" in TEXT


@pytest.mark.parametrize("command", keys.COMMANDS, ids=lambda command: str(command.id))
def test_every_key_is_in_the_readme(command: keys.Command) -> None:
    rows = [line for line in section(TEXT, "keys").splitlines() if keys.words_of(command) in line]
    missing = [key for key in command.keys if f"`{keys.key_sign(key)}`" not in "".join(rows)]
    assert rows and not missing
