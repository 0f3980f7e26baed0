"""Deleting takes everything along, the bin brings it back, and emptying ends that."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui import wiring
from crmtui.actions import binning, contacts, customers, deleting, interactions, promises, undo
from crmtui.domain.bin import BinLine, days_left, expired_before
from crmtui.domain.changes import Changed
from crmtui.domain.errors import RowMissing
from crmtui.reads import bin as reads
from crmtui.settings import Settings
from tests.store.acts import TODAY, do, picture, start, take_back
from tests.store.looking import count, found, one, rows
from tests.support import add_contact, add_interaction, fresh, writer


def remove(crm: Settings, table: str, *ids: int) -> Changed:
    with wiring.unit_of_work(crm, bulk=True) as uow:
        return deleting.delete(uow, table, ids)


def in_bin(crm: Settings) -> list[BinLine]:
    with wiring.reader(crm) as conn:
        return reads.lines(conn)


def empty(crm: Settings, *operations: int) -> int:
    with wiring.unit_of_work(crm) as uow:
        return binning.empty(uow, operations)


def test_a_deleted_customer_is_gone_everywhere_and_comes_back_whole(crm: Settings) -> None:
    start(crm)
    before = picture(crm)
    made = remove(crm, "customer", 1)
    assert count(crm, "customer") == count(crm, "contact") == count(crm, "interaction") == 0
    assert found(crm, "博纳") == []
    assert [(line.operation, line.summary) for line in in_bin(crm)] == [
        (made.operation, "南宁博纳红木家具")
    ]
    take_back(crm, made.operation)
    assert picture(crm) == before
    assert found(crm, "博纳") == [1]
    assert in_bin(crm) == []


@pytest.mark.parametrize("table", ["contact", "interaction", "follow_up", "occasion"])
def test_a_part_of_a_card_goes_and_comes_back(table: str, crm: Settings) -> None:
    start(crm)
    before = picture(crm)
    made = remove(crm, table, 1)
    assert rows(crm, f"SELECT id FROM {table} WHERE id = 1") == []
    assert rows(crm, "PRAGMA foreign_key_check") == []
    take_back(crm, made.operation)
    assert picture(crm) == before


def test_what_was_said_with_a_contact_stays_without_it(crm: Settings) -> None:
    start(crm)
    do(crm, lambda uow: interactions.log(uow, 1, summary="见面", on=TODAY, today=TODAY,
                                         contact_id=1))  # fmt: skip
    do(crm, lambda uow: contacts.add(uow, 1, {"name": "第二人"}, ()))
    remove(crm, "contact", 1)
    assert one(crm, "SELECT contact_id FROM interaction WHERE summary = '见面'") == (None,)
    assert one(crm, "SELECT name, is_primary FROM contact") == ("第二人", 1)


def many(crm: Settings, entries: int) -> None:
    """Two customers; the first has so many entries, whose contact the second names too."""
    with writer(crm.db) as db:
        for name in ("甲", "乙"):
            customer = db.execute(
                "INSERT INTO customer (uid, name, added_on) VALUES (?, ?, '2026-01-01')",
                (name, name),
            ).lastrowid
            add_contact(db, customer or 0, f"{name}人", {"mobile": "138"})
        for n in range(entries):
            add_interaction(db, 1, "2026-11-01", f"谈 {n}", contact_id=1)
        add_interaction(db, 2, "2026-11-01", "提到甲", contact_id=1)


def test_hundreds_of_rows_come_back_exactly_from_a_packed_deletion(crm: Settings) -> None:
    many(crm, 250)
    wiring.rebuild(crm)
    before = picture(crm)
    made = remove(crm, "customer", 1)
    assert count(crm, "interaction") == 1
    assert count(crm, "change") < 20, "the entries were not packed"
    (line,) = in_bin(crm)
    assert line.rows["interaction"] == 250
    take_back(crm, made.operation)
    assert picture(crm) == before
    assert rows(crm, "PRAGMA foreign_key_check") == []


def test_what_changed_since_it_was_shown_is_not_deleted(crm: Settings) -> None:
    start(crm)
    with wiring.reader(crm) as conn:
        shown = deleting.look(conn, "customer", [1])
    do(crm, lambda uow: contacts.add(uow, 1, {"name": "新人"}, ()))
    with pytest.raises(deleting.MoreThanShown), wiring.unit_of_work(crm) as uow:
        deleting.delete(uow, "customer", [1], shown)
    assert count(crm, "customer") == 1


def test_nobody_deletes_what_is_not_there(crm: Settings) -> None:
    with pytest.raises(RowMissing):
        remove(crm, "customer", 7)


def test_what_was_emptied_cannot_come_back_by_any_way(crm: Settings) -> None:
    start(crm)
    deleted = remove(crm, "customer", 1).operation or 0
    undone = take_back(crm, deleted).undone_by or 0
    with wiring.unit_of_work(crm) as uow:
        undo.redo(uow, operation_id=deleted)
    assert empty(crm, deleted) == 1
    for operation in (deleted, undone, undone + 1):
        with pytest.raises(undo.GoneForGood):
            take_back(crm, operation)
    held = rows(crm, "SELECT before, after FROM change WHERE operation_id >= " + str(deleted))
    assert set(held) == {(None, None)}
    assert in_bin(crm) == []
    assert empty(crm, deleted) == 0


def test_a_number_given_to_another_since_is_named_and_nothing_is_lost(crm: Settings) -> None:
    do(crm, lambda uow: customers.add(uow, {"name": "A", "number": "7"}, today=TODAY))
    deleted = remove(crm, "customer", 1).operation
    do(crm, lambda uow: customers.add(uow, {"name": "B", "number": "7"}, today=TODAY))
    with pytest.raises(undo.NumberTaken, match="number 7 of A is that of B"):
        take_back(crm, deleted)
    assert [line.operation for line in in_bin(crm)] == [deleted]


def test_an_operation_on_a_deleted_customer_names_the_deletion(crm: Settings) -> None:
    start(crm)
    edited = do(crm, lambda uow: customers.edit(uow, 1, {"grade": "B"}, TODAY)).operation
    deleted = remove(crm, "customer", 1).operation
    for operation in (1, edited):
        with pytest.raises(undo.StillNeeded, match=f"operation {deleted} depends on it"):
            take_back(crm, operation)


TABLES = ("customer", "contact", "interaction", "follow_up", "occasion", "promise")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two customers with something of everything."""
    path = tmp_path_factory.mktemp("two") / "crm.db"
    crm = Settings(db=path, config_path=path.with_name("config.toml"), today_pin=TODAY)
    fresh(path)
    for customer in (1, 2):
        assert start(crm) == customer
        do(crm, lambda uow: promises.make(uow, customer, TODAY, "寄样品", today=TODAY))  # noqa: B023
    return path


