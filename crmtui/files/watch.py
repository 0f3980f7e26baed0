"""Ends a child process that takes too long or too much memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

EVERY = 0.25


class Fate(Enum):
    """Why a watched process was ended."""

    TOO_LONG = "too long"
    TOO_MUCH = "too much memory"


@dataclass(slots=True)
class Watch:
    """A thread beside one child process: `seconds` of wall clock and `memory` bytes at most."""

    child: subprocess.Popen[bytes]
    seconds: float
    memory: int
    fate: Fate | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Watch:
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the child whatever happened: an error or Ctrl-C must not leave it behind."""
        self._over.set()
        if self._thread:
            self._thread.join()
        if self.child.poll() is None:
            self.child.kill()
        if self.child.stdout:
            self.child.stdout.close()
        self.child.wait()

    def _watch(self) -> None:
        deadline = time.monotonic() + self.seconds
        # Linux holds the memory limit itself; elsewhere somebody has to look.
        looks = sys.platform != "linux"
        while not self._over.wait(min(EVERY, max(0.01, deadline - time.monotonic()))):
            if self.child.poll() is not None:
                return
            if time.monotonic() >= deadline:
                self.fate = Fate.TOO_LONG
            elif looks and resident_memory(self.child) > self.memory:
                self.fate = Fate.TOO_MUCH
            else:
                continue
            self.child.kill()
            return


def resident_memory(child: subprocess.Popen[bytes]) -> int:
    """Bytes of memory that the process holds now; 0 when that cannot be told."""
    if sys.platform == "win32":
        return _windows_memory(child)
    if sys.platform == "linux":
        return _linux_memory(child)
    try:
        told = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(child.pid)], capture_output=True, timeout=5, check=False
        )
        return int(told.stdout or b"0") * 1024
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0


def _linux_memory(child: subprocess.Popen[bytes]) -> int:
    """The second figure the kernel keeps of a process, in pages; bare machines have no ps."""
    try:
        pages = Path(f"/proc/{child.pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _windows_memory(child: subprocess.Popen[bytes]) -> int:
    """The working set, asked of the system through the handle that Popen keeps."""
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = [
            ("cb", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            *[(f"size{i}", ctypes.c_size_t) for i in range(8)],
        ]

    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    query = getattr(ctypes, "windll").kernel32.K32GetProcessMemoryInfo  # noqa: B009
    handle = ctypes.c_void_p(int(getattr(child, "_handle")))  # noqa: B009
    if not query(handle, ctypes.byref(counters), counters.cb):
        return 0
    return int(counters.size1)  # size0 is the peak working set, size1 the present one
