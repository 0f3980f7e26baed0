"""What a second process makes of an import is what one process alone makes of it."""

from __future__ import annotations

import marshal
import re
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crmtui import wiring
from crmtui.actions import aside, customers, undo
from crmtui.actions.importfacts import packed_columns, unpacked_columns
from crmtui.actions.transfer import ReadyImport, apply, prepare
from crmtui.domain.importplan import ImportPlan
from crmtui.domain.transfer import plan
from crmtui.files.sheets import read
from crmtui.reads import matching
from crmtui.settings import Settings
from tests.bench.sheets import write_csv
from tests.imports import CUSTOMERS, HISTORY, TODAY, everything, plan_for, search_rows
from tests.store.looking import found
from tests.support import fresh, writer

ROWS = 400
ALONE, ASIDE = ROWS + 1, 1  # new customers from which on there is a second process
WORDS = ("物流", "王", "lml", "8833", "深圳 食品", "138", "wx", "电子")
_OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|20..-..-..T.*")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which both processes put what they need for a while."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def _planned(settings: Settings, sheet: Path) -> ImportPlan:
    write_csv(sheet, ROWS)
    with wiring.reader(settings) as conn:
        return plan([read(sheet)], matching.known(conn), TODAY)


def _write(settings: Settings, ready: ReadyImport) -> None:
    with wiring.unit_of_work(settings, bulk=True) as uow:
        apply(uow, ready, TODAY)


def _another(settings: Settings) -> Settings:
    path = settings.db.with_name("another.db")
    fresh(path)
    return Settings(db=path, config_path=settings.config_path, today_pin=TODAY, me=settings.me)


def _told(settings: Settings) -> dict[str, Any]:
    """Every table without stable ids and instants, and what searches find."""
    tables = {
        table: [tuple("" if _OWN.fullmatch(str(cell)) else cell for cell in row) for row in rows]
        for table, rows in everything(settings).items()
        if table != "search"
    }
    return {**tables, "search": search_rows(settings), **{w: found(settings, w) for w in WORDS}}


def _check_index(settings: Settings) -> None:
    with closing(writer(settings.db)) as raw:
        raw.execute("INSERT INTO search (search) VALUES ('integrity-check')")
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_write_what_one_writes(crm: Settings, tmp_path: Path) -> None:
    other = _another(crm)
    for settings, fewest in ((crm, ALONE), (other, ASIDE)):
        ready = prepare(_planned(settings, tmp_path / "客户.csv"), fewest_aside=fewest)
        assert (ready.index.aside is None) == (fewest == ALONE)
        _write(settings, ready)
    assert _told(other) == _told(crm)
    assert all(found(other, word) for word in WORDS[:2])
    _check_index(other)


@pytest.mark.parametrize("fewest", [ASIDE, ALONE])
def test_a_process_that_helps_from_the_start_changes_nothing(
    crm: Settings, tmp_path: Path, fewest: int
) -> None:
    other, sheet = _another(crm), tmp_path / "客户.csv"
    _write(crm, prepare(_planned(crm, sheet), fewest_aside=ALONE))
    helper = aside.Aside(fewest)
    with wiring.known(other) as known:
        made = plan([read(sheet)], replace(known, helper=helper), TODAY)
    assert helper.told == (fewest == ASIDE)
    ready = prepare(made, fewest_aside=fewest, aside=helper)
    assert (ready.index.aside is helper) == (fewest == ASIDE)
    _write(other, ready)
    assert _told(other) == _told(crm)
    _check_index(other)


def test_columns_arrive_as_they_were_sent() -> None:
    columns: dict[str, list[Any]] = {
        "text": ["a", "", "中"],
        "nul": ["a\0b", "", "c"],
        "number": [1, 2, -3],
        "mixed": ["a", None, 2],
        "same": ["x", "x", "x"],
        "none": [None, None, None],
    }
    arrived = marshal.loads(marshal.dumps(packed_columns(columns)))
    made = {name: list(column) for name, column in unpacked_columns(arrived).items()}
    assert made == columns


@pytest.mark.parametrize("when", ["before", "between"])
def test_where_the_helper_is_lost_while_planning_the_plan_is_the_same(
    crm: Settings, tmp_path: Path, when: str
) -> None:
    sheet = tmp_path / "客户.csv"
    alone = _planned(crm, sheet)
    helper = aside.Aside(ASIDE)
    if when == "before":
        helper.process.kill()
    else:
        helper.names(["金辉机械有限公司"])  # and these are not the names in the file
    with wiring.known(crm) as known:
        made = plan([read(sheet)], replace(known, helper=helper), TODAY)
    assert (made.orders, made.look_alikes) == (alone.orders, alone.look_alikes)
    _write(crm, prepare(made, fewest_aside=ASIDE, aside=helper))
    assert len(search_rows(crm)) == ROWS


