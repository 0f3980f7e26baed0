"""An old file imported again: what was edited since stays, unless the user says otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmtui import wiring
from crmtui.actions import contacts, customers, undo
from crmtui.domain.importplan import ImportOptions, ImportPlan
from crmtui.domain.sheets import CellValue
from crmtui.domain.transfer import plan
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from tests.imports import TODAY, Table, book, everything, imported, rows, sheet, take_in

HEAD: list[CellValue] = [
    *("编号", "客户名称", "省份", "城市", "联系人", "职务", "手机", "邮箱"),
    *("等级", "标签", "备注", "车牌", "生日"),
]
WANG: list[CellValue] = [
    *("1", "王记家具有限公司", "广东", "佛山", "王伟", "老板", "13800138000", "wang@wj.cn"),
    *("A", "老客户", "爱喝茶", "粤A1", "1985-03-08"),
]
FILE: Table = [HEAD, WANG]


def planned(crm: Settings, table: Table, **options: object) -> ImportPlan:
    with wiring.known(crm) as known:
        made = [book(sheet(table))]
        return plan(made, known, TODAY, ImportOptions(**options))  # type: ignore[arg-type]  # as named


def point(kind: str, value: str) -> contacts.PointText:
    return contacts.PointText(kind, value)


EDITS: dict[str, Callable[[UnitOfWork], object]] = {
    "grade": lambda uow: customers.edit(uow, 1, {"grade": "B"}, TODAY),
    "blank": lambda uow: customers.edit(uow, 1, {"grade": ""}, TODAY),
    "name": lambda uow: customers.edit(uow, 1, {"name": "王氏家具"}, TODAY),
    "number": lambda uow: customers.edit(uow, 1, {"number": "W-1"}, TODAY),
    "note": lambda uow: customers.edit(uow, 1, {"note": "改喝咖啡"}, TODAY),
    "own field": lambda uow: customers.set_custom(uow, 1, {"车牌": "粤B2"}),
    "own field blank": lambda uow: customers.set_custom(uow, 1, {"车牌": ""}),
    "tags": lambda uow: customers.set_tags(uow, 1, []),
    "position": lambda uow: contacts.edit(uow, 1, {"position": "经理"}),
    "contact's name": lambda uow: contacts.edit(uow, 1, {"name": "王维"}),
    "phone": lambda uow: contacts.edit(
        uow, 1, {}, [point("mobile", "13900139000"), point("email", "wang@wj.cn")]
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("numbered", [True, False], ids=["by number", "by name and phone"])
def test_what_was_edited_since_is_not_set_back(
    crm: Settings, edit: Callable[[UnitOfWork], object], numbered: bool
) -> None:
    imported(crm, FILE)
    with wiring.unit_of_work(crm) as uow:
        edit(uow)
    before = everything(crm)
    table = FILE if numbered else [HEAD, ["", *WANG[1:]]]
    made = planned(crm, table)
    assert made.counts["same"] == 1, made.outcomes
    take_in(crm, made)
    assert everything(crm) == before


def test_what_was_kept_is_said(crm: Settings) -> None:
    imported(crm, FILE)
    with wiring.unit_of_work(crm) as uow:
        customers.edit(uow, 1, {"grade": "B"}, TODAY)
    (row,) = planned(crm, FILE).outcomes
    assert (row.outcome, row.customer_id) == ("same", 1)
    assert [(kept.before, kept.after) for kept in row.kept] == [("B", "A")]


@pytest.mark.parametrize(
    "options", [{"overwrite": True}, {"decisions": {("file.xlsx", "客户", 2): "overwrite"}}]
)
def test_the_file_wins_where_the_user_says_so(crm: Settings, options: dict[str, object]) -> None:
    imported(crm, FILE)
    with wiring.unit_of_work(crm) as uow:
        customers.edit(uow, 1, {"grade": "B"}, TODAY)
    take_in(crm, planned(crm, FILE, **options))
    assert rows(crm, "SELECT grade FROM customer") == [("A",)]


def test_a_file_with_something_newer_still_updates(crm: Settings) -> None:
    imported(crm, FILE)
    with wiring.unit_of_work(crm) as uow:
        customers.edit(uow, 1, {"grade": "B"}, TODAY)
    newer = [HEAD, [*WANG[:8], "C", *WANG[9:]]]
    assert planned(crm, newer).counts["updated"] == 1
    imported(crm, newer)
    assert rows(crm, "SELECT grade FROM customer") == [("C",)]
    # That file wrote the field last: what the first one says is a change again.
    assert planned(crm, FILE).counts["updated"] == 1


def test_what_was_undone_was_no_edit(crm: Settings) -> None:
    imported(crm, FILE)
    with wiring.unit_of_work(crm) as uow:
        customers.edit(uow, 1, {"grade": "B"}, TODAY)
    with wiring.unit_of_work(crm) as uow:
        undo.undo(uow, None, None)
    newer = [HEAD, [*WANG[:8], "B", *WANG[9:]]]
    assert planned(crm, newer).counts["updated"] == 1


def test_a_customer_with_the_name_somebody_gave_up_is_not_that_one(crm: Settings) -> None:
    imported(crm, FILE)
    with wiring.unit_of_work(crm) as uow:
        customers.edit(uow, 1, {"name": "王氏家具", "number": "9"}, TODAY)
        customers.add(uow, {"name": "王记家具有限公司", "number": "1"}, today=TODAY)
    made = planned(crm, [["编号", "客户名称", "等级"], ["1", "王记家具有限公司", "C"]])
    assert [row.customer_id for row in made.outcomes] == [2]


MOVED: Table = [
    ["客户名称", "城市", "联系人", "手机"],
    ["王记家具有限公司", "深圳", "王伟", "13800138000"],
]


def test_who_moved_is_updated_where_name_contact_and_phone_agree(crm: Settings) -> None:
    imported(crm, FILE)
    made = planned(crm, MOVED)
    assert made.counts["updated"] == 1
    take_in(crm, made)
    assert rows(crm, "SELECT city FROM customer") == [("深圳",)]
    other = [MOVED[0], ["王记家具有限公司", "珠海", "赵六", "13800138000"]]
    assert planned(crm, other).counts["duplicate"] == 1


BLANK: Table = [HEAD, ["1", "王记家具有限公司", *[""] * 11]]


def test_blank_cells_erase_only_where_that_is_asked_for(crm: Settings) -> None:
    imported(crm, FILE)
    before = everything(crm)
    take_in(crm, planned(crm, BLANK))
    assert everything(crm) == before
    table: Table = [
        ["编号", "客户名称", "联系人", "职务", "手机", "等级", "车牌"],
        ["1", "", "王伟", "", "", "", ""],
        ["2", "李记", "", "", "", "", "粤C3"],
    ]
    made = planned(crm, table, overwrite=True)
    (row,) = made.outcomes
    assert {(c.before, c.after) for c in row.changes} == {
        ("老板", ""),
        ("+8613800138000", ""),
        ("A", ""),
        ("粤A1", ""),
    }
    take_in(crm, made)
    assert rows(crm, "SELECT name, number, city, grade, note FROM customer WHERE id = 1") == [
        ("王记家具有限公司", "1", "佛山", "", "爱喝茶")
    ]
    assert rows(crm, "SELECT name, position FROM contact") == [("王伟", "")]
    assert rows(crm, "SELECT kind FROM contact_point") == [("email",)]
    assert planned(crm, table, overwrite=True).counts["same"] == 2


def test_a_cell_that_cannot_be_read_erases_nothing(crm: Settings) -> None:
    imported(crm, FILE)
    table: Table = [["编号", "客户名称", "手机"], ["1", "王记家具有限公司", "转1"]]
    take_in(crm, planned(crm, table, overwrite=True))
    assert len(rows(crm, "SELECT 1 FROM contact_point")) == 2


def test_what_one_row_gives_the_blank_of_another_does_not_erase(crm: Settings) -> None:
    head: list[CellValue] = ["编号", "客户名称", "等级"]
    table: Table = [head, ["1", "王记", "A"], ["1", "王记", ""]]
    imported(crm, table)
    made = planned(crm, table, overwrite=True)
    assert made.counts["same"] == 2
