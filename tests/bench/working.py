"""Working the day off in a book of many years: `today` as a process, and keys on its screen."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.books import full_book
from tests.bench.measure import CRMTUI, Failed, Figure, environment, in_turn, p95, run
from tests.bench.terminal import Screen, Terminal

MOST_SECONDS = 0.06  # from a key to the queue as it is then
LINES, COLUMNS = slice(1, 20), 60  # of the screen: the figures and the queue, no messages


def working(customers: int, home: Path, runs: int) -> list[Figure]:
    """`today` beside `find`, and how soon the new queue stands there after a key."""
    path, env = full_book(customers), environment(home)
    ours = [CRMTUI, "--db", str(path)]
    acts = [partial(run, [*ours, *each], env, (0, 3)) for each in (["find", "王"], ["today"])]
    find, today = (median(found) for found in in_turn(runs, *acts, warm=2))
    figures = [Figure("crmtui today, many years", today, find, 2.0, "crmtui find 王", customers)]
    copy = home / "worked.db"
    shutil.copyfile(path, copy)
    for name, keys in (("done", "d1"), ("put off", "s1")):
        took = _worked_off(copy, env, keys, runs)
        for kind, of in (("median", median), ("p95", p95)):
            limit = 1.0 if kind == "median" else 2.0
            what = f"key to new queue: {name}, {kind}"
            figures.append(Figure(what, of(took), MOST_SECONDS, limit, "60 ms", customers))
    copy.unlink()
    return figures


def _worked_off(path: Path, env: dict[str, str], keys: str, runs: int) -> list[float]:
    """Seconds from the key that writes until the queue looked as it does then."""
    act, answer = keys[0], keys[1]
    with Terminal([CRMTUI, "--db", str(path)], env) as terminal:
        terminal.time_until(lambda lines: "search" in lines[-1] and "to do" in lines[1])
        took = [_once(terminal, act, answer) for _run in range(runs + 2)]
    return took[2:]  # the first ones load what writing needs


def _once(terminal: Terminal, act: str, answer: str) -> float:
    before = terminal.lines()[1]
    took = terminal.time_of_key(act, _queue)
    # Which of several, and to which day: the answer that ends the questions is what writes.
    for _question in range(3):
        if terminal.lines()[1] != before:
            break
        took = terminal.time_of_key(answer, _queue)
    if took is None or terminal.lines()[1] == before:
        raise Failed("the key did nothing:\n" + "\n".join(terminal.lines()))
    return took


def _queue(lines: Screen) -> Screen:
    return [line[:COLUMNS] for line in lines[LINES]]
