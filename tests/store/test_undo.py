"""Undo and redo: field by field, never at the cost of what was done since."""

from __future__ import annotations

import pytest

from crmtui import wiring
from crmtui.actions import customers, undo
from crmtui.settings import Settings
from tests.store.acts import ACTS, TODAY, again, do, picture, start, take_back
from tests.store.looking import count, found, one, rows


@pytest.mark.parametrize("name", ACTS)
def test_undo_puts_everything_back_and_redo_does_it_again(name: str, crm: Settings) -> None:
    start(crm)
    before = picture(crm)
    do(crm, ACTS[name])
    after = picture(crm)
    assert after != before

    undone = take_back(crm)
    assert (undone.kept, undone.failed) == ((), ())
    assert picture(crm) == before
    redone = again(crm)
    assert (redone.kept, redone.failed) == ((), ())
    assert picture(crm) == after
    take_back(crm)
    assert picture(crm) == before


def test_undoing_everything_leaves_nothing_but_the_journal(crm: Settings) -> None:
    start(crm)
    for name in ("edit a contact", "snooze", "log with a next step", "set tags", "archive"):
        do(crm, ACTS[name])
    for _operation in range(8):
        assert take_back(crm).failed == ()
    assert all(not rows for rows in picture(crm).values())
    assert count(crm, "operation") == 16


def test_every_write_raises_the_revision_undo_too(crm: Settings) -> None:
    start(crm)
    do(crm, ACTS["archive"])
    take_back(crm)
    assert one(crm, "SELECT revision, archived_at FROM customer") == (3, None)


def test_a_row_brought_back_has_its_old_id_and_uid_and_a_later_revision(crm: Settings) -> None:
    start(crm)
    was = one(crm, "SELECT id, uid, revision FROM occasion")
    do(crm, ACTS["remove a day"])
    take_back(crm)
    assert one(crm, "SELECT id, uid, revision FROM occasion") == (was[0], was[1], 2)


def test_a_field_edited_since_stays_and_the_others_go_back(crm: Settings) -> None:
    start(crm)
    edited = do(crm, lambda uow: customers.edit(uow, 1, {"grade": "B", "note": "mine"}, TODAY))
    do(crm, lambda uow: customers.edit(uow, 1, {"note": "later"}, TODAY))
    undone = take_back(crm, edited.operation)
    assert undone.kept == ("南宁博纳红木家具",)
    assert one(crm, "SELECT grade, note FROM customer") == ("A", "later")


def test_a_created_row_that_others_depend_on_is_kept_and_named(crm: Settings) -> None:
    start(crm)
    with pytest.raises(undo.StillNeeded, match=r"operations \d, .* depend on it") as refused:
        take_back(crm, 1)
    assert "南宁博纳红木家具" in [row.title for row in refused.value.ahead.kept]
    assert count(crm, "customer") == 1
    assert count(crm, "interaction") == 1


def test_a_created_row_edited_since_is_kept_even_in_a_field_it_was_created_without(
    crm: Settings,
) -> None:
    added = do(crm, lambda uow: customers.add(uow, {"name": "B"}, today=TODAY))
    do(crm, lambda uow: customers.edit(uow, added.customer_id or 0, {"note": "worth it"}, TODAY))
    with pytest.raises(undo.StillNeeded, match="operation 2 depends on it") as refused:
        take_back(crm, added.operation)
    assert [row.since for row in refused.value.ahead.kept] == [(2,)]
    assert one(crm, "SELECT name, note FROM customer") == ("B", "worth it")


def test_a_created_row_edited_and_edited_back_is_taken_out(crm: Settings) -> None:
    added = do(crm, lambda uow: customers.add(uow, {"name": "B"}, today=TODAY))
    do(crm, lambda uow: customers.edit(uow, 1, {"note": "x"}, TODAY))
    do(crm, lambda uow: customers.edit(uow, 1, {"note": ""}, TODAY))
    assert take_back(crm, added.operation).kept == ()
    assert count(crm, "customer") == 0


def test_a_tag_another_customer_took_up_is_kept(crm: Settings) -> None:
    first = do(crm, lambda uow: customers.add(uow, {"name": "A"}, today=TODAY, tags=("VIP",)))
    do(crm, lambda uow: customers.add(uow, {"name": "B"}, today=TODAY, tags=("VIP",)))
    assert take_back(crm, first.operation).kept == ("VIP",)
    assert rows(
        crm, "SELECT c.name FROM customer c JOIN customer_tag t ON t.customer_id = c.id"
    ) == [("B",)]


