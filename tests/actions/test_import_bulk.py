"""Imports are whole or not at all, however many rows they have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import customers
from crmtui.actions.bulk import new_uids
from crmtui.actions.transfer import apply, prepare
from crmtui.domain.errors_import import PlanOutdated
from crmtui.domain.importplan import ImportPlan
from crmtui.domain.known import Known
from crmtui.domain.sheets import CellValue
from crmtui.domain.transfer import plan, plan_json
from crmtui.files.sheets import read
from crmtui.settings import Settings
from tests.imports import (
    CUSTOMERS,
    HISTORY,
    TODAY,
    book,
    everything,
    plan_for,
    rows,
    sheet,
    take_in,
)


def test_a_plan_for_a_database_that_changed_is_refused_and_writes_nothing(crm: Settings) -> None:
    made = plan_for(crm, CUSTOMERS)
    with wiring.unit_of_work(crm) as uow:
        customers.add(uow, {"name": "插队"}, today=TODAY)
    before = everything(crm)
    with pytest.raises(PlanOutdated):
        take_in(crm, made)
    assert everything(crm) == before


def test_an_import_broken_off_leaves_nothing(crm: Settings) -> None:
    made = plan_for(crm, CUSTOMERS, HISTORY)
    before = everything(crm)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), wiring.unit_of_work(crm) as uow:
        apply(uow, prepare(made), TODAY, stop)
    assert everything(crm) == before
    assert rows(crm, "SELECT count(*) FROM operation") == [(0,)]


def test_a_first_import_makes_the_database(no_settings: Settings) -> None:
    made = plan([book(sheet(CUSTOMERS))], Known(), TODAY)
    take_in(no_settings, made)
    assert rows(no_settings, "SELECT count(*) FROM customer") == [(3,)]


def test_the_batch_remembers_files_and_result(crm: Settings, tmp_path: Path) -> None:
    path = tmp_path / "客户.csv"
    path.write_text("客户名称,手机\n王记,13800138000\n,转1\n", encoding="utf-8")
    made = plan([read(path)], Known(), TODAY)
    result = take_in(crm, made)
    ((files, told, operation),) = rows(crm, "SELECT files, result, operation_id FROM import_batch")
    assert json.loads(files)[0]["name"] == "客户.csv"
    assert len(json.loads(files)[0]["sha256"]) == 64
    assert json.loads(told) == plan_json(made, result)
    assert operation == result.operation
    assert rows(crm, "SELECT verb, summary FROM operation") == [("import", "客户.csv")]


def test_progress_ends_with_every_row_written(crm: Settings) -> None:
    told: list[tuple[int, int]] = []
    made = plan_for(crm, CUSTOMERS, HISTORY)
    with wiring.unit_of_work(crm) as uow:
        apply(uow, prepare(made), TODAY, lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def _many(count: int) -> ImportPlan:
    names: list[list[CellValue]] = [
        [f"{n:05}", f"客户{n}有限公司", f"王{n}", f"138{n:08}", "2026-11-01"] for n in range(count)
    ]
    head = ["编号", "客户名称", "联系人", "手机", "最近联系"]
    return plan([book(sheet([head, *names]))], Known(), TODAY)


def test_a_large_import_leaves_every_index_in_place(crm: Settings) -> None:
    indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
    before = rows(crm, indexes)
    take_in(crm, _many(6000))
    assert rows(crm, indexes) == before
    assert rows(crm, "PRAGMA integrity_check") == [("ok",)]
    assert rows(crm, "PRAGMA foreign_key_check") == []
    assert rows(crm, "SELECT count(*) FROM search WHERE search MATCH '\"5999\"'")[0][0] >= 0
    assert rows(crm, "SELECT count(*) FROM search") == [(6000,)]


def test_a_large_import_is_one_run_a_table_in_the_journal(crm: Settings) -> None:
    take_in(crm, _many(120))
    assert rows(crm, "SELECT table_name, row_id, row_last FROM change ORDER BY id") == [
        ("customer", 1, 120),
        ("contact", 1, 120),
        ("contact_point", 1, 120),
        ("interaction", 1, 120),
    ]


def test_bulk_uids_are_distinct_and_ascending() -> None:
    made = [uid for uid, _n in zip(new_uids(), range(10_000), strict=False)]
    assert made == sorted(set(made))
    assert all(len(uid) == 36 and uid[14] == "7" for uid in made)
