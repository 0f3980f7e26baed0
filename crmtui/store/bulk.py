"""Rows by the hundred thousand: many to a statement, and their indexes made afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import chain

from crmtui.domain.records import Value

# Every statement that inserts pays for the table's running number and for its foreign keys.
ROWS_A_STATEMENT = 50
ROWS_A_TICK = 10_000
# From so many new rows on, and where they are as many as those there, sorting them once into a
# new index is quicker than putting each into its place.
FEWEST_ROWS = 5_000

_INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? "
    "AND sql IS NOT NULL ORDER BY name"
)
_LAST_ID = "SELECT seq FROM sqlite_sequence WHERE name = ?"


@cache
def insert_sql(table: str, names: tuple[str, ...]) -> str:
    """The statement that inserts one row with these columns."""
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) VALUES ({', '.join('?' * len(names))})"


def next_id(raw: sqlite3.Connection, table: str) -> int:
    """The id the next row of this table will get."""
    found = raw.execute(_LAST_ID, (table,)).fetchone()
    return int(found[0]) + 1 if found else 1


def insert(
    raw: sqlite3.Connection,
    table: str,
    columns: Mapping[str, Sequence[Value]],
    tick: Callable[[int], None] | None = None,
) -> range:
    """Insert rows, given by column and without their ids, under one unbroken run of ids.

    `tick` hears of each part.
    """
    ids = upcoming(raw, table, columns)
    if not ids:
        return ids
    given: dict[str, Sequence[Value]] = {"id": ids, **columns}
    same = {name: literal for name in columns if (literal := _literal(raw, columns[name]))}
    quoted = ", ".join(f'"{name}"' for name in given)
    marks = f"({', '.join(same.get(name, '?') for name in given)})"
    one = f"INSERT INTO {table} ({quoted}) VALUES {marks}"
    many = one + f", {marks}" * (ROWS_A_STATEMENT - 1)
    varying = [column for name, column in given.items() if name not in same]
    for start in range(0, len(ids), ROWS_A_TICK):
        part = [column[start : start + ROWS_A_TICK] for column in varying]
        _insert_part(raw, one, many, part)
        if tick:
            tick(len(part[0]))
    return ids


def upcoming(
    raw: sqlite3.Connection,
    table: str,
    columns: Mapping[str, Sequence[Value]],
    _tick: Callable[[int], None] | None = None,
) -> range:
    """The ids that `insert` will give these rows."""
    first = next_id(raw, table)
    return range(first, first + len(next(iter(columns.values()), ())))


def _insert_part(
    raw: sqlite3.Connection, one: str, many: str, columns: Sequence[Sequence[Value]]
) -> None:
    """Insert these rows, as many at a time as the second statement has places for."""
    values = list(chain.from_iterable(zip(*columns, strict=True)))
    step = len(columns) * ROWS_A_STATEMENT
    whole = len(values) - len(values) % step
    raw.executemany(many, (values[at : at + step] for at in range(0, whole, step)))
    raw.executemany(one, list(zip(*columns, strict=True))[whole // len(columns) :])


def _literal(raw: sqlite3.Connection, column: Sequence[Value]) -> str:
    """What all rows of a column have as SQL, which costs less than handing it over with each."""
    value = column[0]
    if column.count(value) < len(column) or (isinstance(value, str) and "\0" in value):
        return ""
    return str(raw.execute("SELECT quote(?)", (value,)).fetchone()[0])


def drop_indexes(raw: sqlite3.Connection, rows: Mapping[str, int]) -> Callable[[], None]:
    """Drop the indexes of tables that are about to get so many rows; gives what makes them again.

    Only where that pays. Inside the transaction: undone with it.
    """
    statements: list[str] = []
    for table, expected in rows.items():
        if expected >= max(FEWEST_ROWS, next_id(raw, table) - 1):
            for name, sql in raw.execute(_INDEXES, (table,)).fetchall():
                raw.execute(f"DROP INDEX {name}")
                statements.append(sql)
    return partial(_run, raw, statements)


def _run(raw: sqlite3.Connection, statements: Sequence[str]) -> None:
    for statement in statements:
        raw.execute(statement)
