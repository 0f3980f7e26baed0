"""The second process of a big import: it makes keys, then the search index, beside this one.

What it runs is cli/importchild.py. Where it cannot be started or is lost, the import goes on alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO

from crmtui.actions import frames
from crmtui.actions.frames import StreamEnded
from crmtui.actions.importfacts import Facts, facts_of, packed, packed_columns, unpacked
from crmtui.domain.helper import Helper
from crmtui.domain.importplan import Orders
from crmtui.domain.records import Value
from crmtui.domain.search import SearchDoc
from crmtui.reads.searchindex import Recipe

MOST_SECONDS = 5.0  # to wait for its end
FEWEST_ASIDE = 10_000  # new customers from which on another process pays
FEWEST_BYTES = 500_000  # of files that may hold customers enough
MOST_BYTES_THERE = 8 << 20  # of the database
_MODULE = "crmtui.cli.importchild"


class Aside(Helper):
    """A process that works for one plan and its import; ends with this object at the latest."""

    def __init__(self, fewest: int = FEWEST_ASIDE) -> None:
        self._fewest = fewest
        self.process = _started()
        assert self.process.stdin is not None and self.process.stdout is not None
        self._in: BinaryIO = self.process.stdin  # type: ignore[assignment]
        self._out: BinaryIO = self.process.stdout  # type: ignore[assignment]
        self._begun = Event()
        self._end = weakref.finalize(self, _end, self.process, self._begun)
        self._named: list[Sequence[str]] = []  # names whose keys are still to come
        self.told = False  # whether it has all facts

    def names(self, names: Sequence[str]) -> None:
        """Let it make the keys of these names."""
        with suppress(StreamEnded):
            frames.send(self._in, ("names", packed(names)))
            self._named.append(names)

    def keys(self, names: Sequence[str]) -> tuple[list[str], list[str]]:
        """The names' keys, made there where it was told of just these names."""
        with suppress(StreamEnded):
            while self._named:
                exact, loose = unpacked(self._receive("keys"))
                if self._named.pop(0) == names:
                    return exact, loose
        return super().keys(names)

    def newcomers(self, fields: Mapping[str, list[str]], orders: Orders) -> None:
        """Let it make what the new customers are found by."""
        if len(fields["name"]) >= self._fewest:
            with suppress(StreamEnded):
                self.facts(facts_of(orders, fields))

    def facts(self, facts: Facts) -> None:
        """Give it everything that goes into the index. Raises StreamEnded, as all below do."""
        frames.send(self._in, ("facts", packed(facts)))
        self.told = True

    def sort_keys(self) -> list[str]:
        """The new customers' sort keys; asked for once they are told of, before anything else."""
        for _unwanted in self._named:
            self._receive("keys")
        return unpacked(self._receive("sort keys"))

    def begin(self, first: int, recipe: Recipe | None) -> None:
        """Let it make the documents, the first customer's under this id; with a recipe an index."""
        self._begun.set()
        frames.send(self._in, ("begin", (first, recipe)))

    def rows(self, table: str, columns: Mapping[str, Sequence[Value]]) -> None:
        """Give it the rows of one of the recipe's tables, in whatever order."""
        frames.send(self._in, ("rows", (table, packed_columns(columns))))

    def index(self) -> Iterator[int | Path]:
        """How many rows and documents are written, part by part; at last the file they are in."""
        while True:
            what, value = frames.receive(self._out)
            if what == "index":
                yield Path(value)
                return
            yield int(value)

    def documents(self) -> Iterator[dict[int, SearchDoc]]:
        """The documents by id, part by part, where no index was to be made."""
        while True:
            what, value = frames.receive(self._out)
            if what == "end":
                return
            ids, docs = value
            yield dict(zip(ids, map(SearchDoc._make, docs), strict=True))

    def let_go(self) -> None:
        """Say that nothing more is needed; what was made goes with that."""
        _let_go(self.process)

    def _receive(self, expected: str) -> Any:
        what, value = frames.receive(self._out)
        if what != expected:
            raise StreamEnded
        return value


def early(files: Iterable[Path], database: Path) -> Aside | None:
    """The second process, where it pays to start it before these files are read.

    A database that holds something knows most of a big file's customers already.
    """
    with suppress(OSError):
        there = database.stat().st_size if database.exists() else 0
        size = sum(path.stat().st_size for path in files)
        if size >= FEWEST_BYTES and there < MOST_BYTES_THERE and cores() > 1:
            return Aside()
    return None


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _started() -> subprocess.Popen[bytes]:
    # -P: a module lying in the user's folder is not ours to run.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _let_go(process: subprocess.Popen[bytes]) -> None:
    """Close the pipes: the process takes away what it made, and ends."""
    for pipe in (process.stdin, process.stdout):
        try:
            pipe.close() if pipe else None
        except OSError:  # what was still to be sent finds nobody
            continue


def _end(process: subprocess.Popen[bytes], begun: Event) -> None:
    if not begun.is_set():
        process.kill()  # it has made nothing yet
    _let_go(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(MOST_SECONDS)
