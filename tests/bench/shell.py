"""`crmtui find`, `show` and `today` as whole processes, beside a five-line Typer script."""

from __future__ import annotations

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
    commands = [[CRMTUI, "--db", str(path), *arguments] for _name, arguments, _limit in LOOKS]
    acts = [partial(run, command, env, (0, 3)) for command in [floor, *commands]]
    took = [median(found) for found in in_turn(runs, *acts, warm=2)]
    figures = [
        Figure(f"crmtui {name}", ours, took[0], limit, AGAINST, customers)
        for (name, _arguments, limit), ours in zip(LOOKS, took[1:], strict=True)
    ]
    shown = [partial(in_terminal, command, env) for command in (floor, commands[0])]
    least, ours = (median(found) for found in in_turn(runs, *shown, warm=2))
    name = f"crmtui {LOOKS[0][0]}, in a terminal"
    return [*figures, Figure(name, ours, least, LOOKS[0][2], AGAINST, customers)]


def in_terminal(command: list[str], env: dict[str, str]) -> float:
    """Seconds until a program on a terminal has ended."""
    with Terminal(command, env) as terminal:
        return terminal.time_of_end()
