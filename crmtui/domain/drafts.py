"""Rows of customers as drafts: all sheets' columns brought to one layout, one tuple a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

from crmtui.domain.birthdays import Birthday
from crmtui.domain.customertable import CustomerTable, People
from crmtui.domain.points import PointText
from crmtui.domain.titles import any_titled

_KEYS = ("uid", "number", "name")
_OF_EVERYBODY = ("name", "note")  # what every contact is written with


@dataclass(frozen=True, slots=True)
class Layout:
    """Which fields the tuples of a draft hold, in their order; the contact's first is the name."""

    fields: tuple[str, ...]
    contact: tuple[str, ...]
    custom: tuple[str, ...]
    titled: bool = False  # some contact's name has a title that tells the position or the sex

    def index(self, field: str) -> int | None:
        """Where a customer's field stands in the draft's fields; None where no sheet has it."""
        return self.fields.index(field) if field in self.fields else None

    def contact_uid(self, draft: Draft) -> str:
        """The contact's stable id where the row gives one, else ''."""
        return draft.contact[self.contact.index("uid")] if "uid" in self.contact else ""


class OtherPerson(NamedTuple):
    """A further person of a row; the values follow the layout's contact fields."""

    contact: tuple[str, ...]
    points: tuple[PointText, ...]
    birthdays: tuple[Birthday, ...]


class Draft(NamedTuple):
    """A row of customers; texts are '' where nothing is given."""

    source: int  # which table
    row: int  # which of its rows, from 0
    uid: str
    number: str
    name: str
    fields: tuple[str, ...]
    contact: tuple[str, ...]
    points: tuple[PointText, ...]
    birthdays: tuple[Birthday, ...]
    custom: tuple[str, ...]
    tags: tuple[str, ...]
    last_on: str | None
    last_text: str
    next_on: str | None
    others: tuple[OtherPerson, ...] = ()
    next_what: str = ""

    @property
    def person(self) -> str:
        """The contact's name."""
        return self.contact[0]

    @property
    def has_contact(self) -> bool:
        """Whether the row says anything of a person."""
        return bool(self.points or self.birthdays or any(self.contact))


def layout_of(tables: Sequence[CustomerTable]) -> Layout:
    """Every field that any of the tables has."""
    fields = dict.fromkeys(name for t in tables for name in t.fields if name not in _KEYS)
    fields["note"] = None  # what rows contradict each other in is kept there
    people: list[People | CustomerTable] = [*tables]
    for table in tables:
        people.extend(table.others.values())
    contact = dict.fromkeys(n for each in people for n in each.contact if n not in _OF_EVERYBODY)
    custom = dict.fromkeys(key for t in tables for key in t.custom)
    titled = any_titled(name for each in people for name in each.contact.get("name", ()))
    if titled:
        contact |= dict.fromkeys(("position", "sex"))
    return Layout(tuple(fields), (*_OF_EVERYBODY, *contact), tuple(custom), titled)


def drafts_of(source: int, table: CustomerTable, layout: Layout) -> list[Draft]:
    """The table's rows as drafts."""
    count = len(table.lines)
    nothing: Sequence[str] = [""] * count

    def rows(names: Sequence[str], columns: dict[str, list[str]]) -> Sequence[tuple[str, ...]]:
        found = [columns.get(name, nothing) for name in names]
        return list(zip(*found, strict=True)) if found else [()] * count

    columns = zip(
        repeat(source, count),
        range(count),
        *(table.fields.get(name, nothing) for name in _KEYS),
        rows(layout.fields, table.fields),
        rows(layout.contact, table.contact),
        table.points,
        table.birthdays,
        rows(layout.custom, table.custom),
        table.tags,
        table.last_on,
        table.last_text,
        table.next_on,
        _others(table, layout) if table.others else [()] * count,
        table.next_what or nothing,
        strict=True,
    )
    return list(map(Draft._make, columns))


def _others(table: CustomerTable, layout: Layout) -> list[tuple[OtherPerson, ...]]:
    """The second, third … person of every row, where it has one."""
    count = len(table.lines)
    made: list[list[OtherPerson]] = [[] for _ in range(count)]
    for _group, people in sorted(table.others.items()):
        contact = [people.contact.get(name) or [""] * count for name in layout.contact]
        points = people.points or [()] * count
        birthdays = people.birthdays or [()] * count
        for row in range(count):
            other = OtherPerson(tuple(v[row] for v in contact), points[row], birthdays[row])
            if other.points or other.birthdays or any(other.contact):
                made[row].append(other)
    return list(map(tuple, made))


def only(draft: Draft, other: OtherPerson) -> Draft:
    """A row that says nothing but who a further person of it is."""
    return draft._replace(
        name="",
        number="",
        fields=("",) * len(draft.fields),
        contact=other.contact,
        points=other.points,
        birthdays=other.birthdays,
        custom=("",) * len(draft.custom),
        tags=(),
        last_on=None,
        last_text="",
        next_on=None,
        others=(),
        next_what="",
    )
