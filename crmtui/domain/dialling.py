"""Phone numbers in the search index: found by how they begin and by how they end."""

from __future__ import annotations

import re
import unicodedata

# Leads a number written backwards: the end of a number becomes the beginning of a token. No text
# that people type can hold it, because folding turns it into an o.
BACKWARDS = "ø"
FEWEST_LAST_DIGITS = 3
FEWEST_DIALLED = 7  # of digits typed apart that may be one number
FEWEST_WITH_CODE = 10  # of digits that may begin with a calling code though no plus says so
MOST_DIALLED = 15

_WRITTEN = "0123456789+()-./‐‒–—"  # what a phone number is written with
# Compiled when first used: looking someone up needs none of them.
_PLAIN = "[-+0-9 ]+"
_EXTENSION = r"(?:转|轉|分机|分機|内线|ext|x|#|;|,)[^0-9]{0,8}([0-9]{1,6})\s*$"
_SEVERAL = "[/、,，;；|]"
_TWO_DIGITS = frozenset(
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 "
    "64 65 66 81 82 84 86 90 91 92 93 94 95 98".split()
)


def national(digits: str) -> str:
    """An international number's digits (without plus) less its calling code and trunk zeros.

    Calling codes have one digit (1, 7), two, or three (ITU-T E.164), and none begins another.
    """
    size = 1 if digits[:1] in {"1", "7"} else 2 if digits[:2] in _TWO_DIGITS else 3
    return digits[size:].lstrip("0")


def phone_tokens(value: str, normal: str) -> str:
    """The index tokens of a phone number: its national digits forwards, then backwards.

    `normal` is E.164 where known. 138-1234-8833 gives `13812348833 ø33884321831`: what a user
    knows of a number is its beginning or its end, and both are the beginning of a token.
    The calling code is left out here and taken off the query; so are leading zeros. An
    extension is a token of its own, forwards only, as are numbers of less than three digits.
    """
    if normal == "+86" + value or (normal.startswith("+86") and re.fullmatch(_PLAIN, value)):
        return _both_ways(normal[3:])
    found = re.search(_EXTENSION, value, re.IGNORECASE)
    if normal.startswith("+"):
        numbers = [national(_digits(normal.partition(";")[0]))]
    else:
        main = value[: found.start()] if found else value
        numbers = [_given(part) for part in re.split(_SEVERAL, main)]
    tokens = [_both_ways(number) for number in numbers if number]
    return " ".join([*tokens, found[1]] if found else tokens)


def _given(number: str) -> str:
    """The national digits of a number as it was written down."""
    number = unicodedata.normalize("NFKC", number).strip()
    digits = _digits(number.replace("(0)", ""))
    if number.startswith("+") or digits.startswith("00"):
        return national(digits.lstrip("0"))
    return digits.lstrip("0") or digits


def _both_ways(digits: str) -> str:
    if len(digits) < FEWEST_LAST_DIGITS:
        return digits
    return f"{digits} {BACKWARDS}{digits[::-1]}"


def _digits(text: str) -> str:
    return "".join([character for character in text if "0" <= character <= "9"])


def digits_of(word: str) -> str:
    """The digits of a word that is written like a phone number, else ''."""
    if word.strip(_WRITTEN) or "+" in word[1:]:
        return ""
    return _digits(word.replace("(0)", ""))[:MOST_DIALLED]


def is_one_number(digits: str) -> bool:
    """Whether digits that were typed apart are as many as one phone number has."""
    return FEWEST_DIALLED <= len(digits) <= MOST_DIALLED


def found_as(digits: str, plus: bool) -> list[str]:
    """The expressions that find a number by its beginning or, without a plus, by its end."""
    dialled = digits.lstrip("0")
    ways = [digits, dialled]
    if plus or digits.startswith("00") or len(digits) >= FEWEST_WITH_CODE:
        ways.append(national(dialled))
    if not plus and len(digits) >= FEWEST_LAST_DIGITS:
        ways.append(BACKWARDS + digits[::-1])
    return [f'"{token}" *' for token in dict.fromkeys(ways) if token]
