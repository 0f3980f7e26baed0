"""Whom a row without a number means is decided only where nothing speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from crmtui import wiring
from crmtui.domain.sheets import CellValue
from crmtui.settings import Settings
from tests.imports import CUSTOMERS, Table, everything, imported, plan_for, rows

MATCHING: Table = [
    ["客户名称", "省份", "联系人", "手机", "邮箱"],
    ["王记家具有限公司", "", "", "", ""],  # by name
    ["王记家具", "", "王伟", "13800138000", ""],  # by phone and nearly the name
    ["王记", "", "王伟", "13800138000", ""],  # by phone and short name
    ["王记家具有限公司", "广东省", "李娜", "13500135000", ""],  # a further contact
]
DOUBTS: Sequence[tuple[list[CellValue], int]] = [
    (["德隆化工", "", "", "", ""], 2),  # two have this name
    (["别的公司", "", "王伟", "13800138000", ""], 1),  # the phone of another company
    (["王记家具", "", "", "", ""], 1),  # nearly the name, and nothing else
    (["王记家具有限公司", "北京", "", "", ""], 1),  # in another region
    (["王记家具有限公司", "", "赵六", "13800138000", ""], 1),  # somebody else's mobile
    (["王记家具有限公司", "", "王伟", "13800138000/13700137000", ""], 2),  # phones of two
]


@pytest.mark.parametrize("row", MATCHING[1:], ids=["name", "phone", "short name", "contact"])
def test_a_row_without_a_number_finds_its_customer(crm: Settings, row: list[CellValue]) -> None:
    imported(crm, CUSTOMERS)
    made = imported(crm, [MATCHING[0], row])
    assert made.counts["new"] == made.counts["duplicate"] == 0
    assert len(rows(crm, "SELECT 1 FROM customer")) == 3
    assert rows(crm, "SELECT name FROM customer WHERE id = 1") == [("王记家具有限公司",)]
    assert plan_for(crm, [MATCHING[0], row]).counts["same"] == 1


@pytest.mark.parametrize(("row", "candidates"), DOUBTS)
def test_what_cannot_be_decided_is_a_possible_duplicate(
    crm: Settings, row: list[CellValue], candidates: int
) -> None:
    imported(crm, CUSTOMERS)
    before = everything(crm)
    made = imported(crm, [MATCHING[0], row])
    assert made.counts["duplicate"] == made.rows_not_taken == len(made.problems) == 1
    assert len(made.outcomes[0].candidates) == candidates
    assert everything(crm) == before


def test_an_unknown_number_is_a_new_customer_even_where_all_else_is_known(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    table: Table = [
        ["编号", *MATCHING[0]],
        ["77", "王记家具有限公司", "", "王伟", "13800138000", ""],
    ]
    made = imported(crm, table)
    assert made.counts["new"] == 1
    assert {alike.why for alike in made.look_alikes} == {"name", "phone"}


def test_two_unnumbered_namesakes_with_other_phones_are_not_merged(crm: Settings) -> None:
    table: Table = [["姓名", "手机"], ["王伟", "13800138000"], ["王伟", "13900139000"]]
    made = imported(crm, table)
    assert (made.counts["new"], made.counts["duplicate"]) == (1, 1)


def test_a_contact_put_away_does_not_come_back(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    from crmtui.actions import contacts

    with wiring.unit_of_work(crm) as uow:
        contacts.remove(uow, 1)
    assert plan_for(crm, CUSTOMERS).counts["same"] == 3


def test_a_uid_decides_before_a_number(crm: Settings) -> None:
    imported(crm, CUSTOMERS)
    ((uid,),) = rows(crm, "SELECT uid FROM customer WHERE number = '2'")
    made = imported(crm, [["uid", "编号", "客户名称", "等级"], [uid, "1", "德隆化工", "D"]])
    assert made.counts["updated"] == 1
    assert made.problems[0].column == "B 编号"
    assert rows(crm, "SELECT grade, number FROM customer WHERE id = 2") == [("D", "2")]
