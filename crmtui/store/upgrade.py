"""Creating the database, and bringing an older one to today's schema with a backup made first."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.domain.errors import CrmError
from crmtui.domain.system_words import why
from crmtui.domain.words import _
from crmtui.store import derived, schema
from crmtui.store.connect import begin, make_private, writing

if TYPE_CHECKING:
    from crmtui.settings import Settings


class CannotCreate(CrmError):
    """The database cannot be made where it should be."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _(
                "I cannot create the database {path}: {why}. Choose another place with --db PATH "
                "or CRMTUI_DB."
            ).format(path=path, why=why)
        )


def bring_up(
    settings: Settings,
    head: str,
    keys: derived.Keys,
    before: Callable[[sqlite3.Connection], None],
    on_wait: Callable[[], None] | None = None,
) -> None:
    """Create or migrate the database and bring derived columns in step with the settings.

    `before` is given an older database as it is, to back it up; raising there ends it all.
    """
    path = settings.db
    new = not path.exists() or path.stat().st_size == 0
    made = new and _make_place(path)
    try:
        if not (new and _written_out(settings, head, keys, on_wait)):
            _migrated(settings, head, keys, on_wait, None if new else before)
    except BaseException:
        if made:
            _leave_nothing(path)
        raise


def _written_out(
    settings: Settings, head: str, keys: derived.Keys, on_wait: Callable[[], None] | None
) -> bool:
    """Create the database from the schema as it is written out; whether that could be done."""
    statements = schema.statements(head)
    if not statements:
        return False
    with writing(settings.db) as raw:
        make_private(settings.db)
        begin(raw, on_wait)
        try:
            if holds_anything(raw):  # another process was quicker
                raw.execute("ROLLBACK")
                return False
            for statement in statements:
                raw.execute(statement)
            _follow_settings(raw, settings, keys)
            raw.execute("COMMIT")
        except BaseException:
            if raw.in_transaction:
                raw.execute("ROLLBACK")
            raise
    return True


def _migrated(
    settings: Settings,
    head: str,
    keys: derived.Keys,
    on_wait: Callable[[], None] | None,
    before: Callable[[sqlite3.Connection], None] | None,
) -> None:
    """Bring the database to this version step by step."""
    from crmtui.store import migrate  # here: it takes longer than writing the schema out

    path = settings.db
    with migrate.plain_errors(), migrate.engine(path).connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        make_private(path)
        if before and version(raw) != head and holds_anything(raw):
            before(raw)
        # A table that is rebuilt is dropped first, which must not touch the rows that point at it.
        raw.execute("PRAGMA foreign_keys = OFF")
        # SQLAlchemy is told of the transaction too, or Alembic would commit after each step.
        with connection.begin():
            begin(raw, on_wait)
            if version(raw) != head:
                migrate.to_head(connection)
                check_references(raw)
            _follow_settings(raw, settings, keys)


def version(raw: sqlite3.Connection) -> str | None:
    """The schema version the database says it has."""
    try:
        row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    return row[0] if row else None


def check_references(raw: sqlite3.Connection) -> None:
    """Refuse a migration after which a row points at nothing."""
    if (lost := raw.execute("PRAGMA foreign_key_check").fetchone()) is not None:
        raise sqlite3.IntegrityError(f"a row of {lost[0]} points at nothing in {lost[2]}")


def holds_anything(raw: sqlite3.Connection) -> bool:
    """Whether there is a table; not so while another process is only just making the database."""
    return raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _follow_settings(raw: sqlite3.Connection, settings: Settings, keys: derived.Keys) -> None:
    """Recompute what depends on the settings when they differ from those it was made with."""
    row = raw.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()
    wanted = settings.fingerprint()
    if row and row[0] == wanted:
        return
    derived.follow_touch_kinds(raw, settings.touch_kinds)
    derived.refresh_all(raw, settings, keys)
    raw.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('settings', ?)", (wanted,))


def _make_place(path: Path) -> bool:
    """Make the folder and an empty file; whether there was no file before."""
    if path.is_dir():
        raise CannotCreate(path, _("it is a folder"))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return False
    except OSError as error:
        raise CannotCreate(path, why(error)) from error
    return True


def _leave_nothing(path: Path) -> None:
    """Take away the file we made where creating the database failed, as on a full disk."""
    for ending in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
