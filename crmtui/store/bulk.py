"""Rows by the hundred thousand: many to a statement, and their indexes made afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain, count
from operator import add

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


def next_id(raw: sqlite3.Connection, table: str) -> int:
    """The id the next row of this table will get."""
    found = raw.execute(_LAST_ID, (table,)).fetchone()
    return int(found[0]) + 1 if found else 1


def insert(
    raw: sqlite3.Connection,
    table: str,
    names: Sequence[str],
    rows: Sequence[tuple[Value, ...]],
    tick: Callable[[int], None] | None = None,
) -> range:
    """Insert rows (without their ids) under one unbroken run of ids; `tick` hears of each part."""
    first = next_id(raw, table)
    quoted = ", ".join(f'"{name}"' for name in ("id", *names))
    marks = f"({', '.join('?' * (len(names) + 1))})"
    one = f"INSERT INTO {table} ({quoted}) VALUES {marks}"
    many = one + f", {marks}" * (ROWS_A_STATEMENT - 1)
    for start in range(0, len(rows), ROWS_A_TICK):
        part = list(map(add, zip(count(first + start)), rows[start : start + ROWS_A_TICK]))
        whole = len(part) - len(part) % ROWS_A_STATEMENT
        raw.executemany(
            many,
            (
                tuple(chain.from_iterable(part[at : at + ROWS_A_STATEMENT]))
                for at in range(0, whole, ROWS_A_STATEMENT)
            ),
        )
        raw.executemany(one, part[whole:])
        if tick:
            tick(len(part))
    return range(first, first + len(rows))


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
