"""What a list sorted by name goes by: the sound of a Chinese name, the letters of another."""

from __future__ import annotations

from crmtui.domain.syllables import spelling


def sort_key(name: str, pinyin: str) -> str:
    """The key of a name, given its pinyin tokens ('' where it has none)."""
    folded = name.casefold()
    if not pinyin or folded[:1].isascii():
        return folded
    return f"{spelling(pinyin)} {folded}"
