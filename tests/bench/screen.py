"""The screens in a terminal: how soon the first rows stand there, and how soon a key shows."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median

from tests.bench.books import book
from tests.bench.measure import (
    CRMTUI,
    FLOORS,
    PYTHON,
    Failed,
    Figure,
    environment,
    in_turn,
    p95,
)
from tests.bench.terminal import Screen, Terminal

# Typed one key after the other, as people do; between the words the line is emptied.
TYPED = ("物流", "王", "博纳", "bona", "wangjh", "8833", "13812", "nb", "等老板", "家具")
BACKSPACE = "\x7f"


def first_rows(customers: int, home: Path, runs: int) -> list[Figure]:
    """From the start of the program to its first rows, beside an empty Textual program."""
    path, env = book(customers), environment(home)
    names = _due(path, env)

    def floor() -> float:
        return _shown_after(
            [PYTHON, str(FLOORS / "empty_app.py")],
            env,
            lambda lines: "floor" in lines[0] and "leave" in lines[-1],
        )

    def ours() -> float:
        return _shown_after(
            [CRMTUI, "--db", str(path)],
            env,
            lambda lines: any(name in line for name in names for line in lines),
        )

    least, took = (median(found) for found in in_turn(runs, floor, ours, warm=2))
    against = "an empty Textual program with header and footer"
    return [Figure("first rows on the screen", took, least, 1.35, against, customers)]


def _due(path: Path, env: dict[str, str]) -> list[str]:
    """The beginnings of the names that head the queue."""
    command = [CRMTUI, "--db", str(path), "today", "--json", "--limit", "5"]
    told = json.loads(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    return [line["customer"]["name"][2:5] for line in told]


def _shown_after(command: list[str], env: dict[str, str], shown: Callable[[Screen], bool]) -> float:
    with Terminal(command, env) as terminal:
        return terminal.time_until(shown)


def keys(customers: int, home: Path, runs: int) -> list[Figure]:
    """From a key typed in the search line to the filtered rows, beside a bare virtual list."""
    path, env = book(customers), environment(home)
    floor = Terminal([PYTHON, str(FLOORS / "virtual_list.py"), str(path)], env)
    ours = Terminal([CRMTUI, "--db", str(path)], env)
    with floor, ours:
        floor.time_until(lambda lines: "公司" in lines[10])
        ours.time_until(lambda lines: "search" in lines[-1])
        ours.press("2")
        ours.press("/")
        least, took = _typed(floor, ours, runs)
    against = "a bare virtual list over the same query"
    return [
        Figure("a key in the search, median", median(took), median(least), 1.3, against, customers),
        Figure("a key in the search, p95", p95(took), p95(least), 2.0, against, customers),
    ]


def _typed(floor: Terminal, ours: Terminal, runs: int) -> tuple[list[float], list[float]]:
    """The times of every key that changed the rows of both."""
    least: list[float] = []
    took: list[float] = []
    for _round in range(runs):
        for word in TYPED:
            for key in word:
                first, second = (each.time_of_key(key, _rows) for each in (floor, ours))
                if first is not None and second is not None:
                    least.append(first)
                    took.append(second)
            for each in (floor, ours):
                each.press(BACKSPACE * len(word))
    if len(took) < runs * len(TYPED):
        raise Failed("the search line did not take the keys:\n" + "\n".join(ours.lines()))
    return least, took


def _rows(lines: Screen) -> Screen:
    """The lines of the list, without what stands above and below it."""
    return lines[6:24]
