"""Text folded and taken apart for the search index."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crmtui.domain.folding import company_key, fold, index_text, is_single, person_key
from crmtui.zh import simplify


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Möbel STRASSE", "mobel strasse"),
        ("Straße", "strasse"),
        ("Łukasz Ørsted Đỗ Œuvre Æon", "lukasz orsted do oeuvre aeon"),
        ("Mo\u0308bel", "mobel"),
        ("İstanbul ısı", "istanbul isi"),
        ("Ωραία", "ωραια"),
        ("ёлка й", "елка й"),
        ("ＡＢＣ１２３，", "abc123,"),
        ("廣東㈱", "广东(株)"),
        ("ｶﾞｽ", "ガス"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab", "한"),
        ("٣٤", "34"),
        ("a\u200bb\u00adc", "abc"),
    ],
)
def test_two_spellings_of_one_text_fold_alike(text: str, folded: str) -> None:
    assert fold(text, simplify) == folded


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("王明朗", "王 明 朗"),
        ("A4纸30吨", "a4 纸 30 吨"),
        ("3M公司", "3m 公 司"),
        ("〇一𠮷", "〇 一 𠮷"),
        ("カタカナ", "カ タ カ ナ"),
        ("한국", "한 국"),
        ("⼈", "人"),
        ("wang_li@x.com", "wang li x com"),
        ("a-b \"x' [b]", "a b x b"),
        ("易碎，需打木架。", "易 碎 需 打 木 架"),
        ("", ""),
        ("★ … ——", ""),
        ("\x00\x1b[31m红", "31m 红"),
        ("\ud800王", "王"),
        ("\U00030edd面", "\U00030edd 面"),
        ("\ue863", "\ue863"),
        ("Нижний", "нижний"),
    ],
)
def test_ideographs_stand_alone_and_words_whole(text: str, tokens: str) -> None:
    assert index_text(text, simplify).split() == tokens.split()


def test_the_characters_that_mark_initials_cannot_be_typed() -> None:
    assert index_text("".join(map(chr, range(0xF100, 0xF100 + 26 * 26)))) == ""
    assert index_text("ø") == "o"


@given(st.text())
@example("カ\uff9e")
def test_folding_the_folded_changes_no_token(text: str) -> None:
    tokens = index_text(text, simplify)
    assert index_text(tokens, simplify).split() == tokens.split()


@given(st.text())
def test_composed_and_decomposed_text_give_the_same_tokens(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    assert index_text(composed).split() == index_text(decomposed).split()


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_the_short_way_for_plain_text_gives_the_same_tokens(text: str) -> None:
    assert index_text(text).split() == index_text(text + " 王").split()[:-1]


@pytest.mark.parametrize(
    ("token", "single"),
    [
        ("王", True),
        ("〇", True),
        ("一", True),
        ("龥", True),
        ("a", False),
        ("é", False),
        ("王明", False),
        ("8", False),
        ("가", True),
        ("힣", True),
        ("、", False),
        ("𠀀", True),
    ],
)
def test_single_tokens(token: str, single: bool) -> None:
    assert is_single(token) is single


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("南宁博纳（红木）家具有限公司", "南宁博纳(红木)家具有限公司 "),
        ("ACME Trading Co., Ltd.", "Acme  Trading Co Ltd"),
        ("Möbel-Haus", "möbel haus"),
    ],
)
def test_two_spellings_of_one_company_have_one_key(one: str, other: str) -> None:
    assert company_key(one) == company_key(other) != ""


def test_keys_keep_apart_what_is_apart() -> None:
    assert company_key("博纳家具有限公司") != company_key("博纳家具")
    assert company_key("★★") != company_key("☆☆") != ""
    assert person_key("Anna Maria") == person_key("anna-maria") == "annamaria"
    assert company_key("廣東", simplify) == company_key("广东")