def test_a_small_file_and_a_full_database_need_no_second_process(tmp_path: Path) -> None:
    small, big = tmp_path / "small.csv", tmp_path / "big.csv"
    small.write_bytes(b"x")
    big.write_bytes(bytes(aside.FEWEST_BYTES))
    none, full = tmp_path / "none.db", tmp_path / "full.db"
    full.write_bytes(bytes(aside.MOST_BYTES_THERE))
    assert aside.early([small], none) is None
    assert aside.early([small, big], full) is None
    assert aside.early([tmp_path / "not there.csv"], none) is None
    assert (aside.early([small, big], none) is not None) == (aside.cores() > 1)


def test_two_processes_add_to_a_database_what_one_adds(crm: Settings, tmp_path: Path) -> None:
    other = _another(crm)
    for settings, fewest in ((crm, ALONE), (other, ASIDE)):
        with wiring.unit_of_work(settings) as uow:
            customers.add(uow, {"name": "先来物流有限公司"}, today=TODAY)
        _write(settings, prepare(_planned(settings, tmp_path / "客户.csv"), fewest_aside=fewest))
    assert _told(other) == _told(crm)
    assert found(other, "先来") == [1]
    _check_index(other)


def test_an_index_taken_over_is_worked_on_like_any_other(crm: Settings, tmp_path: Path) -> None:
    ready = prepare(_planned(crm, tmp_path / "客户.csv"), fewest_aside=ASIDE)
    with wiring.unit_of_work(crm, bulk=True) as uow:
        assert uow.sql.execute("SELECT count(*) FROM search WHERE search MATCH 'a'").fetchone()
        apply(uow, ready, TODAY)
        customers.add(uow, {"name": "后来物流有限公司"}, today=TODAY)
    with wiring.unit_of_work(crm) as uow:
        customers.edit(uow, 1, {"name": "改名有限公司"}, TODAY)
    assert found(crm, "后来") == [ROWS + 1]
    assert found(crm, "改名") == [1]
    _check_index(crm)
    with wiring.unit_of_work(crm) as uow:
        undo.undo(uow)
        undo.undo(uow)
    assert search_rows(crm) == []
    _check_index(crm)


def test_history_and_contacts_of_known_customers_stay_out_of_the_new_documents(
    crm: Settings,
) -> None:
    _write(crm, prepare(plan_for(crm, CUSTOMERS[:2])))
    other = _another(crm)
    _write(other, prepare(plan_for(other, CUSTOMERS[:2])))
    for settings, fewest in ((crm, ALONE), (other, ASIDE)):
        _write(settings, prepare(plan_for(settings, CUSTOMERS, HISTORY), fewest_aside=fewest))
    assert _told(other) == _told(crm)


@pytest.mark.parametrize("python", ["no such program", ""])
def test_where_no_second_process_starts_one_does_it_all(
    crm: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    made = _planned(crm, tmp_path / "客户.csv")
    monkeypatch.setattr(sys, "executable", python and str(tmp_path / python))
    _write(crm, prepare(made, fewest_aside=ASIDE))
    assert len(search_rows(crm)) == ROWS


def test_where_the_second_process_is_lost_the_first_goes_on(
    crm: Settings, tmp_path: Path, temporary: Path
) -> None:
    other = _another(crm)
    _write(other, prepare(_planned(other, tmp_path / "客户.csv"), fewest_aside=ALONE))
    ready = prepare(_planned(crm, tmp_path / "客户.csv"), fewest_aside=ASIDE)
    assert ready.index.aside is not None
    ready.index.aside.process.kill()
    _write(crm, ready)
    assert _told(crm) == _told(other)
    assert list(temporary.iterdir()) == []


def test_the_second_process_ends_with_the_import_and_leaves_nothing(
    crm: Settings, tmp_path: Path, temporary: Path
) -> None:
    ready = prepare(_planned(crm, tmp_path / "客户.csv"), fewest_aside=ASIDE)
    assert ready.index.aside is not None
    process = ready.index.aside.process
    _write(crm, ready)
    assert process.wait(20) == 0
    assert list(temporary.iterdir()) == []


def test_an_import_broken_off_ends_the_second_process(
    crm: Settings, tmp_path: Path, temporary: Path
) -> None:
    ready = prepare(_planned(crm, tmp_path / "客户.csv"), fewest_aside=ASIDE)
    assert ready.index.aside is not None
    process = ready.index.aside.process

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), wiring.unit_of_work(crm, bulk=True) as uow:
        apply(uow, ready, TODAY, stop)
    del ready
    assert process.wait(20) == 0
    assert list(temporary.iterdir()) == []
    assert search_rows(crm) == []
