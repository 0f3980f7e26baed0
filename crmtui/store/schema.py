"""The schema as the migrations make it, written out: a new database need not go through them.

`python -m crmtui.store.schema` writes it out anew after a migration was added; a test sees to it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

_FILE = "schema.sql"
_END = ";\n\n"
_MADE = (
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND substr(name, 1, 7) "
    "NOT IN ('sqlite_', 'search_') ORDER BY type <> 'table', rowid"
)
_SETTINGS = "SELECT k, v FROM search_config WHERE k <> 'version' ORDER BY k"


def folder() -> Path:
    """Where the migrations are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_migrations"
    return inside if inside.is_dir() else package.parent / "migrations"


def statements(head: str) -> list[str]:
    """What makes a database of this version; nothing where it is written out for another."""
    try:
        found = (folder() / _FILE).read_text("utf-8").split(_END)
    except OSError:
        return []
    return found[:-1] if found[-2:-1] == [_said(head)] else []


def written_out(raw: sqlite3.Connection) -> str:
    """The statements that make a database like this one, less its rows."""
    (head,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    made = [sql for (sql,) in raw.execute(_MADE)]
    made += [
        f"INSERT INTO search (search, rank) VALUES ('{key}', {value})"
        for key, value in raw.execute(_SETTINGS)
    ]
    return "".join(statement + _END for statement in [*made, _said(head)])


def _said(head: str) -> str:
    return f"INSERT INTO alembic_version (version_num) VALUES ('{head}')"


def main() -> None:
    """Write the schema out as the migrations make it now."""
    import tempfile

    from crmtui.store import migrate

    with tempfile.TemporaryDirectory() as place:
        with migrate.engine(Path(place, "empty.db")).connect() as connection:
            migrate.to_head(connection)
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            text = written_out(raw)
        (folder() / _FILE).write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
