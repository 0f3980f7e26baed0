"""Pinyin taken apart into syllables and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.syllables import (
    SYLLABLES,
    expressions,
    initials,
    name_tokens,
    plain,
    spelling,
    splits,
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("liminglang", (("li", "ming"), "lang")),
        ("ouyang", (("ou",), "yang")),
        ("xian", (("xi",), "an")),
        ("fangan", (("fan",), "gan")),
        ("fangan", (("fang",), "an")),
        ("jinyu", (("jin",), "yu")),
        ("lvbu", (("lu",), "bu")),
        ("lyubu", (("lu",), "bu")),
        ("lv", ((), "lu")),
        ("nvxie", (("nu",), "xie")),
        ("lvess", (("lue",), "ss")),
        ("bon", (("bo",), "n")),
        ("liml", (("li",), "ml")),
        ("wanga", (("wang",), "a")),
        ("bonah", (("bo", "na"), "h")),
        ("zhongshi", (("zhong",), "shi")),
    ],
)
def test_a_word_is_read_as_syllables_and_the_beginning_of_more(
    word: str, expected: tuple[tuple[str, ...], str]
) -> None:
    assert expected in splits(word)


@pytest.mark.parametrize("word", ["", "lml", "mobel", "smith", "k", "ivu"])
def test_what_is_not_pinyin_has_no_syllables(word: str) -> None:
    assert splits(word) == []


@pytest.mark.parametrize("word", ["a" * 48, "xian" * 12, "lingongjixieyouxian" * 2, "an" * 24])
def test_a_word_of_many_readings_gives_a_few_of_them(word: str) -> None:
    assert 1 <= len(splits(word)) <= 6


@pytest.mark.parametrize("word", ["", "a", "王", "a4", "ivu", "x" * 49])
def test_words_that_are_no_pinyin_are_looked_for_as_they_are_only(word: str) -> None:
    assert list(expressions(word)) == []


def test_the_tokens_of_a_name_are_its_syllables_then_its_pairs_of_initials() -> None:
    tokens = name_tokens([["shan", "lei"], ["dan", "lei"]])
    assert tokens == f"shan lei {initials('sl')} dan lei {initials('dl')}"
    assert spelling(tokens) == "shan lei"
    assert spelling(name_tokens([["wang"]])) == "wang"
    assert spelling("") == name_tokens([]) == ""


def test_u_with_umlaut_is_one_token_however_it_is_spelled() -> None:
    assert [plain(s) for s in ("lv", "lyu", "lu", "nve", "nyue")] == [
        "lu",
        "lu",
        "lu",
        "nue",
        "nue",
    ]
    assert plain("m") == plain("ng") == plain("mobel") == ""


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=2, max_size=4))
def test_whole_names_are_read_as_they_were_joined(syllables: list[str]) -> None:
    word = "".join(syllables)
    ways = [[*whole, rest] for whole, rest in splits(word)]
    assert any("".join(way) == word for way in ways)
    assert syllables in ways or len(ways) == 6 or len(syllables[-1]) == 1
