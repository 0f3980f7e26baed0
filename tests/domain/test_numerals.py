"""Numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.numerals import digits, narrow, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("二十九", 29), ("廿", 20)),
        *(("廿九", 29), ("卅", 30), ("两", 2), ("一百二十", 120), ("一百零五", 105)),
        *(("", None), ("三五", None), ("十十", None), ("x", None), ("-3", None), ("百", None)),
    ],
)
def test_numerals_are_read_or_refused(text: str, value: int | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [("1985", 1985), ("一九八五", 1985), ("二〇〇一", 2001), ("十五", None)]
)
def test_a_year_is_read_digit_by_digit(text: str, value: int | None) -> None:
    assert digits(text) == value


def test_full_width_is_narrowed() -> None:
    assert narrow("３ｄ：　报价，Ａ") == "3d: 报价,A"


@given(st.text())
def test_narrowing_keeps_every_position(text: str) -> None:
    assert len(narrow(text)) == len(text)
