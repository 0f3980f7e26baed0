"""Values in a stream of bytes: how two processes of ours talk over a pipe."""

from __future__ import annotations

import marshal
from typing import Any, BinaryIO

_LENGTH = 8  # bytes before each value


class StreamEnded(Exception):
    """The other side is gone, or says what nobody can read."""


def send(stream: BinaryIO, value: Any) -> None:
    """Write one value: numbers, texts, bytes and lists, tuples and dictionaries of them."""
    try:
        data = marshal.dumps(value)
        stream.write(len(data).to_bytes(_LENGTH, "big"))
        stream.write(data)
        stream.flush()
    except (OSError, ValueError) as error:
        raise StreamEnded from error


def receive(stream: BinaryIO) -> Any:
    """The next value; raises StreamEnded where none comes any more."""
    try:
        size = int.from_bytes(_exactly(stream, _LENGTH), "big")
        return marshal.loads(_exactly(stream, size))
    except (OSError, ValueError, TypeError, EOFError, MemoryError) as error:
        raise StreamEnded from error


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
