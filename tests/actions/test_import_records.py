"""Steps, days and several people a row: written once, and the same a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.settings import Settings
from tests.imports import TODAY, Table, everything, imported, plan_for, rows

CUSTOMERS: Table = [
    ["编号", "客户名称", "联系人1", "手机1", "联系人2", "手机2"],
    ["1", "王记", "王总", "13800138000", "李娜", "13800138001"],
    ["2", "李记", "", "", "", ""],
]
STEPS: Table = [
    ["客户", "联系人", "计划日期", "下一步", "状态"],
    ["王记", "李娜", "2026-11-25 09:30", "报价", "未完成"],
    ["王记", "", "2026-10-01", "寄样", "已完成"],
    ["李记", "赵六", "2026-12-01", "拜访", ""],
]
DAYS: Table = [
    ["客户", "联系人", "纪念日", "日期", "提前天数"],
    ["王记", "王总", "生日", "农历八月十五", "7"],
    ["李记", "", "公司成立", "2010-05-06", ""],
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(db=tmp_path / "crm.db", config_path=tmp_path / "c.toml", today_pin=TODAY)


@pytest.fixture
def taken(settings: Settings) -> Settings:
    from crmtui import wiring

    wiring.upgrade(settings)
    imported(settings, CUSTOMERS, STEPS, DAYS)
    return settings


def test_steps_and_days_are_written(taken: Settings) -> None:
    assert rows(taken, "SELECT due_on, time, what, status, closed_on FROM follow_up") == [
        ("2026-11-25", "09:30", "报价", "open", None),
        ("2026-10-01", None, "寄样", "done", "2026-10-01"),
        ("2026-12-01", None, "拜访", "open", None),
    ]
    assert rows(taken, "SELECT kind, calendar, month, day, year, lead_days FROM occasion") == [
        ("birthday", "lunar", 8, 15, None, 7),
        ("founding", "gregorian", 5, 6, 2010, None),
    ]
    people = rows(taken, "SELECT name, position, customer_id FROM contact ORDER BY id")
    assert people == [("王总", "总", 1), ("李娜", "", 1), ("赵六", "", 2)]
    due = rows(taken, "SELECT next_due_on FROM customer ORDER BY id")
    assert due == [("2026-11-25",), ("2026-12-01",)]


def test_a_second_time_nothing_is_new(taken: Settings) -> None:
    before = everything(taken)
    made = plan_for(taken, CUSTOMERS, STEPS, DAYS)
    assert made.counts == {"new": 0, "updated": 0, "same": 7, "duplicate": 0, "not_taken": 0}
    imported(taken, CUSTOMERS, STEPS, DAYS)
    assert everything(taken) == before


def test_a_step_done_since_is_finished_and_a_day_corrected(taken: Settings) -> None:
    steps = [STEPS[0], ["王记", "李娜", "2026-11-25", "报价", "已完成"]]
    days = [DAYS[0], ["王记", "王总", "生日", "农历八月十六", "7"]]
    made = imported(taken, steps, days)
    assert made.counts["updated"] == 2
    done = rows(taken, "SELECT status, closed_on FROM follow_up WHERE what = '报价'")
    assert done == [("done", "2026-11-25")]
    assert rows(taken, "SELECT month, day FROM occasion WHERE kind = 'birthday'") == [(8, 16)]
    assert [change.field for row in made.outcomes for change in row.changes] == ["status", "day"]


def test_a_step_finished_in_the_program_is_not_opened_by_the_file(taken: Settings) -> None:
    from crmtui import wiring
    from crmtui.actions import followups

    (step,) = rows(taken, "SELECT id FROM follow_up WHERE what = '报价'")
    with wiring.unit_of_work(taken) as uow:
        followups.complete(uow, step[0], TODAY)
    assert plan_for(taken, STEPS).counts["same"] == 3


def test_all_of_it_is_taken_back_at_once(taken: Settings) -> None:
    from crmtui import wiring
    from crmtui.actions import undo

    with wiring.unit_of_work(taken) as uow:
        undo.undo(uow, None, None)
    for table in ("customer", "contact", "follow_up", "occasion"):
        assert rows(taken, f"SELECT count(*) FROM {table}") == [(0,)]
