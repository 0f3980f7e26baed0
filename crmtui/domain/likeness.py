"""How alike two names are, and under which keys like names meet.

For a hundred thousand names nobody compares each with each: only names that share one of their
`blocking_keys` are compared, and `likeness` says how likely the two are one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from crmtui.domain.folding import Simplify, company_key, index_text, is_single, unchanged
from crmtui.domain.namekeys import index_texts, loose_key, loose_keys
from crmtui.domain.places import contradict, leading_place

if TYPE_CHECKING:
    from collections.abc import Callable

    Ratio = Callable[[str, str], float]

SAME, SAME_BUT_FORM, SAME_WORDS, SAME_SOUND, SAME_BUT_PLACE = 100, 98, 95, 90, 92
SAME_SHORT_SOUND = 72  # 王伟 and 王玮
OTHER_PLACE = 68  # one name in two cities: more often two branches than one customer
WITHIN = 84  # one name is the beginning of the other: 国林电子 and 国林电子商务
OTHER_NUMBER = 40  # 一分店 and 二分店 are two
OTHER_BRAND = 25  # less, where the first two characters of Chinese names differ
_BRAND = 2  # characters of a Chinese company's name of its own, before its trade
_LEAST_WITHIN = 4  # characters of a name that is the beginning of another
_MOST_LETTERS = 200  # of a name that are compared: what is longer is none
_LEAST_TYPO = 5  # characters of a name in which one may be wrong
_LEAST_WORD = 4  # letters of a word that like names may share
_WORDS_AS_KEYS = 3
_DIGITS = re.compile(r"\d+")
# Characters that tell branches, plants and parts of a town apart.
_TELLING = frozenset("一二三四五六七八九十东南西北中甲乙丙丁新老")


class NameParts(NamedTuple):
    """A name taken apart for comparing."""

    key: str  # folded, without spaces and punctuation
    core: str  # without the legal form (有限公司, Ltd)
    bare: str  # without the place it begins with either
    place: str  # that place, '' for none
    words: str  # Latin words of the core in alphabetical order, '' for a Chinese name
    sound: str  # pinyin of a Chinese name, as the caller gave it
    person: bool = False


def name_parts(
    name: str, sound: str = "", *, person: bool = False, simplify: Simplify = unchanged
) -> NameParts:
    """One name taken apart; `sound`: its pinyin (domain.syllables.spelling), where it is known."""
    key = company_key(name, simplify)
    text = index_text(name, simplify)
    return _parts(key, key if person else loose_key(key), text, sound, person)


def names_parts(
    names: Sequence[str],
    sounds: Sequence[str],
    *,
    person: bool = False,
    simplify: Simplify = unchanged,
) -> list[NameParts]:
    """Many names taken apart; as `name_parts`, in a third of the time."""
    texts = index_texts(names, simplify)
    keys = [
        text.replace(" ", "") or company_key(name, simplify)
        for text, name in zip(texts, names, strict=True)
    ]
    cores = keys if person else loose_keys(keys)
    return [
        _parts(key, core, text, sound, person)
        for key, core, text, sound in zip(keys, cores, texts, sounds, strict=True)
    ]


def _parts(key: str, core: str, text: str, sound: str, person: bool) -> NameParts:
    if not is_single(key[:1]):
        words = text.split()
        telling = sorted(word for word in words if word in core)
        return NameParts(key, core, core, "", " ".join(telling), "", person)
    place = "" if person else leading_place(core)
    return NameParts(key, core, core[len(place) :], place, "", sound, person)


def likeness(one: NameParts, other: NameParts) -> int:
    """How alike two names are, 0 to 100; from 80 on they may well be one."""
    if not one.key or not other.key:
        return 0
    if one.key == other.key:
        return SAME
    if _numbers_differ(one.core, other.core):
        return OTHER_NUMBER
    if one.core == other.core:
        return SAME_BUT_FORM
    if one.words and one.words == other.words:
        return SAME_WORDS
    if one.bare == other.bare:
        return OTHER_PLACE if contradict(one.place, other.place) else SAME_BUT_PLACE
    if one.sound and one.sound == other.sound:
        return SAME_SOUND if len(one.core) > _BRAND else SAME_SHORT_SOUND
    found = _by_letters(one, other)
    return min(found, OTHER_PLACE) if contradict(one.place, other.place) else found


def blocking_keys(parts: NameParts) -> tuple[str, ...]:
    """What a name is filed under: names that are alike share at least one of these."""
    if not parts.key:
        return ()
    keys = {parts.bare, *_beginnings(parts), *_with_one_left_out(parts)}
    if parts.sound and (parts.person or len(parts.core) > _BRAND):
        keys.add(f"~{parts.sound}")
    if parts.words:
        keys.add(parts.words)
        long = [word for word in parts.words.split() if len(word) >= _LEAST_WORD]
        keys.update(f"{word}…" for word in sorted(long, key=len)[-_WORDS_AS_KEYS:])
    return tuple(keys)


def _beginnings(parts: NameParts) -> tuple[str, ...]:
    """The beginning that a shorter name might be."""
    return (parts.bare[:_LEAST_WITHIN],) if len(parts.bare) > _LEAST_WITHIN else ()


def _with_one_left_out(parts: NameParts) -> list[str]:
    """The name with each of its letters left out: two that differ in one share such a form.

    A Chinese company's first characters are its own name: another one there is another company.
    """
    text = parts.bare
    if not _LEAST_TYPO <= len(text) <= _MOST_LETTERS or (parts.person and not parts.words):
        return []
    first = 0 if parts.words else _BRAND
    return [text[:at] + text[at + 1 :] for at in range(first, len(text))]


def _by_letters(one: NameParts, other: NameParts) -> int:
    """By the letters that two names share and the order they stand in."""
    short, long = sorted((one.bare[:_MOST_LETTERS], other.bare[:_MOST_LETTERS]), key=len)
    ratio = letter_ratio()
    found = round(ratio(short, long))
    if one.words and other.words:
        found = max(found, round(ratio(one.words, other.words)))
    elif one.sound and other.sound and short[:_BRAND] != long[:_BRAND]:
        found -= OTHER_BRAND
    if len(short) >= _LEAST_WITHIN and long.startswith(short):
        found = max(found, WITHIN)
    return max(found, 0)


def _numbers_differ(one: str, other: str) -> bool:
    """Whether all that tells two names apart is a number: 2 and 3, 一分店 and 二分店."""
    numbers, others = _DIGITS.findall(one), _DIGITS.findall(other)
    if numbers and others and numbers != others:
        return True
    if len(one) != len(other):
        return False
    unlike = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return bool(unlike) and all(a in _TELLING and b in _TELLING for a, b in unlike)


@cache
def letter_ratio() -> Ratio:
    """Loaded when names are first compared letter by letter: the library takes a while."""
    from rapidfuzz import fuzz

    return fuzz.ratio
