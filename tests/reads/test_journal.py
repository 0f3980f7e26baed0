"""The journal as it is read: operations, a customer's changes, what can be undone and redone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crmtui.domain.changes import FieldChange, OperationLine, RowChange
from crmtui.reads import journal
from tests.support import Value, insert, writer


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database to write into and read from."""
    with closing(writer(tmp_path / "crm.db")) as made:
        yield made


def operation(conn: sqlite3.Connection, verb: str, session: str = "", **values: Value) -> int:
    """An operation, with one change unless it is said to have none."""
    changes = values.pop("changes", 1)
    row: dict[str, Value] = {"at": "2026-11-23T01:00:00.000+00:00", "verb": verb}
    made = insert(conn, "operation", row | {"session": session} | values)
    if changes:
        change(conn, made, "customer", 999)
    return made


def change(
    conn: sqlite3.Connection,
    operation_id: int,
    table: str,
    row_id: int,
    row_last: int | None = None,
    customer_id: int | None = None,
    action: str = "update",
    before: dict[str, Value] | None = None,
    after: dict[str, Value] | None = None,
) -> None:
    """One change of an operation."""
    insert(
        conn,
        "change",
        {
            "operation_id": operation_id,
            "table_name": table,
            "row_id": row_id,
            "row_last": row_last or row_id,
            "customer_id": customer_id,
            "action": action,
            "before": json.dumps(before) if before is not None else None,
            "after": json.dumps(after) if after is not None else None,
        },
    )


def undone(conn: sqlite3.Connection, what: int, verb: str = "undo", session: str = "") -> int:
    """What undoing, or redoing, an operation leaves in the journal."""
    mine = operation(conn, verb, session, undoes=what)
    conn.execute("UPDATE operation SET undone_by = ? WHERE id = ?", (mine, what))
    conn.execute("UPDATE operation SET undone_by = NULL WHERE undone_by = ?", (what,))
    return mine


def id_of(line: OperationLine | None) -> int | None:
    return line.id if line else None


def test_operations_are_newest_first_and_paged(conn: sqlite3.Connection) -> None:
    made = [operation(conn, verb) for verb in ("add", "log", "plan")]
    assert [line.id for line in journal.operations(conn, 2)] == [made[2], made[1]]
    assert [line.verb for line in journal.operations(conn, 2, before=made[1])] == ["add"]


def test_a_customers_changes_tell_field_by_field(conn: sqlite3.Connection) -> None:
    edit = operation(conn, "edit", changes=0)
    change(conn, edit, "customer", 7, None, 7, "update", {"grade": "B"}, {"grade": "A"})
    change(conn, edit, "contact", 3, None, 7, "insert", None, {"name": "王芳"})
    change(conn, edit, "customer", 8, None, 8, "update", {"grade": ""}, {"grade": "C"})
    (line,) = journal.customer_changes(conn, 7, 10)
    assert (line.id, line.verb) == (edit, "edit")
    assert line.changes == (
        RowChange("customer", 7, "update", (FieldChange("grade", "B", "A"),)),
        RowChange("contact", 3, "insert", (FieldChange("name", None, "王芳"),)),
    )


@pytest.mark.parametrize(("customer", "came_with"), [(4, None), (5, 0), (7, 0), (9, 0), (10, None)])
def test_customers_that_came_in_bulk_have_that_in_their_changes(
    conn: sqlite3.Connection, customer: int, came_with: int | None
) -> None:
    taken_in = operation(conn, "import", changes=0)
    change(conn, taken_in, "customer", 5, 9, None, "insert")
    change(conn, taken_in, "contact", 1, 99, None, "insert")
    later = operation(conn, "edit", changes=0)
    change(conn, later, "customer", 5, None, 5, "update", {"grade": ""}, {"grade": "A"})
    found = [line for line in journal.customer_changes(conn, customer, 10) if line.id == taken_in]
    assert bool(found) == (came_with is not None)
    for line in found:
        assert line.changes == (RowChange("customer", customer, "insert", ()),)


def test_a_customer_added_by_hand_is_not_in_the_bulk_before_it(conn: sqlite3.Connection) -> None:
    taken_in = operation(conn, "import", changes=0)
    change(conn, taken_in, "customer", 1, 4, None, "insert")
    added = operation(conn, "add", changes=0)
    change(conn, added, "customer", 5, None, 5, "insert", None, {"name": "博纳"})
    assert [line.id for line in journal.customer_changes(conn, 5, 10)] == [added]
    assert [line.id for line in journal.customer_changes(conn, 4, 10)] == [taken_in]


def test_a_customer_that_stayed_between_those_brought_back_still_came_with_its_import(
    conn: sqlite3.Connection,
) -> None:
    taken_in = operation(conn, "import", changes=0)
    change(conn, taken_in, "customer", 1, 9, None, "insert")
    redone = operation(conn, "redo", changes=0)
    for first, last in ((1, 4), (6, 7), (9, 9)):
        change(conn, redone, "customer", first, last, None, "insert")
    for customer in (5, 8):
        assert [line.id for line in journal.customer_changes(conn, customer, 10)] == [taken_in]
    assert [line.id for line in journal.customer_changes(conn, 7, 10)] == [redone, taken_in]


def test_changes_are_newest_first_and_limited(conn: sqlite3.Connection) -> None:
    for _number in range(3):
        change(conn, operation(conn, "edit", changes=0), "customer", 1, None, 1)
    assert [line.id for line in journal.customer_changes(conn, 1, 2)] == [3, 2]


def test_the_newest_operation_of_the_session_is_undone_first(conn: sqlite3.Connection) -> None:
    mine = operation(conn, "log", "a")
    other = operation(conn, "add", "b")
    assert id_of(journal.last_undoable(conn, "a")) == mine
    assert id_of(journal.last_undoable(conn, None)) == other
    assert journal.last_undoable(conn, "c") is None


def test_an_operation_that_changed_nothing_is_not_undone(conn: sqlite3.Connection) -> None:
    operation(conn, "edit", changes=0)
    assert journal.last_undoable(conn) is None


def test_undo_and_redo_go_back_and_forth_in_turn(conn: sqlite3.Connection) -> None:
    first, second = operation(conn, "add"), operation(conn, "log")
    assert journal.last_redoable(conn) is None
    undo_second = undone(conn, second)
    assert id_of(journal.last_undoable(conn)) == first
    undo_first = undone(conn, first)
    assert journal.last_undoable(conn) is None
    assert id_of(journal.last_redoable(conn)) == undo_first
    undone(conn, undo_first, "redo")
    assert id_of(journal.last_undoable(conn)) == first
    assert id_of(journal.last_redoable(conn)) == undo_second
    undone(conn, undo_second, "redo")
    assert id_of(journal.last_undoable(conn)) == second
    assert journal.last_redoable(conn) is None


def test_something_new_ends_what_could_be_redone(conn: sqlite3.Connection) -> None:
    undo = undone(conn, operation(conn, "add", "a"), session="a")
    operation(conn, "log", "b")
    assert id_of(journal.last_redoable(conn, "a")) == undo
    assert journal.last_redoable(conn, None) is None
    operation(conn, "log", "a")
    assert journal.last_redoable(conn, "a") is None