@settings(max_examples=8)
@given(st.lists(st.tuples(st.sampled_from(TABLES), st.integers(0, 5)), max_size=6))
def test_whatever_is_deleted_comes_back_when_brought_back_in_turn(
    two: Path,
    wanted: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory(prefix="crmtui-bin-") as folder:
        path = Path(folder) / "crm.db"
        crm = Settings(db=path, config_path=path.with_name("config.toml"), today_pin=TODAY)
        shutil.copyfile(two, path)
        before = picture(crm)
        deleted: list[int] = []
        for table, which in wanted:
            there = [int(str(row[0])) for row in rows(crm, f"SELECT id FROM {table}")]
            if there:
                made = remove(crm, table, there[which % len(there)])
                deleted.append(made.operation or 0)
                assert rows(crm, "PRAGMA foreign_key_check") == []
        assert sorted(_ids(in_bin(crm))) == deleted
        for operation in reversed(deleted):
            take_back(crm, operation)
        assert picture(crm) == before


NOVEMBER = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("today", "newest", "keep", "emptied_before"),
    [
        (NOVEMBER, NOVEMBER, 90, NOVEMBER - timedelta(days=90)),
        (date(2099, 1, 1), NOVEMBER, 90, NOVEMBER - timedelta(days=90)),
        (NOVEMBER, NOVEMBER, 0, None),
        (NOVEMBER, None, 90, None),
    ],
    ids=["by age", "a clock that runs ahead", "for ever", "an empty journal"],
)
def test_what_is_let_go_of_by_itself(
    today: date, newest: date | None, keep: int, emptied_before: date | None
) -> None:
    assert expired_before(today, newest, keep) == emptied_before


def test_the_days_left_are_never_negative() -> None:
    line = BinLine(1, "2026-01-01T08:00:00+00:00", "", "", "delete_customer", "A", {})
    assert days_left(line, NOVEMBER, 90) == 0
    assert days_left(line, date(2026, 1, 11), 90) == 80
    assert days_left(line, NOVEMBER, 0) is None


def _ids(lines: Sequence[BinLine]) -> list[int]:
    return [line.operation for line in lines]


def test_the_bin_lists_the_newest_first_and_pages(crm: Settings) -> None:
    for name in "ABC":
        do(crm, lambda uow: customers.add(uow, {"name": name}, today=TODAY))  # noqa: B023
    for row_id in (1, 2, 3):
        remove(crm, "customer", row_id)
    with wiring.reader(crm) as conn:
        assert _ids(reads.lines(conn, 2)) == [6, 5]
        assert _ids(reads.lines(conn, 2, before=5)) == [4]
        assert reads.count(conn) == 3
