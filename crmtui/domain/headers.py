"""Finding a sheet's heading row and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from crmtui.domain.clean import clean, neutral
from crmtui.domain.columns import (
    CUSTOMERS,
    DAYS,
    HISTORY,
    LEFT_OUT,
    NOT_WANTED,
    STEPS,
    VOCABULARIES,
    Column,
    Vocabulary,
)
from crmtui.domain.meanings import Meaning, is_personal, key_of, keys_of, meaning_of, told
from crmtui.domain.numerals import narrow
from crmtui.domain.phones import is_phone
from crmtui.domain.programs import Export, export_of
from crmtui.domain.reasonheading import is_reason
from crmtui.domain.recordwords import TELLING_DAYS, TELLING_STEPS
from crmtui.domain.sheets import CellValue, Row

__all__ = ["Column", "Heading", "custom_key", "find_heading", "heading_text", "understood"]

SEARCHED_ROWS = 40  # headings stand near the top, below titles and remarks
MOST_COLUMNS = 400  # that are taken in; address books have up to 200
SEARCHED_COLUMNS = 250  # a sheet that claims more has its headings in the first ones as well
# Columns that make an unclear "name" a person's.
_PERSONAL = frozenset({"birthday", "lunar_birthday", "contact.sex", "contact.position"})
_WHO = frozenset({"name", "number", "contact"})
_SEVERAL = frozenset({"custom", "extra", "label", "-", ""})
Wanted = Callable[[str], bool]
# What the user said of columns, for sheets of a kind; None where a field is none of that kind.
Given = Callable[[Vocabulary], Mapping[int, Column] | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """A sheet's heading row, at this index of its rows, and what it makes of the columns."""

    at: int  # -1: there is none
    kind: str  # 'customers', 'history', 'steps' or 'occasions'
    columns: tuple[Column, ...]
    person: bool = False  # every row is a person: a customer and its own contact
    people: bool = False  # the rows are people, some of them without a company
    export: str = ""  # the program that wrote it, where it is known


def heading_text(cell: CellValue) -> str:
    """A heading as it is shown and compared: one line, cleaned; '' for anything but text."""
    return neutral(clean(cell)) if isinstance(cell, str) else ""


def find_heading(rows: Sequence[Row]) -> Heading | None:
    """The row among the first ones that looks most like headings; None where none does."""
    at = heading_row(rows)
    return None if at is None else understood(at, heading_texts(rows[at]))


def heading_texts(row: Row) -> list[str]:
    """The cells of a row as headings."""
    return [heading_text(cell) for cell in row.cells]


def heading_row(rows: Sequence[Row], wanted: Wanted | None = None) -> int | None:
    """The index of the row that looks most like headings; `wanted`: those the user speaks of."""
    best, best_score = None, 0
    for at, row in enumerate(rows[:SEARCHED_ROWS]):
        cells = row.cells[:SEARCHED_COLUMNS]
        texts = [text for text in map(heading_text, cells) if text]
        filled = sum(cell is not None and cell != "" for cell in cells)
        asked = sum(map(wanted, texts)) if wanted else 0
        score = _score(texts) + 2 * asked
        enough = score > 1 or filled <= 2 or (len(texts) == filled and _names_customer(texts))
        if score > best_score and enough:
            best, best_score = at, score
    return best


def _names_customer(texts: Sequence[str]) -> bool:
    """Whether one of these says whose the rows are, and none can be a row's own data."""
    if any("@" in text or is_phone(text) for text in texts):
        return False
    found = (meaning_of(text, CUSTOMERS.words) for text in texts)
    return any(made is not None and made.field in ("name", "number") for made in found)


def _score(texts: Sequence[str]) -> int:
    """How many of a row's texts are headings we know."""
    export = export_of({key_of(text) for text in texts})
    known = max(
        sum(meaning_of(text, vocabulary.words) is not None for text in texts)
        for vocabulary in VOCABULARIES
    )
    return known + (len(export.signs) if export else 0)


def understood(
    at: int,
    texts: Sequence[str],
    given: Given | None = None,
    kinds: Sequence[Vocabulary] = VOCABULARIES,
) -> Heading:
    """What these headings mean, as the kind of sheet that knows most of them."""
    export = export_of({key_of(text) for text in texts if text})
    made: dict[str, tuple[Column, ...]] = {}
    for vocabulary in kinds:
        said = given(vocabulary) if given else {}
        if said is not None:
            own = export if vocabulary is CUSTOMERS else None
            made[vocabulary.kind] = _assigned(texts, vocabulary, said, own)
    kind = _kind(made, texts) if export is None else CUSTOMERS.kind
    if kind != CUSTOMERS.kind and kind in made:
        return Heading(at, kind, made[kind])
    heading = _named(at, made.get(CUSTOMERS.kind, ()))
    if export is None:
        return heading
    return replace(heading, export=export.program, people=export.people and not heading.person)