def test_a_number_given_to_another_since_cannot_come_back_and_that_is_said(crm: Settings) -> None:
    do(crm, lambda uow: customers.add(uow, {"name": "A", "number": "7"}, today=TODAY))
    freed = do(crm, lambda uow: customers.edit(uow, 1, {"number": ""}, TODAY))
    do(crm, lambda uow: customers.add(uow, {"name": "B", "number": "7"}, today=TODAY))
    with pytest.raises(undo.NumberTaken, match="number 7 of A is that of B"):
        take_back(crm, freed.operation)
    assert rows(crm, "SELECT name, number FROM customer ORDER BY id") == [("A", None), ("B", "7")]


def test_a_bulk_run_is_taken_out_row_by_row(crm: Settings) -> None:
    names = ["uid", "name", "added_on"]
    with wiring.unit_of_work(crm) as uow:
        uow.describe("import")
        uow.insert_many("customer", names, [(n, n, "2026-01-05") for n in ("A", "B", "C")])
        operation = uow.operation_id
    do(crm, lambda uow: customers.edit(uow, 2, {"note": "edited since"}, TODAY))
    undone = take_back(crm, operation)
    assert (undone.reversed, undone.kept, undone.failed) == (2, ("B",), ())
    assert rows(crm, "SELECT name FROM customer") == [("B",)]
    assert found(crm, "A") == found(crm, "C") == []


def test_undoing_a_bulk_run_can_be_undone(crm: Settings) -> None:
    names = ["uid", "name", "added_on"]
    with wiring.unit_of_work(crm) as uow:
        uow.describe("import")
        uow.insert_many("customer", names, [(n, n, "2026-01-05") for n in ("A", "B")])
    before = picture(crm)
    take_back(crm)
    assert count(crm, "customer") == count(crm, "search") == 0
    again(crm)
    assert picture(crm) == before


def test_an_import_stays_in_the_books_when_it_is_undone(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        uow.describe("import")
        uow.insert_many("tag", ["name"], [("VIP",)])
        uow.insert("import_batch", {"at": uow.now, "operation_id": uow.operation_id})
    undone = take_back(crm)
    assert (undone.reversed, undone.kept, undone.failed) == (1, (), ())
    assert (count(crm, "tag"), count(crm, "import_batch")) == (0, 1)


def test_the_same_operation_is_not_undone_twice(crm: Settings) -> None:
    added = do(crm, lambda uow: customers.add(uow, {"name": "B"}, today=TODAY))
    take_back(crm, added.operation)
    with pytest.raises(undo.AlreadyUndone):
        take_back(crm, added.operation)


def test_an_unknown_operation_is_said_so(crm: Settings) -> None:
    with pytest.raises(undo.NoSuchOperation):
        take_back(crm, 4711)


def test_nothing_to_undo_and_nothing_to_redo_are_said_so(crm: Settings) -> None:
    with pytest.raises(undo.NothingToUndo):
        take_back(crm)
    with pytest.raises(undo.NothingToRedo):
        again(crm)


def test_doing_something_new_ends_what_could_be_redone(crm: Settings) -> None:
    start(crm)
    take_back(crm)
    do(crm, ACTS["archive"])
    with pytest.raises(undo.NothingToRedo):
        again(crm)


def test_undo_of_a_window_leaves_other_windows_alone(crm: Settings) -> None:
    do(crm, lambda uow: customers.add(uow, {"name": "mine"}, today=TODAY), session="mine")
    do(crm, lambda uow: customers.add(uow, {"name": "theirs"}, today=TODAY), session="theirs")
    take_back(crm, session="mine")
    assert rows(crm, "SELECT name FROM customer") == [("theirs",)]


def test_redo_twice_goes_forward_step_by_step(crm: Settings) -> None:
    do(crm, lambda uow: customers.add(uow, {"name": "A"}, today=TODAY))
    do(crm, lambda uow: customers.edit(uow, 1, {"note": "1"}, TODAY))
    do(crm, lambda uow: customers.edit(uow, 1, {"note": "2"}, TODAY))
    for _step in range(3):
        take_back(crm)
    notes = []
    for _step in range(3):
        again(crm)
        notes.append(one(crm, "SELECT note FROM customer"))
    assert notes == [("",), ("1",), ("2",)]
