"""A new file comes to its place whole, or what was there stays."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from crmtui.domain.export_errors import FileThere, FolderMissing, NotWritten
from crmtui.files.placing import placed


def _leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_private_to_the_user_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "客户.csv"
    with placed(path, force=False) as file:
        file.write(b"x")
        assert not path.exists()
    assert path.read_bytes() == b"x"
    assert _leftovers(tmp_path) == ["客户.csv"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, OSError])
def test_whatever_goes_wrong_the_old_file_stays(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with (
        pytest.raises(NotWritten if failure is OSError else failure),
        placed(path, force=True) as file,
    ):
        file.write(b"half")
        raise failure
    assert path.read_bytes() == b"old"
    assert _leftovers(tmp_path) == ["a.csv"]


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"old")
    with pytest.raises(FileThere), placed(path, force=False):
        pass
    assert path.read_bytes() == b"old"
    with placed(path, force=True) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_appears_while_ours_is_written_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with pytest.raises(FileThere), placed(path, force=False):
        path.write_bytes(b"another program's")
    assert path.read_bytes() == b"another program's"
    assert _leftovers(tmp_path) == ["a.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own there")
def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.csv"
    target.write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to(target)
    with placed(tmp_path / "link.csv", force=True) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"
    assert (tmp_path / "link.csv").is_symlink()


def test_missing_folders_and_folders_themselves_are_said(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="nowhere"), placed(tmp_path / "nowhere/a", force=True):
        pass
    with pytest.raises(NotWritten, match="folder"), placed(tmp_path, force=True):
        pass
