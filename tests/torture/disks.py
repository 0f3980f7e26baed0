"""Disks that are full or write-protected: real ones, a few megabytes of memory each.

Only root may mount them; elsewhere there is nothing to be had, and these trials are left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.torture import process
from tests.torture.killing import Stage, as_before, check_backups, which
from tests.torture.picture import look

BLOCK = 4096


@contextmanager
def small_disk(size: int) -> Iterator[Path]:
    """A disk with room for so many bytes; OSError where none can be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="crmtui-disk-"))
    try:
        mounted = _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
        if not mounted:
            raise PermissionError("only root may mount a disk")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)
    finally:
        folder.rmdir()


def can_mount() -> bool:
    """Whether a small disk can be had here."""
    try:
        with small_disk(BLOCK * 16):
            return True
    except OSError:
        return False


def _mount(*words: str) -> bool:
    try:
        return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def fill_up(staged: Stage, random: Random) -> str:
    """Play an act where there is too little room for it; "all" or "nothing" of it was done."""
    needed = _size(staged.template)
    # More often a little too small than far too small: then more of the act has been done.
    room = needed + BLOCK * 12 + int(random.random() ** 2 * (needed + BLOCK * 100))
    with small_disk(room) as disk:
        played = disk / "played"
        shutil.copytree(staged.template, played)
        code, said = _run(played, staged.act.words)
        assert "went wrong inside" not in said and "Traceback" not in said, said
        return _judged(staged, played, code, said)


def _judged(staged: Stage, played: Path, code: int, said: str) -> str:
    with tempfile.TemporaryDirectory(prefix="crmtui-disk-") as elsewhere:
        # Looked at where there is room: what is to be undone needs some.
        there = Path(elsewhere) / "played"
        shutil.copytree(played, there)
        db = there / "crm.db"
        if staged.before is None and as_before(db, staged.act.damaged):
            assert code == 1, said
            return "nothing"
        outcome = which(staged, look(db))
        assert outcome is not None, f"half of it: {said}"
        if code in staged.act.codes:
            assert outcome in ("all", "the same"), said
        check_backups(there)
        return outcome if outcome != "the same" else ("nothing" if code else "all")


def write_protect(staged: Stage) -> str:
    """Play an act on a disk that can only be read: a sentence, and looking goes on."""
    with small_disk(_size(staged.template) * 2 + BLOCK * 400) as disk:
        played = disk / "played"
        shutil.copytree(staged.template, played)
        (played / "tmp").mkdir(exist_ok=True)
        (played / "said.txt").touch()
        assert _mount("-o", "remount,ro", str(disk))
        code, said = _run(played, staged.act.words)
        assert code == 1, (code, said)
        assert "went wrong inside" not in said and "Traceback" not in said, said
        assert len(said.strip()) > 20
        if staged.before is not None and staged.act.name != "migration":
            assert _run(played, ("find", "号"))[0] in (0, 3)
    return "nothing"


def _run(played: Path, words: tuple[str, ...]) -> tuple[int, str]:
    with tempfile.TemporaryDirectory(prefix="crmtui-said-") as place:
        running = process.start(played, words, said=Path(place) / "said.txt")
        code = process.finish(running)
        return code, (Path(place) / "said.txt").read_text(errors="replace")


def _size(folder: Path) -> int:
    """What the files take on a disk, in whole blocks."""
    return sum(
        -(-(Path(place) / name).stat().st_size // BLOCK) * BLOCK + BLOCK
        for place, _folders, names in os.walk(folder)
        for name in names
    )
