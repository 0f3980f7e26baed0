"""Search documents of the customers an import adds, made before the database is locked."""

from __future__ import annotations

from collections.abc import Sequence

from crmtui import zh
from crmtui.actions.bulk import Meter
from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.importplan import Orders
from crmtui.domain.search import SearchDoc, build_doc
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
    """Texts by new customer; a list is made only for those who have any."""

    def __init__(self, count: int) -> None:
        self._lists: list[list[str] | None] = [None] * count

    def add(self, ref: int, text: str) -> None:
        """One more text of a customer; known customers' are not collected."""
        if ref < 0 and text:
            texts = self._lists[-ref - 1]
            if texts is None:
                self._lists[-ref - 1] = [text]
            else:
                texts.append(text)

    def of(self, place: int) -> Sequence[str]:
        """The texts of a new customer."""
        return self._lists[place] or ()


def sort_keys(orders: Orders) -> list[str]:
    """What each new customer is sorted by in a list of names."""
    name = orders.customer_columns.index("name") if orders.customers else 0
    names = [str(row[name]) for row in orders.customers]
    return [sort_key(text, zh.pinyin_keys(text, False)) for text in names]


def new_docs(orders: Orders, meter: Meter) -> list[SearchDoc]:
    """One document for each new customer, in their order."""
    if not orders.customers:
        return []
    count = len(orders.customers)
    people, rest, history = _Texts(count), _Texts(count), _Texts(count)
    phones: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    _collect(orders, people, rest, history, phones)
    columns = orders.customer_columns
    name, number = columns.index("name"), columns.index("number")
    short = columns.index("short_name") if "short_name" in columns else None
    places = [columns.index(field) for field in _PLACES if field in columns]
    docs: list[SearchDoc] = []
    for place, row in enumerate(meter.counted(orders.customers)):
        names = [row[name], "" if short is None else row[short], row[number]]
        docs.append(
            build_doc(
                [str(text) for text in names if text],
                people.of(place),
                phones[place],
                [*[str(row[at]) for at in places if row[at]], *rest.of(place)],
                history.of(place),
                zh.pinyin_keys,
                zh.simplify,
            )
        )
    return docs


def _collect(
    orders: Orders,
    people: _Texts,
    rest: _Texts,
    history: _Texts,
    phones: list[list[tuple[str, str]]],
) -> None:
    for ref, tag in orders.tags:
        rest.add(ref, tag)
    for customer, _key, value in orders.custom_values:
        rest.add(customer, value)
    columns = orders.contact_columns
    name = columns.index("name") if columns else 0
    personal = [columns.index(field) for field in _PERSONAL if field in columns]
    for contact in orders.contacts:
        owner = contact[0]
        assert isinstance(owner, int)
        people.add(owner, str(contact[name]))
        for at in personal:
            rest.add(owner, str(contact[at]))
    for ref, _contact, kind, _label, value, normal in orders.points:
        if ref < 0 and kind in PHONE_KINDS:
            phones[-ref - 1].append((value, normal))
        else:
            rest.add(ref, value)
    for interaction in orders.interactions:
        history.add(interaction.customer, interaction.summary)
    for step in orders.steps:
        history.add(step.customer, step.what)
