"""Putting a new file in its place whole, or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from crmtui.domain.clean import readable
from crmtui.domain.export_errors import FileThere, FolderMissing, NotWritten
from crmtui.domain.system_words import why

STDOUT = Path("-")
COPIED = 1 << 20  # bytes at a time


def check(path: Path, *, force: bool) -> None:
    """Say at once what would fail at the end: a missing folder, a file that is there."""
    if path == STDOUT:
        return
    name = readable(str(path))
    try:
        if not path.parent.is_dir():
            raise FolderMissing(readable(str(path.parent)))
        if path.is_dir():
            raise NotWritten(name, why(IsADirectoryError(21, "")))
        if not force and (path.exists() or path.is_symlink()):
            raise FileThere(name)
    except OSError as error:
        raise NotWritten(name, why(error)) from error


@contextmanager
def placed(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file to write to, private to the user, that takes its name when the block ends well.

    Whatever goes wrong, an interruption too, leaves what was there before. `-` is the standard
    output: it gets the whole file at the end. Raises FileThere, FolderMissing, NotWritten.
    """
    check(path, force=force)
    if path == STDOUT:
        with _plainly("-"), tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            _to_stdout(file)
        return
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    with _plainly(readable(str(path))):
        # mkstemp makes the file readable by its owner alone.
        handle, made = tempfile.mkstemp(prefix=".crmtui-", suffix=".part", dir=target.parent)
        part = Path(made)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            check(path, force=force)
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def _plainly(name: str) -> Iterator[None]:
    """What the system refuses, in a sentence about this file."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotWritten(name, why(error)) from error


def _to_stdout(file: IO[bytes]) -> None:
    sys.stdout.flush()
    out = sys.stdout.buffer
    while block := file.read(COPIED):
        out.write(block)
    out.flush()
