"""Sheets of next steps, of days that matter, of people by customer number; several people a row."""

from __future__ import annotations

from crmtui.domain.importplan import NewDay, NewStep
from tests.imports import Table, column, planned

CUSTOMERS: Table = [["编号", "客户名称", "联系人"], ["1", "王记", "王伟"], ["2", "李记", ""]]


def test_a_sheet_of_next_steps() -> None:
    steps: Table = [
        ["客户", "联系人", "计划日期", "时间点", "待办", "状态", "优先级"],
        ["王记", "王伟", "2026-11-25", "x", "报价", "未完成", "高"],
        ["李记", "", "2026-01-25", "", "寄样", "已完成", ""],
        ["王记", "", "2026-01-10", "", "旧事", "", ""],
        ["李记", "", "", "", "哪天？", "", ""],
        ["赵记", "", "2026-12-01", "", "没有这个客户", "", ""],
    ]
    made = planned(CUSTOMERS, steps)
    assert [shown.kind for shown in made.sheets] == ["customers", "steps"]
    assert made.orders.steps == [
        NewStep(-1, -1, "2026-11-25", "报价\n时间点: x", "open", None, 0, None, None, "", 1),
        NewStep(-2, None, "2026-01-25", "寄样", "done", "2026-01-25", 0, None),
        NewStep(-1, None, "2026-01-10", "旧事", "open", None, 1, None),
    ]
    assert (made.counts["new"], made.counts["not_taken"]) == (5, 2)


def test_an_old_step_followed_by_a_contact_is_over() -> None:
    history: Table = [["日期", "客户", "方式", "内容"], ["2026-02-01", "王记", "电话", "谈过"]]
    steps: Table = [["客户", "日期", "下一步"], ["王记", "2026-01-10", "报价"]]
    (step,) = planned(CUSTOMERS, history, steps).orders.steps
    assert (step.status, step.closed_on) == ("superseded", "2026-02-01")


def test_a_time_in_the_cell_is_the_step_s() -> None:
    steps: Table = [["Customer", "Due", "Task"], ["王记", "2026-12-01 14:30", "visit"]]
    (step,) = planned(CUSTOMERS, steps).orders.steps
    assert (step.due_on, step.time, step.what) == ("2026-12-01", "14:30", "visit")


def test_a_sheet_of_days_that_matter() -> None:
    days: Table = [
        ["客户", "联系人", "类型", "日期", "提前天数"],
        ["王记", "王伟", "生日", "农历八月十五", 7],
        ["王记", "", "公司成立", "2010-05-06", "3天"],
        ["王记", "孙二", "结婚纪念日", "5月20日", ""],
        ["李记", "", "开张", "除夕", ""],
        ["王记", "王伟", "生日", "看心情", ""],
    ]
    made = planned(CUSTOMERS, days)
    assert made.sheets[1].kind == "occasions"
    assert made.orders.occasions == [
        NewDay(-1, -1, "lunar", 8, 15, 0, None, "birthday", 7),
        NewDay(-1, None, "gregorian", 5, 6, 0, 2010, "founding", 3),
        NewDay(-1, -2, "gregorian", 5, 20, 0, None, "wedding"),
        NewDay(-2, None, "lunar", 12, 30, 0, None, "other", None, "开张"),
    ]
    assert made.counts["not_taken"] == 1


def test_the_words_of_the_kind_tell_days_from_contacts() -> None:
    headings = ["日期", "客户", "联系人", "类型"]
    days = planned(CUSTOMERS, [headings, ["5月20日", "王记", "王伟", "生日"]])
    assert days.sheets[1].kind == "occasions" and len(days.orders.occasions) == 1
    contacts = planned(CUSTOMERS, [headings, ["2026-05-20", "王记", "王伟", "电话"]])
    assert contacts.sheets[1].kind == "history" and len(contacts.orders.interactions) == 1


def test_a_calendar_column_makes_days_lunar() -> None:
    rows: Table = [["客户", "纪念日", "日期", "历法"], ["王记", "生日", "8月15日", "农历"]]
    (day,) = planned(CUSTOMERS, rows).orders.occasions
    assert day[2:5] == ("lunar", 8, 15)