def _kind(made: Mapping[str, tuple[Column, ...]], texts: Sequence[str]) -> str:
    """The kind of sheet that knows most columns; records must have what makes them records."""
    if len(made) == 1:
        return next(iter(made))
    keys = {key for text in texts for key in keys_of(text)}
    best, most = CUSTOMERS.kind, _known(made.get(CUSTOMERS.kind, ()))
    for vocabulary, telling in ((HISTORY, None), (STEPS, TELLING_STEPS), (DAYS, TELLING_DAYS)):
        columns = made.get(vocabulary.kind, ())
        said = any(column.told_by for column in columns)
        if not _is_whole(vocabulary, columns) or not (telling is None or said or keys & telling):
            continue
        known = _known(columns)
        # Of equal ones records win against customers, but a plain record against no special one.
        if known > most or (known == most and (best == CUSTOMERS.kind or telling is not None)):
            best, most = vocabulary.kind, known
    return best


def _known(columns: Sequence[Column]) -> int:
    return sum(column.field not in _SEVERAL for column in columns)


def _is_whole(vocabulary: Vocabulary, columns: Sequence[Column]) -> bool:
    """Whether a sheet has what every record of the kind needs."""
    found = {column.field for column in columns}
    if vocabulary is HISTORY:
        return bool("on" in found and {"summary", "kind"} & found and {"name", "number"} & found)
    if vocabulary is STEPS:
        return {"due_on", "what"} <= found and bool(_WHO & found)
    days = {"day", "lunar_day"} & found
    return bool(days and {"kind", "label"} & found and _WHO & found)


def _assigned(
    texts: Sequence[str],
    vocabulary: Vocabulary,
    said: Mapping[int, Column],
    export: Export | None,
) -> tuple[Column, ...]:
    """Give every column its field; each field is given once, except ways to reach someone.

    A second 联系人 begins a second person: what repeats after it is about that one.
    """
    taken = {(c.field, max(c.group, 1)) for c in said.values() if c.field not in _SEVERAL}
    columns: list[Column] = []
    person = 1
    for index in range(max([len(texts), *(index + 1 for index in said)])):
        text = texts[index] if index < len(texts) else ""
        if index in said:
            columns.append(replace(said[index], header=text))
            continue
        if index >= MOST_COLUMNS:
            columns.append(Column(index, LEFT_OUT, text, key=NOT_WANTED))
            continue
        made = _meaning(text, vocabulary, export)
        if made is None:
            columns.append(Column(index, vocabulary.unknown if text else "", text))
            continue
        if made.field == "contact.name" and not made.group and (made.field, person) in taken:
            person += 1
        group = made.group or (person if is_personal(made.field) else 1)
        if made.field not in _SEVERAL and not made.field.startswith("point."):
            if (made.field, group) in taken:
                # Of another program's two columns for one thing the second says nothing new.
                columns.append(Column(index, "-" if export else vocabulary.unknown, text))
                continue
            taken.add((made.field, group))
        own = -group if made.own else group
        columns.append(Column(index, made.field, text, made.label, group=own))
    return _grouped(columns)


def _meaning(text: str, vocabulary: Vocabulary, export: Export | None) -> Meaning | None:
    if not text:
        return None
    if is_reason(text):
        return told("-")
    if export and (field := next((f for k in keys_of(text) if (f := export.fields.get(k))), "")):
        return told(field)
    return meaning_of(text, vocabulary.words)


def _grouped(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Settle whom columns with a number are about: 手机2 is a second person's only if it has one.

    A negative group marks a heading that says itself whose it is.
    """
    named = {max(abs(c.group), 1) for c in columns if c.field in ("contact.name", "contact.last")}
    named |= {-c.group for c in columns if c.group < 0}
    first = min(named, default=1)
    # What kind of numbers Phone 1 - Value holds is said by Phone 1 - Type.
    labels = {(c.label, c.group): c.index for c in reversed(columns) if c.field == "label"}
    made = []
    for column in columns:
        group = abs(column.group)
        group = group if group in named and group != first else 1
        beside = labels.get((column.field, column.group), -1)
        made.append(replace(column, group=group, labels=beside))
    return tuple(made)


def _named(at: int, columns: tuple[Column, ...]) -> Heading:
    """Settle who the customer is where a column only says 'name'."""
    fields = {column.field for column in columns}
    unclear = next((c for c in columns if c.field in ("person", "either")), None)
    person = people = False
    made = list(columns)
    if unclear is not None:
        if "name" not in fields:
            person = unclear.field == "person" or bool(fields & _PERSONAL)
            person = person and "contact.name" not in fields
            meant = "name"
        else:
            people = unclear.field == "person" and "contact.name" not in fields
            meant = "custom" if "contact.name" in fields else "contact.name"
        made[unclear.index] = replace(unclear, field=meant)
    elif {"contact.first", "contact.last", "contact.name"} & fields:
        person = "name" not in fields and not (
            {"number", "uid"} & fields and "contact.name" in fields
        )
        people = not person and bool({"contact.first", "contact.last"} & fields)
    for column in made:
        if column.field in ("person", "either"):
            made[column.index] = replace(column, field="custom")
    return Heading(at, CUSTOMERS.kind, tuple(made), person, people)


def custom_key(header: str) -> str:
    """The key of a custom field named by a heading: letters and digits of any script, small."""
    return "_".join(re.findall(r"\w+", narrow(header).casefold())) or "field"
