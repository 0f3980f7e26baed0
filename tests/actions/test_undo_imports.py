"""Taking an import back: what goes, what stays with all that belongs to it, and there and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmtui import wiring
from crmtui.actions import contacts, customers, followups, interactions, undo
from crmtui.domain.changes import Reversal
from crmtui.domain.records import Value
from crmtui.domain.takeback import TakeBack
from crmtui.settings import Settings
from crmtui.store import reverse, runs
from crmtui.store.unit_of_work import UnitOfWork
from tests.store.acts import TODAY, again, do, picture, take_back
from tests.store.looking import count, found, rows
from tests.support import fresh

MANY = 12
TABLES = ("customer", "contact", "contact_point", "occasion", "interaction", "follow_up")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five rows are many here, so that both roads are tried with a handful."""
    monkeypatch.setattr(reverse, "FEW", 5)


def take_in(crm: Settings, many: int = MANY) -> int:
    """What an import of so many customers writes, each with one of everything; the operation."""
    with wiring.unit_of_work(crm, bulk=True) as uow:
        uow.describe("import", "客户.xlsx")
        _rows(uow, many)
        uow.insert("import_batch", {"at": uow.now, "operation_id": uow.operation_id})
        return uow.operation_id


def _rows(uow: UnitOfWork, many: int) -> None:
    def insert(table: str, columns: str, *values: Callable[[int], Value]) -> range:
        made = [tuple(value(n) for value in values) for n in range(many)]
        return uow.insert_many(table, columns.split(), made)

    def uid(n: int) -> str:
        return f"u{n}"

    tag = uow.insert("tag", {"name": "展会"})
    own = insert("customer", "uid name added_on", uid, lambda n: f"客户{n}", lambda n: "2026-11-23")
    people = insert("contact", "uid customer_id name", uid, own.__getitem__, lambda n: f"王{n}")
    both = (own.__getitem__, people.__getitem__)
    insert("contact_point", "customer_id contact_id kind value normal", *both, lambda n: "mobile",
           lambda n: f"138{n:08}", lambda n: f"+86138{n:08}")  # fmt: skip
    insert("occasion", "uid customer_id contact_id calendar month day", uid, *both,
           lambda n: "lunar", lambda n: 8, lambda n: 15)  # fmt: skip
    talks = insert("interaction", "uid customer_id contact_id on kind summary recorded_at", uid,
                   *both, lambda n: "2026-11-02", lambda n: "call", lambda n: f"报价{n}",
                   lambda n: "2026-11-23T00:00:00Z")  # fmt: skip
    insert("follow_up", "uid customer_id due_on what interaction_id recorded_at", uid,
           own.__getitem__, lambda n: "2026-12-01", lambda n: "回访", talks.__getitem__,
           lambda n: "2026-11-23T00:00:00Z")  # fmt: skip
    insert("customer_tag", "customer_id tag_id", own.__getitem__, lambda n: tag)


def counts(crm: Settings) -> dict[str, int]:
    return {table: count(crm, table) for table in TABLES}


def look(crm: Settings, operation: int) -> TakeBack:
    with wiring.reader(crm) as conn:
        return undo.look(conn, operation)


def in_bulk(crm: Settings, operation: int | None = None) -> Reversal:
    with wiring.unit_of_work(crm, bulk=True) as uow:
        return undo.undo(uow, operation)


def add_others(crm: Settings) -> None:
    """A customer from before, with a person and a talk."""
    do(crm, lambda uow: customers.add(uow, {"name": "老客户"}, today=TODAY, contact={"name": "李"}))
    do(crm, lambda uow: interactions.log(uow, 1, summary="旧事", on=TODAY, today=TODAY))


@pytest.mark.parametrize("many", [3, MANY])
@pytest.mark.parametrize("others", [False, True])
def test_an_untouched_import_goes_there_and_back(crm: Settings, many: int, others: bool) -> None:
    if others:
        add_others(crm)
    before = picture(crm)
    operation = take_in(crm, many)
    after = picture(crm)
    ahead = look(crm, operation)
    assert (ahead.going, ahead.kept) == (7 * many + 1, ())

    undone = in_bulk(crm, operation)
    assert (undone.reversed, undone.kept, undone.failed) == (7 * many + 1, (), ())
    assert picture(crm) == before
    assert again(crm).failed == ()
    assert picture(crm) == after
    assert in_bulk(crm).kept == ()
    assert picture(crm) == before
    assert again(crm).kept == ()
    assert picture(crm) == after


