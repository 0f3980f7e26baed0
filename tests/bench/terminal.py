"""A program in a terminal of its own: what it drew, and when.

While it is measured, its output is only read and stamped with the time; what stood on the screen
at each moment is worked out afterwards.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from types import TracebackType

import pyte

from tests.bench.measure import Failed

QUIET = 0.3  # seconds without output after which a program has drawn all it wants to
PATIENCE = 30.0
Screen = list[str]


class Terminal:
    """One program on a pty, from its start to its end."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 100, lines: int = 30
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.ended = False
        self.started = perf_counter()
        self.pid, self.fd = pty.fork()
        if not self.pid:  # the child
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("4H", lines, columns, 0, 0))
            os.execvpe(command[0], list(command), dict(env))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if not self.ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def time_of_end(self) -> float:
        """Seconds from the start of the program to its end."""
        while True:
            try:
                if not os.read(self.fd, 1 << 16):
                    break
            except OSError:  # how Linux says that nobody is on the other side any more
                break
        _pid, status = os.waitpid(self.pid, 0)
        took = perf_counter() - self.started
        self.ended = True
        if status:
            raise Failed(f"exit {os.waitstatus_to_exitcode(status)}")
        return took

    def time_until(self, shown: Callable[[Screen], bool]) -> float:
        """Seconds from the start of the program until this was on its screen."""
        deadline = perf_counter() + PATIENCE
        while perf_counter() < deadline:
            for at, chunk in self.output():
                self.stream.feed(chunk)
                if shown(self.lines()):
                    self.settle()
                    return at - self.started
        raise Failed("not shown in time:\n" + "\n".join(self.lines()))

    def settle(self) -> None:
        """Let the program draw whatever it still wants to."""
        for _at, chunk in self.output():
            self.stream.feed(chunk)

    def press(self, keys: str) -> None:
        """Send keys and let the program draw what comes of them."""
        os.write(self.fd, keys.encode())
        self.settle()

    def time_of_key(self, key: str, part: Callable[[Screen], Screen]) -> float | None:
        """Seconds from a key until this part of the screen looked as it does in the end.

        None where the key changes nothing there.
        """
        before = part(self.lines())
        pressed = perf_counter()
        os.write(self.fd, key.encode())
        stages = []
        for at, chunk in self.output():
            self.stream.feed(chunk)
            stages.append((at, part(self.lines())))
        if not stages or stages[-1][1] == before:
            return None
        last = stages[-1][1]
        first = next(at for at, shown in stages if shown == last)
        return first - pressed

    def output(self) -> list[tuple[float, bytes]]:
        """What the program writes until it is quiet, each piece with its time."""
        found: list[tuple[float, bytes]] = []
        deadline = perf_counter() + PATIENCE
        while perf_counter() < deadline:
            ready, _, _ = select.select([self.fd], [], [], QUIET)
            if not ready:
                break
            try:
                chunk = os.read(self.fd, 1 << 16)
            except OSError as error:  # the program has ended
                raise Failed("ended:\n" + "\n".join(self.lines())) from error
            found.append((perf_counter(), chunk))
        return found

    def lines(self) -> Screen:
        """What stands on the screen now."""
        # pyte's own `display` fails on a wide character of which half is drawn over already.
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return ["".join(self.screen.buffer[y][x].data for x in columns) for y in rows]
