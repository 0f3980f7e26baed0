"""What the terminal can do, as far as it tells when asked."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

PATIENCE = 0.3  # seconds a terminal may take to answer
WIDE = "王"
_ASK_PLACE = "\x1b[6n"
_ASK_SELF = "\x1b[c"
_PLACE = re.compile(rb"\x1b\[\d+;(\d+)R")
_SELF = re.compile(rb"\x1b\[\?([\d;]+)c")
CLIPBOARD = b"52"  # in the answer of a terminal that takes text into the clipboard


class Told(NamedTuple):
    """What the terminal answered; None where it did not."""

    wide: int | None
    """The cells that a Chinese character takes."""
    clipboard: bool | None
    """Whether it says that it takes text into the clipboard (OSC 52)."""


def asked() -> Told:
    """Write a Chinese character and ask where the cursor is now; ask what the terminal can do."""
    if os.name != "posix":
        return Told(None, None)
    try:
        with _raw() as terminal:
            answer = _answer(terminal, f"\r{WIDE}{_ASK_PLACE}\r\x1b[K{_ASK_SELF}".encode())
    except OSError:
        return Told(None, None)
    place, itself = _PLACE.search(answer), _SELF.search(answer)
    return Told(
        int(place[1]) - 1 if place else None,
        CLIPBOARD in itself[1].split(b";") if itself else None,
    )


@contextmanager
def _raw() -> Iterator[int]:
    """The terminal without echo and without waiting for Enter."""
    if sys.platform == "win32":  # for the type checker: there is no such terminal there
        raise OSError
    import termios
    import tty

    terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    try:
        before = termios.tcgetattr(terminal)
        tty.setcbreak(terminal)
        try:
            yield terminal
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except termios.error as error:
        raise OSError(*error.args) from error
    finally:
        os.close(terminal)


def _answer(terminal: int, question: bytes) -> bytes:
    """What comes back before the answer about itself, the last, has come or patience ends."""
    import select

    os.write(terminal, question)
    got = b""
    while _SELF.search(got) is None and select.select([terminal], [], [], PATIENCE)[0]:
        got += os.read(terminal, 200)
    return got