def test_the_search_finds_nobody_of_an_import_taken_back(crm: Settings) -> None:
    add_others(crm)
    take_in(crm)
    in_bulk(crm)
    assert found(crm, "客户") == [1]
    again(crm)
    assert len(found(crm, "客户")) == MANY + 1


def test_a_run_taken_out_is_one_change_for_each_table(crm: Settings) -> None:
    take_in(crm)
    in_bulk(crm)
    told = rows(crm, "SELECT table_name FROM change WHERE action = 'delete' ORDER BY id")
    assert sorted(str(table) for (table,) in told) == sorted((*TABLES, "customer_tag", "tag"))


def test_rows_are_packed_some_thousands_at_a_time(
    crm: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "ROWS_A_CHANGE", 5)
    take_in(crm)
    after = picture(crm)
    in_bulk(crm)
    again(crm)
    assert picture(crm) == after


USES: dict[str, Callable[[UnitOfWork, int], object]] = {
    "a call": lambda uow, id: interactions.log(uow, id, summary="谈过", on=TODAY, today=TODAY),
    "a step": lambda uow, id: followups.plan(uow, id, TODAY + timedelta(3), "寄样", today=TODAY),
    "a contact": lambda uow, id: contacts.add(uow, id, {"name": "新人"}),
    "an edit": lambda uow, id: customers.edit(uow, id, {"grade": "A"}, TODAY),
    "an edit of a contact": lambda uow, id: contacts.edit(uow, id, {"position": "经理"}),
}


@pytest.mark.parametrize("many", [3, MANY])
@pytest.mark.parametrize("use", USES)
def test_a_customer_used_since_keeps_all_that_belongs_to_it(
    crm: Settings, use: str, many: int
) -> None:
    operation = take_in(crm, many)
    with wiring.unit_of_work(crm) as uow:
        USES[use](uow, 2)
    before = counts(crm)
    undone = in_bulk(crm, operation)
    assert undone.kept == ("客户1",)
    assert undone.kept_rows[0].rows == 7
    assert counts(crm) == {table: row - many + 1 for table, row in before.items()}
    assert {row[0] for row in rows(crm, "SELECT customer_id FROM customer_tag")} == {2}
    assert rows(crm, "PRAGMA foreign_key_check") == []
    assert found(crm, "客户1") == [2]
    assert found(crm, "客户0") == []


def test_what_stays_is_told_before_and_after_with_the_reason(crm: Settings) -> None:
    operation = take_in(crm)
    for use, customer in (
        ("a call", 2),
        ("a step", 2),
        ("an edit", 5),
        ("an edit of a contact", 7),
    ):
        with wiring.unit_of_work(crm) as uow:
            USES[use](uow, customer)
    ahead = look(crm, operation)
    told = [(row.title, row.edited, row.used_by) for row in ahead.kept]
    assert told == [
        ("客户1", (), (("follow_up", 1), ("interaction", 1))),
        ("客户4", ("grade",), ()),
        ("客户6", ("contact.position",), ()),
    ]
    assert ahead.kept_rows == 3 * 7 + 1  # and the tag they carry
    assert in_bulk(crm, operation).kept_rows == ahead.kept


def test_nothing_is_undone_where_more_would_stay_than_was_shown(crm: Settings) -> None:
    operation = take_in(crm, 3)
    shown = look(crm, operation)
    with wiring.unit_of_work(crm) as uow:
        USES["a call"](uow, 2)
    before = picture(crm)
    with pytest.raises(undo.ChangedMeanwhile), wiring.unit_of_work(crm) as uow:
        undo.undo(uow, operation, shown=shown)
    assert picture(crm) == before


