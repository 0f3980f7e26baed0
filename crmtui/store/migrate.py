"""Schema upgrades: which version a database has, and bringing it to ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from crmtui.store import schema
from crmtui.store.connect import open_writer


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file; `connection` is the one to work on."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(schema.folder()).replace("%", "%%"))
    return made


def to_head(connection: Connection, revision: str = "head") -> None:
    """Run the missing migrations on this connection, inside the caller's transaction."""
    command.upgrade(config(connection), revision)


def scripts() -> Any:
    """Alembic's own view of our migrations, for tests and for naming the newest."""
    from alembic.script import ScriptDirectory

    return ScriptDirectory.from_config(config())


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether Alembic should look at this table; the search index is built by hand."""
    return not (kind == "table" and name is not None and name.startswith("search"))


def engine(path: Path) -> Engine:
    """An engine on this file that leaves transactions to us and keeps nothing open."""
    made = create_engine("sqlite://", creator=lambda: open_writer(path), poolclass=NullPool)
    event.listen(made, "begin", _no_begin)
    return made


def _no_begin(_connection: Any) -> None:
    """Transactions are begun by hand: SQLAlchemy's own BEGIN would be a deferred one."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Raise SQLite's own error where SQLAlchemy wrapped it, so that one place can translate it."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise
