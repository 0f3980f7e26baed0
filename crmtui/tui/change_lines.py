"""The journal of a customer as lines: who changed what, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from crmtui.domain.changes import FieldChange, OperationLine, RowChange
from crmtui.domain.lunar import lunar_words
from crmtui.domain.words import _
from crmtui.present import (
    field_words,
    occasion_kind_words,
    operation_words,
    short_date,
    table_words,
    value_words,
)
from crmtui.tui.ink import Line, Piece, fit, wrap
from crmtui.tui.widgets.rows import Key

Row = tuple[Key | None, Line]
_QUIET = frozenset(
    {
        "customer_id",
        "contact_id",
        "interaction_id",
        "tag_id",
        "field_id",
        "normal",
        "is_touch",
        "spread",
    }
)
_YES_OR_NO = frozenset({"is_primary", "to_check", "confirmed", "leap"})


def change_rows(
    operations: Sequence[OperationLine],
    today: date,
    width: int,
    own_fields: Mapping[int, str] | None = None,
) -> list[Row]:
    """One item for each operation, with the fields it changed below it.

    own_fields: what the user's own fields are called, by their ids.
    """
    made: list[Row] = []
    for operation in operations:
        key = ("operation", operation.id)
        made.append((key, fit(_operation(operation, today), width - 1)))
        for change in operation.changes:
            made += [(key, line) for line in _row_change(change, width, own_fields or {})]
    return made


def local(at: str) -> datetime:
    """A UTC instant of the journal on this machine's clock."""
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()


def _operation(operation: OperationLine, today: date) -> Line:
    when = local(operation.at)
    undone = operation.undone_by is not None
    line: list[Piece] = [
        (" ", ""),
        (f"{short_date(when.date(), today)} {when:%H:%M}  ", "dim"),
        (operation_words(operation.verb, operation.summary), "dim" if undone else "text"),
    ]
    if undone:
        line.append(("  " + _("undone"), "near"))
    where = {"shell": _("shell"), "tui": ""}.get(operation.source, operation.source)
    by = " · ".join(part for part in (operation.actor, where) if part)
    return tuple([*line, (f"  {by}", "faint")] if by else line)


def _row_change(change: RowChange, width: int, own_fields: Mapping[int, str]) -> list[Line]:
    words = _words(change, own_fields)
    if not words:
        return []
    sign, ink = {"insert": ("+", "done"), "delete": ("−", "late")}.get(change.action, ("~", "near"))
    lines = wrap(words, width - 18)
    return [
        (("             ", ""), (f" {sign if index == 0 else ' '} ", ink), (line, "dim"))
        for index, line in enumerate(lines)
    ]


def _words(change: RowChange, own_fields: Mapping[int, str]) -> str:
    """What a change did to its row; '' where there is nothing to tell."""
    what, found = table_words(change.table), ""
    if change.table == "stage_change":
        names = [value_words("stage", _side(change, name)) or "–" for name in ("before", "after")]
        found = " → ".join(names)
    elif change.table == "occasion" and change.action != "update":
        found = _day(change)
    else:
        fields = [each for each in change.fields if _tells(each)]
        found = _("; ").join(_field_words(each, change.action) for each in fields)
        what = own_fields.get(int(str(_side(change, "field_id") or 0)), what)
    if change.table == "customer" or not found:
        return found
    return _("{what}: {found}").format(what=what, found=found)


def _side(change: RowChange, name: str) -> object:
    """A field as it is after the change, or was before the row was deleted."""
    for each in change.fields:
        if each.field == name:
            return each.before if change.action == "delete" else each.after
    return None


def _day(change: RowChange) -> str:
    """A day that matters, in its own calendar."""
    month, day = (int(str(_side(change, name) or 1)) for name in ("month", "day"))
    kind = occasion_kind_words(str(_side(change, "kind") or ""))
    lunar = _side(change, "calendar") == "lunar"
    leap = bool(_side(change, "leap"))
    text = lunar_words(month, day, leap) if lunar else f"{month:02}-{day:02}"
    return " ".join(part for part in (kind, text, str(_side(change, "year") or "")) if part)


def _tells(change: FieldChange) -> bool:
    return (
        change.field not in _QUIET
        and change.before != change.after
        and (change.before not in (None, "", 0) or change.after not in (None, "", 0))
    )


def _field_words(change: FieldChange, action: str) -> str:
    name = field_words(change.field)
    before, after = (_value(change.field, each) for each in (change.before, change.after))
    if action == "insert":
        return f"{name} {after}"
    if action == "delete":
        return f"{name} {before}"
    return f"{name} {before or '–'} → {after or '–'}"


def _value(field: str, value: object) -> str:
    if field in _YES_OR_NO:
        return _("yes") if value else _("no")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value_words(field, value)
