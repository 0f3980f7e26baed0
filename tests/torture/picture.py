"""Whether a database is whole, and what it holds, so that two of them can be compared."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from crmtui import wiring
from crmtui.settings import Settings

# Differ between two runs of the same command, and say nothing about what was done.
PASSING = frozenset({"uid", "recorded_at", "at", "session", "result", "revision", "created_at"})
Picture = dict[str, str]


def settings_for(db: Path) -> Settings:
    """The settings of the program that looks at a database after something happened to it."""
    return Settings(db=db, config_path=db.with_name("config.toml"))


def look(db: Path) -> Picture:
    """What a database holds, opened as the program opens it; AssertionError where not whole."""
    with wiring.reader(settings_for(db)):
        pass  # undoes or upgrades what is to be undone or upgraded
    with closing(sqlite3.connect(db, isolation_level=None)) as raw:
        must_be_whole(raw)
        must_be_searchable(raw)
        return picture(raw)


def must_be_whole(raw: sqlite3.Connection) -> None:
    """Fail where pages or references are not in order."""
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def must_be_searchable(raw: sqlite3.Connection) -> None:
    """Fail where the search index is broken, or does not hold just the customers there are."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        raw.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 0)")
    finally:
        raw.execute("ROLLBACK")
    (lost,) = raw.execute(
        "SELECT count(*) FROM customer WHERE id NOT IN (SELECT rowid FROM search)"
    ).fetchone()
    (stray,) = raw.execute(
        "SELECT count(*) FROM search WHERE rowid NOT IN (SELECT id FROM customer)"
    ).fetchone()
    assert (lost, stray) == (0, 0)


def picture(raw: sqlite3.Connection) -> Picture:
    """A digest of every table's rows, without what differs from run to run."""
    return {table: _digest(raw, table) for table in _tables(raw)}


def _tables(raw: sqlite3.Connection) -> list[str]:
    rows = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE 'search_%' ORDER BY name"
    )
    return [name for (name,) in rows]


def _digest(raw: sqlite3.Connection, table: str) -> str:
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    kept = ", ".join(f'"{name}"' for name in columns if name not in PASSING)
    digest = hashlib.sha256()
    rows = 0
    for row in raw.execute(f"SELECT {kept} FROM {table} ORDER BY rowid"):
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        rows += 1
    return f"{rows} {digest.hexdigest()[:16]}"
