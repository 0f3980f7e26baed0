"""What new customers will be found by, column by column: light enough to give another process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.importplan import Orders, Ref

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
Lines = tuple[list[Ref], list[str]]
"""Lines of text with the customers they are about."""


class Facts(NamedTuple):
    """Columns of new customers, one entry each, and lines about them (and about known ones).

    Nothing but lists, tuples and texts: marshal takes it as it is.
    """

    names: list[str]
    short_names: list[str]
    numbers: list[str]
    places: list[list[str]]
    people: Lines
    phones: tuple[list[Ref], list[str], list[str]]  # as written, and in normal form
    rest: list[Lines]
    history: list[Lines]


def facts_of(orders: Orders) -> Facts:
    """Everything of the orders that goes into the search index."""
    given = _by_name(orders.customer_columns, orders.customers)
    nothing = [""] * len(orders.customers)
    contact = _by_name(orders.contact_columns, orders.contacts)
    whose = list(map(itemgetter(0), orders.contacts))
    personal = [(whose, contact[name]) for name in _PERSONAL if name in contact]
    called = [point[2] in PHONE_KINDS for point in orders.points]
    others = [not phone for phone in called]
    values = list(map(itemgetter(4), orders.points))
    owners = list(map(itemgetter(0), orders.points))
    normals = map(itemgetter(5), orders.points)
    return Facts(
        names=given.get("name", nothing),
        short_names=given.get("short_name", nothing),
        numbers=given.get("number", nothing),
        places=[given[name] for name in _PLACES if name in given],
        people=(whose, contact.get("name", [])),
        phones=(
            list(compress(owners, called)),
            list(compress(values, called)),
            list(compress(normals, called)),
        ),
        rest=[
            _lines(orders.tags, 1),
            _lines(orders.custom_values, 2),
            *personal,
            (list(compress(owners, others)), list(compress(values, others))),
        ],
        history=[
            _lines([made for made in orders.interactions if made.summary], 6),
            _lines(orders.steps, 3),
        ],
    )


def _by_name(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> dict[str, list[str]]:
    """The rows by column, as texts."""
    wanted = {"name", "short_name", "number", *_PLACES, *_PERSONAL}
    return {
        name: [str(value or "") for value in map(itemgetter(at), rows)]
        for at, name in enumerate(columns)
        if name in wanted
    }


def _lines(rows: Iterable[tuple[object, ...]], text: int) -> Lines:
    """The first value of each row, and the one at this place."""
    made = list(rows)
    return list(map(itemgetter(0), made)), list(map(itemgetter(text), made))
