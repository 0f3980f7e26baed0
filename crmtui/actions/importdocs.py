"""Search documents of the customers an import adds, a hundred thousand at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from crmtui import zh
from crmtui.actions.importfacts import Facts, Lines, PackedFacts
from crmtui.domain.dialling import phone_tokens
from crmtui.domain.folding import is_single
from crmtui.domain.namekeys import index_texts
from crmtui.domain.search import SearchDoc
from crmtui.domain.sortkey import sort_key

DOCS_AT_ONCE = 10_000


class _Single(dict[str, bool]):
    """Character -> whether it is a token of its own, worked out once."""

    def __missing__(self, character: str) -> bool:
        found = self[character] = is_single(character)
        return found


class _Keys(dict[str, str]):
    """A person's name -> its pinyin keys; many people share one."""

    def __missing__(self, name: str) -> str:
        found = self[name] = zh.pinyin_keys(name, True)
        return found


class Names:
    """Pinyin keys and sort keys of new customers' names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.keys = [zh.pinyin_keys(name, False) for name in names]
        self.sort_keys = list(map(sort_key, names, self.keys))


class NewTexts:
    """What each new customer is found by, before it is taken apart into tokens."""

    def __init__(self, facts: Facts | PackedFacts, names: Names) -> None:
        count = len(names.names)
        whose, people = facts.people
        shown, keys = _names(facts, names)
        owners, *numbers = facts.phones
        keys_of_people = list(map(_Keys().__getitem__, people))
        self._count = count
        self._columns = [
            _joined([shown, _by_customer((whose, people), count)]),
            _joined([keys, _by_customer((whose, keys_of_people), count)]),
            _by_customer((owners, list(map(phone_tokens, *numbers))), count),
            _joined([*facts.places, *(_by_customer(lines, count) for lines in facts.rest)]),
            _joined([_by_customer(lines, count) for lines in facts.history]),
        ]

    def documents(self, first: int, done: int = 0) -> Iterator[dict[int, SearchDoc]]:
        """The documents by id, some thousands at a time, without those `done` already.

        first: the id of the first customer.
        """
        for start in range(done, self._count, DOCS_AT_ONCE):
            end = min(start + DOCS_AT_ONCE, self._count)
            yield dict(zip(range(first + start, first + end), self._docs(start, end), strict=True))

    def _docs(self, start: int, end: int) -> Iterable[SearchDoc]:
        shown, keys, phones, rest, history = (texts[start:end] for texts in self._columns)
        columns = (
            index_texts(shown, zh.simplify),
            [text.replace("\n", " ") for text in keys],
            [text.replace("\n", " ") for text in phones],
            index_texts(rest, zh.simplify),
            index_texts(history, zh.simplify),
        )
        return map(SearchDoc._make, zip(*columns, strict=True))


def _names(facts: Facts | PackedFacts, names: Names) -> tuple[list[str], list[str]]:
    """What is shown of the customers themselves, and the keys of it."""
    single = _Single()
    shorts, keys = list(facts.short_names), list(names.keys)
    for place, (own, short) in enumerate(zip(names.names, shorts, strict=True)):
        if not short:
            continue
        if short in own and single[short[0]] and single[short[-1]]:
            shorts[place] = ""  # found with the whole name: see domain.search.telling
        elif more := zh.pinyin_keys(short, False):
            keys[place] = f"{keys[place]}\n{more}" if keys[place] else more
    return _joined([list(names.names), shorts, facts.numbers]), keys


def _by_customer(lines: Lines, count: int) -> list[str]:
    """One text for each new customer; lines about known ones are left out."""
    refs, texts = lines
    if len(refs) == count and refs == list(range(-1, -count - 1, -1)):
        return texts
    made = [""] * count
    for ref, text in zip(refs, texts, strict=True):
        if ref < 0 and text:
            have = made[-ref - 1]
            made[-ref - 1] = f"{have}\n{text}" if have else text
    return made


def _joined(columns: Sequence[list[str]]) -> list[str]:
    """The texts of each customer as lines of one text."""
    if len(columns) == 1:
        return columns[0]
    return ["\n".join(filter(None, texts)) for texts in zip(*columns, strict=True)]
