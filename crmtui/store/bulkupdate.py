"""Changing rows by the ten thousand: read together, compared, and written together."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from crmtui.domain.errors import RowMissing
from crmtui.domain.records import Value

CHUNK = 500  # ids in one IN list; older builds of SQLite take 999 parameters
Change: TypeAlias = tuple[int, Mapping[str, Value]]


class Updated(NamedTuple):
    """A row that really changed: its fields before and after, and what else says whose it is."""

    id: int
    before: Mapping[str, Value]
    after: Mapping[str, Value]
    current: Mapping[str, Value]


def update(
    raw: sqlite3.Connection, table: str, columns: Collection[str], changes: Iterable[Change]
) -> Iterator[Updated]:
    """Write the changes; gives the rows that differ. Raises RowMissing.

    `columns` are all of the table's. Later changes of a row see the earlier ones.
    """
    for part in _parts(changes):
        made = _compared(raw, table, columns, part)
        _write(raw, table, "revision" in columns, made)
        yield from made


def _parts(changes: Iterable[Change]) -> Iterator[dict[int, Mapping[str, Value]]]:
    """The changes in parts in which every row is named once."""
    part: dict[int, Mapping[str, Value]] = {}
    for row_id, values in changes:
        if row_id in part or len(part) == CHUNK:
            yield part
            part = {}
        part[row_id] = values
    if part:
        yield part


def _compared(
    raw: sqlite3.Connection,
    table: str,
    columns: Collection[str],
    part: Mapping[int, Mapping[str, Value]],
) -> list[Updated]:
    names = list(dict.fromkeys(name for values in part.values() for name in values))
    owner = [name for name in ("customer_id",) if name in columns and name not in names]
    quoted = ", ".join(f'"{name}"' for name in ("id", *names, *owner))
    marks = ", ".join("?" * len(part))
    sql = f"SELECT {quoted} FROM {table} WHERE id IN ({marks})"
    found = {
        row[0]: dict(zip((*names, *owner), row[1:], strict=True))
        for row in raw.execute(sql, list(part))
    }
    made = []
    for row_id, values in part.items():
        current = found.get(row_id)
        if current is None:
            raise RowMissing(table, row_id)
        after = {name: value for name, value in values.items() if current[name] != value}
        if after:
            before = {name: current[name] for name in after}
            made.append(Updated(row_id, before, after, current))
    return made


def _write(raw: sqlite3.Connection, table: str, revised: bool, made: Iterable[Updated]) -> None:
    """Each set of fields with one statement."""
    sets: dict[tuple[str, ...], list[tuple[Value, ...]]] = {}
    for row in made:
        sets.setdefault(tuple(row.after), []).append((*row.after.values(), row.id))
    for names, values in sets.items():
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        if revised:
            assignments += ", revision = revision + 1"
        raw.executemany(f"UPDATE {table} SET {assignments} WHERE id = ?", values)
