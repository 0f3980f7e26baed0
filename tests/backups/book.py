"""Writing customers into a database and reading their names; damaging files."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from crmtui import wiring
from crmtui.actions import customers
from crmtui.settings import Settings

TODAY = date(2026, 11, 23)
NAMES = "SELECT name FROM customer ORDER BY id"


def add(settings: Settings, name: str, today: date = TODAY, note: str = "") -> None:
    """One more customer."""
    with wiring.unit_of_work(settings) as uow:
        customers.add(uow, {"name": name, "note": note}, today=today)


def names(settings: Settings) -> list[str]:
    """Everybody in the database, in the order they came."""
    with wiring.reader(settings) as conn:
        return [name for (name,) in conn.execute(NAMES)]


def names_in(database: Path) -> list[str]:
    """The same of a plain database file."""
    with closing(sqlite3.connect(database)) as conn:
        return [name for (name,) in conn.execute(NAMES)]


def grow(settings: Settings, megabytes: int) -> None:
    """Make the database larger than one step of a copy."""
    with closing(sqlite3.connect(settings.db)) as conn, conn:
        conn.execute("CREATE TABLE ballast (x)")
        conn.executemany("INSERT INTO ballast VALUES (zeroblob(1000000))", [()] * megabytes)


def repack(backup: Path, target: Path, *, manifest: Any = None, database: bytes = b"") -> None:
    """A backup like this one, with another manifest or database in it."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json" and manifest is not None:
                told = json.loads(data)
                manifest(told)
                data = json.dumps(told).encode()
            elif name != "manifest.json" and database:
                data = database
            new.writestr(name, data)


def flip(path: Path, at: int) -> None:
    """Turn around the bits of one byte."""
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(bytes(data))
