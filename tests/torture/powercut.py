"""A power cut: the files as they were on the disk at some moment, with a log cut or torn.

Copies of a database and its write-ahead log are taken while somebody writes. What a copy opens to
must be whole, and must be what stood there after one of the writes: no half of one.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from crmtui import wiring
from crmtui.actions import customers, interactions, undo
from tests.torture.picture import Picture, look, picture, settings_for
from tests.torture.prepared import TODAY


@dataclass(frozen=True, slots=True)
class Cut:
    """What a copy came back as: after how many of the writes."""

    writes: int
    behind: int  # that it does not hold any more


def run(folder: Path, writes: int, random: Random) -> list[Cut]:
    """Write, and cut the power after every write in some way; AssertionError where that harms."""
    folder.mkdir(parents=True, exist_ok=True)
    db = folder / "crm.db"
    settings = settings_for(db)
    wiring.upgrade(settings)
    states: list[Picture] = []
    cuts = []
    # Somebody who looks keeps the log from being emptied into the database at every close.
    with closing(wiring.connect(settings)):
        for number in range(writes):
            with closing(sqlite3.connect(db)) as raw:
                states.append(picture(raw))
            _write(db, number, random)
            copy = _copied(db, folder / "cut", random)
            with closing(sqlite3.connect(db)) as raw:
                states.append(picture(raw))
            found = look(copy)
            assert found in states, "this was never there"
            newest = len(states) - 1 - states[::-1].index(found)
            cuts.append(Cut(number + 1, len(states) - 1 - newest))
            states = _without_doubles(states)
    return cuts


def _without_doubles(states: list[Picture]) -> list[Picture]:
    return [state for at, state in enumerate(states) if at == 0 or state != states[at - 1]]


def _write(db: Path, number: int, random: Random) -> None:
    with wiring.unit_of_work(settings_for(db)) as uow:
        if number % 4 == 3:
            undo.undo(uow)
        elif number % 2:
            interactions.log(uow, 1, summary=f"报价 {number}", on=TODAY, today=TODAY)
        else:
            customers.add(uow, {"name": f"第{number}号"}, today=TODAY, tags=("VIP",))


def _copied(db: Path, folder: Path, random: Random) -> Path:
    """The database with its log as the disk may hold them; without the memory they share."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    copy = folder / "crm.db"
    shutil.copyfile(db, copy)
    log = Path(f"{db}-wal")
    data = bytearray(log.read_bytes() if log.exists() else b"")
    if data:
        how = random.randrange(4)
        at = random.randrange(len(data))
        if how == 1:
            data = data[:at]  # the end was not written yet
        elif how == 2:
            data[at:] = bytes(len(data) - at)  # room was made for it, but it was not filled
        elif how == 3:
            data[at] ^= 1 << random.randrange(8)  # torn
        Path(f"{copy}-wal").write_bytes(data)
    return copy
