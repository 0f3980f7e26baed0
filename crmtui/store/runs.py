"""Rows taken out, or brought back, by the thousand: how the journal keeps them, and how they go.

A run of deleted rows is one change that holds them packed: columns and rows as JSON, compressed.
Rows between the first and the last that stayed where they are are simply not in it.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

ROWS_A_CHANGE = 10_000  # deleted rows that one change holds
_QUICKLY = 1  # of zlib's levels: a third larger than the best, six times as quick

_ONLY = "SELECT NOT EXISTS (SELECT 1 FROM {table} WHERE id < ? OR id > ?)"
_INDEXED = "SELECT count(*) FROM search_content"
_FORGET = "DELETE FROM search_content WHERE id BETWEEN ? AND ?"
_REBUILD = "INSERT INTO search (search) VALUES ('rebuild')"


def pack(raw: sqlite3.Connection, table: str, names: Sequence[str], first: int, last: int) -> str:
    """These columns of the rows with ids from first to last, packed; '' where there are none."""
    return _packed(raw, table, names, "id BETWEEN ? AND ?", (first, last))


def pack_these(raw: sqlite3.Connection, table: str, names: Sequence[str], ids: str) -> str:
    """The same of the rows with these ids, a JSON list."""
    return _packed(raw, table, names, "id IN (SELECT value FROM json_each(?))", (ids,))


def _packed(
    raw: sqlite3.Connection, table: str, names: Sequence[str], where: str, given: tuple[Any, ...]
) -> str:
    # SQLite writes JSON several times as quickly as Python makes the values and writes them.
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT json_group_array(json_array({quoted})) FROM {table} WHERE {where}"
    (rows,) = raw.execute(sql, given).fetchone()
    return "" if rows == "[]" else pack_text(names, rows)


def pack_text(names: Sequence[str], rows: str) -> str:
    """Columns, and rows as JSON, packed."""
    text = f'{{"columns":{json.dumps(names)},"rows":{rows}}}'
    return b64encode(zlib.compress(text.encode(), _QUICKLY)).decode()


def between(first: int, last: int, staying: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The ids from first to last that are not staying, as unbroken runs."""
    after = first
    for row_id in sorted(row_id for row_id in staying if first <= row_id <= last):
        if row_id > after:
            yield after, row_id - 1
        after = row_id + 1
    if after <= last:
        yield after, last


def unbroken(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending ids as runs without a gap."""
    first = last = 0
    for row_id in ids:
        if first and row_id != last + 1:
            yield first, last
            first = row_id
        first, last = first or row_id, row_id
    if first:
        yield first, last


def in_parts(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Runs of ids cut into those of at most ROWS_A_CHANGE."""
    for first, last in runs:
        for start in range(first, last + 1, ROWS_A_CHANGE):
            yield start, min(last, start + ROWS_A_CHANGE - 1)


def delete(raw: sqlite3.Connection, table: str, first: int, last: int) -> None:
    """Delete the rows with ids from first to last; at once where the table holds no others."""
    if raw.execute(_ONLY.format(table=table), (first, last)).fetchone()[0]:
        raw.execute(f"DELETE FROM {table}")
    else:
        raw.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))


def unindex(raw: sqlite3.Connection, runs: Sequence[tuple[int, int]]) -> None:
    """Take the customers with these ids out of the search index."""
    going = sum(last - first + 1 for first, last in runs)
    (indexed,) = raw.execute(_INDEXED).fetchone()
    if indexed - going < going:
        # FTS5 takes every word of a row back one by one: making the index of the few is quicker.
        raw.executemany(_FORGET, runs)
        raw.execute(_REBUILD)
    else:
        raw.executemany("DELETE FROM search WHERE rowid BETWEEN ? AND ?", runs)


def there(raw: sqlite3.Connection, table: str, ids: Collection[int]) -> set[int]:
    """Which of these ids the table has."""
    if not ids:
        return set()
    low_high = (min(ids), max(ids))
    found = raw.execute(f"SELECT id FROM {table} WHERE id BETWEEN ? AND ?", low_high)
    return {row_id for (row_id,) in found}.intersection(ids)


def owners(raw: sqlite3.Connection, table: str, first: int, last: int) -> Iterator[int]:
    """The customers that rows with ids from first to last belong to."""
    sql = f"SELECT DISTINCT customer_id FROM {table} WHERE id BETWEEN ? AND ?"
    return (customer for (customer,) in raw.execute(sql, (first, last)))


def insert(
    raw: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows with the ids they had."""
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    raw.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", rows)
