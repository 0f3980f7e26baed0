"""What the tables look like: their columns, and what these point at."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Table
from sqlmodel import SQLModel


@cache
def columns(table: str) -> tuple[str, ...]:
    """The table's columns, in the order of the model."""
    return tuple(column.name for column in model(table).columns)


@cache
def model(table: str) -> Table:
    """The table of this name; KeyError for a name that is none."""
    return SQLModel.metadata.tables[table]


@cache
def parents(table: str) -> tuple[tuple[str, str], ...]:
    """Each column that points at another table, and that table."""
    return tuple(
        (key.parent.name, key.column.table.name)
        for key in sorted(model(table).foreign_keys, key=lambda key: key.parent.name)
    )
