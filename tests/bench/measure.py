"""Timing whole processes: ours and the floor in turn, so that both see the same machine."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

PYTHON = sys.executable
CRMTUI = str(Path(sys.executable).with_name("crmtui"))
FLOORS = Path(__file__).with_name("floors")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure beside its floor; seconds unless the unit says otherwise."""

    what: str
    ours: float
    floor: float
    limit: float
    against: str
    customers: int = 0
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor

    @property
    def kept(self) -> bool:
        """Whether it is within the limit."""
        return self.ratio <= self.limit


class Failed(Exception):
    """A measured program did not do what it should have."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """What every measured program runs in: a home of its own, a pinned day, English."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CRMTUI_")}
    own = {"HOME": str(home), "CRMTUI_TODAY": "2026-11-23", "CRMTUI_LANG": "en"}
    return kept | own | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | more


def run(command: Sequence[str], env: Mapping[str, str], codes: Sequence[int] = (0,)) -> float:
    """Run a process to its end with its output thrown away; gives the seconds it took."""
    start = perf_counter()
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = perf_counter() - start
    if done.returncode not in codes:
        raise Failed(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr.decode()}")
    return took


def run_weighed(
    command: Sequence[str], env: Mapping[str, str], codes: Sequence[int] = (0,)
) -> tuple[float, float]:
    """Like `run`, with the most memory the process or a child of its own took, in MB."""
    with tempfile.TemporaryFile() as said:
        start = perf_counter()
        process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=said)
        _pid, status, usage = os.wait4(process.pid, 0)
        took = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            said.seek(0)
            told = said.read().decode()
            raise Failed(f"{' '.join(command)}: exit {process.returncode}\n{told}")
    kilo = 1024 if sys.platform == "darwin" else 1
    return took, usage.ru_maxrss / kilo / 1024


def in_turn(runs: int, *acts: Callable[[], float], warm: int = 1) -> list[list[float]]:
    """What each act gave in every round; the first rounds only warm the caches."""
    found: list[list[float]] = [[] for _ in acts]
    for at in range(warm + runs):
        for act, results in zip(acts, found, strict=True):
            took = act()
            if at >= warm:
                results.append(took)
    return found


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay below."""
    return quantiles(values, n=20, method="inclusive")[-1]


__all__ = [
    "CRMTUI",
    "FLOORS",
    "PYTHON",
    "Failed",
    "Figure",
    "environment",
    "in_turn",
    "median",
    "p95",
    "run",
    "run_weighed",
]
