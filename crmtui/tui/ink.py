"""Colours by what they mean, and lines of text made of coloured pieces that fit their width.

A line is a tuple of (text, ink) pieces; an ink is a name such as "late" or "dim". Only here do
names become colours, so data is never read as markup and one meaning keeps one colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from rich.cells import cell_len, get_character_cell_size, set_cell_size
from rich.segment import Segment
from rich.style import Style

from crmtui.domain.clean import neutral

Piece: TypeAlias = tuple[str, str]
Line: TypeAlias = tuple[Piece, ...]

DARK = {
    "text": "#d5d9e0",
    "ground": "#14161b",
    "bar": "#1b1e25",
    "panel": "#1d2129",
    "field": "#2b313c",
    "field-other": "#252a34",
    "edge": "#343a46",
    "cursor": "#28405f",
    "cursor-away": "#242a35",
    "dim": "#858d9a",
    "faint": "#545c69",
    "late": "#f47b7f",
    "near": "#e3b562",
    "plan": "#74b5f5",
    "day": "#d69bf2",
    "done": "#8cc98a",
}
LIGHT = {
    "text": "#22272e",
    "ground": "#fbfbf9",
    "bar": "#eeeeea",
    "panel": "#f3f3ef",
    "field": "#e0e2de",
    "field-other": "#e9eae6",
    "edge": "#cfd2d0",
    "cursor": "#cfe1f8",
    "cursor-away": "#e5e9ee",
    "dim": "#626a73",
    "faint": "#9aa1a8",
    "late": "#c0273a",
    "near": "#8d5f08",
    "plan": "#0a5fbe",
    "day": "#8a2cab",
    "done": "#27752f",
}
INKS = ("text", "dim", "faint", "late", "near", "plan", "day", "done")


def styles(colours: dict[str, str]) -> dict[str, Style]:
    """The Rich style of every ink, bare and strong ("late!")."""
    made = {"": Style(), "!": Style(bold=True)}
    for name in INKS:
        made[name] = Style(color=colours[name])
        made[name + "!"] = Style(color=colours[name], bold=True)
    made["tab"] = Style(color=colours["text"], bgcolor=colours["edge"], bold=True)
    return made


def plain_styles() -> dict[str, Style]:
    """The same for a terminal without colours."""
    made = {"": Style(), "!": Style(bold=True), "tab": Style(bold=True, reverse=True)}
    for name in INKS:
        weak = name in ("dim", "faint")
        made[name] = Style(dim=True) if weak else Style()
        made[name + "!"] = Style(bold=True)
    return made


def width_of(line: Iterable[Piece]) -> int:
    """How many terminal cells a line takes."""
    return sum(cell_len(text) for text, _ in line)


def head(text: str, width: int) -> str:
    """The beginning of the text that fits into so many cells."""
    cells = 0
    for index, character in enumerate(text):
        cells += get_character_cell_size(character)
        if cells > width:
            return text[:index]
    return text


def clip(text: str, width: int) -> str:
    """The text in at most so many cells; an ellipsis says that something is missing."""
    text = neutral(text)
    if cell_len(text) <= width:
        return text
    if width <= 1:
        return "…" if width == 1 else ""
    return head(text, width - 1).rstrip() + "…"


def column(text: str, width: int, right: bool = False) -> str:
    """The text in exactly so many cells, at the left or at the right of them."""
    cut = clip(text, width)
    gap = " " * (width - cell_len(cut))
    return gap + cut if right else cut + gap


def fit(line: Iterable[Piece], width: int) -> Line:
    """The line in at most so many cells."""
    left = width
    made: list[Piece] = []
    for text, ink in line:
        if left <= 0:
            break
        cells = cell_len(text := neutral(text))
        made.append((clip(text, left), ink))
        left -= cells  # below nothing once a piece was cut: what follows is cut as well
    return tuple(made)


def joined(parts: Iterable[Piece], between: str = " · ") -> Line:
    """The pieces that say something, with a dim dot between them."""
    made: list[Piece] = []
    for text, ink in parts:
        if not text:
            continue
        if made:
            made.append((between, "faint"))
        made.append((text, ink))
    return tuple(made)


def ends(left: Sequence[Piece], right: Sequence[Piece], width: int) -> Line:
    """Left and right at the two ends of a line; the right one gives way first."""
    room = width - width_of(left)
    if room <= width_of(right):
        return fit(left, width)
    return (*left, (" " * (room - width_of(right)), ""), *right)


def rule(words: str, width: int) -> Line:
    """─ Words ───────: what comes below it."""
    head = f"─ {clip(words, width - 5)} "
    return (" ", ""), (head, "dim"), ("─" * max(width - cell_len(head) - 2, 0), "faint")


def segments(
    line: Iterable[Piece], inks: dict[str, Style], width: int, base: Style
) -> list[Segment]:
    """What Textual draws: exactly `width` cells of it, hostile characters neutralised."""
    made: list[Segment] = []
    left = width
    for text, ink in line:
        text = neutral(text)
        cells = cell_len(text)
        if cells > left:
            text, cells = set_cell_size(text, left), left
        if text:
            made.append(Segment(text, base + inks[ink]))
        left -= cells
        if left <= 0:
            break
    if left > 0:
        made.append(Segment(" " * left, base))
    return made


NEVER_FIRST = frozenset("，。、；：！？”’）》」…,.;:!?)")


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells, broken at spaces or between Chinese."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrap_one(neutral(paragraph), max(width, 2)))
    return lines


def _wrap_one(text: str, width: int) -> list[str]:
    lines: list[str] = []
    while cell_len(text) > width:
        full = len(head(text, width)) or 1
        breaks = (at for at in range(full, full // 4, -1) if _may_break(text[at - 1], text[at]))
        piece = text[: next(breaks, full)]
        lines.append(piece.rstrip())
        text = text[len(piece) :].lstrip()
    return [*lines, text]


def _may_break(before: str, after: str) -> bool:
    """Not inside words, and not before a closing sign: Chinese breaks anywhere else."""
    inside = before.isascii() and after.isascii() and " " not in (before, after)
    return after not in NEVER_FIRST and not inside
