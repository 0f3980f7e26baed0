"""The long forms of what the tests only touch; some take minutes.

python -m tests.torture [TRIAL …] [--seed N] [--part N] [--readme]

Everything happens in temporary folders, on this machine. What went wrong stays in its folder, and
the seed shown brings it back. Exit code 1 where anything went wrong.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from time import perf_counter

from tests.torture import commands, crowd, disks, killing, powercut, process

Trial = Callable[[Random, int], str]


def kills(random: Random, part: int) -> str:
    """kill -9 at random moments of every act."""
    acts = commands.acts(commands.MANY, commands.SOME)
    outcomes: Counter[str] = Counter()
    each = max(1, -(-200 // len(acts)) // part)
    for act in acts.values():
        moments = killing.kill_many(act, each, random)
        outcomes.update("all" if each.outcome == "the same" else each.outcome for each in moments)
        _tell(f"  {act.name}: {dict(Counter((m.whom, m.outcome) for m in moments))}")
    return (
        f"{outcomes.total()} times in {len(acts)} commands: {outcomes['all']} times all of it was "
        f"there, {outcomes['nothing']} times nothing; every database whole, every backup good"
    )


def crowds(random: Random, part: int) -> str:
    """Four processes at once, also behind a big import."""
    from tests.bench.books import sheet

    with tempfile.TemporaryDirectory(prefix="crmtui-crowd-") as place:
        folder = Path(place)
        crowd.prepare(folder / "crm.db")
        words = ("import", str(sheet(100_000 // part, ".csv")), "--yes")
        importing = process.start(folder, words)
        process.wait_until_locked(importing, folder / "crm.db")
        made = crowd.run(folder / "crm.db", 4, 2_500 // part, importing)
    return (
        f"{made.changes:,} changes by 4 processes in {made.seconds:.0f} s, begun behind an import "
        f"of {100_000 // part:,} rows: nothing lost, nobody refused; {made.crossed} edits crossed "
        f"and were made again; the longest waited {made.longest:.1f} s"
    )


def cuts(random: Random, part: int) -> str:
    """Power cuts while somebody writes."""
    found: list[powercut.Cut] = []
    for _round in range(40 // part or 1):
        with tempfile.TemporaryDirectory(prefix="crmtui-cut-") as place:
            found += powercut.run(Path(place), 24, random)
    short = sum(1 for cut in found if cut.behind)
    return f"{len(found)} copies, {short} of them with their log cut or torn: each whole"


def small_disks(random: Random, part: int) -> str:
    """Full and write-protected disks."""
    if not disks.can_mount():
        return "left out: only root may mount a small disk"
    outcomes: Counter[str] = Counter()
    acts = commands.acts(commands.MANY // 10, commands.SOME // 4)
    for act in acts.values():
        with tempfile.TemporaryDirectory(prefix="crmtui-full-") as place:
            staged = killing.stage(act, Path(place))
            outcomes.update(disks.fill_up(staged, random) for _ in range(10 // part or 1))
            disks.write_protect(staged)
    return (
        f"{outcomes.total()} times too little room ({outcomes['nothing']} times nothing was done, "
        f"{outcomes['all']} times it just sufficed), {len(acts)} commands on a protected disk: a "
        "sentence each"
    )


def story(random: Random, part: int) -> str:
    """Anything at all in any order; all of it undone, done again and undone."""
    from hypothesis import HealthCheck, seed, settings
    from hypothesis.stateful import run_state_machine_as_test

    from tests.store.test_story import Story

    examples = 150 // part
    Story.thorough = True
    long = settings(
        max_examples=examples,
        stateful_step_count=40,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(random.randrange(1 << 32))(Story), settings=long)
    return f"{examples} stories of up to 40 steps: back to nothing, there again, and back"


TRIALS: dict[str, tuple[str, Trial]] = {
    "kill": ("`kill -9` in the middle", kills),
    "crowd": ("four processes at once", crowds),
    "cut": ("power cut while writing", cuts),
    "disk": ("full and write-protected disks", small_disks),
    "story": ("anything, undone and redone", story),
}


def main() -> int:
    """Run the trials asked for; 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture")
    parser.add_argument("names", nargs="*", metavar="TRIAL", help=", ".join(TRIALS))
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--part", type=int, default=1, help="only the Nth part of each")
    parser.add_argument("--readme", action="store_true", help="put the result into the README")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(TRIALS):
        parser.error(f"no such trial: {', '.join(sorted(unknown))}")
    seed = Random().randrange(1 << 32) if asked.seed is None else asked.seed
    _tell(f"seed {seed}")
    results = {name: _tried(name, Random(seed), asked.part) for name in asked.names or TRIALS}
    if asked.readme and None not in results.values():
        from tests.house import readme

        table = markdown({name: said or "" for name, said in results.items()})
        readme.write(readme.README, {"torture": table})
    return 1 if None in results.values() else 0


def _tried(name: str, random: Random, part: int) -> str | None:
    """What came of a trial in words; None where it failed."""
    start = perf_counter()
    try:
        said = TRIALS[name][1](random, part)
    except Exception:
        _tell(f"FAILED {name}\n{traceback.format_exc()}")
        return None
    _tell(f"ok     {name:<6} {perf_counter() - start:5.0f} s  {said}")
    return said


def markdown(results: dict[str, str]) -> str:
    """The table of the README."""
    rows = [f"| {TRIALS[name][0]} | {said} |" for name, said in results.items()]
    machine = (
        f"{date.today():%Y-%m-%d}, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, {os.cpu_count()} cores, {platform.system()}."
    )
    return "\n".join(["| trial | result |", "|---|---|", *rows, "", machine])


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
