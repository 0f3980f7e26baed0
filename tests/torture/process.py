"""The program as a real process in a group of its own, to be ended in the middle of its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

Running = subprocess.Popen[bytes]
MOST_SECONDS = 120.0
STEP = 0.001  # seconds between two looks


def start(folder: Path, words: Sequence[str], said: Path | None = None) -> Running:
    """Start `crmtui WORDS` on the database of this folder, with nothing of the user's own.

    What it says goes into said.txt there, or into the file given.
    """
    temporary = folder / "tmp"
    if not temporary.exists():
        temporary.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CRMTUI_")}
    own = {
        "HOME": str(folder / "home"),
        "TMPDIR": str(temporary),
        "CRMTUI_DB": str(folder / "crm.db"),
        "CRMTUI_CONFIG": str(folder / "config.toml"),
        "CRMTUI_LANG": "en",
        "CRMTUI_TODAY": "2026-11-23",
    }
    with (said or folder / "said.txt").open("wb") as words_said:
        return subprocess.Popen(
            [sys.executable, "-m", "crmtui", *words],
            cwd=folder,
            env=kept | own,
            stdin=subprocess.DEVNULL,
            stdout=words_said,
            stderr=words_said,
            start_new_session=True,
        )


def finish(process: Running) -> int:
    """Wait for its end, and for that of everything it started; gives the exit code."""
    try:
        code = process.wait(MOST_SECONDS)
        _wait_for_group(process.pid)
    except subprocess.TimeoutExpired:
        kill_group(process)
        raise
    return code


def kill_group(process: Running) -> None:
    """End the process and all it started at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_only(process: Running) -> None:
    """End the process but not its children; waits until these have ended by themselves."""
    process.kill()
    process.wait()
    _wait_for_group(process.pid)


def children(pid: int) -> list[int]:
    """The processes it started that are there now; none where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(word) for word in text.split()]


def wait_until_written(process: Running, folder: Path, before: object) -> None:
    """Wait until the process has written to its database, or has ended."""
    while process.poll() is None and traces(folder) == before:
        sleep(STEP)


def wait_until_locked(process: Running, db: Path) -> None:
    """Wait until an import has begun to write its rows into the database, or has ended."""
    log, size = Path(f"{db}-wal"), db.stat().st_size
    while process.poll() is None and not Path(f"{db}-journal").exists():
        if log.exists() and log.stat().st_size > size:
            return
        sleep(STEP)


def traces(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of everything beside the database, to notice the first write."""
    found: dict[str, tuple[int, int]] = {}
    for path in (*folder.glob("crm.db*"), *folder.glob("backups/*")):
        with suppress(OSError):
            stat = path.stat()
            if not path.name.endswith("-shm"):
                found[path.name] = (stat.st_size, stat.st_mtime_ns)
    return found


def _wait_for_group(group: int) -> None:
    """Wait until nobody of the group is left; TimeoutExpired where somebody stays."""
    deadline = monotonic() + MOST_SECONDS / 4
    while monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except (ProcessLookupError, PermissionError):
            return
        sleep(STEP * 5)
    os.killpg(group, signal.SIGKILL)
    raise subprocess.TimeoutExpired("what it started", MOST_SECONDS / 4)
