"""A complete export comes into a database that holds something already, or that was edited."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crmtui import wiring
from crmtui.actions import undo
from crmtui.domain.completewords import MARKER
from crmtui.domain.errors_complete import ExportTooNew, ImportedWithOthers
from crmtui.domain.importplan import ImportOptions
from crmtui.domain.transfer import plan
from crmtui.files import sheets
from crmtui.reads import matching
from crmtui.settings import Settings
from tests.complete import TODAY, content, fill, planned, settings_at, take_in, take_out
from tests.store.acts import start

Document = dict[str, Any]


@pytest.fixture
def here(tmp_path: Path) -> Settings:
    """A database with one customer and something of everything about it."""
    settings = settings_at(tmp_path / "here.db")
    start(settings)
    return settings


@pytest.fixture
def there(tmp_path: Path) -> Settings:
    """An empty database."""
    return settings_at(tmp_path / "there.db")


@pytest.fixture
def edited(here: Settings, tmp_path: Path) -> Callable[[Callable[[Document], object]], Path]:
    """The export of `here` after somebody changed something in it."""

    def make(change: Callable[[Document], object]) -> Path:
        path = take_out(here, tmp_path / "all.json")
        document = json.loads(path.read_text(encoding="utf-8"))
        change(document)
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
        return path

    return make


def test_what_is_the_same_stays_and_what_changed_is_named_field_by_field(
    here: Settings, edited: Callable[..., Path]
) -> None:
    def change(document: Document) -> None:
        document["tables"]["customer"][0] |= {"grade": "B", "city": "南宁"}

    made = planned(here, edited(change))
    assert made.counts["updated"] == 1
    assert made.counts["new"] == 0
    (outcome,) = made.outcomes
    assert [(c.field, c.before, c.after) for c in outcome.changes] == [
        ("grade", "A", "B"),
        ("city", "", "南宁"),
    ]
    take_in(here, edited(change))
    with wiring.reader(here) as conn:
        assert conn.execute("SELECT grade, city FROM customer").fetchall() == [("B", "南宁")]


def test_blank_texts_erase_only_when_told_to(here: Settings, edited: Callable[..., Path]) -> None:
    def blank(document: Document) -> None:
        document["tables"]["customer"][0]["stage"] = ""

    assert planned(here, edited(blank)).counts["updated"] == 0
    assert planned(here, edited(blank), ImportOptions(overwrite=True)).counts["updated"] == 1


def test_a_customer_of_another_uid_is_known_by_its_number(
    there: Settings, here: Settings, tmp_path: Path
) -> None:
    with wiring.unit_of_work(here) as uow:
        uow.update("customer", 1, {"number": "0021"})
    customer: dict[str, Any] = {"uid": "x", "name": "博纳", "number": "0021"}
    fill(there, {"customer": [customer | {"added_on": "2026-01-01"}]})
    made = take_in(there, take_out(here, tmp_path / "all.json"))
    assert made.outcomes[0].customer == "0021 南宁博纳红木家具"
    with wiring.reader(there) as conn:
        assert conn.execute("SELECT uid, name FROM customer").fetchall() == [
            ("x", "南宁博纳红木家具")
        ]
        owners = conn.execute("SELECT DISTINCT customer_id FROM contact").fetchall()
    assert owners == [(1,)]


def test_a_number_that_another_customer_has_is_reported_and_left_out(
    there: Settings, edited: Callable[..., Path]
) -> None:
    def double(document: Document) -> None:
        first = document["tables"]["customer"][0] | {"number": "7"}
        document["tables"]["customer"] = [first, first | {"uid": "second", "name": "另一家"}]

    made = take_in(there, edited(double))
    assert [(p.column, p.found) for p in made.problems] == [("number", "7")]
    with wiring.reader(there) as conn:
        found = conn.execute("SELECT name, number FROM customer ORDER BY id").fetchall()
    assert found == [("南宁博纳红木家具", "7"), ("另一家", None)]


@pytest.mark.parametrize(
    ("table", "field", "value", "message", "lost"),
    [
        ("customer", "grade", "Z", "one of these: A, B, C, D", False),
        ("customer", "name", "", "must not be empty", True),
        ("customer", "cadence_days", "soon", "whole number from 1", False),
        ("interaction", "on", "2026-02-30", "must be a day", True),
        ("interaction", "kind", "telepathy", "one of these", True),
        ("interaction", "time", "25:00", "time of day", False),
        ("interaction", "customer", "nobody", "no such row", True),
        ("interaction", "contact", "nobody", "no such row", False),
        ("occasion", "month", 13, "from 1 to 12", True),
        ("contact", "is_primary", "perhaps", "true or false", False),
        ("follow_up", "recorded_at", "yesterday", "an instant", True),
    ],
)
def test_a_cell_that_cannot_be_is_reported_with_its_row_and_column(
    there: Settings,
    edited: Callable[..., Path],
    table: str,
    field: str,
    value: object,
    message: str,
    lost: bool,
) -> None:
    made = planned(
        there, edited(lambda document: document["tables"][table][0].update({field: value}))
    )
    problem = next(p for p in made.problems if p.sheet == table)
    assert (problem.row, problem.column) == (1, field)
    assert message in problem.message
    assert ("not taken in" in problem.message) == lost
    assert bool(made.rows_not_taken) == lost


def test_rows_of_a_customer_that_is_not_taken_are_not_taken_either(
    there: Settings, edited: Callable[..., Path]
) -> None:
    made = planned(there, edited(lambda document: document["tables"]["customer"][0].pop("name")))
    assert made.counts["not_taken"] == sum(made.counts.values()) - 2  # its tag, its own field
    assert len({p.sheet for p in made.problems}) > 5


def test_a_row_that_is_there_twice_counts_once_or_is_reported(
    there: Settings, edited: Callable[..., Path]
) -> None:
    def double(document: Document) -> None:
        rows = document["tables"]["interaction"]
        rows += [dict(rows[0]), rows[0] | {"summary": "anders"}]

    made = take_in(there, edited(double))
    assert made.counts["same"] == 1
    assert made.counts["not_taken"] == 1
    assert "twice" in made.problems[0].message


def test_an_unknown_field_or_table_is_said(there: Settings, edited: Callable[..., Path]) -> None:
    def more(document: Document) -> None:
        document["tables"]["customer"][0]["shoe_size"] = 43
        document["tables"]["shoes"] = [{"size": 43}]

    made = planned(there, edited(more))
    assert any("shoe_size" in note for note in made.notes)
    assert any("“shoes”" in note for note in made.notes)


def test_an_export_of_a_newer_program_is_refused(
    here: Settings, edited: Callable[..., Path]
) -> None:
    with pytest.raises(ExportTooNew, match="version 2"):
        planned(here, edited(lambda document: document.update(version=2)))


def test_other_files_are_imported_another_time(here: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("客户名称,电话\n王记,123456\n", encoding="utf-8")
    books = [sheets.read(take_out(here, tmp_path / "all.json")), sheets.read(other)]
    with wiring.reader(here) as conn, pytest.raises(ImportedWithOthers):
        plan(books, matching.known(conn), TODAY)


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize("marked", [True, False])
def test_a_workbook_saved_by_another_program_is_known_by_its_words(
    here: Settings, there: Settings, tmp_path: Path, lang: str, marked: bool
) -> None:
    path = take_out(here, tmp_path / "all.xlsx", lang=lang)
    book = openpyxl.load_workbook(path)
    if not marked:
        del book[MARKER]
    book.save(path)
    take_in(there, path)
    assert content(there) == content(here)


def test_a_row_added_by_hand_in_a_workbook_is_the_same_row_the_next_time(
    here: Settings, tmp_path: Path
) -> None:
    path = take_out(here, tmp_path / "all.xlsx", lang="en")
    book = openpyxl.load_workbook(path)
    sheet = book["Contact records"]
    row = {"customer uid": sheet["B2"].value, "date": "2026-11-20", "kind": "visit"}
    row |= {"direction": "out", "summary": "看了仓库"}
    sheet.append([row.get(str(cell.value)) for cell in sheet[1]])
    book.save(path)
    assert take_in(here, path).counts["new"] == 1
    assert take_in(here, path).counts["new"] == 0


def test_the_import_of_an_export_can_be_undone(
    here: Settings, there: Settings, tmp_path: Path
) -> None:
    before = content(there)
    take_in(there, take_out(here, tmp_path / "all.json"))
    assert content(there) != before
    with wiring.unit_of_work(there, bulk=True) as uow:
        reversal = undo.undo(uow, None, None)
    assert not reversal.kept
    assert content(there) == before


def test_what_was_merged_here_is_not_taken_apart_by_an_older_export(
    here: Settings, tmp_path: Path
) -> None:
    path = take_out(here, tmp_path / "all.json")
    with wiring.unit_of_work(here) as uow:
        other = uow.insert("customer", {"name": "博纳集团", "added_on": "2026-01-01"})
        uid = uow.must("customer", 1)["uid"]
        uow.insert("alias", {"customer_id": other, "uid": uid, "name": "南宁博纳红木家具"})
        for table in ("contact", "contact_point", "interaction", "follow_up", "occasion"):
            for row in uow.rows(table, customer_id=1):
                uow.update(table, row.id, {"customer_id": other})
        for table in ("customer_tag", "custom_value", "stage_change"):
            for row in uow.rows(table, customer_id=1):
                uow.delete(table, row.id)
        uow.delete("customer", 1)
    made = planned(here, path)
    assert made.counts["same"] == sum(made.counts.values())
