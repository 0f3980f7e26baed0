"""`crmtui find`, `show` and `today` as whole processes, beside a five-line Typer script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.bench.books import book
from tests.bench.measure import CRMTUI, FLOORS, PYTHON, Figure, environment, in_turn, median, run
from tests.bench.terminal import Terminal

AGAINST = "a five-line Typer script"
LOOKS = (
    ("find 物流", ["find", "物流"], 1.25),
    ("find 王", ["find", "王"], 1.25),
    ("find 王 8833", ["find", "王", "8833"], 1.25),
    ("find wjh", ["find", "wjh"], 1.25),
    ("find +86138", ["find", "+86138"], 1.25),
    ("show id:500", ["show", "id:500"], 1.25),
    ("today", ["today"], 1.5),
)


def looks(customers: int, home: Path, runs: int) -> list[Figure]:
    """Every look-up in a pipe, and one in a terminal."""
    path, env = book(customers), environment(home)
    floor = [PYTHON, str(FLOORS / "lookup.py"), str(path), "500"]
    figures = []
    for name, arguments, limit in LOOKS:
        command = [CRMTUI, "--db", str(path), *arguments]
        acts = [partial(run, each, env, (0, 3)) for each in (floor, command)]
        figures.append(_figure(f"crmtui {name}", acts, limit, customers, runs))
    name, arguments, limit = LOOKS[0]
    command = [CRMTUI, "--db", str(path), *arguments]
    acts = [partial(in_terminal, each, env) for each in (floor, command)]
    return [*figures, _figure(f"crmtui {name}, in a terminal", acts, limit, customers, runs)]


def _figure(
    name: str, acts: Sequence[Callable[[], float]], limit: float, customers: int, runs: int
) -> Figure:
    """Floor and look-up in turn, so that a moment's load meets both."""
    least, ours = (median(found) for found in in_turn(runs, *acts, warm=2))
    return Figure(name, ours, least, limit, AGAINST, customers)


def in_terminal(command: list[str], env: dict[str, str]) -> float:
    """Seconds until a program on a terminal has ended."""
    with Terminal(command, env) as terminal:
        return terminal.time_of_end()
