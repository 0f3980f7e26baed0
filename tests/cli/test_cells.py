"""Text is measured, cut and broken by terminal cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.cli.cells import aligned, cut, width, wrapped


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("王建华", 6), ("a王", 3), ("é", 1), ("e\u0301", 1)]
)
def test_chinese_takes_two_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_columns_stand_under_each_other() -> None:
    assert aligned([("王", "a"), ("abcd", "b")]) == ["王    a", "abcd  b"]


@given(st.text(alphabet="ab 王，。", max_size=40), st.integers(2, 12))
def test_cut_never_exceeds_its_cells(text: str, cells: int) -> None:
    assert width(cut(text, cells)) <= cells


@given(st.text(alphabet="abc 王建，。", max_size=60), st.integers(8, 30))
def test_wrapping_loses_nothing(text: str, cells: int) -> None:
    assert "".join(wrapped(text, cells)).replace(" ", "") == text.replace(" ", "")


def test_wrapping_breaks_between_chinese_but_not_before_a_comma() -> None:
    assert wrapped("一二三四，五六", 8) == ["一二三", "四，五六"]


def test_wrapping_keeps_words_whole() -> None:
    assert wrapped("nothing is done", 10) == ["nothing is", "done"]
