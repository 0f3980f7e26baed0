"""Units of work: whole or not at all, journaled, and everything derived in step at the end."""

from __future__ import annotations

import json
import sqlite3
from datetime import date
from threading import Event, Thread

import pytest

from crmtui import wiring
from crmtui.domain.errors import EditConflict, RowMissing
from crmtui.domain.search import SearchDoc
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.store.looking import count, found, one

ADDED = {"added_on": "2026-01-05"}


def _customer(settings: Settings, name: str = "宁波国林电子") -> int:
    with wiring.unit_of_work(settings) as uow:
        return uow.insert("customer", {"name": name, **ADDED})


def test_what_was_done_in_the_block_is_kept_when_it_ends(crm: Settings) -> None:
    _customer(crm)
    assert one(crm, "SELECT name, revision FROM customer") == ("宁波国林电子", 1)
    assert found(crm, "国林") == found(crm, "guolin") == [1]


@pytest.mark.parametrize("table", ["customer", "search", "operation", "change"])
def test_nothing_is_kept_when_the_block_raises(crm: Settings, table: str) -> None:
    with pytest.raises(KeyboardInterrupt), wiring.unit_of_work(crm) as uow:
        uow.insert("customer", {"name": "宁波国林电子", **ADDED})
        raise KeyboardInterrupt
    assert count(crm, table) == 0


def test_nothing_is_kept_when_the_database_refuses_a_row(crm: Settings) -> None:
    from crmtui.domain.database_errors import DatabaseError

    with pytest.raises(DatabaseError), wiring.unit_of_work(crm) as uow:
        uow.insert("customer", {"name": "A", **ADDED})
        uow.insert("contact", {"customer_id": 4711, "name": "nobody's"})
    assert count(crm, "customer") == 0


