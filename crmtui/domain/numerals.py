"""Numbers as people type them: full-width digits and Chinese numerals as plain ones."""

from __future__ import annotations

import re

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DIGITS = str.maketrans("〇零一二三四五六七八九两", "001234567892")
# Not compiled here: most commands never read a date.
_REPUBLIC = r"(?:中[華华])?民[國国]\s*(?P<year>[0-9]{1,3}|[元一二三四五六七八九十百]{1,5})\s*年"
_TENS = {"廿": "二十", "卅": "三十"}


def narrow(text: str) -> str:
    """The same text, character by character, with full-width letters, digits and signs narrowed."""
    return text.translate(_WIDE)


def number(text: str) -> int | None:
    """12, 十二, 两, 廿九 or 一百二十 as a number; None for anything else."""
    if re.fullmatch("[0-9]+", text):
        return int(text)
    for short, long in _TENS.items():
        text = text.replace(short, long)
    shape = "(?:([1-9])百)?0?(?:([1-9]?)(十))?([1-9]?)"
    found = re.fullmatch(shape, text.translate(_DIGITS)) if text else None
    if found is None:
        return None
    hundreds, tens, ten, ones = found.groups()
    return int(hundreds or 0) * 100 + (int(tens or 1) * 10 if ten else 0) + int(ones or 0)


def common_era(text: str) -> str:
    """民國75年3月8日 as 1986年3月8日: years counted from 1912 are given in the common era."""
    return re.sub(_REPUBLIC, _common_year, text)


def _common_year(found: re.Match[str]) -> str:
    count = 1 if found["year"] == "元" else number(found["year"])
    return f"{count + 1911}年" if count else found[0]


def digits(text: str) -> int | None:
    """1985 or 一九八五, digit by digit, as a number; None for anything else."""
    plain = text.translate(_DIGITS)
    return int(plain) if re.fullmatch("[0-9]+", plain) else None
