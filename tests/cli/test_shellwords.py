"""A bash line is taken apart, and a completion put back, as bash itself quotes."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.cli.shellwords import Typed, as_typed, split


@pytest.mark.parametrize(
    ("line", "words", "quote"),
    [
        ("crmtui ", ["crmtui", ""], ""),
        ("crmtui sh", ["crmtui", "sh"], ""),
        ("crmtui show 南", ["crmtui", "show", "南"], ""),
        ("crmtui show Möbel\\ H", ["crmtui", "show", "Möbel H"], ""),
        ('crmtui show "Möbel H', ["crmtui", "show", "Möbel H"], '"'),
        ("crmtui show 'it", ["crmtui", "show", "it"], "'"),
        ('crmtui show "a\\"b', ["crmtui", "show", 'a"b'], '"'),
    ],
)
def test_a_line_is_taken_apart(line: str, words: list[str], quote: str) -> None:
    assert split(line) == Typed(words, quote)


@given(st.text(alphabet="ab 王'\"$`\\(&!", min_size=1, max_size=12))
def test_what_is_completed_reads_back_as_the_value(value: str) -> None:
    typed = as_typed(value, split("crmtui show "))
    assert shlex.split(f"crmtui show {typed}") == ["crmtui", "show", value]


@pytest.mark.parametrize("quote", ["'", '"'])
def test_inside_quotes_the_value_reads_back_too(quote: str) -> None:
    value = 'it\'s "now"'
    typed = as_typed(value, split(f"crmtui show {quote}it"))
    assert shlex.split(f"crmtui show {quote}{typed}{quote}")[-1] == value


def test_bash_is_given_only_what_follows_its_own_word_break() -> None:
    assert as_typed("grade=A", split("crmtui edit 1 grade=")) == "A"
