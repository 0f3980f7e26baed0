"""A search index made beside the database, by another process, and taken over whole.

Writing the index is a quarter of a big import. The tables behind FTS5 can be copied as they are
into an index that holds nothing yet; SQLite does so page by page.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from crmtui.store import derived

if TYPE_CHECKING:
    from crmtui.domain.search import SearchDoc

_TABLES = ("search_data", "search_idx", "search_content")
_QUICK = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -8192",  # KiB; the index is written from the beginning to the end
)


def make(
    path: Path,
    how: tuple[str, list[tuple[str, int]]],
    documents: Iterable[Mapping[int, SearchDoc]],
    tick: Callable[[int], None],
) -> None:
    """Make an index in a new file; `tick` is told how many documents each part had."""
    definition, settings = how
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for pragma in _QUICK:
            raw.execute(pragma)
        raw.execute("BEGIN")
        raw.execute(definition)
        raw.executemany("INSERT INTO search (search, rank) VALUES (?, ?)", settings)
        for part in documents:
            derived.write_docs(raw, part, new=True)
            tick(len(part))
        raw.execute("COMMIT")


def take(raw: sqlite3.Connection, path: Path) -> None:
    """Put the index of that file in the place of the database's own, which holds nothing.

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
        raw.execute(f"INSERT INTO main.{table} SELECT * FROM side.{table}")
