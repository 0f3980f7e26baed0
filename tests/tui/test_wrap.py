"""Long text in lines of so many terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from crmtui.tui.ink import wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("the next step", 9, ["the next", "step"]),
        ("可以写：明天、下周三", 14, ["可以写：明天、", "下周三"]),
        ("可以写：明天、下周三", 12, ["可以写：明", "天、下周三"]),
        ("可以写 2026-12-01", 12, ["可以写", "2026-12-01"]),
        ("onelongword", 4, ["onel", "ongw", "ord"]),
        ("one\ntwo", 9, ["one", "two"]),
        ("", 9, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text("ab 中，。1-“”", max_size=60), st.integers(2, 30))
def test_every_line_fits_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines[:-1])
    assert cell_len(lines[-1].rstrip()) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())
