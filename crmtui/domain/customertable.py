"""What a sheet of customers holds once its columns are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest

from crmtui.domain.birthdays import Birthday
from crmtui.domain.headers import Column
from crmtui.domain.helper import Helper
from crmtui.domain.importplan import ImportOptions
from crmtui.domain.mapping import Wishes
from crmtui.domain.points import PointText
from crmtui.domain.sheets import CellValue, Row


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a sheet goes by: the day, the user's options, custom fields that exist."""

    today: date
    options: ImportOptions
    custom: Mapping[str, str] = field(default_factory=dict)  # key or label in small letters -> key
    custom_kinds: Mapping[str, str] = field(default_factory=dict)  # key -> kind
    wishes: Wishes = field(default_factory=Wishes)
    helper: Helper = field(default_factory=Helper)


@dataclass(slots=True)
class People:
    """One person of each row; every list has one entry per row, or none where nothing is said."""

    contact: dict[str, list[str]] = field(default_factory=dict)
    points: list[tuple[PointText, ...]] = field(default_factory=list)
    birthdays: list[tuple[Birthday, ...]] = field(default_factory=list)


@dataclass(slots=True)
class CustomerTable:
    """A sheet's columns as values of our fields; every list has one entry per row."""

    lines: list[int]
    columns: list[Column]
    person: bool  # every row is a person
    alone: set[int] = field(default_factory=set)  # rows of people without a company
    fields: dict[str, list[str]] = field(default_factory=dict)
    contact: dict[str, list[str]] = field(default_factory=dict)
    points: list[tuple[PointText, ...]] = field(default_factory=list)
    birthdays: list[tuple[Birthday, ...]] = field(default_factory=list)
    others: dict[int, People] = field(default_factory=dict)  # 2: the second person of each row …
    custom: dict[str, list[str]] = field(default_factory=dict)
    custom_labels: dict[str, tuple[str, str]] = field(default_factory=dict)  # key -> label, kind
    tags: list[tuple[str, ...]] = field(default_factory=list)
    last_on: list[str | None] = field(default_factory=list)
    last_text: list[str] = field(default_factory=list)
    next_on: list[str | None] = field(default_factory=list)
    next_what: list[str] = field(default_factory=list)
    has_contact: bool = False
    book: bool = False  # an address book: every row is a person apart from those of other names

    def people(self, group: int) -> People | CustomerTable:
        """Where the first, second … person of each row is kept."""
        return self if group < 2 else self.others.setdefault(group, People())

    def kind(self, row: int) -> str:
        """What a row's customer is: 'person' or 'company'."""
        return "person" if self.person or row in self.alone else "company"


def transpose(rows: Sequence[Row], width: int) -> list[tuple[CellValue, ...]]:
    """The rows' cells by column, at least `width` columns; short rows end in None."""
    columns = list(zip_longest(*[row.cells for row in rows]))
    return columns + [(None,) * len(rows)] * (width - len(columns))
