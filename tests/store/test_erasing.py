"""Erasing leaves no byte of a person in the database's files, and nothing of others is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crmtui import upkeep, wiring
from crmtui.actions import contacts, customers, deleting, erasing, interactions, merging, undo
from crmtui.actions.contacts import PointText
from crmtui.domain.erasure import Erased, NotTheName, forgotten, pattern, same_name, without
from crmtui.settings import Settings
from tests.store.acts import TODAY, again, do, take_back
from tests.store.looking import count, found, one, rows

NAME, PERSON, PHONE, MAIL = "邕州博纳红木", "尉迟建华", "13812348833", "weichi@bona.example"
PINYIN = ("yong zhou bo na hong mu", "wei chi jian hua", "yu chi jian hua")
TEXTS = (NAME, PERSON, PHONE, f"+86{PHONE}", MAIL, "木架三十只", *PINYIN)


def bona(crm: Settings, name: str = NAME) -> int:
    """A customer with a person, a record and edits; gives its id."""
    made = do(
        crm,
        lambda uow: customers.add(
            uow,
            {"name": name, "number": "1042"},
            today=TODAY,
            contact={"name": PERSON},
            points=(PointText("mobile", PHONE), PointText("email", MAIL)),
            tags=("VIP",),
        ),
    )
    customer = made.customer_id or 0
    step = interactions.Step(TODAY, f"给{PERSON}回电")
    do(
        crm,
        lambda uow: interactions.log(
            uow, customer, summary="木架三十只", on=TODAY, today=TODAY, next_step=step
        ),
    )
    do(crm, lambda uow: customers.edit(uow, customer, {"note": f"{PERSON} 喜欢钓鱼"}, TODAY))
    return customer


def erase(crm: Settings, kind: str, row_id: int) -> Erased:
    with wiring.reader(crm) as conn:
        person = erasing.look(conn, kind, row_id)
    return upkeep.erase(crm, person)


def traces(crm: Settings, texts: Iterable[str] = TEXTS) -> list[tuple[str, str]]:
    """Which texts stand in which of the database's files, in any letter case."""
    files = [Path(f"{crm.db}{ending}") for ending in ("", "-wal", "-shm", "-journal")]
    held = [(path.name, path.read_bytes().lower()) for path in files if path.exists()]
    return [(name, text) for name, data in held for text in texts if text.lower().encode() in data]


def test_no_byte_of_a_customer_is_left(crm: Settings) -> None:
    customer = bona(crm)
    take_back(crm)
    again(crm)  # so that the journal holds it several times
    assert len({text for _name, text in traces(crm)}) == len(TEXTS), "there was nothing to find"
    done = erase(crm, "customer", customer)
    assert done.swept
    assert traces(crm) == []
    assert rows(crm, "SELECT id FROM customer") == []
    assert rows(crm, "PRAGMA integrity_check") == [("ok",)]
    assert rows(crm, "PRAGMA foreign_key_check") == []


def test_a_reader_beside_does_not_keep_traces(crm: Settings) -> None:
    """Another window has the database open, with no question under way."""
    customer = bona(crm)
    with closing(sqlite3.connect(crm.db)) as other:
        other.execute("SELECT count(*) FROM customer").fetchone()
        assert erase(crm, "customer", customer).swept
        assert traces(crm) == []
        assert other.execute("SELECT count(*) FROM customer").fetchone() == (0,)


def test_undoing_older_operations_says_that_it_was_erased(crm: Settings) -> None:
    done = erase(crm, "customer", bona(crm))
    for operation in (1, 2, 3):
        with pytest.raises(undo.GoneForGood, match="erased"):
            take_back(crm, operation)
    with pytest.raises(undo.CannotBeUndone):
        take_back(crm, done.operation)
    with pytest.raises(undo.NothingToUndo):
        take_back(crm)
    assert one(crm, f"SELECT verb, summary FROM operation WHERE id = {done.operation}") == (
        "erase",
        "",
    )


