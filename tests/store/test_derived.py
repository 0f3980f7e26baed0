"""What is kept beside the rows: due days by the rhythm, next steps, keys, search."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

import pytest

from crmtui import wiring
from crmtui.domain.records import Value
from crmtui.settings import Settings
from tests.store.acts import ACTS, do, start
from tests.store.ledger import kept_beside, rebuilt
from tests.store.looking import found, one

ADDED = "2026-11-02"
DUE: list[tuple[Mapping[str, Value], str | None, str | None]] = [
    ({"grade": "A"}, None, "2026-11-09"),
    ({"grade": "B"}, None, "2026-11-16"),
    ({"grade": "C"}, None, "2026-12-02"),
    ({"grade": ""}, None, "2026-12-02"),
    ({"grade": "D"}, None, None),
    ({"grade": "A", "stage": "lost"}, None, None),
    ({"grade": "A", "archived_at": "2026-11-03T00:00:00+00:00"}, None, None),
    ({"grade": "A", "cadence_days": 3}, None, "2026-11-05"),
    ({"grade": "A"}, "2026-11-20", "2026-11-27"),
    ({"grade": "C", "cadence_days": 10}, "2026-11-20", "2026-11-30"),
    ({"grade": "C", "spread": 0}, None, "2026-11-03"),
    ({"grade": "C", "spread": 500}, None, "2026-11-18"),
    ({"grade": "C", "spread": 999}, "2026-11-20", "2026-12-20"),
]


@pytest.mark.parametrize(("customer", "touched", "due"), DUE)
def test_the_next_touch_is_due_by_grade_rhythm_and_last_touch(
    customer: Mapping[str, Value], touched: str | None, due: str | None, crm: Settings
) -> None:
    with wiring.unit_of_work(crm) as uow:
        made = uow.insert("customer", {"name": "A", "added_on": ADDED, **customer})
        if touched:
            row: dict[str, Value] = {"customer_id": made, "on": touched, "kind": "call"}
            row["is_touch"] = 1
            uow.insert("interaction", row)
    assert one(crm, "SELECT last_touch_on, contact_due_on FROM customer") == (touched, due)


def test_an_entry_that_is_no_touch_does_not_reset_the_rhythm(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        made = uow.insert("customer", {"name": "A", "added_on": ADDED, "grade": "A"})
        uow.insert("interaction", {"customer_id": made, "on": "2026-11-20", "kind": "note"})
    assert one(crm, "SELECT last_touch_on, contact_due_on FROM customer") == (None, "2026-11-09")


def test_the_next_step_is_the_earliest_open_one(crm: Settings) -> None:
    with wiring.unit_of_work(crm) as uow:
        made = uow.insert("customer", {"name": "A", "added_on": ADDED})
        for due_on, status in (
            ("2026-11-05", "done"),
            ("2026-12-09", "open"),
            ("2026-12-01", "open"),
        ):
            uow.insert("follow_up", {"customer_id": made, "due_on": due_on, "status": status})
    assert one(crm, "SELECT next_due_on FROM customer") == ("2026-12-01",)


@pytest.mark.parametrize(
    "text",
    [
        *("南宁", "博纳", "家具", "nanning", "bona", "王建华", "wangjianhua", "wjh", "总经理"),
        *("8833", "12348833", "13812348833", "+8613812348833", "wx_8833", "VIP", "红木", "报价"),
        *("回访", "王 8833"),
    ],
)
def test_a_customer_is_found_by_all_that_hangs_on_it(text: str, crm: Settings) -> None:
    assert found(crm, text) == []
    start(crm)
    assert found(crm, text) == [1]


@pytest.mark.parametrize(
    ("act", "gone", "come"),
    [
        ("edit a customer", "0022", "0021"),
        ("set tags", "VIP", "老客户"),
        ("change a custom field", "红木柜", "沙发"),
        ("remove a contact", "王建华", "博纳"),
        ("edit a contact", "8833", "王建国"),
        ("edit an interaction", "催款", "x"),
        ("log with a next step", "发票", "寄样品"),
        ("edit a step", "回访", "寄合同"),
    ],
)
def test_search_follows_every_change(act: str, gone: str, come: str, crm: Settings) -> None:
    start(crm)
    do(crm, ACTS[act])
    assert found(crm, gone) == []
    assert found(crm, come) == [1]


@pytest.mark.parametrize("act", ACTS)
def test_a_rebuild_finds_everything_as_it_was_kept(act: str, crm: Settings) -> None:
    start(crm)
    do(crm, ACTS[act])
    with wiring.unit_of_work(crm) as uow:
        assert kept_beside(uow.sql) == rebuilt(uow.sql, crm)


def test_a_rebuild_repairs_a_broken_index_and_wrong_days(crm: Settings) -> None:
    start(crm)
    with wiring.unit_of_work(crm) as uow:
        right = kept_beside(uow.sql)
        uow.sql.execute("DELETE FROM search")
        uow.sql.execute("INSERT INTO search (rowid, names) VALUES (77, 'a ghost')")
        uow.sql.execute("UPDATE customer SET contact_due_on = '1999-01-01', sort_key = ''")
    assert found(crm, "ghost") == [77]
    assert wiring.rebuild(crm) == 1
    with closing(wiring.connect(crm)) as conn:
        assert kept_beside(conn) == right
