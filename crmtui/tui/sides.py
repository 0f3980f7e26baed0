"""Fields of several things side by side, so that one sees where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crmtui.tui.ink import Line, Piece, column, wrap

LEAST_CELLS = 16  # of a side; narrower ones are not shown at once
MOST_LINES = 3  # of a cell


@dataclass(frozen=True, slots=True)
class Field:
    """One field and what each side says of it; chosen: the sides kept, None: it is no question."""

    label: str
    texts: tuple[str, ...]
    chosen: frozenset[int] | None = None

    @property
    def differs(self) -> bool:
        """Whether the sides say different things."""
        return len(set(self.texts)) > 1

    @property
    def empty(self) -> bool:
        """Whether no side says anything."""
        return not any(self.texts)


def fitting(width: int, sides: int) -> int:
    """How many of so many sides can be shown in so many cells: two in any case."""
    return max(2, min(sides, (width - label_cells(width)) // LEAST_CELLS))


def label_cells(width: int) -> int:
    """How wide the labels are."""
    return 18 if width >= 100 else 15 if width >= 60 else 9


def widths_of(width: int, sides: int) -> list[int]:
    """The cells of each side, all but equal."""
    room = width - label_cells(width) - 3 * sides
    return [room // sides + (1 if index < room % sides else 0) for index in range(sides)]


def head(texts: Sequence[str], marked: int, width: int) -> Line:
    """What stands above the sides."""
    made: list[Piece] = [(" " * label_cells(width), "")]
    for index, (text, cells) in enumerate(zip(texts, widths_of(width, len(texts)), strict=True)):
        sign = "▸ " if index == marked else "  "
        made += [
            (f" {sign}", "plan!"),
            (column(text, cells), "plan!" if index == marked else "dim"),
        ]
    return tuple(made)


def lines_of(found: Field, width: int) -> list[Line]:
    """A field in as many lines as its longest side takes, MOST_LINES at most."""
    cells = widths_of(width, len(found.texts))
    wrapped = [_cut(text, room) for text, room in zip(found.texts, cells, strict=True)]
    label = column(found.label, label_cells(width))
    made: list[Line] = []
    for number in range(max(len(lines) for lines in wrapped)):
        line: list[Piece] = [(label if number == 0 else " " * label_cells(width), "dim")]
        for index, (lines, room) in enumerate(zip(wrapped, cells, strict=True)):
            sign = _sign(found, index) if number == 0 else "   "
            text = lines[number] if number < len(lines) else ""
            line += [(sign, "plan!"), (column(text, room), _ink(found, index))]
        made.append(tuple(line))
    return made


def _sign(found: Field, index: int) -> str:
    if found.chosen is None:
        return " ≠ " if _other_than_first(found, index) else "   "
    if not found.differs:
        return "   "
    return " ● " if index in found.chosen else " ○ "


def _ink(found: Field, index: int) -> str:
    if found.chosen is None:
        return "near" if _other_than_first(found, index) else "text"
    if not found.differs:
        return "dim"
    return "text!" if index in found.chosen else "dim"


def _other_than_first(found: Field, index: int) -> bool:
    first, text = found.texts[0], found.texts[index]
    return bool(index and first and text) and first != text


def _cut(text: str, cells: int) -> list[str]:
    lines = [line for line in wrap(text, cells) if line] or ["–"]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return lines
