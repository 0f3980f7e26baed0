"""Finding a sheet's heading row and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmtui.domain.clean import clean, neutral
from crmtui.domain.headerwords import CUSTOMER_HEADINGS, HISTORY_HEADINGS
from crmtui.domain.numerals import narrow
from crmtui.domain.sheets import CellValue, Row, column_letters
from crmtui.domain.traditional import simple

SEARCHED_ROWS = 40  # headings stand near the top, below titles and remarks
_BRACKETS = re.compile(r"[(\[【（].*?[)\]】）]")
_COUNTED = re.compile(r"[0-9一二三]+$")
# Columns that make an unclear "name" a person's.
_PERSONAL = frozenset({"birthday", "lunar_birthday", "contact.sex", "contact.position"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the field it holds; 'custom' for one of the user's own, 'extra' for a remark."""

    index: int
    field: str
    header: str
    label: str = ""  # of a phone or mail address: work, home
    key: str = ""  # of a custom field

    @property
    def title(self) -> str:
        """How the user finds it: 'H 手机'."""
        return f"{column_letters(self.index)} {self.header}".strip()


@dataclass(frozen=True, slots=True)
class Heading:
    """A sheet's heading row, at this index of its rows, and what it makes of the columns."""

    at: int
    kind: str  # 'customers' or 'history'
    columns: tuple[Column, ...]
    person: bool = False  # the rows are people; each is a customer and its own contact


def heading_text(cell: CellValue) -> str:
    """A heading as it is shown and compared: one line, cleaned; '' for anything but text."""
    return neutral(clean(cell)) if isinstance(cell, str) else ""


def find_heading(rows: Sequence[Row]) -> Heading | None:
    """The row among the first ones that looks most like headings; None where none does."""
    best: Heading | None = None
    best_score = 0
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        texts = [heading_text(cell) for cell in row.cells]
        filled = sum(cell is not None and cell != "" for cell in row.cells)
        known = [_lookup(text, CUSTOMER_HEADINGS) for text in texts if text]
        score = sum(found is not None for found in known)
        score = max(score, sum(_lookup(t, HISTORY_HEADINGS) is not None for t in texts if t))
        if score > best_score and (score > 1 or filled <= 2):
            best, best_score = _understood(at, texts), score
    return best


def _understood(at: int, texts: Sequence[str]) -> Heading:
    history = _assign(texts, HISTORY_HEADINGS, "extra")
    customers = _assign(texts, CUSTOMER_HEADINGS, "custom")
    found = {column.field for column in history}
    told = {"summary", "kind"} & found
    if "on" in found and told and {"name", "number"} & found:
        named = sum(column.field not in ("extra", "") for column in history)
        known = sum(column.field not in ("custom", "") for column in customers)
        if named >= known:
            return Heading(at, "history", history)
    return _named(at, customers)


def _named(at: int, columns: tuple[Column, ...]) -> Heading:
    """Settle who the customer is where a column only says 'name'."""
    fields = {column.field for column in columns}
    unclear = next((c for c in columns if c.field in ("person", "either")), None)
    person = False
    made = list(columns)
    if unclear is not None:
        if "name" not in fields:
            person = unclear.field == "person" or bool(fields & _PERSONAL)
            person = person and "contact.name" not in fields
            meant = "name"
        else:
            meant = "custom" if "contact.name" in fields else "contact.name"
        made[unclear.index] = _with_field(unclear, meant)
    elif "name" not in fields and {"contact.first", "contact.last", "contact.name"} & fields:
        person = True
    for column in made:
        if column.field in ("person", "either"):
            made[column.index] = _with_field(column, "custom")
    return Heading(at, "customers", tuple(made), person)


def _with_field(column: Column, field: str) -> Column:
    return Column(column.index, field, column.header, column.label, column.key)


def _assign(texts: Sequence[str], words: Mapping[str, str], unknown: str) -> tuple[Column, ...]:
    """Give every column its field; each field is given once, except ways to reach someone."""
    taken: set[str] = set()
    columns = []
    for index, text in enumerate(texts):
        found = _lookup(text, words) if text else ""
        if found is None or found in taken:
            found = unknown
        field, _, label = found.partition(" ")
        if field and field != unknown and not field.startswith("point."):
            taken.add(field)
        columns.append(Column(index, field, text, label))
    return tuple(columns)


def _lookup(text: str, words: Mapping[str, str]) -> str | None:
    """The field a heading names; None for one we do not know."""
    plain = simple(text).casefold()
    for variant in (plain, _BRACKETS.sub("", plain)):
        key = "".join(char for char in variant if char.isalnum())
        if found := words.get(key):
            return found
        counted = words.get(_COUNTED.sub("", key))
        if counted and counted.startswith("point."):
            return counted
    return None


def custom_key(header: str) -> str:
    """The key of a custom field named by a heading: letters and digits of any script, small."""
    return "_".join(re.findall(r"\w+", narrow(header).casefold())) or "field"
