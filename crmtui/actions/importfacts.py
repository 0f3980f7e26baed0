"""What new customers will be found by, column by column: light enough to give another process."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any, NamedTuple

from crmtui.domain.bycolumn import column
from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.importplan import NewInteraction, NewStep, Orders, Ref

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
_APART = "\0"  # no text holds it that can be looked for
Lines = tuple[list[Ref], list[str]]
"""Lines of text with the customers they are about."""


class Facts(NamedTuple):
    """Columns of new customers, one entry each, and lines about them (and about known ones).

    Nothing but lists of texts and of refs, and lists of those: see `packed`.
    """

    names: list[str]
    short_names: list[str]
    numbers: list[str]
    places: list[list[str]]
    people: Lines
    phones: tuple[list[Ref], list[str], list[str]]  # as written, and in normal form
    rest: list[Lines]
    history: list[Lines]


def facts_of(orders: Orders, fields: Mapping[str, list[str]] | None = None) -> Facts:
    """Everything of the orders that goes into the search index.

    fields: the customers' columns, where the orders do not have them yet.
    """
    given = fields or _by_name(orders.customer_columns, orders.customers)
    nothing = [""] * len(next(iter(given.values()), ()))
    contact = _by_name(orders.contact_columns, orders.contacts)
    whose = list(column(orders.contacts, 0))
    personal = [(whose, contact[name]) for name in _PERSONAL if name in contact]
    owners, kinds, values, normals = (column(orders.points, at) for at in (0, 2, 4, 5))
    called = [kind in PHONE_KINDS for kind in kinds]
    others = [not phone for phone in called]
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
            _lines(orders.interactions, NewInteraction._fields.index("summary")),
            _lines(orders.steps, NewStep._fields.index("what")),
        ],
    )


def _by_name(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> dict[str, list[str]]:
    """The rows by column, as texts."""
    wanted = {"name", "short_name", "number", *_PLACES, *_PERSONAL}
    return {name: _texts(column(rows, at)) for at, name in enumerate(columns) if name in wanted}


def _texts(values: Sequence[Any]) -> list[str]:
    """Texts of which some may not be given."""
    return ["" if value is None else value for value in values] if None in values else list(values)


def _lines(rows: Sequence[tuple[object, ...]], text: int) -> Lines:
    """The first value of each row, and the one at this place where that is not empty."""
    refs, texts = column(rows, 0), column(rows, text)
    return list(compress(refs, texts)), list(filter(None, texts))


def packed(columns: Sequence[Any]) -> Any:
    """Columns as a few large values: marshal takes a second for as many small ones."""
    if not columns:
        return columns
    if isinstance(columns[0], str):
        whole = _APART.join(columns)
        if whole.count(_APART) < len(columns):
            return whole
        return _APART.join([text.replace(_APART, " ") for text in columns])
    if isinstance(columns[0], int):
        return array("q", columns).tobytes()
    return [packed(column) for column in columns]


class PackedFacts:
    """Facts as they were sent: each part is unpacked when it is asked for, and need not be kept."""

    def __init__(self, told: Sequence[Any]) -> None:
        self._told = dict(zip(Facts._fields, told, strict=True))

    def __getattr__(self, name: str) -> Any:
        return unpacked(self._told[name])


def packed_columns(columns: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Columns of rows by name: what all rows share is said once; see `packed` for the rest."""
    return {name: _packed_column(column) for name, column in columns.items()}


def _packed_column(column: Sequence[Any]) -> tuple[Any, ...]:
    if column.count(column[0]) == len(column):
        return column[0], len(column)
    kinds = set(map(type, column))
    if kinds == {int} or (kinds == {str} and _APART not in "".join(column)):
        return (packed(column),)
    return (list(column),)


def unpacked_columns(columns: Mapping[str, tuple[Any, ...]]) -> dict[str, Sequence[Any]]:
    """The columns that were packed."""
    return {name: _unpacked_column(*told) for name, told in columns.items()}


def _unpacked_column(value: Any, count: int | None = None) -> Sequence[Any]:
    if count is not None:
        return (value,) * count
    return value if isinstance(value, list) else unpacked(value)


def unpacked(value: Any) -> list[Any]:
    """The columns that were packed."""
    if isinstance(value, str):
        return value.split(_APART)
    if isinstance(value, bytes):
        return array("q", value).tolist()
    return [unpacked(column) for column in value]