def test_what_others_say_stays_but_whom_they_were_referred_by(crm: Settings) -> None:
    customer = bona(crm)
    other = do(
        crm,
        lambda uow: customers.add(
            uow, {"name": "乙", "referred_by": NAME, "note": f"{PERSON}的朋友"}, today=TODAY
        ),
    )
    with wiring.reader(crm) as conn:
        person = erasing.look(conn, "customer", customer)
    assert [(m.table, m.customer) for m in person.mentions] == [("customer", "乙")]
    upkeep.erase(crm, person)
    assert one(crm, "SELECT referred_by, note FROM customer") == ("", f"{PERSON}的朋友")
    assert found(crm, PERSON) == [other.customer_id]
    assert {text for _name, text in traces(crm, (NAME, PHONE, PERSON))} == {PERSON}
    assert PERSON not in str(rows(crm, "SELECT before, after FROM change"))


def test_an_operation_on_several_can_still_be_undone_for_the_others(crm: Settings) -> None:
    customer = bona(crm)
    other = do(crm, lambda uow: customers.add(uow, {"name": "乙"}, today=TODAY)).customer_id or 0
    with wiring.unit_of_work(crm) as uow:
        uow.describe("edit_customer", f"{NAME}, 乙")
        for each in (customer, other):
            customers.edit(uow, each, {"grade": "A"}, TODAY)
        both = uow.operation_id
    erase(crm, "customer", customer)
    assert one(crm, f"SELECT summary FROM operation WHERE id = {both}") == ("…, 乙",)
    take_back(crm, both)
    assert rows(crm, "SELECT name, grade FROM customer") == [("乙", "")]
    assert traces(crm) == []


def test_who_was_merged_into_it_is_erased_as_well(crm: Settings) -> None:
    customer = bona(crm)
    twin = do(crm, lambda uow: customers.add(uow, {"name": "博纳旧名号"}, today=TODAY)).customer_id
    do(crm, lambda uow: merging.merge(uow, customer, twin or 0, {}, TODAY))
    erase(crm, "customer", customer)
    assert traces(crm, (*TEXTS, "博纳旧名号")) == []


def test_a_namesake_keeps_its_journal(crm: Settings) -> None:
    customer = bona(crm)
    twin = do(crm, lambda uow: customers.add(uow, {"name": NAME}, today=TODAY))
    erase(crm, "customer", customer)
    assert rows(crm, "SELECT id, name FROM customer") == [(twin.customer_id, NAME)]
    assert one(crm, f"SELECT summary FROM operation WHERE id = {twin.operation}") == (NAME,)
    assert traces(crm, (PERSON, PHONE)) == []


def test_one_contact_person_of_a_customer(crm: Settings) -> None:
    customer = bona(crm)
    do(crm, lambda uow: customers.edit(uow, customer, {"note": ""}, TODAY))
    do(crm, lambda uow: contacts.add(uow, customer, {"name": "李四"}, ()))
    with wiring.reader(crm) as conn:
        person = erasing.look(conn, "contact", 1)
    assert [mention.table for mention in person.mentions] == ["follow_up"]
    do(crm, lambda uow: deleting.delete(uow, "follow_up", [1]))
    erase(crm, "contact", 1)
    assert rows(crm, "SELECT name FROM contact") == [("李四",)]
    assert traces(crm, (PERSON, PHONE, MAIL, "wei chi jian hua")) == []
    assert NAME in str(rows(crm, "SELECT name FROM customer"))


@pytest.mark.parametrize("entries", [1, 150], ids=["told one by one", "packed"])
def test_who_is_in_the_bin_can_be_erased_there(entries: int, crm: Settings) -> None:
    customer = bona(crm)
    with wiring.unit_of_work(crm) as uow:
        for n in range(entries):
            uow.insert(
                "interaction",
                {"customer_id": customer, "on": "2026-11-01", "kind": "call",
                 "summary": f"木架三十只 {n}"},
            )  # fmt: skip
    with wiring.unit_of_work(crm, bulk=True) as uow:
        deleted = deleting.delete(uow, "customer", [customer]).operation or 0
    with wiring.reader(crm) as conn:
        (person,) = erasing.deleted(conn, deleted)
    upkeep.erase(crm, person)
    assert traces(crm) == []
    with pytest.raises(undo.GoneForGood):
        take_back(crm, deleted)


