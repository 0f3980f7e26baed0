"""What the user changed about a customer in the program since a file last wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.records import Value

Texts: TypeAlias = frozenset[str]
NOTHING: Texts = frozenset()


class Edit(NamedTuple):
    """A change in the journal: what a row said before and after it; a removed row has no after."""

    table: str
    row_id: int
    by_import: bool
    before: Mapping[str, Value]
    after: Mapping[str, Value] | None


class DayWas(NamedTuple):
    """A day as it stood once."""

    contact_id: int | None
    calendar: str
    month: int
    day: int
    leap: int


@dataclass(frozen=True, slots=True)
class Edits:
    """What a customer and its people said until the user changed it: an old file may say it still.

    fields: of rows by table, id and field. points: kind (one for all phones) and form of numbers
    and addresses removed. custom: by key; tags, days: those removed or changed.
    """

    fields: Mapping[tuple[str, int, str], Texts] = field(default_factory=dict)
    points: frozenset[tuple[str, str]] = frozenset()
    custom: Mapping[str, Texts] = field(default_factory=dict)
    tags: Texts = NOTHING
    days: frozenset[DayWas] = frozenset()

    def said(self, table: str, row_id: int, name: str) -> Texts:
        """What a field said before the user changed it."""
        return self.fields.get((table, row_id, name), NOTHING)


NO_EDITS = Edits()


def point_key(kind: str, form: str) -> tuple[str, str]:
    """Mobile or landline: one number is one number."""
    return ("phone" if kind in PHONE_KINDS else kind, form)


def edits_of(
    changes: Iterable[Edit],
    custom_keys: Mapping[int, str],
    tag_names: Mapping[int, str],
    days: Mapping[int, Mapping[str, Value]],
) -> Edits:
    """The changes of one customer, oldest first, as what was said before.

    custom_keys: by the ids of fields and, negative, by those of values that are there.
    days: the occasions that are there, by id.
    """
    fields: dict[tuple[str, int, str], Texts] = {}
    points: set[tuple[str, str]] = set()
    custom: dict[str, Texts] = {}
    tags: set[str] = set()
    then: dict[int, list[Edit]] = {}
    for edit in changes:
        if edit.table == "occasion":
            then.setdefault(edit.row_id, []).append(edit)
        elif edit.table == "custom_value":
            _note_custom(edit, custom_keys, custom)
        elif edit.table in ("customer", "contact"):
            _note_fields(edit, fields)
        elif edit.by_import or edit.after is not None:
            continue
        elif edit.table == "contact_point":
            form = str(edit.before.get("normal") or edit.before.get("value") or "")
            points.add(point_key(str(edit.before.get("kind") or ""), form))
        elif edit.table == "customer_tag":
            tags.add(tag_names.get(int(edit.before.get("tag_id") or 0), ""))
    past = {day for row, made in then.items() for day in _days(made, days.get(row, {}))}
    return Edits(fields, frozenset(points), custom, frozenset(tags), frozenset(past))


def _note_fields(edit: Edit, fields: dict[tuple[str, int, str], Texts]) -> None:
    for name, value in edit.before.items():
        key = (edit.table, edit.row_id, name)
        if edit.by_import:
            fields.pop(key, None)
        else:
            fields[key] = fields.get(key, NOTHING) | {str(value or "")}


def _note_custom(edit: Edit, keys: Mapping[int, str], custom: dict[str, Texts]) -> None:
    key = keys.get(-edit.row_id) or keys.get(int(edit.before.get("field_id") or 0), "")
    if edit.by_import:
        custom.pop(key, None)
    elif key:
        custom[key] = custom.get(key, NOTHING) | {str(edit.before.get("value") or "")}


def _days(edits: list[Edit], now: Mapping[str, Value]) -> Iterable[DayWas]:
    """How a day stood before each change, going back from how it stands now."""
    state = dict(now)
    for edit in reversed(edits):
        if edit.by_import:
            return
        state |= edit.before
        yield DayWas(
            int(state.get("contact_id") or 0) or None,
            str(state.get("calendar") or ""),
            int(state.get("month") or 0),
            int(state.get("day") or 0),
            int(state.get("leap") or 0),
        )
