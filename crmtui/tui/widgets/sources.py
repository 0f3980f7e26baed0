"""What a list shows: lines with the item each belongs to."""

from __future__ import annotations

from typing import Protocol, TypeAlias

from crmtui.tui.ink import Line

Key: TypeAlias = tuple[str, int]


class Source(Protocol):
    """What a list shows: lines, of which neighbours with one key make one item."""

    def __len__(self) -> int:
        """How many lines there are."""
        ...

    def key_at(self, line: int) -> Key | None:
        """The item a line belongs to; None: a heading that cannot be selected."""
        ...

    def line_of(self, key: Key) -> int | None:
        """The first line of an item."""
        ...

    def paint(self, line: int, width: int) -> Line:
        """The pieces of a line, at most so many cells."""
        ...


class Lines:
    """A source that has all its lines at hand: (key, line) pairs."""

    def __init__(self, lines: list[tuple[Key | None, Line]] | None = None) -> None:
        self._lines = lines or []
        self._first: dict[Key, int] = {}
        for index, (key, _line) in enumerate(self._lines):
            if key is not None:
                self._first.setdefault(key, index)

    def __len__(self) -> int:
        return len(self._lines)

    def key_at(self, line: int) -> Key | None:
        """The item a line belongs to."""
        return self._lines[line][0]

    def line_of(self, key: Key) -> int | None:
        """The first line of an item."""
        return self._first.get(key)

    def paint(self, line: int, width: int) -> Line:
        """The line as it was made."""
        return self._lines[line][1]
