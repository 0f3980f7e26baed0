"""The journal of a customer as lines: who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from crmtui.domain.changes import OperationLine, RowChange
from crmtui.domain.words import _
from crmtui.present import short_date
from crmtui.present.changes import Names, done_words, row_words, state_words
from crmtui.tui.ink import Line, Piece, fit, wrap
from crmtui.tui.widgets.rows import Key

Row = tuple[Key | None, Line]


def change_rows(
    operations: Sequence[OperationLine],
    today: date,
    width: int,
    names: Names,
) -> list[Row]:
    """One item for each operation, with the fields it changed below it."""
    made: list[Row] = []
    for operation in operations:
        key = ("operation", operation.id)
        made.append((key, fit(operation_line(operation, today), width - 1)))
        for change in operation.changes:
            made += [(key, line) for line in row_lines(change, width, names)]
    return made


def local(at: str) -> datetime:
    """A UTC instant of the journal on this machine's clock."""
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone()


def operation_line(operation: OperationLine, today: date) -> Line:
    """When, what, whether it still holds, by whom and where."""
    when = local(operation.at)
    state = state_words(operation)
    line: list[Piece] = [
        (" ", ""),
        (f"{short_date(when.date(), today)} {when:%H:%M}  ", "dim"),
        (done_words(operation), "dim" if state else "text"),
    ]
    if state:
        line.append((f"  {state}", "near"))
    where = {"shell": _("shell"), "tui": ""}.get(operation.source, operation.source)
    by = " · ".join(part for part in (operation.actor, where) if part)
    return tuple([*line, (f"  {by}", "faint")] if by else line)


def row_lines(change: RowChange, width: int, names: Names) -> list[Line]:
    """What a change did to its row, in as many lines as it takes; none for nothing to tell."""
    words = row_words(change, names)
    if not words:
        return []
    sign, ink = {"insert": ("+", "done"), "delete": ("−", "late")}.get(change.action, ("~", "near"))
    lines = wrap(words, width - 18)
    return [
        (("             ", ""), (f" {sign if index == 0 else ' '} ", ink), (line, "dim"))
        for index, line in enumerate(lines)
    ]