def test_rows_added_to_a_customer_from_before_go_but_those_in_use(crm: Settings) -> None:
    add_others(crm)
    with wiring.unit_of_work(crm) as uow:
        uow.describe("import")
        for name in ("张", "赵"):
            contacts.insert(uow, 1, {"name": name}, [contacts.PointText("mobile", name)],
                            primary=False)  # fmt: skip
        uow.update("customer", 1, {"grade": "A", "note": "x"})
        operation = uow.operation_id
    do(crm, lambda uow: interactions.log(uow, 1, summary="谈", on=TODAY, today=TODAY, contact_id=2))
    do(crm, lambda uow: customers.edit(uow, 1, {"note": "y"}, TODAY))
    ahead = look(crm, operation)
    assert [row.title for row in ahead.kept] == ["老客户 · 张"]
    assert [(row.title, row.edited) for row in ahead.kept_changes] == [("老客户", ("note",))]
    take_back(crm, operation)
    assert rows(crm, "SELECT name FROM contact ORDER BY id") == [("李",), ("张",)]
    assert rows(crm, "SELECT value FROM contact_point") == [("张",)]
    assert rows(crm, "SELECT grade, note FROM customer") == [("", "y")]


def test_a_number_taken_meanwhile_keeps_only_that_row_from_coming_back(crm: Settings) -> None:
    with wiring.unit_of_work(crm, bulk=True) as uow:
        uow.describe("import")
        made = [(f"u{n}", str(n), f"客户{n}", "2026-11-23") for n in range(MANY)]
        uow.insert_many("customer", ["uid", "number", "name", "added_on"], made)
        operation = uow.operation_id
    in_bulk(crm, operation)
    (undoing,) = rows(crm, "SELECT max(id) FROM operation")
    do(crm, lambda uow: customers.add(uow, {"name": "新", "number": "5"}, today=TODAY))
    redone = take_back(crm, int(str(undoing[0])))
    assert redone.failed == ("客户5",)
    assert count(crm, "customer") == MANY


def test_a_row_does_not_come_back_to_a_customer_that_is_gone(crm: Settings) -> None:
    """Also where the database itself does not look what a row points at."""
    added = do(crm, lambda uow: customers.add(uow, {"name": "A"}, today=TODAY))
    do(crm, lambda uow: contacts.add(uow, 1, {"name": "王"}, [contacts.PointText("qq", "1")]))
    taken = do(crm, lambda uow: contacts.edit(uow, 1, {}, ()))
    assert added.operation
    with wiring.unit_of_work(crm) as uow:
        uow.delete("contact", 1)
        uow.delete("customer", 1)
    with pytest.raises(undo.NotPutBack):
        in_bulk(crm, taken.operation)
    assert rows(crm, "PRAGMA foreign_key_check") == []


def test_progress_counts_every_row(crm: Settings) -> None:
    operation = take_in(crm)
    told: list[tuple[int, int]] = []
    with wiring.unit_of_work(crm, bulk=True) as uow:
        undo.undo(uow, operation, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (7 * MANY + 1, 7 * MANY + 1)
    assert [done for done, _total in told] == sorted(done for done, _total in told)


def test_a_stopped_undo_leaves_nothing(crm: Settings) -> None:
    operation = take_in(crm)
    before = picture(crm)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), wiring.unit_of_work(crm, bulk=True) as uow:
        undo.undo(uow, operation, progress=stop)
    assert picture(crm) == before
    assert count(crm, "operation") == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow,
          HealthCheck.function_scoped_fixture])  # fmt: skip
@given(uses=st.lists(st.tuples(st.sampled_from(sorted(USES)), st.integers(1, MANY)), max_size=4))
def test_however_it_was_used_undo_and_redo_lead_back(
    tmp_path_factory: pytest.TempPathFactory, uses: list[tuple[str, int]]
) -> None:
    path = tmp_path_factory.mktemp("undo") / "crm.db"
    fresh(path)
    crm = Settings(db=path, config_path=path.with_name("config.toml"))
    operation = take_in(crm)
    for use, customer in uses:
        with wiring.unit_of_work(crm) as uow:
            USES[use](uow, customer)
    before = picture(crm)
    kept = in_bulk(crm, operation).kept
    assert set(kept) == {f"客户{customer - 1}" for _use, customer in uses}
    assert rows(crm, "PRAGMA foreign_key_check") == []
    left = picture(crm)
    again(crm)
    assert picture(crm) == before
    take_back(crm, operation)
    assert picture(crm) == left
