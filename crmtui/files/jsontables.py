"""JSON and JSON Lines of plain objects as sheets whose headings are the keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crmtui.domain.clean import readable
from crmtui.domain.sheets import CellValue, Row, Sheet, Workbook
from crmtui.domain.source_errors import (
    LONGEST_CELL,
    CellTooLong,
    JsonBroken,
    JsonNoTable,
    JsonTooDeep,
    JsonTooLarge,
)
from crmtui.domain.words import _
from crmtui.files.encodings import Decoded
from crmtui.files.jsonrows import Cells, cell_of, lists_people, rows_of

# Lists and objects take some hundred bytes each, other values some dozens.
MOST_NESTED = 1_500_000
MOST_VALUES = 6_000_000
MOST_COLUMNS = 1_000
MOST_LEVELS = 4  # of objects in which a list is looked for
_NAMES = frozenset({"客户", "客户名称", "姓名", "公司", "公司名称"})
_MANY = 3  # plain values: what lists come wrapped in has a count, a page and little more
_FEW_PEOPLE = 20
_DEEPEST = 900  # what the standard library reads


def read_json(path: Path, found: Decoded) -> Workbook:
    """Every list of objects in the file as a sheet; its rows are the objects, counted from 1."""
    if _count(found.text, "[{") > MOST_NESTED or _count(found.text, ",") > MOST_VALUES:
        raise JsonTooLarge(path.name)
    values = list(_values(found.text, path.name))
    document = values[0] if len(values) == 1 else values
    sheets: list[Sheet] = []
    notes: list[str] = []
    for name, items in _tables(document, readable(path.stem), MOST_LEVELS):
        sheet = _sheet(name, items, path.name, notes)
        if sheet.rows:
            sheets.append(sheet)
    if not sheets:
        raise JsonNoTable(path.name)
    return Workbook(path, tuple(sheets), found.encoding, notes=tuple(notes))


def _count(text: str, signs: str) -> int:
    return sum(text.count(sign) for sign in signs)


def _values(text: str, name: str) -> Iterator[Any]:
    """The values that stand one after the other: one in JSON, any number in JSON Lines."""
    decoder = json.JSONDecoder(parse_constant=lambda _name: None, strict=False)
    at = _skipped(text, 0)
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as problem:
            raise JsonBroken(name, problem.lineno, problem.colno, problem.msg) from None
        except RecursionError:
            raise JsonTooDeep(name, _DEEPEST) from None
        except ValueError:  # a number of thousands of digits
            raise JsonTooLarge(name) from None
        yield value
        at = _skipped(text, at)


def _skipped(text: str, at: int) -> int:
    """Where the next value begins; some programs write a comma after every line."""
    while at < len(text) and text[at] in " \t\r\n,\ufeff\x1e":
        at += 1
    return at


def _tables(value: Any, name: str, levels: int) -> Iterator[tuple[str, list[Any]]]:
    """The lists of objects in a document, each with a name."""
    if isinstance(value, list):
        if value and all(isinstance(item, list) for item in value):
            yield name, _as_objects(value)
        elif any(isinstance(item, dict) for item in value):
            yield name, value
        return
    if not isinstance(value, dict) or not value:
        return
    inner = value.values()
    if len(value) > 1 and _alike(list(inner)):
        yield name, list(inner)  # objects by their ids
        return
    found = [
        table
        for key, item in value.items()
        if levels and isinstance(item, dict | list) and not _is_field(item)
        for table in _tables(item, key, levels - 1)
    ]
    if found and not _is_customer(value):
        yield from found
    else:
        yield name, [value]


def _alike(values: list[Any]) -> bool:
    """Whether these are all objects that share most of their keys."""
    if not all(isinstance(value, dict) and value for value in values):
        return False
    shared = set(values[0]).intersection(*values[1:])
    return len(shared) * 2 >= len(values[0])


def _is_customer(value: dict[str, Any]) -> bool:
    """Whether an object with lists in it is itself a customer, not what a list came wrapped in."""
    if not any("name" in key.casefold() or key in _NAMES for key in value):
        return False
    scalars = sum(not isinstance(item, dict | list) for item in value.values())
    return scalars >= _MANY or any(
        lists_people(key, item) and len(item) <= _FEW_PEOPLE for key, item in value.items()
    )


def _is_field(item: Any) -> bool:
    """Whether a list is one of mail addresses or phones, not of customers."""
    return isinstance(item, list) and str(cell_of(item) or "").startswith('[{"label"')


def _as_objects(lists: list[list[Any]]) -> list[dict[str, Any]]:
    """Rows below a row of headings."""
    headings = [str(cell) if cell is not None else "" for cell in lists[0]]
    return [dict(zip(headings, row, strict=False)) for row in lists[1:]]


def _sheet(name: str, items: Iterable[Any], file: str, notes: list[str]) -> Sheet:
    """Headings on line 0, so that line 1 is the first object."""
    places: dict[str, int] = {}
    rows: list[Row] = []
    cut, cells = False, 0
    for item in items:
        for found in rows_of(item) if isinstance(item, dict) else ():
            row = _cells(found, places)
            cut = cut or len(row) > MOST_COLUMNS
            cells += len(row)
            if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
                raise CellTooLong(file, len(rows) + 1)
            if cells > MOST_VALUES:
                raise JsonTooLarge(file)
            rows.append(Row(len(rows) + 1, tuple(row[:MOST_COLUMNS])))
    if cut:
        words = _("Sheet “{sheet}”: only the first {count} columns are read.")
        notes.append(words.format(sheet=name, count=MOST_COLUMNS))
    headings = Row(0, tuple(places)[:MOST_COLUMNS])
    return Sheet(readable(name), [headings, *rows] if rows else [])


def _cells(found: Cells, places: dict[str, int]) -> list[CellValue]:
    """The cells in the order of the headings met so far."""
    for key in found:
        if len(places) <= MOST_COLUMNS:
            places.setdefault(key, len(places))
    row: list[CellValue] = [None] * (1 + max((places.get(key, -1) for key in found), default=-1))
    for key, cell in found.items():
        if key in places:
            row[places[key]] = cell
    return row
