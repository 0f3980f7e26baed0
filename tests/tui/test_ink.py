"""Lines fit their width in cells, whatever they are made of, and data stays data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from crmtui.tui.ink import (
    DARK,
    INKS,
    LIGHT,
    clip,
    column,
    ends,
    fit,
    segments,
    styles,
    width_of,
    wrap,
)

NAMES = st.text(st.sampled_from("王建华 Möbel木-ab…１（😀"), max_size=40)
PIECES = st.lists(st.tuples(st.text(max_size=12), st.sampled_from(INKS)), max_size=6)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("王建华", 6, "王建华"),
        ("王建华", 5, "王建…"),
        ("王建华", 4, "王…"),
        ("王建华", 1, "…"),
        ("王建华", 0, ""),
        ("", 0, ""),
    ],
)
def test_clipping_counts_cells(text: str, width: int, expected: str) -> None:
    assert clip(text, width) == expected


@given(st.text(max_size=40), st.integers(0, 30))
def test_a_clipped_text_never_gets_wider_than_its_room(text: str, width: int) -> None:
    assert cell_len(clip(text, width)) <= width


@given(NAMES, st.integers(2, 30), st.booleans())
def test_a_column_is_exactly_as_wide_as_asked(text: str, width: int, right: bool) -> None:
    assert cell_len(column(text, width, right)) == width


@given(PIECES, st.integers(0, 30))
def test_a_fitted_line_never_gets_wider_than_its_room(
    pieces: list[tuple[str, str]], width: int
) -> None:
    assert width_of(fit(pieces, width)) <= width


@given(PIECES, st.integers(1, 40))
def test_what_is_drawn_fills_its_width_exactly(pieces: list[tuple[str, str]], width: int) -> None:
    drawn = segments(pieces, styles(DARK), width, Style())
    assert sum(cell_len(segment.text) for segment in drawn) == width


def test_hostile_text_is_drawn_as_plain_characters() -> None:
    drawn = segments([("王[b]\x1b[31m\u202e小\x07明:smile:", "text")], styles(DARK), 30, Style())
    assert "".join(segment.text for segment in drawn).rstrip() == "王[b]小明:smile:"


def test_a_line_says_once_that_something_is_missing() -> None:
    assert (
        "".join(text for text, _ink in fit([("博纳红木", "text"), ("家具", "dim")], 6)).count("…")
        == 1
    )


@given(st.text(st.sampled_from("报价三十吨 abc de"), max_size=80), st.integers(2, 20))
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


def test_the_right_end_gives_way_first() -> None:
    assert "".join(t for t, _i in ends([("abc", "")], [("xyz", "")], 8)) == "abc  xyz"
    assert "".join(t for t, _i in ends([("abcdef", "")], [("xyz", "")], 8)) == "abcdef"


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["ground", "panel", "cursor", "bar"])
@pytest.mark.parametrize("ink", ["text", "dim", "late", "near", "plan", "day", "done"])
@pytest.mark.parametrize("colours", [DARK, LIGHT], ids=["dark", "light"])
def test_every_colour_can_be_read_on_every_ground(
    colours: dict[str, str], ink: str, ground: str
) -> None:
    least = 3.0 if ink == "dim" or ground == "cursor" else 4.5
    assert _contrast(colours[ink], colours[ground]) >= least
