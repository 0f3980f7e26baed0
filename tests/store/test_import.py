"""An import through the store: what it derives itself is right, and it can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import customers, transfer, undo
from crmtui.domain.transfer import plan
from crmtui.files import sheets
from crmtui.reads import matching
from crmtui.settings import Settings
from tests.bench.sheets import write_csv
from tests.store.acts import picture
from tests.store.ledger import kept_beside, rebuilt, stored
from tests.store.looking import count, found, one, rows

TODAY = date(2026, 11, 23)
ROWS = 120


def take_in(settings: Settings, sheet: Path) -> int:
    """Import a sheet; gives the operation."""
    books = [sheets.read(sheet)]
    with wiring.reader(settings) as conn:
        planned = plan(books, matching.known(conn), TODAY)
    ready = transfer.prepare(planned)
    with wiring.unit_of_work(settings) as uow:
        operation = transfer.apply(uow, ready, TODAY, None).operation
    assert operation
    return operation


def words(kept: list[tuple[object, ...]]) -> list[list[object]]:
    """Derived columns and search rows; an import may say the same words in another order."""
    return [[sorted(v.split()) if isinstance(v, str) else v for v in row] for row in kept]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A spreadsheet of customers with phones, birthdays and last contacts."""
    write_csv(tmp_path / "客户.csv", ROWS)
    return tmp_path / "客户.csv"


def test_what_an_import_derives_is_what_a_rebuild_derives(crm: Settings, sheet: Path) -> None:
    take_in(crm, sheet)
    assert count(crm, "customer") == count(crm, "search") == ROWS
    with wiring.unit_of_work(crm) as uow:
        assert words(kept_beside(uow.sql)) == words(rebuilt(uow.sql, crm))


def test_undoing_an_import_leaves_nothing_but_the_journal(crm: Settings, sheet: Path) -> None:
    operation = take_in(crm, sheet)
    with wiring.unit_of_work(crm) as uow:
        undone = undo.undo(uow, operation)
    assert (undone.kept, undone.failed) == ((), ())
    with wiring.unit_of_work(crm) as uow:
        assert not any(stored(uow.sql).values())
        assert kept_beside(uow.sql) == []


def test_an_import_undone_and_done_again_is_as_it_was(crm: Settings, sheet: Path) -> None:
    take_in(crm, sheet)
    with wiring.unit_of_work(crm) as uow:
        before, beside = stored(uow.sql), words(kept_beside(uow.sql))
    for act in (undo.undo, undo.redo):
        with wiring.unit_of_work(crm) as uow:
            act(uow)
    with wiring.unit_of_work(crm) as uow:
        assert stored(uow.sql) == before
        assert words(kept_beside(uow.sql)) == beside


def test_undoing_an_import_keeps_what_was_worked_on_since(crm: Settings, sheet: Path) -> None:
    operation = take_in(crm, sheet)
    (name,) = one(crm, "SELECT name FROM customer WHERE id = 7")
    with wiring.unit_of_work(crm) as uow:
        customers.edit(uow, 7, {"note": "worked on since"}, TODAY)
    with wiring.unit_of_work(crm) as uow:
        undone = undo.undo(uow, operation)
    assert name in undone.kept
    assert rows(crm, "SELECT id, note FROM customer") == [(7, "worked on since")]
    assert found(crm, "worked") == [7]


def test_the_same_sheet_again_changes_nothing(crm: Settings, sheet: Path) -> None:
    take_in(crm, sheet)
    before = picture(crm)
    books = [sheets.read(sheet)]
    with wiring.reader(crm) as conn:
        planned = plan(books, matching.known(conn), TODAY)
    assert not planned.changes_anything
    assert picture(crm) == before
