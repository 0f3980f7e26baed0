"""The short forms of crowds, power cuts and small disks; the long ones are `make torture`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from random import Random

import pytest

from tests.torture import commands, crowd, disks, killing, powercut

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="disks and processes of Unix")
ACTS = commands.acts(many=150, some=80)


def test_four_processes_change_one_database_and_nothing_is_lost(tmp_path: Path) -> None:
    crowd.prepare(tmp_path / "crm.db")
    made = crowd.run(tmp_path / "crm.db", workers=4, changes=25)
    assert made.changes == 100


def test_a_power_cut_leaves_a_whole_database(tmp_path: Path) -> None:
    cuts = powercut.run(tmp_path, 12, Random(1))
    assert {cut.behind for cut in cuts} != {0}  # some of them did cut something off


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk"
)
@pytest.mark.parametrize("name", ["backup", "restore"])
def test_a_full_or_protected_disk_is_said_and_harms_nothing(name: str, tmp_path: Path) -> None:
    if not disks.can_mount():
        pytest.skip("this root may mount nothing")
    staged = killing.stage(ACTS[name], tmp_path)
    disks.fill_up(staged, Random(name))
    disks.write_protect(staged)
