"""A new database is made from the schema written out, and is what the migrations make."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crmtui import wiring
from crmtui.reads.connection import HEAD
from crmtui.settings import Settings
from crmtui.store import schema
from tests.support import fresh


def _holds(path: Path) -> tuple[set[tuple[Any, ...]], dict[str, list[tuple[Any, ...]]]]:
    """What a database is made of, and all of its rows."""
    with closing(sqlite3.connect(path)) as raw:
        made = set(raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
        tables = [name for kind, name, _table, _sql in made if kind == "table"]
        rows = {
            table: sorted(raw.execute(f"SELECT * FROM {table}"))
            for table in tables
            if not table.startswith("search") and table != "meta"
        }
    return made, rows


def test_the_schema_is_written_out_as_the_migrations_make_it(tmp_path: Path) -> None:
    path = tmp_path / "migrated.db"
    fresh(path)
    with closing(sqlite3.connect(path)) as raw:
        wanted = schema.written_out(raw)
    kept = (schema.folder() / "schema.sql").read_text("utf-8")
    assert kept == wanted, "run: .venv/bin/python -m crmtui.store.schema"


def test_a_new_database_is_what_the_migrations_make(tmp_path: Path, no_settings: Settings) -> None:
    path = tmp_path / "migrated.db"
    fresh(path)
    wiring.upgrade(no_settings)
    assert _holds(no_settings.db) == _holds(path)


def test_a_schema_written_out_for_another_version_is_not_used() -> None:
    assert schema.statements(HEAD)
    assert schema.statements("9999") == []


@pytest.mark.parametrize("again", [1, 2])
def test_a_new_database_is_searched_and_written_like_any_other(
    no_settings: Settings, again: int
) -> None:
    for number in range(again):
        with wiring.unit_of_work(no_settings) as uow:
            uow.insert("customer", {"name": f"新客户{number}", "added_on": "2026-11-23"})
    with wiring.reader(no_settings) as conn:
        sql = "SELECT count(*) FROM search WHERE search MATCH '\"新 客 户\"'"
        assert conn.execute(sql).fetchone() == (again,)
        assert conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
