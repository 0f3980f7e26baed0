"""What happens when the disk has no room left: a sentence, and nothing half-done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="only some systems limit the size of files")

ROOM = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))
from crmtui.cli.app import main
sys.exit(main({argv!r}))
"""


def with_room(room: int, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run the program where no file may grow beyond `room` bytes."""
    code = ROOM.format(room=room, argv=["--lang", "en", *argv])
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


def pages(db: Path) -> bytes:
    """All that a database holds; its header counts how often the kind of its log was changed."""
    return db.read_bytes()[100:]


def test_no_database_is_left_where_there_was_no_room_to_make_one(tmp_path: Path) -> None:
    done = with_room(50_000, "--db", str(tmp_path / "new.db"), "add", "王")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_change_there_is_no_room_for_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    db = tmp_path / "crm.db"
    assert with_room(50_000_000, "--db", str(db), "add", "王").returncode == 0
    before = pages(db)
    sheet = tmp_path / "many.csv"
    sheet.write_text(
        "公司,备注\n" + "\n".join(f"公司{n},{'话' * 200}" for n in range(2000)), "utf-8"
    )
    done = with_room(500_000, "--db", str(db), "import", str(sheet), "--yes")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert pages(db) == before
    assert with_room(50_000_000, "--db", str(db), "find", "公司1").returncode == 3


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a.json"])
def test_an_export_there_is_no_room_for_leaves_one_sentence(tmp_path: Path, name: str) -> None:
    db = tmp_path / "crm.db"
    assert with_room(50_000_000, "--db", str(db), "add", "王").returncode == 0
    target = tmp_path / "out" / name
    target.parent.mkdir()
    done = with_room(100, "--db", str(db), "export", "customers", str(target))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert list(target.parent.iterdir()) == []
