"""What `crmtui doctor` looks at, one after the other."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.health import Finding, State, judged, ok
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.cli.shell import Shell

Tick = Callable[[int, int], None]
STEPS = 1_000_000  # of SQLite's machine, between two looks at the clock


def findings(shell: Shell, tick: Tick) -> list[Finding]:
    """All checks, as far as they can be made; `tick` gets how far the longest of them is."""
    from crmtui.cli import checkup_system as system

    found = [system.program(), system.libraries(), _sqlite(), *system.terminal()]
    try:
        settings = shell.settings
    except CrmError as error:
        return [
            *found,
            Finding("settings", _("settings"), State.BROKEN, _("a mistake"), str(error)),
        ]
    found += [*system.settings(settings), *system.places(settings), *system.backup(settings)]
    found += [system.failures(settings)]
    return [*found, *_database(shell, tick)]


def _sqlite() -> Finding:
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError:
        advice = _("This Python's SQLite lacks full-text search (FTS5); use another Python.")
        return judged("sqlite", "SQLite", True, sqlite3.sqlite_version, advice)
    finally:
        conn.close()
    return ok("sqlite", "SQLite", sqlite3.sqlite_version)


def _database(shell: Shell, tick: Tick) -> Iterator[Finding]:
    from crmtui.cli import checkup_database as database

    settings = shell.settings
    try:
        with shell.looking() as conn:
            # The longest checks are single statements: they are to move the bar, and to be stopped.
            conn.set_progress_handler(lambda: tick(0, 1), STEPS)
            yield database.size(conn, settings)
            yield from database.rows(conn)
            yield database.in_step(settings, tick)
            yield database.index(settings)
            yield database.journal(conn)
            yield database.clock(conn)
    except CrmError as error:
        yield Finding("database", _("database"), State.BROKEN, str(settings.db), str(error))