def test_a_run_of_deleted_rows_lets_go_of_the_one_alone(crm: Settings) -> None:
    """Of an import that was taken back and done again, the journal holds everybody packed."""
    names = ("uid", "name", "added_on")
    made = [(f"u{n}", NAME if n == 7 else f"客户{n}", "2026-01-01") for n in range(150)]
    with wiring.unit_of_work(crm) as uow:
        uow.describe("import", "a.csv")
        imported = uow.insert_many("customer", names, made)
        operation = uow.operation_id
    with wiring.unit_of_work(crm, bulk=True) as uow:
        undo.undo(uow, operation)
    with wiring.unit_of_work(crm, bulk=True) as uow:
        undo.redo(uow)
    erase(crm, "customer", imported[7])
    assert traces(crm, (NAME, "yong zhou bo na hong mu")) == []
    with wiring.unit_of_work(crm, bulk=True) as uow:
        undo.undo(uow, operation)
    assert count(crm, "customer") == 0
    with wiring.unit_of_work(crm, bulk=True) as uow:
        undo.redo(uow)
    assert count(crm, "customer") == 149


def test_what_an_import_remembers_of_its_rows_is_cleaned(crm: Settings) -> None:
    customer = bona(crm)
    with wiring.unit_of_work(crm) as uow:
        uow.insert(
            "import_batch",
            {"operation_id": 1, "at": uow.now, "files": f'[{{"name":"{NAME}.csv"}}]',
             "result": f'{{"problems":[{{"found":"{PHONE}"}}]}}'},
        )  # fmt: skip
    erase(crm, "customer", customer)
    assert traces(crm) == []
    assert one(crm, "SELECT files FROM import_batch") == ('[{"name":"….csv"}]',)


def test_the_rows_an_import_tells_of_are_forgotten_whole() -> None:
    row = {"file": "a.csv", "sheet": "", "row": 2}
    about = {
        "customer": "甲",
        "changes": [{"after": "腿伤"}],
        "kept": [],
        "candidates": [],
        "why": "",
    }
    told: dict[str, Any] = {
        "rows": [{**row, "id": 7, **about}, {**row, "row": 3, "id": 8, **about}],
        "problems": [{**row, "found": "腿"}],
        "sheets": [{"columns": [{"heading": "备注", "sample": "腿伤"}]}],
    }
    assert forgotten(told, {7}, None)
    assert told["rows"][0]["changes"] == [] and told["rows"][1]["changes"] != []
    assert told["problems"] == [{**row, "found": ""}]
    assert told["sheets"] == [{"columns": [{"heading": "备注", "sample": ""}]}]


def test_only_the_name_itself_lets_it_go(crm: Settings) -> None:
    with wiring.reader(replace(crm)) as conn:
        conn.execute("SELECT 1")
    customer = bona(crm)
    with wiring.reader(crm) as conn:
        person = erasing.look(conn, "customer", customer)
    for typed in ("", " ", "邕州", PERSON):
        with pytest.raises(NotTheName):
            erasing.confirmed(person, typed)
    assert erasing.confirmed(person, f" {NAME} ") is person


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Anna called", "… called"),
        ("Annapurna", "Annapurna"),
        ("给王芳打电话", "给…打电话"),
        ("ring 13800138000!", "ring …!"),
        ("138001380001", "138001380001"),
    ],
)
def test_names_are_taken_out_as_whole_words(text: str, left: str) -> None:
    found = pattern(["Anna", "王芳", "13800138000"])
    assert found is not None
    assert without({"note": [text], "name": text}, found, {"name"}.__contains__) == {
        "note": [left],
        "name": text,
    }


def test_a_name_without_letters_is_no_confirmation() -> None:
    assert not same_name("", "")
