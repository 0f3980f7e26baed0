"""`kill -9` at a random moment of a command: the database holds all of it or nothing.

A stage is a command on a prepared folder; it is played once to its end to know how long it takes
and what it leaves, and then again and again, each time ended in the middle.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep

from crmtui import wiring
from crmtui.actions import customers
from crmtui.domain.database_errors import DatabaseDamaged
from crmtui.files import backuplist, backupopen
from tests.torture import process
from tests.torture.picture import Picture, look, settings_for
from tests.torture.prepared import TODAY

WHOM = ("all", "all", "all", "parent", "child")


@dataclass(frozen=True, slots=True)
class Act:
    """A command that changes something, and what is there before it."""

    name: str
    prepare: Callable[[Path], None]
    words: tuple[str, ...]
    helped: bool = False  # whether it starts a process of its own to help
    codes: tuple[int, ...] = (0,)
    damaged: bool = False  # whether the database cannot be opened before it


@dataclass(frozen=True, slots=True)
class Stage:
    """An act that was played once: how long it took, and the two states there may be."""

    act: Act
    template: Path
    before: Picture | None  # None: no database yet
    after: Picture
    seconds: float
    writing: float  # of them, from the first trace on the disk on


@dataclass(frozen=True, slots=True)
class Moment:
    """How one killing went."""

    act: str
    whom: str
    outcome: str  # "nothing", "all"


def stage(act: Act, folder: Path) -> Stage:
    """Prepare an act and play it to its end."""
    template = folder / "template"
    template.mkdir(parents=True)
    act.prepare(template)
    played = _copied(template, folder / "played")
    openable = (template / "crm.db").exists() and not act.damaged
    before = look(played / "crm.db") if openable else None
    shutil.rmtree(played)
    played = _copied(template, folder / "played")
    traces, start = process.traces(played), monotonic()
    running = process.start(played, act.words)
    process.wait_until_written(running, played, traces)
    first = monotonic()
    code = process.finish(running)
    end = monotonic()
    assert code in act.codes, (played / "said.txt").read_text()
    after = look(played / "crm.db")
    shutil.rmtree(played)
    return Stage(act, template, before, after, end - start, end - first)


def kill_once(staged: Stage, folder: Path, random: Random, whom: str = "all") -> Moment:
    """Play the act again and end it somewhere; AssertionError where anything is wrong then.

    The folder goes with the moment, and stays where something was wrong.
    """
    played = _copied(staged.template, folder)
    traces = process.traces(played)
    running = process.start(played, staged.act.words)
    try:
        finished = _end_in_the_middle(staged, played, running, random, whom, traces)
    finally:
        process.kill_group(running)
    outcome = _judged(staged, played, finished)
    if whom == "parent":
        left = [path.name for path in (played / "tmp").iterdir()]
        assert left == [], f"left behind by what it started: {left}"
    shutil.rmtree(played)
    return Moment(staged.act.name, whom, outcome)


def _end_in_the_middle(
    staged: Stage,
    played: Path,
    running: process.Running,
    random: Random,
    whom: str,
    traces: object,
) -> bool:
    """Wait for the moment and kill; whether the command came to its end all the same."""
    if whom == "child":
        _kill_a_child(running, random.random() * staged.seconds / 2)
        code = process.finish(running)
        assert code in staged.act.codes, (played / "said.txt").read_text()
        return True
    if random.random() < 0.75:
        process.wait_until_written(running, played, traces)
        _pause(running, random.random() * staged.writing)
    else:
        _pause(running, random.random() * staged.seconds)
    finished = running.poll() is not None
    (process.kill_only if whom == "parent" else process.kill_group)(running)
    return finished


def _pause(running: process.Running, seconds: float) -> None:
    end = monotonic() + seconds
    while monotonic() < end and running.poll() is None:
        sleep(min(process.STEP, max(0.0, end - monotonic())))


def _kill_a_child(running: process.Running, seconds: float) -> None:
    while running.poll() is None and not process.children(running.pid):
        sleep(process.STEP)
    _pause(running, seconds)
    for child in process.children(running.pid):
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)


def _judged(staged: Stage, played: Path, finished: bool) -> str:
    """What is left: all or nothing of the act, in a whole database one can go on working in."""
    db = played / "crm.db"
    if staged.before is None and as_before(db, staged.act.damaged):
        assert not finished
        return "nothing"
    found = look(db)
    outcome = which(staged, found)
    assert outcome is not None, f"neither before nor after: {_difference(staged, found)}"
    if finished:
        assert outcome in ("all", "the same"), "the command said it was done, and it was not"
    with wiring.unit_of_work(settings_for(db)) as uow:
        customers.add(uow, {"name": "Afterwards"}, today=TODAY)
    check_backups(played)
    return outcome


def as_before(db: Path, damaged: bool) -> bool:
    """Whether there is no database, as before; of a damaged one, whether it still is there."""
    if not damaged:
        return not db.exists() or db.stat().st_size == 0
    try:
        look(db)
    except DatabaseDamaged:
        return True
    return False


def which(staged: Stage, found: Picture) -> str | None:
    """What state this is: "all", "nothing", "the same" where these are one, None for half of it."""
    if staged.before == staged.after and found == staged.after:
        return "the same"
    if found == staged.after:
        return "all"
    nothing = staged.before is None and all(
        digest.startswith("0 ") or table in ("alembic_version", "meta", "greeting_template")
        for table, digest in found.items()
    )
    return "nothing" if nothing or found == staged.before else None


def _difference(staged: Stage, found: Picture) -> dict[str, tuple[str | None, str, str | None]]:
    before = staged.before or {}
    return {
        table: (before.get(table), digest, staged.after.get(table))
        for table, digest in found.items()
        if digest not in (before.get(table), staged.after.get(table))
        or before.get(table) != staged.after.get(table)
    }


def check_backups(folder: Path) -> None:
    """Every backup that is listed as good must be one, to the last row."""
    settings = settings_for(folder / "crm.db")
    for each in backuplist.found(settings.db, settings.backup):
        if each.good:
            with backupopen.unpacked(Path(each.path), settings.db, "") as found:
                backupopen.checked(found, thorough=True)


def _copied(template: Path, target: Path) -> Path:
    shutil.copytree(template, target)
    return target


def kill_many(act: Act, moments: int, random: Random) -> list[Moment]:
    """Stage an act and kill it so many times; keeps the folder of a moment that went wrong."""
    folder = Path(tempfile.mkdtemp(prefix="crmtui-killing-"))
    staged = stage(act, folder / "stage")
    found = []
    for number in range(moments):
        whom = random.choice(WHOM) if act.helped else "all"
        found.append(kill_once(staged, folder / f"moment-{number}-{whom}", random, whom))
    shutil.rmtree(folder)
    return found
