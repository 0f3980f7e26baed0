"""Customers, or people, that may be doubled: pairs with a score and the reasons for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from crmtui.domain.likeness import (
    OTHER_PLACE,
    SAME,
    SAME_BUT_FORM,
    SAME_BUT_PLACE,
    SAME_SOUND,
    SAME_WORDS,
    NameParts,
    blocking_keys,
    likeness,
)
from crmtui.domain.places import contradict

Progress = Callable[[int, int], None]

LEAST_SCORE = 60  # from here on a pair is worth looking at
MOST_SHARERS = 6  # a number that more customers share is a switchboard or a forwarder's
MOST_IN_A_BLOCK = 40  # a beginning or a word that more names share tells nothing
ALIKE = 80  # names from here on may well be one
SHORT_NAME = 84  # one's short name is the other's name

# What speaks for or against a pair; `present.duplicates` has the words.
_BY_NAME = {
    SAME: "same_name",
    SAME_BUT_FORM: "legal_form",
    SAME_WORDS: "word_order",
    SAME_BUT_PLACE: "place_in_name",
    SAME_SOUND: "same_sound",
}
_BY_KIND = {"email": "email", "wechat": "account", "qq": "account"}


class Evidence(NamedTuple):
    """One reason why two may be one, or not: a code of present.duplicates, what it is about."""

    code: str
    text: str = ""


class Side(NamedTuple):
    """One of a pair, as a list shows it. Of a contact, `customer` is where the person works."""

    id: int
    number: str | None
    name: str
    region: str
    phone: str
    customer_id: int
    customer: str


class Pair(NamedTuple):
    """Two that may be one; `one` has the lower id. The score goes from 0 to 100."""

    kind: str  # customer, contact
    one: Side
    other: Side
    score: int
    why: tuple[Evidence, ...]
    not_same: bool = False  # the user said that they are two


class Doubles(NamedTuple):
    """The likeliest pairs, and how many there are in all."""

    pairs: list[Pair]
    total: int


class Candidate(NamedTuple):
    """A customer or contact as it is compared; `group` is the customer of a contact."""

    id: int
    parts: NameParts
    short: str  # the key of the short name, '' for none
    province: str
    city: str
    group: int = 0


class Shared(NamedTuple):
    """A way to reach them that two have in common, and whether they call its owner the same."""

    kind: str
    value: str
    same_person: bool


class Scored(NamedTuple):
    """A pair of candidates by their places in the list."""

    score: int
    one: int
    other: int
    why: tuple[Evidence, ...]


Sharing = Mapping[tuple[int, int], Sequence[Shared]]
Judge = Callable[[Candidate, Candidate, Sequence[Shared]], tuple[int, tuple[Evidence, ...]]]


def find(
    candidates: Sequence[Candidate],
    sharing: Sharing,
    judge: Judge,
    meeting: Iterable[tuple[int, int]],
) -> list[Scored]:
    """All pairs worth looking at, likeliest first.

    `sharing`: pairs (by places, lower first) with what they have in common; `meeting`: pairs to
    compare besides, which may come more than once.
    """
    found: dict[tuple[int, int], Scored] = {}
    for pair, shared in sharing.items():
        _judged(candidates, pair, judge, shared, found)
    for pair in meeting:
        if pair not in found and pair not in sharing:
            _judged(candidates, pair, judge, (), found)
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.one, pair.other))


def _judged(
    candidates: Sequence[Candidate],
    pair: tuple[int, int],
    judge: Judge,
    shared: Sequence[Shared],
    found: dict[tuple[int, int], Scored],
) -> None:
    one, other = pair
    score, why = judge(candidates[one], candidates[other], shared)
    if score >= LEAST_SCORE:
        found[pair] = Scored(score, one, other, why)


def meeting_by_name(
    candidates: Sequence[Candidate], progress: Progress | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs of customers whose names share a key, lower place first."""
    total = 2 * len(candidates)
    blocks: dict[str, int | list[int]] = {}
    for at, candidate in enumerate(candidates):
        for key in {*blocking_keys(candidate.parts), candidate.short} - {""}:
            there = blocks.get(key)
            if there is None:
                blocks[key] = at  # nearly all stay alone: a list for each would double the memory
            elif isinstance(there, int):
                blocks[key] = [there, at]
            else:
                there.append(at)
        if progress and not at % 5000:
            progress(at, total)
    shared = [(key, block) for key, block in blocks.items() if isinstance(block, list)]
    blocks.clear()
    for number, (key, block) in enumerate(shared):
        yield from _pairs(block, whole=candidates[block[0]].parts.bare == key)
        if progress and not number % 2000:
            progress(len(candidates) * (len(shared) + number) // len(shared), total)


def _pairs(block: Sequence[int], *, whole: bool) -> Iterator[tuple[int, int]]:
    """Each with each; where too many share a whole name, each with the next."""
    if len(block) <= MOST_IN_A_BLOCK:
        for at, one in enumerate(block):
            for other in block[at + 1 :]:
                yield one, other
    elif whole:
        yield from pairwise(block)


def meeting_by_group(candidates: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs of contacts of one customer."""
    groups: dict[int, list[int]] = {}
    for at, candidate in enumerate(candidates):
        groups.setdefault(candidate.group, []).append(at)
    for block in groups.values():
        yield from _pairs(block, whole=False)


def judge_customers(
    one: Candidate, other: Candidate, shared: Sequence[Shared]
) -> tuple[int, tuple[Evidence, ...]]:
    """How likely two customers are one, and why."""
    here, there = one.parts.place, other.parts.place
    apart = here != there and contradict(here, there)
    if apart and not shared:
        return 0, ()  # two branches, as far as their names tell
    alike = likeness(one.parts, other.parts)
    if not shared and alike <= OTHER_PLACE and not (one.short or other.short):
        return 0, ()
    why = [_name_evidence(alike)]
    if alike < ALIKE and not apart and _short_named(one, other):
        alike, why = SHORT_NAME, [Evidence("short_name")]
    score = alike - 8
    if shared:
        score = 97 + (alike - ALIKE) // 10 if alike >= ALIKE else max(alike, 66)
        score += 8 if alike < ALIKE and any(each.same_person for each in shared) else 0
    elif alike == SAME and one.parts.person and other.parts.person:
        score, why = LEAST_SCORE, [Evidence("namesake")]  # two people may well have one name
    why += _shared_evidence(shared)
    if _places_differ(one, other):
        score -= 8 if shared else 20
        why.append(Evidence("other_region"))
    elif not shared and one.city and one.city == other.city:
        score += 4
        why.append(Evidence("same_city", one.city))
    return max(0, min(score, 100)), tuple(why)


def judge_contacts(
    one: Candidate, other: Candidate, shared: Sequence[Shared]
) -> tuple[int, tuple[Evidence, ...]]:
    """How likely two contacts are one, and why."""
    alike = likeness(one.parts, other.parts)
    unnamed = not one.parts.key or not other.parts.key
    personal = any(each.kind != "phone" for each in shared)
    if shared and (unnamed or alike >= ALIKE):
        why = [Evidence("unnamed") if unnamed else _name_evidence(alike)]
        score = 85 if unnamed else min(99, alike)
    elif personal:
        score, why = 64, [Evidence("other_name")]
    elif one.group == other.group and alike >= ALIKE - 10:
        score, why = alike - 10, [_name_evidence(alike), Evidence("same_customer")]
    else:
        return 0, ()
    return score, (*why, *_shared_evidence(shared))


def _name_evidence(alike: int) -> Evidence:
    if alike in _BY_NAME:
        return Evidence(_BY_NAME[alike])
    return Evidence("name_alike" if alike > OTHER_PLACE else "other_name")


def _shared_evidence(shared: Sequence[Shared]) -> list[Evidence]:
    found = [Evidence(_BY_KIND.get(each.kind, "phone"), each.value) for each in shared]
    if any(each.same_person for each in shared):
        found.append(Evidence("person"))
    return found


def _short_named(one: Candidate, other: Candidate) -> bool:
    """Whether the one's short name is the other's name, or short name."""
    of_one = {one.parts.bare, one.parts.core, one.short} - {""}
    of_other = {other.parts.bare, other.parts.core, other.short} - {""}
    return bool(of_one & of_other)


def _places_differ(one: Candidate, other: Candidate) -> bool:
    return bool(
        (one.city and other.city and one.city != other.city)
        or (one.province and other.province and one.province != other.province)
    )
