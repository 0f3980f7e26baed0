"""What a database holds, and whether all of it is right; checks run at the same time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from crmtui.domain.backups import Content
from crmtui.domain.words import _, ngettext
from crmtui.files import backuprefs

# The search index holds nothing of its own, and counting it takes long.
TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
    "AND name NOT LIKE 'search%' AND name NOT IN ('alembic_version', 'meta') ORDER BY name"
)
VERSION = "SELECT version_num FROM alembic_version"
NEWEST = "SELECT id, at FROM operation ORDER BY id DESC LIMIT 1"
CACHE = "PRAGMA cache_size = -24576"


def content(conn: sqlite3.Connection) -> Content:
    """What a database of whatever version holds. Raises sqlite3.Error."""
    tables = [name for (name,) in conn.execute(TABLES)]
    counts = {
        name: int(conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables
    }
    newest = conn.execute(NEWEST).fetchone() if "operation" in counts else None
    operation, at = newest or (0, "")
    return Content(schema(conn), counts, str(at), int(operation))


def schema(conn: sqlite3.Connection) -> str:
    """The schema version; '' where the database is none of ours."""
    try:
        row = conn.execute(VERSION).fetchone()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_ERROR:
            raise
        return ""
    return str(row[0]) if row else ""


class Checks:
    """Looks a database file through in threads of their own while other work goes on.

    Leaving the block before `fault` was asked for ends the checks at once.
    """

    def __init__(self, database: Path, *, thorough: bool = False) -> None:
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="checks")
        self._open: list[sqlite3.Connection] = []
        whole = _integrity if thorough else _quickly
        self._found: list[Future[str]] = [self._start(database, it) for it in (whole, _references)]

    def _start(self, database: Path, check: Callable[[sqlite3.Connection], str]) -> Future[str]:
        conn = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._open.append(conn)
        return self._pool.submit(check, conn)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for conn in self._open:
            conn.interrupt()
        self._pool.shutdown(cancel_futures=True)
        for conn in self._open:
            conn.close()

    def fault(self) -> str:
        """What is wrong, as a sentence; '' where all is right."""
        for found in self._found:
            try:
                if fault := found.result():
                    return fault
            except (sqlite3.Error, UnicodeDecodeError) as error:
                return _("the database is damaged ({reason}).").format(reason=error)
        return ""


def fault(database: Path, *, thorough: bool = False) -> str:
    """What is wrong with a database file, as a sentence; '' where all is right."""
    with Checks(database, thorough=thorough) as checks:
        return checks.fault()


def _quickly(conn: sqlite3.Connection) -> str:
    return _first_of(conn, "PRAGMA quick_check(1)")


def _integrity(conn: sqlite3.Connection) -> str:
    return _first_of(conn, "PRAGMA integrity_check(1)")


def _first_of(conn: sqlite3.Connection, check: str) -> str:
    conn.execute(CACHE)
    said = str(conn.execute(check).fetchone()[0])
    if said == "ok":
        return ""
    return _("the database is damaged ({reason}).").format(reason=said.replace("\n", " "))


def _references(conn: sqlite3.Connection) -> str:
    conn.execute(CACHE)
    lost = backuprefs.lost(conn)
    if not lost:
        return ""
    rows = sum(count for _table, count in lost)
    words = ngettext(
        "{n} row points at something that is not there (table {table}).",
        "{n} rows point at something that is not there (table {table} first).",
        rows,
    )
    return words.format(n=rows, table=lost[0][0])


def read_content(database: Path) -> Content:
    """What a database file holds that nobody changes. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as conn:
        return content(conn)
