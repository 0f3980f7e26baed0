"""A search index and some tables made beside the database by another process, taken over whole.

Writing them is a third of a big import. The tables behind FTS5, and others with their indexes, can
be copied as they are into ones that hold nothing yet; SQLite does so without looking at the values.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.store import bulk, derived

if TYPE_CHECKING:
    from crmtui.domain.records import Value
    from crmtui.domain.search import SearchDoc

_TABLES = ("search_data", "search_idx", "search_content")
_QUICK = (
    "PRAGMA page_size = 32768",  # fewer to write and to read again
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -8192",  # KiB; the index is written from the beginning to the end
)


def make(
    path: Path,
    how: tuple[str, list[tuple[str, int]], dict[str, list[str]]],
    documents: Iterable[Mapping[int, SearchDoc]],
    rows: Iterable[tuple[str, Mapping[str, Sequence[Value]]]],
    tick: Callable[[int], None],
) -> None:
    """Make an index and tables in a new file; `tick` is told how many rows each part had.

    rows: asked for once the index is there; by table and column, without ids.
    """
    definition, settings, made_by = how
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for pragma in _QUICK:
            raw.execute(pragma)
        raw.execute("BEGIN")
        raw.execute(definition)
        raw.executemany("INSERT INTO search (search, rank) VALUES (?, ?)", settings)
        for part in documents:
            derived.write_docs(raw, part, new=True)
            tick(len(part))
        for table, columns in rows:
            of_table, *of_indexes = made_by[table]
            raw.execute(of_table)
            bulk.insert(raw, table, columns, tick)
            for statement in of_indexes:
                raw.execute(statement)
        raw.execute("COMMIT")


def take(raw: sqlite3.Connection, path: Path, tables: Iterable[str] = ()) -> None:
    """Put the index and tables of that file in the place of the database's own, which are empty.

    Inside the transaction; the file stays attached until the connection is closed.
    """
    raw.execute("ATTACH ? AS side", (str(path),))
    # FTS5 remembers what its tables hold until it is told that something was taken back.
    raw.execute("SAVEPOINT taking")
    raw.execute(derived.MERGE, (derived.MERGE_USUAL,))
    raw.execute("ROLLBACK TO taking")
    raw.execute("RELEASE taking")
    for table in _TABLES:
        raw.execute(f"DELETE FROM main.{table}")
    for table in (*_TABLES, *tables):
        raw.execute(f"INSERT INTO main.{table} SELECT * FROM side.{table}")
