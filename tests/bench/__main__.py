"""Measures the program beside the cheapest programs that could do the same.

python -m tests.bench [NAME …] [--customers N] [--runs N] [--markdown] [--readme]

Every figure is a ratio to a floor timed in the same run on the same machine. Needs a system with
pseudo-terminals; the files it reads are made once and kept under .bench.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.backup import backups
from tests.bench.boards import boards
from tests.bench.days import days
from tests.bench.duplicates import duplicates
from tests.bench.exporting import exports
from tests.bench.importing import imports
from tests.bench.matching import matches
from tests.bench.measure import Figure
from tests.bench.safety import safety
from tests.bench.screen import first_rows, keys
from tests.bench.shell import looks
from tests.bench.undoing import undoing
from tests.bench.working import working

Bench = Callable[[int, Path, int], list[Figure]]
# Name: what measures it, with how many customers, how often.
BENCHES: dict[str, tuple[Bench, tuple[int, ...], int]] = {
    "find": (looks, (1_000, 100_000), 21),
    "days": (days, (100_000,), 15),
    "boards": (boards, (100_000,), 9),
    "start": (first_rows, (1_000, 100_000), 15),
    "keys": (keys, (100_000,), 5),
    "working": (working, (100_000,), 15),
    "backup": (backups, (100_000,), 3),
    "undo": (undoing, (100_000,), 3),
    "duplicates": (duplicates, (100_000,), 3),
    "import": (imports, (100_000,), 3),
    "matching": (matches, (100_000,), 3),
    "export": (exports, (100_000,), 3),
    "safety": (safety, (100_000,), 3),
}


def main() -> int:
    """Run the benchmarks asked for; 1 where one is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--customers", type=int, help="instead of each benchmark's own number")
    parser.add_argument("--runs", type=int, help="instead of each benchmark's own number")
    parser.add_argument("--markdown", action="store_true", help="as the table of the README")
    parser.add_argument("--readme", action="store_true", help="put the table into the README")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHES):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    figures = []
    for name in asked.names or BENCHES:
        figures += measured(name, asked.customers, asked.runs)
    if asked.markdown or asked.readme:
        print(markdown(figures))
    if asked.readme:
        from tests.house import readme

        readme.write(readme.README, {"bench": markdown(figures)})
    return 0 if all(figure.kept for figure in figures) else 1


def measured(name: str, customers: int | None, runs: int | None) -> list[Figure]:
    """One benchmark at each of its sizes, told as it goes."""
    bench, sizes, often = BENCHES[name]
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="crmtui-bench-home-") as home:
        for size in (customers,) if customers else sizes:
            for figure in bench(size, Path(home), runs or often):
                print(line(figure), flush=True)
                found.append(figure)
    return found


def line(figure: Figure) -> str:
    """A figure as it is told on the terminal."""
    verdict = "ok  " if figure.kept else "OVER"
    ours, floor = amount(figure.ours, figure), amount(figure.floor, figure)
    return (
        f"{verdict} {figure.what:<38} {figure.customers:>7}  {ours:>9} / {floor:>9} = "
        f"{figure.ratio:5.2f} (at most {figure.limit:g})  {figure.against}"
    )


def amount(value: float, figure: Figure) -> str:
    """A measured value with its unit."""
    if figure.unit == "MB":
        return f"{value:.0f} MB"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def markdown(figures: list[Figure]) -> str:
    """The table of the README."""
    machine = (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{os.cpu_count()} cores, {platform.system()}; medians."
    )
    rows = ["| what | customers | measured | floor | ratio | limit |", "|---|--:|--:|--:|--:|--:|"]
    for figure in figures:
        floor = f"{amount(figure.floor, figure)} ({figure.against})"
        rows.append(
            f"| {figure.what} | {figure.customers:,} | {amount(figure.ours, figure)} | {floor} "
            f"| {figure.ratio:.2f} | {figure.limit:g} |"
        )
    return "\n".join([*rows, "", machine])


if __name__ == "__main__":
    sys.exit(main())