def test_people_by_customer_number_are_contacts_of_those_customers() -> None:
    people: Table = [["客户编号", "姓名", "手机"], ["1", "李娜", "13800138000"], ["9", "x", "1"]]
    made = planned(CUSTOMERS, people)
    assert column(made, "name") == ["王记", "李记"]
    names = made.orders.contact_columns.index("name")
    assert [(row[0], row[names]) for row in made.orders.contacts] == [(-1, "王伟"), (-1, "李娜")]
    assert made.counts["not_taken"] == 1


def test_several_people_in_a_row() -> None:
    made = planned(
        [
            ["客户名称", "联系人1", "手机1", "联系人2", "手机2", "职务2", "第三联系人电话"],
            ["王记", "王伟", "13800138000", "李娜", "13800138001／13800138002", "财务", "95588"],
            ["李记", "赵六", "13800138003", "", "", "", ""],
        ]
    )
    columns = made.orders.contact_columns
    people = [dict(zip(columns, row, strict=True)) for row in made.orders.contacts]
    told = [(each["customer_id"], each["name"], each["position"]) for each in people]
    assert told == [(-1, "王伟", ""), (-1, "李娜", "财务"), (-1, "", ""), (-2, "赵六", "")]
    assert [(point[1], point[4]) for point in made.orders.points] == [
        (-1, "13800138000"),
        (-2, "13800138001"),
        (-2, "13800138002"),
        (-3, "95588"),
        (-4, "13800138003"),
    ]


def test_a_second_number_without_a_second_person_is_the_first_one_s() -> None:
    made = planned([["客户名称", "手机1", "手机2"], ["王记", "13800138000", "13800138001"]])
    assert len(made.orders.contacts) == 1 and len(made.orders.points) == 2


def test_address_books_keep_people_without_a_company() -> None:
    made = planned(
        [
            ["Given Name", "Family Name", "Organization", "Phone 1 - Type", "Phone 1 - Value"],
            ["Ann", "Lee", "Acme", "* Work ::: Home", "+1 415 293 3313 ::: +1 415 293 3314"],
            ["Bob", "Ray", "", "Mobile", "+49 171 5550101"],
            ["", "", "", "Work Fax", "+49 30 5550101"],
        ]
    )
    assert column(made, "name") == ["Acme", "Bob Ray", "+49 30 5550101"]
    assert column(made, "kind") == ["company", "person", "person"]
    assert [point[2:4] for point in made.orders.points] == [
        ("phone", "work"),
        ("phone", "home"),
        ("mobile", ""),
        ("fax", "work"),
    ]


def test_an_odd_mobile_number_is_kept_and_said() -> None:
    made = planned([["客户名称", "手机"], ["王记", "1381234883"], ["李记", "138123488330"]])
    assert [point[4] for point in made.orders.points] == ["1381234883", "138123488330"]
    assert ["has 10 digits" in made.problems[0].message, len(made.problems)] == [True, 2]


def test_what_is_to_be_done_next_goes_with_its_day() -> None:
    rows: Table = [
        ["客户名称", "下次跟进", "下一步", "备注"],
        ["王记", "2026-12-01", "寄样品", "x"],
        ["李记", "", "以后再说", ""],
    ]
    made = planned(rows)
    assert [(step.due_on, step.what) for step in made.orders.steps] == [("2026-12-01", "寄样品")]
    assert column(made, "note") == ["x", "下一步: 以后再说"]


def test_dates_that_may_be_two_are_told_by_column() -> None:
    made = planned([["Company", "Birthday", "Last contact"], ["A", "03/04/1985", "05/06/2026"]])
    assert [(u.column, u.samples) for u in made.unclear] == [
        ("B Birthday", ("03/04/1985",)),
        ("C Last contact", ("05/06/2026",)),
    ]
    made = planned([["Company", "Birthday"], ["A", "03/04/1985"]], order="dmy")
    assert made.unclear == ()
