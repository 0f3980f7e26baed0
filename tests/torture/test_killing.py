"""The short form of ending commands in the middle; the long one is `make torture`."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from tests.torture import commands, killing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
ACTS = commands.acts(many=200, some=100)


# The others are one transaction each, as a migration is.
SHORT = ("a first import", "migration", "restore", "restore of a damaged one")


@pytest.mark.parametrize("name", SHORT)
def test_a_command_ended_in_the_middle_did_all_or_nothing(name: str, tmp_path: Path) -> None:
    staged = killing.stage(ACTS[name], tmp_path / "stage")
    killing.kill_once(staged, tmp_path / "moment", Random(name))


def test_half_of_a_command_would_be_noticed(tmp_path: Path) -> None:
    before, after = {"customer": "2 a", "contact": "3 b"}, {"customer": "1 c", "contact": "3 d"}
    staged = killing.Stage(ACTS["merge"], tmp_path, before, after, 1.0, 1.0)
    assert killing.which(staged, before) == "nothing"
    assert killing.which(staged, after) == "all"
    assert killing.which(staged, before | {"contact": "3 d"}) is None
