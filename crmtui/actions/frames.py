"""Values in a stream of bytes: how two processes of ours talk over a pipe."""

from __future__ import annotations

import marshal
from queue import SimpleQueue
from threading import Thread
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
    return _value(_data(stream))


class Inbox:
    """Takes in what comes while its owner is at work, so that no sender has to wait."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._data: SimpleQueue[bytes] = SimpleQueue()
        Thread(target=self._take, daemon=True).start()

    def next(self) -> Any:
        """The next value; raises StreamEnded where none comes any more."""
        return _value(self._data.get())

    def _take(self) -> None:
        try:
            while True:
                self._data.put(_data(self._stream))
        except StreamEnded:
            self._data.put(b"")


class Outbox:
    """Sends values in turn while its owner goes on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._values: SimpleQueue[Any] = SimpleQueue()
        self._ended = False
        Thread(target=self._give, daemon=True).start()

    def put(self, value: Any) -> None:
        """Send this as soon as the other side takes it; raises StreamEnded where it is gone."""
        if self._ended:
            raise StreamEnded
        self._values.put(value)

    def _give(self) -> None:
        try:
            while True:
                send(self._stream, self._values.get())
        except StreamEnded:
            self._ended = True


def _data(stream: BinaryIO) -> bytes:
    """The bytes of the next value."""
    try:
        return _exactly(stream, int.from_bytes(_exactly(stream, _LENGTH), "big"))
    except (OSError, ValueError, EOFError, MemoryError) as error:
        raise StreamEnded from error


def _value(data: bytes) -> Any:
    try:
        return marshal.loads(data)
    except (ValueError, TypeError, EOFError, MemoryError) as error:
        raise StreamEnded from error


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
