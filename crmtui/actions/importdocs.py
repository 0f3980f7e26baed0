"""Search documents of the customers an import adds, a hundred thousand at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crmtui import zh
from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.folding import is_single
from crmtui.domain.importplan import Orders, Ref
from crmtui.domain.namekeys import index_texts
from crmtui.domain.search import SearchDoc, phone_tokens
from crmtui.domain.sortkey import sort_key

# In the order in which the unit of work collects them, so that both make the same document.
_PLACES = (
    "province",
    "city",
    "address",
    "industry",
    "source",
    "owner",
    "needs",
    "note",
    "invoice",
)
_PERSONAL = ("position", "hobbies", "taboos", "family", "note")


class _Texts:
    """A text for each new customer, grown line by line."""

    def __init__(self, count: int) -> None:
        self.texts = [""] * count

    def add(self, ref: Ref, text: str) -> None:
        """One more line of a new customer."""
        have = self.texts[-ref - 1]
        self.texts[-ref - 1] = f"{have}\n{text}" if have else text

    def add_all(self, lines: Iterable[tuple[Ref, str]]) -> None:
        """More lines; those of known customers are left out."""
        texts = self.texts
        for ref, text in lines:
            if ref < 0 and text:
                place = -ref - 1
                have = texts[place]
                texts[place] = f"{have}\n{text}" if have else text


class _Single(dict[str, bool]):
    """Character -> whether it is a token of its own, worked out once."""

    def __missing__(self, character: str) -> bool:
        found = self[character] = is_single(character)
        return found


class Names:
    """Pinyin keys and sort keys of new customers' names: all of the pinyin an import needs."""

    def __init__(self, orders: Orders) -> None:
        columns, rows = orders.customer_columns, orders.customers
        self.own = _column(columns, rows, "name")
        self.short = _column(columns, rows, "short_name")
        self.keys = [zh.pinyin_keys(name, False) for name in self.own]
        self.sort_keys = list(map(sort_key, self.own, self.keys))
        self._people: dict[str, str] = {}

    def of_person(self, name: str) -> str:
        """The keys of a person's name; many people share one."""
        found = self._people.get(name)
        if found is None:
            found = self._people[name] = zh.pinyin_keys(name, True)
        return found


def _column(columns: Sequence[str], rows: Sequence[tuple[object, ...]], name: str) -> Sequence[str]:
    if name not in columns:
        return [""] * len(rows)
    at = columns.index(name)
    return [str(row[at] or "") for row in rows]


class NewTexts:
    """What each new customer is found by, before it is taken apart into tokens."""

    def __init__(self, orders: Orders, names: Names) -> None:
        count = len(orders.customers)
        shown, keys, phones = _Texts(count), _Texts(count), _Texts(count)
        _names(orders, names, shown, keys)
        _people(orders, names, shown, keys)
        phones.add_all(
            (point[0], phone_tokens(point[4], point[5]))
            for point in orders.points
            if point[2] in PHONE_KINDS
        )
        rest, history = _rest(orders, count), _Texts(count)
        history.add_all((made.customer, made.summary) for made in orders.interactions)
        history.add_all((step.customer, step.what) for step in orders.steps)
        self._columns = [texts.texts for texts in (shown, keys, phones, rest, history)]

    def docs(self, start: int, end: int) -> Iterable[SearchDoc]:
        """The documents of these new customers, by their place."""
        shown, keys, phones, rest, history = (texts[start:end] for texts in self._columns)
        columns = (
            index_texts(shown, zh.simplify),
            [text.replace("\n", " ") for text in keys],
            [text.replace("\n", " ") for text in phones],
            index_texts(rest, zh.simplify),
            index_texts(history, zh.simplify),
        )
        return map(SearchDoc._make, zip(*columns, strict=True))


def _names(orders: Orders, names: Names, shown: _Texts, keys: _Texts) -> None:
    numbers = _column(orders.customer_columns, orders.customers, "number")
    single = _Single()
    for place, (own, short, number) in enumerate(zip(names.own, names.short, numbers, strict=True)):
        keys.texts[place] = names.keys[place]
        if short and short in own and single[short[0]] and single[short[-1]]:
            short = ""  # found with the whole name: see domain.search.telling
        elif short and (more := zh.pinyin_keys(short, False)):
            keys.add(-place - 1, more)
        shown.texts[place] = "\n".join(filter(None, (own, short, number)))


def _people(orders: Orders, names: Names, shown: _Texts, keys: _Texts) -> None:
    columns = orders.contact_columns
    name = columns.index("name") if columns else 0
    people = [(int(row[0] or 0), str(row[name])) for row in orders.contacts]
    shown.add_all(people)
    keys.add_all((ref, names.of_person(person)) for ref, person in people if ref < 0)


def _rest(orders: Orders, count: int) -> _Texts:
    """Everything else a customer is found by."""
    rest = _Texts(count)
    columns = orders.customer_columns
    places = [_column(columns, orders.customers, name) for name in _PLACES if name in columns]
    if places:
        rest.texts = ["\n".join(filter(None, texts)) for texts in zip(*places, strict=True)]
    rest.add_all(orders.tags)
    rest.add_all((ref, value) for ref, _key, value in orders.custom_values)
    personal = [at for at, name in enumerate(orders.contact_columns) if name in _PERSONAL]
    for at in personal:
        rest.add_all((int(row[0] or 0), str(row[at])) for row in orders.contacts)
    rest.add_all((point[0], point[4]) for point in orders.points if point[2] not in PHONE_KINDS)
    return rest
