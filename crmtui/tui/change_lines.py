"""The journal of a customer as lines: who changed what, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime

from crmtui.domain.changes import FieldChange, OperationLine, RowChange
from crmtui.domain.words import _
from crmtui.present import field_words, operation_words, short_date, table_words, value_words
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


def change_rows(operations: Sequence[OperationLine], today: date, width: int) -> list[Row]:
    """One item for each operation, with the fields it changed below it."""
    made: list[Row] = []
    for operation in operations:
        key = ("operation", operation.id)
        made.append((key, fit(_operation(operation, today), width - 1)))
        for change in operation.changes:
            made += [(key, line) for line in _row_change(change, width)]
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


def _row_change(change: RowChange, width: int) -> list[Line]:
    fields = [each for each in change.fields if _tells(each)]
    if not fields:
        return []
    sign, ink = {"insert": ("+", "done"), "delete": ("−", "late")}.get(change.action, ("~", "near"))
    words = _("; ").join(_field_words(each, change.action) for each in fields)
    what = "" if change.table == "customer" else table_words(change.table)
    told = _("{what}: {found}").format(what=what, found=words) if what else words
    lines = wrap(told, width - 18)
    return [
        (("             ", ""), (f" {sign if index == 0 else ' '} ", ink), (line, "dim"))
        for index, line in enumerate(lines)
    ]


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
