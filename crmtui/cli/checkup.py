"""What `crmtui doctor` looks at."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.errors import CrmError
from crmtui.domain.words import _

if TYPE_CHECKING:
    from crmtui.cli.shell import Shell


class Finding(NamedTuple):
    """One check: what was looked at, whether it is right, what was seen, what to do."""

    what: str
    good: bool
    words: str
    advice: str = ""


def findings(shell: Shell) -> list[Finding]:
    """All checks, as far as they can be made."""
    return [_program(), _sqlite(), _settings(shell), *_database(shell)]


def _program() -> Finding:
    from crmtui import __version__

    words = f"crmtui {__version__}, Python {platform.python_version()}, {sys.platform}"
    return Finding(_("program"), True, words)


def _sqlite() -> Finding:
    conn = sqlite3.connect(":memory:")
    try:
        conn.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError:
        advice = _("This Python's SQLite lacks full-text search (FTS5); use another Python.")
        return Finding("SQLite", False, sqlite3.sqlite_version, advice)
    finally:
        conn.close()
    return Finding("SQLite", True, sqlite3.sqlite_version)


def _settings(shell: Shell) -> Finding:
    path = shell.settings.config_path
    words = str(path) if path.exists() else _("{path} (not there; defaults)").format(path=path)
    return Finding(_("settings"), True, words)


def _database(shell: Shell) -> Iterator[Finding]:
    from crmtui.reads import health

    what = _("database")
    try:
        with shell.looking() as conn:
            yield Finding(what, True, str(shell.settings.db))
            faults = health.faults(conn)
            advice = _("The file is damaged: keep it, and put back the newest backup.")
            yield Finding(_("integrity"), not faults, "; ".join(faults) or _("no faults"), advice)
            customers, indexed = health.search_coverage(conn)
            words = _("{indexed} of {customers} customers").format(
                indexed=indexed, customers=customers
            )
            advice = _("“crmtui doctor --fix” rebuilds the search index.")
            yield Finding(_("search index"), indexed == customers, words, advice)
    except CrmError as error:
        yield Finding(what, False, str(shell.settings.db), str(error))
