"""Phone numbers as tokens and as what people type."""

from __future__ import annotations

import pytest

from crmtui.domain.dialling import digits_of, found_as, national, phone_tokens


@pytest.mark.parametrize(
    ("value", "normal", "tokens"),
    [
        ("138 1234 8833", "+8613812348833", "13812348833 ø33884321831"),
        ("+86 138-1234-8833", "+8613812348833", "13812348833 ø33884321831"),
        ("138 1234 8833", "", "13812348833 ø33884321831"),
        ("+86 138-1234-8833", "", "13812348833 ø33884321831"),
        ("0086 138 1234 8833", "", "13812348833 ø33884321831"),
        ("010-65123456转801", "+861065123456", "1065123456 ø6543215601 801"),
        ("010-65123456 ext. 801", "", "1065123456 ø6543215601 801"),
        ("+49 (0)171 2345678", "", "1712345678 ø8765432171"),
        ("+49 171 2345678", "+491712345678", "1712345678 ø8765432171"),
        ("(212) 555-1234", "+12125551234", "2125551234 ø4321555212"),
        ("13812348833/13912345678", "", "13812348833 ø33884321831 13912345678 ø87654321931"),
        ("１３８１２３４８８３３", "", "13812348833 ø33884321831"),
        ("95588", "95588", "95588 ø88559"),
        ("12", "", "12"),
        ("0", "", "0"),
        ("暂无", "", ""),
        ("", "", ""),
    ],
)
def test_a_number_is_indexed_by_its_beginning_and_its_end(
    value: str, normal: str, tokens: str
) -> None:
    assert phone_tokens(value, normal) == tokens


@pytest.mark.parametrize(
    ("digits", "rest"),
    [
        ("8613812348833", "13812348833"),
        ("12125551234", "2125551234"),
        ("390612345", "612345"),
        ("35312345", "12345"),
        ("79161234567", "9161234567"),
        ("86", ""),
        ("8", ""),
        ("", ""),
    ],
)
def test_the_calling_code_is_known_by_its_first_digits(digits: str, rest: str) -> None:
    assert national(digits) == rest


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("8833", "8833"),
        ("138-1234", "1381234"),
        ("+86(138)1234", "861381234"),
        ("(010)6512", "0106512"),
        ("+49(0)171", "49171"),
        ("010–6512", "0106512"),
        ("1.5", "15"),
        ("1+1", ""),
        ("a8833", ""),
        ("+", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_a_word_written_like_a_number_has_digits(word: str, digits: str) -> None:
    assert digits_of(word) == digits


@pytest.mark.parametrize(
    ("digits", "plus", "ways"),
    [
        ("8833", False, ['"8833" *', '"ø3388" *']),
        ("88", False, ['"88" *']),
        ("86138", True, ['"86138" *', '"138" *']),
        ("0171", False, ['"0171" *', '"171" *', '"ø1710" *']),
        ("0049171", False, ['"0049171" *', '"49171" *', '"171" *', '"ø1719400" *']),
        ("86", True, ['"86" *']),
        ("0", False, ['"0" *']),
    ],
)
def test_digits_are_looked_for_at_either_end_and_with_a_plus_at_the_beginning(
    digits: str, plus: bool, ways: list[str]
) -> None:
    assert found_as(digits, plus) == ways
