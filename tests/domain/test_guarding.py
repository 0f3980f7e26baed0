"""Cells that a spreadsheet would take for something else, made safe and given back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.guarding import guarded, is_formula, safe_column, unguarded

LIKELY = st.text(alphabet="=+-@'\t\r\n 0123456789.,/eE%a真", max_size=8)


@given(st.one_of(st.text(), LIKELY))
def test_a_guarded_text_is_no_formula_and_comes_back_unchanged(text: str) -> None:
    assert not is_formula(guarded(text))
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("- 先报价", "'- 先报价"),
        ("-5", "-5"),
        ("+12,5", "+12,5"),
        ("+86 138 1234 8833", "+86 138 1234 8833"),
        ("+49 (30) 12-34", "+49 (30) 12-34"),
        ("'=1", "''=1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_before_formulas_alone(text: str, written: str) -> None:
    assert guarded(text) == written


@pytest.mark.parametrize(
    "text", ["0021", "110101199003078888", "+8613812348833", "1E5", "3-5", "03-08", "+86-771-5551"]
)
def test_digits_that_a_spreadsheet_would_change_are_marked_as_text(text: str) -> None:
    assert safe_column([text], tabs=True) == [f"{text}\t"]
    assert safe_column([text], tabs=False) == [text]


@pytest.mark.parametrize("text", ["13812348833", "2026-11-23", "0771-5551234 转 8", "12.5", "A01"])
def test_other_digits_stay_as_they_are(text: str) -> None:
    assert safe_column([text], tabs=True) == [text]


@given(st.lists(st.one_of(st.none(), st.integers(), LIKELY), min_size=1), st.booleans())
def test_a_column_is_as_safe_as_each_of_its_cells(
    cells: list[str | int | None], tabs: bool
) -> None:
    alone = [safe_column([cell], tabs=tabs)[0] for cell in cells]
    assert list(safe_column(cells, tabs=tabs)) == alone
