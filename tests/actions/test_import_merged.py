"""An old file after two of its customers were merged: both rows mean the one that stays."""

from __future__ import annotations

import pytest

from crmtui import wiring
from crmtui.actions import merging
from crmtui.domain.transfer import plan
from crmtui.settings import Settings
from tests.imports import TODAY, Table, book, everything, imported, rows, sheet, take_in

NUMBERED: Table = [
    ["编号", "客户名称", "联系人", "手机", "等级", "备注"],
    ["1", "王记家具有限公司", "王伟", "13800138000", "A", "爱喝茶"],
    ["2", "老王家具厂", "李娜", "13900139000", "B", "月结"],
]
NAMED: Table = [row[1:] for row in NUMBERED]


@pytest.mark.parametrize("table", [NUMBERED, NAMED], ids=["by number", "by name"])
def test_the_file_of_before_the_merge_changes_nothing(crm: Settings, table: Table) -> None:
    imported(crm, table)
    with wiring.unit_of_work(crm) as uow:
        merging.merge(uow, 1, 2, {}, TODAY)
    before = everything(crm)
    with wiring.known(crm) as known:
        made = plan([book(sheet(table))], known, TODAY)
    assert made.counts["same"] == 2, made.outcomes
    take_in(crm, made)
    assert everything(crm) == before


def test_the_former_number_brings_what_is_new_to_the_survivor(crm: Settings) -> None:
    imported(crm, NUMBERED)
    with wiring.unit_of_work(crm) as uow:
        merging.merge(uow, 1, 2, {}, TODAY)
    table: Table = [["编号", "客户名称", "城市"], ["2", "老王家具厂", "佛山"]]
    imported(crm, table)
    assert rows(crm, "SELECT number, name, city FROM customer") == [
        ("1", "王记家具有限公司", "佛山")
    ]
