"""Everything out and in again: the database is the same, whatever it holds."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from crmtui.domain.completetables import TABLES
from crmtui.store.shape import DERIVED, columns
from tests.complete import Rows, content, databases, fill, settings_at, take_in, take_out

# The journal, what imports remember, and facts about the file: none of it is the user's data.
OWN = {"operation", "change", "import_batch", "import_profile", "meta"}
slow = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("ending", ["json", "jsonl", "xlsx"])
@slow
@given(made=databases())
def test_a_complete_export_imported_into_an_empty_database_gives_an_equal_one(
    ending: str, made: Rows
) -> None:
    if not any(made.values()):
        return
    with tempfile.TemporaryDirectory() as folder:
        here, there = (settings_at(Path(folder) / f"{name}.db") for name in ("here", "there"))
        fill(here, made)
        file = take_out(here, Path(folder) / f"all.{ending}")
        plan = take_in(there, file)
        assert plan.problems == ()
        assert content(there) == content(here)
        again = [
            take_out(where, Path(folder) / "again.json").read_bytes() for where in (here, there)
        ]
        assert again[0] == again[1]
        # And a second time there is nothing new in it.
        second = take_in(there, file)
        assert second.counts["same"] == sum(map(len, made.values()))
        assert not second.changes_anything


def test_the_format_has_every_table_and_every_column_of_the_database() -> None:
    from sqlmodel import SQLModel

    there = {name for name in SQLModel.metadata.tables if name not in OWN}
    assert there == set(TABLES)
    for name, table in TABLES.items():
        wanted = set(columns(name)) - {"id", "revision"} - DERIVED.get(name, frozenset())
        assert wanted == set(table.columns), name
