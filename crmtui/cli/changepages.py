"""Operations with their changes as lines for a person, rows for a pipe, and JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from crmtui.cli.output import put_row
from crmtui.domain.changes import OperationLine, RowChange
from crmtui.domain.words import ngettext
from crmtui.present import table_words
from crmtui.present.changes import Names, done_words, fields, row_words, state_words
from crmtui.present.undoing import local_words, source_words
from crmtui.reads import changes as reads

ROWS_SHOWN = 12  # of an operation in a list; --op shows all
_SIGNS: Mapping[str, str] = {"insert": "+", "delete": "−", "update": "~"}


class Pages(NamedTuple):
    """Operations to show, how many rows of each are not, and what the ids in them mean."""

    operations: Sequence[OperationLine]
    left: Mapping[int, int]
    names: Names
    customers: Mapping[int, str]
    more: str = ""


def several(conn: sqlite3.Connection, ids: Sequence[int], customer: int | None) -> Pages:
    """The first changes of each of these operations; only those about a customer."""
    made = [
        replace(line, changes=reads.rows(conn, line.id, ROWS_SHOWN, customer))
        for line in reads.lines(conn, ids)
    ]
    left = {}
    for line in made:
        more = reads.row_count(conn, line.id) - ROWS_SHOWN if customer is None else 0
        if more > 0:
            left[line.id] = more
    return _pages(conn, made, left)


def whole(conn: sqlite3.Connection, operation: int) -> Pages:
    """All that one operation did; NoSuchOperation."""
    from crmtui.actions.undo import NoSuchOperation

    lines = reads.lines(conn, [operation])
    if not lines:
        raise NoSuchOperation(operation)
    return _pages(conn, [replace(lines[0], changes=reads.rows(conn, operation))], {})


def _pages(
    conn: sqlite3.Connection, made: Sequence[OperationLine], left: Mapping[int, int]
) -> Pages:
    about = {c.customer_id for line in made for c in line.changes if c.customer_id is not None}
    return Pages(made, left, Names(*reads.own_names(conn)), reads.customer_names(conn, about))


def show(pages: Pages, *, on_terminal: bool) -> None:
    """Print them: with indented lines for a person, one field a line in a pipe."""
    if on_terminal:
        _show_lines(pages)
        return
    for operation in pages.operations:
        for row in _rows(operation, pages):
            put_row(row)


def _rows(operation: OperationLine, pages: Pages) -> Iterator[tuple[str, ...]]:
    head = (
        str(operation.id),
        local_words(operation.at),
        operation.actor,
        source_words(operation.source),
        done_words(operation),
        state_words(operation),
    )
    said = False
    for change in operation.changes:
        name = pages.customers.get(change.customer_id or 0, "")
        what = (name, table_words(change.table), _SIGNS[change.action])
        if change.rows > 1 or change.wiped:
            said = True
            yield (*head, *what, "", "", row_words(change, pages.names))
        for each in fields(change, pages.names):
            said = True
            yield (*head, *what, *each)
    if not said:
        yield (*head, *[""] * 6)


def _show_lines(pages: Pages) -> None:
    from crmtui.cli.table import grid, painted, say_lines

    for operation in pages.operations:
        by = " · ".join(p for p in (operation.actor, source_words(operation.source)) if p)
        state = state_words(operation)
        say_lines(
            [
                " ".join(
                    part
                    for part in (
                        painted(f"{operation.id:>6}", "bold"),
                        painted(f" {local_words(operation.at)}  {by} ", "dim"),
                        painted(state, "yellow"),
                    )
                    if part
                )
            ]
        )
        grid([(" " * 4, done_words(operation))])
        if details := list(_details(operation, pages)):
            grid(details)


def _details(operation: OperationLine, pages: Pages) -> Iterator[tuple[str, str]]:
    several = len({c.customer_id for c in operation.changes if c.customer_id is not None}) > 1
    for change in operation.changes:
        if words := row_words(change, pages.names):
            name = pages.customers.get(change.customer_id or 0, "") if several else ""
            own = f"{name} · {words}" if name else words
            yield " " * 6 + _SIGNS[change.action], own
    if count := pages.left.get(operation.id):
        more = ngettext(
            "… and {n} more: crmtui changes --op {id}",
            "… and {n} more: crmtui changes --op {id}",
            count,
        )
        yield " " * 7, more.format(n=f"{count:,}", id=operation.id)


def shapes(pages: Pages) -> list[dict[str, object]]:
    """All of it as JSON: codes, not words."""
    return [
        {
            "operation": line.id,
            "at": line.at,
            "actor": line.actor,
            "source": line.source,
            "verb": line.verb,
            "of_verb": line.of_verb,
            "summary": line.summary,
            "undoes": line.undoes,
            "undone_by": line.undone_by,
            "ended_by": line.ended_by,
            "changes": [_shape(change, pages) for change in line.changes],
            "more_changes": pages.left.get(line.id, 0),
        }
        for line in pages.operations
    ]


def _shape(change: RowChange, pages: Pages) -> dict[str, object]:
    return {
        "table": change.table,
        "id": change.row_id,
        "action": change.action,
        "rows": change.rows,
        "wiped": change.wiped,
        "customer_id": change.customer_id,
        "customer": pages.customers.get(change.customer_id or 0, ""),
        "fields": [
            {"field": each.field, "before": each.before, "after": each.after}
            for each in change.fields
        ],
    }
