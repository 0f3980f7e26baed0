"""The schema: tables match migrations, and every older database comes along with its data."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

import crmtui.store.tables  # noqa: F401  (registers the tables)
from crmtui import wiring
from crmtui.reads.connection import HEAD
from crmtui.settings import Settings
from crmtui.store import migrate
from crmtui.store.shape import DERIVED

REVISIONS = [script.revision for script in reversed(list(migrate.scripts().walk_revisions()))]
# What a generic value would break: columns held by a CHECK, and facts of the program's own.
FITTING = {
    ("customer", "grade"): "A",
    ("follow_up", "status"): "open",
    ("occasion", "calendar"): "lunar",
    ("change", "action"): "insert",
    ("not_same", "kind"): "customer",
    ("greeting", "status"): "sent",
    ("not_same", "other"): 2,
    ("customer", "added_on"): "2026-01-05",
    ("interaction", "on"): "2026-02-05",
    ("interaction", "kind"): "visit",  # one that counts as a touch, as its `is_touch` says
    ("interaction", "direction"): "out",
    ("interaction", "outcome"): "",
    ("follow_up", "due_on"): "2026-12-01",
}


def _engine(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path}", poolclass=NullPool)


def _build(path: Path, revision: str) -> None:
    """A database as the program of that revision made it."""
    with _engine(path).begin() as connection:
        migrate.to_head(connection, revision)


def _tables(raw: sqlite3.Connection) -> list[str]:
    rows = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE 'search%' AND name <> 'alembic_version' ORDER BY name"
    )
    return [name for (name,) in rows]


def _fill(raw: sqlite3.Connection) -> None:
    """One row in every table, each pointing at the first row of the others."""
    for table in _tables(raw):
        values: dict[str, object] = {}
        for _cid, name, kind, _notnull, _default, _key in raw.execute(
            f"PRAGMA table_info({table})"
        ):
            generic = 1 if kind == "INTEGER" else f"{name} 王明"
            values[name] = FITTING.get((table, name), generic)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def _content(raw: sqlite3.Connection) -> dict[str, list[dict[str, object]]]:
    """Every row of every table, without what is derived from others."""
    found: dict[str, list[dict[str, object]]] = {}
    for table in _tables(raw):
        cursor = raw.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        silent = DERIVED.get(table, frozenset())
        found[table] = [
            {name: value for name, value in zip(names, row, strict=True) if name not in silent}
            for row in cursor
        ]
    return found


def _contained(old: dict[str, object], rows: list[dict[str, object]]) -> bool:
    return any(old.items() <= row.items() for row in rows)


def _differences(path: Path) -> Iterator[object]:
    with _engine(path).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": migrate.ours, "compare_server_default": True}
        )
        yield from compare_metadata(context, SQLModel.metadata)


def test_the_tables_are_what_the_migrations_make(tmp_path: Path) -> None:
    _build(tmp_path / "crm.db", "head")
    assert list(_differences(tmp_path / "crm.db")) == []


def test_a_missing_table_would_be_noticed(tmp_path: Path) -> None:
    path = tmp_path / "crm.db"
    _build(path, "head")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP TABLE promise")
    assert any("promise" in str(difference) for difference in _differences(path))


def test_every_check_of_the_tables_is_in_the_database(tmp_path: Path) -> None:
    """Alembic does not compare CHECK constraints; their names must all be there."""
    from sqlalchemy import CheckConstraint

    _build(tmp_path / "crm.db", "head")
    with closing(sqlite3.connect(tmp_path / "crm.db")) as raw:
        made = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for table in SQLModel.metadata.sorted_tables:
        for check in table.constraints:
            if isinstance(check, CheckConstraint):
                assert f"CONSTRAINT {check.name} CHECK ({check.sqltext})" in made[table.name]


def test_the_head_the_readers_know_is_the_newest_migration() -> None:
    assert migrate.scripts().get_current_head() == HEAD


def test_the_migrations_are_one_line_in_the_order_of_their_numbers() -> None:
    assert sorted(REVISIONS) == REVISIONS
    assert all(revision.isdigit() and len(revision) == 4 for revision in REVISIONS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_an_older_revision_upgrades_with_its_data(
    revision: str, no_settings: Settings
) -> None:
    _build(no_settings.db, revision)
    with closing(sqlite3.connect(no_settings.db, isolation_level=None)) as raw:
        _fill(raw)
        before = _content(raw)

    wiring.upgrade(no_settings)

    with wiring.reader(no_settings) as raw:
        after = _content(raw)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    lost = {
        table: rows
        for table, rows in before.items()
        if not all(_contained(row, after.get(table, [])) for row in rows)
    }
    assert not lost
    copies = list((no_settings.db.parent / "backups").glob("*.zip")) if revision != HEAD else []
    assert len(copies) == (revision != HEAD)


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_upgraded_database_can_be_searched_and_written(
    revision: str, no_settings: Settings
) -> None:
    _build(no_settings.db, revision)
    with closing(sqlite3.connect(no_settings.db, isolation_level=None)) as raw:
        _fill(raw)
    with wiring.unit_of_work(no_settings) as uow:
        uow.update("customer", 1, {"name": "宁波国林电子"})
    with wiring.reader(no_settings) as raw:
        found = raw.execute("SELECT rowid FROM search WHERE search MATCH '\"国 林\"'").fetchall()
    assert found == [(1,)]
