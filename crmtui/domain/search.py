"""Text -> tokens of the search index; what a user types -> a match expression on that index.

The index is one FTS5 table with the columns of SearchDoc. Every token is a character of a script
written without spaces, or a folded word of any other; `keys` holds pinyin (see syllables) and
`phones` numbers (see dialling). Both sides pass through index_text, so they always agree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from crmtui.domain.dialling import digits_of, found_as, is_one_number, phone_tokens
from crmtui.domain.folding import (
    Simplify,
    company_key,
    fold,
    index_text,
    is_single,
    person_key,
    unchanged,
)
from crmtui.domain.syllables import expressions

__all__ = [
    "Query",
    "SearchDoc",
    "Word",
    "build_doc",
    "company_key",
    "fold",
    "index_text",
    "match",
    "match_characters",
    "of_names",
    "parse_query",
    "person_key",
    "phone_tokens",
    "telling",
]

MOST_WORDS = 16  # FTS5 refuses expressions that are nested or long beyond measure
MOST_TOKENS = 32  # of one word


class SearchDoc(NamedTuple):
    """What one customer is found by, a field for each column of the index."""

    # Not a dataclass, nor are the next two: making one takes four times as long at import.

    names: str
    keys: str
    phones: str
    rest: str
    history: str


class Word(NamedTuple):
    """One word a user typed: its tokens, and its digits when it looks like a phone number."""

    text: str
    tokens: tuple[str, ...]
    digits: str = ""
    plus: bool = False


class Query(NamedTuple):
    """The words that all have to be found; none: nothing to look for."""

    words: tuple[Word, ...]


def build_doc(
    company_names: Sequence[str],
    person_names: Sequence[str],
    phones: Sequence[tuple[str, str]],
    rest: Sequence[str],
    history: Sequence[str],
    pinyin: Callable[[str, bool], str],
    simplify: Simplify,
) -> SearchDoc:
    """What a customer is found by; phones are pairs of what was given and its E.164 form."""
    company_names = telling(company_names)
    keys = [pinyin(name, False) for name in company_names]
    keys += [pinyin(name, True) for name in person_names]
    return SearchDoc(
        names=index_text("\n".join((*company_names, *person_names)), simplify),
        keys=" ".join(filter(None, keys)),
        phones=" ".join([phone_tokens(value, normal) for value, normal in phones]),
        rest=index_text("\n".join(rest), simplify),
        history=index_text("\n".join(history), simplify),
    )


def telling(names: Sequence[str]) -> list[str]:
    """The names that add something: a short name inside the whole one is found with it."""
    return [
        name
        for at, name in enumerate(names)
        if not (is_single(name[:1]) and is_single(name[-1:]))
        or not any(name in earlier for earlier in names[:at])
    ]


def parse_query(text: str, simplify: Simplify = unchanged) -> Query:
    """The words of what a user typed, without those in which there is nothing to look for."""
    words: list[Word] = []
    # An argument may hold halves of characters, which SQLite does not take.
    text = text.encode("utf-8", "ignore").decode()
    for part in unicodedata.normalize("NFKC", text).split():
        if len(words) == MOST_WORDS:
            break
        tokens = tuple(index_text(part, simplify).split()[:MOST_TOKENS])
        if tokens:
            words.append(Word(part, tokens, digits_of(fold(part)), part.startswith("+")))
    return Query(tuple(words))


def match(query: Query) -> str:
    """The FTS5 expression for all words of a query; '' when it has none (do not send that)."""
    return _all_words(query, _phrase)


def match_characters(query: Query) -> str:
    """The same with the tokens of each word in any order and place: for when `match` finds none."""
    return _all_words(query, _anywhere)


def of_names(query: Query, expression: str) -> str:
    """An expression for all words, narrowed to those of whom one is in a name or a phone."""
    any_word = " OR ".join(match_characters(Query((word,))) for word in query.words)
    return f"({expression}) AND {{names keys phones}} : ({any_word})"


def _all_words(query: Query, of_tokens: Callable[[tuple[str, ...]], str]) -> str:
    parts = []
    for is_number, group in groupby(query.words, key=lambda word: bool(word.digits)):
        words = list(group)
        each = " AND ".join(_any(_ways(word, of_tokens)) for word in words)
        joined = "".join(word.digits for word in words)
        if is_number and len(words) > 1 and is_one_number(joined):
            # 138 1234 8833 is one number: its middle alone would not be found.
            each = _any([f"({each})", *found_as(joined, words[0].plus)])
        parts.append(each)
    return " AND ".join(parts)


def _any(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"({' OR '.join(dict.fromkeys(ways))})"


def _ways(word: Word, of_tokens: Callable[[tuple[str, ...]], str]) -> list[str]:
    """The expressions any of which means this word was found."""
    ways = [of_tokens(word.tokens)]
    if word.digits:
        return ways + found_as(word.digits, word.plus)
    return ways + list(expressions(word.tokens[0])) if len(word.tokens) == 1 else ways


def _phrase(tokens: tuple[str, ...]) -> str:
    phrase = f'"{" ".join(tokens)}"'
    return phrase if is_single(tokens[-1]) else phrase + " *"


def _anywhere(tokens: tuple[str, ...]) -> str:
    each = [_phrase((token,)) for token in dict.fromkeys(tokens)]
    return each[0] if len(each) == 1 else f"({' AND '.join(each)})"