def test_a_row_gets_a_uid_the_time_and_the_first_revision(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        customer = uow.insert("customer", {"name": "A", **ADDED})
        row = uow.must(
            "interaction",
            uow.insert(
                "interaction", {"customer_id": customer, "on": "2026-01-06", "kind": "call"}
            ),
        )
        assert len(row.text("uid")) == 36
        assert row["recorded_at"] == uow.now
        assert row["revision"] == 1


def test_an_update_raises_the_revision_and_is_journaled_with_both_values(crm: Settings) -> None:
    customer = _customer(crm)
    with wiring.unit_of_work(crm) as uow:
        assert uow.update("customer", customer, {"name": "B", "grade": ""})
    assert one(crm, "SELECT name, revision FROM customer") == ("B", 2)
    assert one(crm, "SELECT before, after FROM change WHERE action = 'update'") == (
        '{"name":"宁波国林电子"}',
        '{"name":"B"}',
    )


def test_an_update_that_changes_nothing_leaves_no_trace(crm: Settings) -> None:
    customer = _customer(crm)
    with wiring.unit_of_work(crm) as uow:
        uow.describe("edit_customer")
        assert not uow.update("customer", customer, {"name": "宁波国林电子"})
        assert uow.changed(id=customer).operation is None
    assert one(crm, "SELECT revision FROM customer") == (1,)
    assert count(crm, "operation") == 1


def test_saving_over_a_later_revision_is_refused_and_shows_the_present_row(crm: Settings) -> None:
    customer = _customer(crm)
    with wiring.unit_of_work(crm) as uow:
        uow.update("customer", customer, {"note": "theirs"}, revision=1)
    with pytest.raises(EditConflict) as caught, wiring.unit_of_work(crm) as uow:
        uow.update("customer", customer, {"note": "mine"}, revision=1)
    assert caught.value.current["note"] == "theirs"
    assert one(crm, "SELECT note, revision FROM customer") == ("theirs", 2)


@pytest.mark.parametrize("verb", ["update", "delete", "must"])
def test_a_row_that_is_not_there_is_said_so(crm: Settings, verb: str) -> None:
    with pytest.raises(RowMissing), wiring.unit_of_work(crm) as uow:
        if verb == "update":
            uow.update("customer", 4711, {"name": "B"})
        else:
            getattr(uow, verb)("customer", 4711)


def test_an_id_is_never_given_twice(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        first = uow.insert("tag", {"name": "VIP"})
        uow.delete("tag", first)
    with wiring.unit_of_work(crm) as uow:
        assert uow.insert("tag", {"name": "VIP"}) == first + 1
        assert uow.insert_many("tag", ["name"], [("A",), ("B",)]) == range(first + 2, first + 4)


def test_rows_can_only_be_asked_for_by_columns_there_are(crm: Settings) -> None:
    with pytest.raises(KeyError), wiring.unit_of_work(crm) as uow:
        uow.rows("customer", **{"name = '' OR 1 --": "x"})


def test_a_bulk_insert_is_one_run_in_the_journal_and_is_found_at_once(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        customers = uow.insert_many(
            "customer",
            ["uid", "name", "added_on"],
            [(f"u{at}", f"博纳{at}", "2026-01-05") for at in range(700)],
        )
        uow.insert_many("contact", ["uid", "customer_id", "name"], [("c", customers[-1], "尉迟超")])
    assert len(customers) == 700
    with wiring.reader(crm) as conn:
        runs = conn.execute("SELECT table_name, row_id, row_last, before, after FROM change")
        assert runs.fetchall() == [("customer", 1, 700, None, None), ("contact", 1, 1, None, None)]
    assert found(crm, "尉迟超") == found(crm, "yuchi") == [700]
    assert count(crm, "search") == 700


def test_an_empty_bulk_insert_leaves_no_trace(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        assert not uow.insert_many("tag", ["name"], [])
    assert count(crm, "operation") == 0


def test_customers_with_ready_documents_are_taken_as_they_are(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        made = uow.insert_many(
            "customer",
            ["uid", "name", "added_on", "sort_key", "contact_due_on"],
            [("u", "博纳", "2026-01-05", "ready", "2026-02-01")],
        )
        uow.docs({made[0]: SearchDoc("ready", "", "", "", "")})
    assert one(crm, "SELECT sort_key, contact_due_on FROM customer") == ("ready", "2026-02-01")
    assert one(crm, "SELECT rowid, names FROM search") == (made[0], "ready")


def test_the_operation_says_who_did_what_where(crm: Settings) -> None:
    with wiring.unit_of_work(crm, source="tui", session="s1") as uow:
        uow.describe("add_customer", "博纳")
        uow.describe("add_contact", "someone")
        uow.insert("customer", {"name": "博纳", **ADDED})
    assert one(crm, "SELECT actor, source, session, verb, summary FROM operation") == (
        "小陈",
        "tui",
        "s1",
        "add_customer",
        "博纳",
    )


def test_a_change_names_the_customer_it_belongs_to(crm: Settings) -> None:
    customer = _customer(crm)
    with wiring.unit_of_work(crm) as uow:
        uow.insert("contact", {"customer_id": customer, "name": "王建华"})
        changed = uow.changed()
    assert changed.topics == {"queue", "customers", f"customer:{customer}"}
    assert changed.customer_id == customer
    assert one(crm, "SELECT customer_id FROM change WHERE table_name = 'contact'") == (customer,)


def test_a_person_who_moves_is_found_at_the_new_customer_only(crm: Settings) -> None:
    old, new = _customer(crm, "A"), _customer(crm, "B")
    with wiring.unit_of_work(crm) as uow:
        contact = uow.insert("contact", {"customer_id": old, "name": "王建华"})
    with wiring.unit_of_work(crm) as uow:
        uow.update("contact", contact, {"customer_id": new})
    assert found(crm, "王建华") == [new]


def test_derived_columns_are_never_journaled(crm: Settings) -> None:
    customer = _customer(crm)
    with wiring.unit_of_work(crm) as uow:
        uow.delete("customer", customer)
    with wiring.reader(crm) as conn:
        written = [
            json.loads(text)
            for row in conn.execute("SELECT before, after FROM change")
            for text in row
            if text
        ]
    assert written
    assert not any({"sort_key", "name_key", "contact_due_on"} & values.keys() for values in written)


def test_a_second_writer_waits_says_so_and_then_writes(crm: Settings) -> None:
    waiting, problems = Event(), []

    def second() -> None:
        try:
            with wiring.unit_of_work(crm, on_wait=waiting.set) as uow:
                uow.insert("customer", {"name": "second", **ADDED})
        except BaseException as error:  # a thread's failure must reach the test
            problems.append(error)

    thread = Thread(target=second)
    with wiring.unit_of_work(crm) as uow:
        uow.insert("customer", {"name": "first", **ADDED})
        thread.start()
        assert waiting.wait(30)
    thread.join(30)
    assert not problems
    assert count(crm, "customer") == 2


def test_reading_goes_on_while_somebody_writes(crm: Settings) -> None:
    _customer(crm)
    with wiring.unit_of_work(crm) as uow:
        uow.insert("customer", {"name": "not yet kept", **ADDED})
        assert count(crm, "customer") == 1


def test_reads_inside_see_what_was_written_inside(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        uow.insert("customer", {"name": "博纳", **ADDED})
        assert isinstance(uow.sql, sqlite3.Connection)
        assert uow.sql.execute("SELECT count(*) FROM customer").fetchone() == (1,)


def test_the_readers_connection_cannot_write(crm: Settings) -> None:
    with wiring.connect(crm) as conn, pytest.raises(sqlite3.OperationalError):
        conn.execute("INSERT INTO tag (name) VALUES ('x')")
    conn.close()


def _touch(uow: UnitOfWork, customer: int, on: date) -> int:
    return uow.insert(
        "interaction",
        {"customer_id": customer, "on": on.isoformat(), "kind": "call", "is_touch": 1},
    )


def test_many_updates_are_each_journaled_and_counted(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        customer = uow.insert("customer", {"name": "博纳", **ADDED})
        touches = [_touch(uow, customer, date(2026, 1, day)) for day in (6, 7)]
    with wiring.unit_of_work(crm) as uow:
        changes = [(touch, {"summary": "报价"}) for touch in touches] + [(touches[0], {})]
        assert uow.update_many("interaction", changes) == 2
    assert one(crm, "SELECT count(*) FROM change WHERE action = 'update'") == (2,)
