"""Text from outside loses what could colour, move or reverse a terminal, and nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.clean import clean, neutral, readable

HOSTILE = [
    ("\x1b[31m王\x1b[0m", "王"),
    ("a\x1b]0;title\x07b", "ab"),
    ("\x1b]8;;http://x.example\x1b\\链接\x1b]8;;\x1b\\", "链接"),
    ("\x9b31m红", "红"),
    ("\x1bPq#0;2;0\x1b\\图", "图"),
    ("a\x1b(Bb", "ab"),
    ("\x1b", ""),
    ("王\x00小\x08明\x7f", "王小明"),
    ("\u202eabc\u202c", "abc"),
    ("\u2066王\u2069\u200e\u200f", "王"),
    ("\u200b王\ufeff明\u2060", "王明"),
    ("王\ud800明", "王明"),
    ("  王明\u3000", "王明"),
    ("一\r\n二\r三\u2028四\x85五", "一\n二\n三\n四\n五"),
    ("a\tb", "a\tb"),
]
HARMLESS = [
    "",
    "王小明",
    "[VIP] 王",
    "王[/b]",
    ":smile:",
    "=1+1",
    "👨\u200d👩\u200d👧",
    "می\u200cخواهم",
    "Ünï",
]


@pytest.mark.parametrize(("text", "expected"), HOSTILE)
def test_hostile_text_is_cleaned(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一\n二", "一 二"),
        ("一 \r\n\n  二", "一 二"),
        ("a\tb", "a b"),
        ("\x1b[2J清", "清"),
        ("\u202eabc", "abc"),
        (" 王 ", " 王 "),
    ],
)
def test_text_for_a_terminal_is_one_line(text: str, expected: str) -> None:
    assert neutral(text) == expected


@given(st.text(st.characters(codec=None)))
def test_nothing_that_controls_a_terminal_is_left(text: str) -> None:
    for char in clean(text):
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(char) not in ("LRO", "RLO", "LRE", "RLE", "PDF")
    assert not set(neutral(text)) & set("\n\r\t\x1b")


@given(st.text(st.sampled_from("a王\x1b[]0;m\x07\\\x9b\u202e\n\r \ufeff\x00")))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert neutral(neutral(text)) == neutral(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("客户.csv".encode(), "客户.csv"),
        ("客户.csv".encode("gb18030"), "客户.csv"),
        (b"a\x1b[31m.csv", "a.csv"),
        (b"\xff", "?"),
    ],
)
def test_the_name_of_a_file_is_readable(name: bytes, expected: str) -> None:
    assert readable(name.decode("utf-8", "surrogateescape")) == expected
