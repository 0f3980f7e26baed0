"""Help pages: every command, every language, examples that really are commands."""

from __future__ import annotations

import shlex

import pytest

from crmtui.cli import commands
from crmtui.cli.examples import EXAMPLES
from crmtui.cli.registry import COMMANDS
from tests.cli.conftest import Terminal


def test_the_program_lists_every_command(bare: Terminal) -> None:
    ran = bare("--help")
    assert ran.code == 0
    for name, entry in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert entry.purpose in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_with_examples(bare: Terminal, name: str) -> None:
    ran = bare(name, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: crmtui {name}")
    assert COMMANDS[name].purpose in ran.out
    assert all(example in ran.out for example in EXAMPLES[name])
    assert max(len(line) for line in ran.out.splitlines()) <= 100


@pytest.mark.parametrize("example", [e for lines in EXAMPLES.values() for e in lines])
def test_an_example_is_a_line_the_parser_takes(example: str) -> None:
    line = example.partition("|")[0].partition("#")[0].replace('eval "$(', "").replace(')"', "")
    words = shlex.split(line)
    assert words[0] == "crmtui"
    command = commands.build(words[1])
    command.make_context(words[1], words[2:])


@pytest.mark.parametrize("short", [["-h"], ["find", "-h"], ["edit", "-h"]])
def test_h_is_help_too(bare: Terminal, short: list[str]) -> None:
    ran = bare(*short)
    assert (ran.code, ran.out[:6]) == (0, "Usage:")


def test_help_needs_no_settings_that_are_right(bare: Terminal) -> None:
    (bare.folder / "config.toml").write_text("lead_days = 'many'", encoding="utf-8")
    assert bare("--help").code == 0
    assert "lead_days" in bare.fails(2, "today")


def test_the_version_is_said(bare: Terminal) -> None:
    ran = bare("--version")
    assert ran.code == 0
    assert ran.out.startswith("crmtui 0.")
