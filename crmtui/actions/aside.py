"""The second process of a big import: it makes the search index while this one writes the rows.

What it runs is cli/importchild.py. Where it cannot be started or is lost, the import goes on alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from crmtui.actions import frames
from crmtui.actions.frames import StreamEnded
from crmtui.actions.importfacts import Facts, packed, unpacked
from crmtui.domain.search import SearchDoc

MOST_SECONDS = 5.0  # to wait for its end
_MODULE = "crmtui.cli.importchild"


class Aside:
    """A process that was given the facts of an import; ends with this object at the latest."""

    def __init__(self, facts: Facts) -> None:
        self.process = _started()
        assert self.process.stdin is not None and self.process.stdout is not None
        self._in: BinaryIO = self.process.stdin  # type: ignore[assignment]
        self._out: BinaryIO = self.process.stdout  # type: ignore[assignment]
        self._end = weakref.finalize(self, _end, self.process)
        frames.send(self._in, packed(facts))

    def sort_keys(self) -> list[str]:
        """The new customers' sort keys; asked for first. Raises StreamEnded, as all here do."""
        return unpacked(self._receive("sort keys"))

    def begin(self, first: int, recipe: tuple[str, list[tuple[str, int]]] | None) -> None:
        """Let it make the documents, the first customer's under this id; with a recipe an index."""
        frames.send(self._in, (first, recipe))

    def index(self) -> Iterator[int | Path]:
        """How many documents are in the index, part by part; at last the file it is in."""
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


def _end(process: subprocess.Popen[bytes]) -> None:
    _let_go(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(MOST_SECONDS)
