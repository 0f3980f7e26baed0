"""Text in the form in which two spellings of one word are the same, and its tokens."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

Simplify = Callable[[str], str]

# Latin letters that Unicode does not take apart into a letter and an accent.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
# Whose letters lose their accents: й is a letter of its own, but most people write ё as е.
_ACCENTED = ("LATIN ", "GREEK ", "CYRILLIC SMALL LETTER IO")
# First and last of each range of characters that are tokens of their own: scripts without spaces
# (radicals, kana, bopomofo, ideographs, Yi, hangul), the planes of ideographs, and the private use
# area, where old encodings keep rare ideographs, less the part that holds pairs of initials.
_SINGLE = (
    "\u1100\u11ff\u2e80\u2fdf\u3005\u3007\u3021\u3029\u3031\u3035\u3038\u303c\u3041\u31ff"
    "\u3400\u4dbf\u4e00\ua4cf\ua960\ua97f\uac00\ud7ff\ue000\uf0ff\uf400\ufaff"
    "\U0001b000\U0001b2ff\U00020000\U0003fffd"
)
# What may become one character with the one before: accents, hamza, jamo, half-wide voicing marks.
_COMPOSING = "[\u0300-\u036f\u0653-\u0655\u1100-\u11ff\u3099\u309a\uff9e-\uffdc]"
_ASCII = str.maketrans({chr(n): " " for n in range(128) if not chr(n).isalnum()})


def unchanged(text: str) -> str:
    """The text as it is: how to simplify where nothing is to be simplified."""
    return text


def fold(text: str, simplify: Simplify = unchanged) -> str:
    """The text in the form two spellings of one word share: width, case, accents, simplified."""
    if text.isascii():
        return text.lower()
    return _composed(text).translate(_folding(simplify))


def index_text(text: str, simplify: Simplify = unchanged) -> str:
    """The tokens of a text with spaces between: ideographs one by one, folded words, numbers."""
    if text.isascii():
        return text.lower().translate(_ASCII)
    return _composed(text).translate(_spacing(simplify)).replace("  ", " ").strip()


def _composed(text: str) -> str:
    """The text with marks and letters put together that are one character; see _Folding."""
    # Nearly every Chinese text has a wide comma, and normalizing it whole takes longer than the
    # rest of the work: what stands alone is normalized once a character, by the table.
    if unicodedata.is_normalized("NFKC", text) or not re.search(_COMPOSING, text):
        return text
    return unicodedata.normalize("NFKC", text)


class _Folding(dict[int, str]):
    """Code point -> the character in its plain width, folded; worked out once."""

    def __init__(self, simplify: Simplify) -> None:
        self._simplify = simplify

    def __missing__(self, code: int) -> str:
        characters = unicodedata.normalize("NFKC", chr(code))
        folded = self[code] = "".join(map(self._fold, characters))
        return folded

    def _fold(self, character: str) -> str:
        if character.isascii():
            return character.lower()
        if unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}:
            return ""  # an accent of its own, or a mark nobody sees
        if character.isdecimal():
            return str(unicodedata.decimal(character))
        folded = self._simplify(character).casefold()
        if unicodedata.name(folded[:1], "").startswith(_ACCENTED):
            parts = unicodedata.normalize("NFKD", folded)
            folded = "".join(_LETTERS.get(c, c) for c in parts if not unicodedata.combining(c))
        return folded


class _Spacing(dict[int, str]):
    """Code point -> what it adds to the index: itself folded, set apart, or a space."""

    def __init__(self, simplify: Simplify) -> None:
        self._folding = _folding(simplify)

    def __missing__(self, code: int) -> str:
        spaced = self[code] = "".join(map(_apart, self._folding[code]))
        return spaced


def _apart(character: str) -> str:
    if not character.isalnum() and unicodedata.category(character) not in {"Co", "Cn"}:
        return " "
    if is_single(character):
        return f" {character} "
    return character if character.isalnum() else " "


def is_single(token: str) -> bool:
    """Whether a token is one character of those that are indexed one by one."""
    # A regular expression of these ranges takes 5 ms to compile, and every search would pay.
    place = bisect_left(_SINGLE, token)
    return len(token) == 1 and (place % 2 == 1 or _SINGLE[place : place + 1] == token)


@cache
def _folding(simplify: Simplify) -> _Folding:
    return _Folding(simplify)


@cache
def _spacing(simplify: Simplify) -> _Spacing:
    return _Spacing(simplify)


def company_key(name: str, simplify: Simplify = unchanged) -> str:
    """What two spellings of one company's name have in common: no case, spaces, punctuation."""
    return index_text(name, simplify).replace(" ", "") or fold(name, simplify).strip()


def person_key(name: str, simplify: Simplify = unchanged) -> str:
    """What two spellings of one person's name have in common: no case, spaces, punctuation."""
    return company_key(name, simplify)
