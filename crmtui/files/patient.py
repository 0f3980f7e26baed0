"""A file that tells of a full disk when its writer is done, not in the middle of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, cast


class _Patient:
    """Takes everything; what went wrong first is kept, and nothing is written from then on."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._at = file.tell()
        self.problem: OSError | None = None

    def write(self, data: bytes) -> int:
        self._at += len(data)
        self._try(self._file.write, data)
        return len(data)

    def seek(self, at: int, whence: int = os.SEEK_SET) -> int:
        assert whence == os.SEEK_SET
        self._at = at
        self._try(self._file.seek, at)
        return at

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._try(self._file.flush)

    def seekable(self) -> bool:
        return True

    def _try(self, do: Any, *given: Any) -> None:
        if self.problem is None:
            try:
                do(*given)
            except OSError as problem:
                self.problem = problem


@contextmanager
def patient(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The file for a writer of archives; raises the first OSError once the block is done.

    An archive left in the middle is closed by Python later, and complains then on the terminal.
    """
    made = _Patient(file)
    yield cast("IO[bytes]", made)
    if made.problem is not None:
        raise made.problem
