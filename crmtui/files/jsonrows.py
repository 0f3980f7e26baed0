"""Objects of a JSON file -> cells under headings: nested ones flattened, lists joined."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from crmtui.domain.sheets import CellValue

MOST_LEVELS = 6  # of objects that become columns; what lies deeper stays text
_VALUE_KEYS = ("value", "email", "address", "number", "phonenumber", "phone", "mobile", "号码")
_LABEL_KEYS = ("label", "type", "kind", "类型")
# Lists of people under a company: each person makes a row of its own.
_PEOPLE = frozenset({"contacts", "people", "persons", "contactpersons", "联系人"})

Cells = dict[str, CellValue]


def rows_of(item: Mapping[str, Any]) -> Iterator[Cells]:
    """An object's cells by heading; several rows where it lists people."""
    key = next((key for key, value in item.items() if lists_people(key, value)), None)
    common: Cells = {}
    _flatten({name: value for name, value in item.items() if name != key}, "", common, 1)
    if key is None:
        yield common
        return
    for person in item[key]:
        told: Cells = {}
        _flatten(person, "", told, 1)
        # What both have, the name above all, is told apart by its heading.
        yield common | {f"contact {k}" if k in common else k: told[k] for k in told}


def lists_people(key: str, value: object) -> bool:
    """Whether a value is a list of people, by its name and by what is in it."""
    named = key.replace("_", "").replace(" ", "").casefold() in _PEOPLE
    return named and isinstance(value, list) and _all_objects(value) and not _labelled(value)


def _flatten(item: Mapping[str, Any], before: str, made: Cells, level: int) -> None:
    for key, value in item.items():
        heading = f"{before}{key}"
        if isinstance(value, dict) and level < MOST_LEVELS:
            _flatten(value, f"{heading}.", made, level + 1)
        else:
            made[heading] = cell_of(value)


def cell_of(value: Any) -> CellValue:
    """One value as a cell: lists are joined, what else is nested is kept as text."""
    if value is None or isinstance(value, str | bool | int):
        return value if value != "" else None
    if isinstance(value, float):
        return int(value) if abs(value) < 1e15 and value.is_integer() else value
    if isinstance(value, list):
        return _joined(value) or None
    return _dump(value)


def _joined(values: Sequence[Any]) -> str:
    if not _all_objects(values):
        return "; ".join(_plain(value) for value in values if value not in (None, ""))
    if pairs := _labelled(values):
        # Columns of phones and mail addresses understand cells of just this shape.
        return _dump(pairs)
    return "\n".join(
        ", ".join(f"{key}: {_plain(value)}" for key, value in entry.items() if value is not None)
        for entry in values
    )


def _all_objects(values: Sequence[Any]) -> bool:
    return bool(values) and all(isinstance(value, dict) for value in values)


def _labelled(values: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Values with labels, such as [{"type": "work", "value": "…"}]; [] where it is not that."""
    made: list[dict[str, str]] = []
    for entry in values:
        keys = {key.replace("_", "").casefold(): key for key in entry}
        value = next((keys[name] for name in _VALUE_KEYS if name in keys), None)
        label = next((keys[name] for name in _LABEL_KEYS if name in keys), None)
        if value is None or "name" in keys or isinstance(entry[value], dict | list):
            return []
        told = "" if label is None else _plain(entry[label])
        made.append({"label": told, "value": _plain(entry[value])})
    return made


def _plain(value: Any) -> str:
    if isinstance(value, dict | list):
        return _dump(value)
    cell = cell_of(value)
    return "" if cell is None else str(cell)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
