"""Possible duplicates: what makes one, and what becomes of it when the user decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui import wiring
from crmtui.domain.importplan import ImportOptions, ImportPlan
from crmtui.domain.sheets import CellValue
from crmtui.domain.transfer import plan
from crmtui.settings import Settings
from tests.imports import TODAY, Table, book, everything, imported, rows, sheet, take_in
from tests.support import fresh

FILE, SHEET = "file.xlsx", "客户"
HEAD = ["客户名称", "城市", "联系人", "手机", "邮箱", "电话"]
KNOWN: Table = [
    ["编号", *HEAD],
    [
        *("1", "宁波市国林电子有限公司", "宁波", "王伟", "13800138000"),
        *("wang@guolin-e.com", "0574-87654321"),
    ],
    ["2", "上海远洋国际货运代理有限公司", "上海"],
    ["3", "王记家具有限公司"],
    ["4", "Huber Möbel GmbH"],
    ["5", "德隆化工", "杭州"],
    ["6", "德隆化工", "宁波"],
]
Decisions = Mapping[tuple[str, str, int], str]


def planned(
    crm: Settings, table: Table, duplicates: str = "skip", decisions: Decisions | None = None
) -> ImportPlan:
    options = ImportOptions(duplicates=duplicates, decisions=decisions or {})
    with wiring.known(crm) as known:
        return plan([book(sheet(table, SHEET), name=FILE)], known, TODAY, options)


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (["宁波国林电子"], "1"),
        (["Ningbo Guolin"], "1"),
        (["Ningbo Guolin Electronics Co., Ltd."], "1"),
        (["宁波国琳电子有限公司"], "1"),
        (["寧波國林電子"], "1"),
        (["国林"], "1"),
        (["国林五金", "", "", "", "", "87654321"], "1"),
        (["Bright Metals", "", "Jack", "", "jack@guolin-e.com"], "1"),
        (["王记"], "3"),
        (["Moebel Hubr"], "4"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else value,
)
def test_a_row_that_is_only_like_a_customer_is_left_to_decide(
    crm: Settings, row: list[CellValue], number: str
) -> None:
    imported(crm, KNOWN)
    made = planned(crm, [HEAD, row])
    assert made.counts["duplicate"] == 1, row
    (outcome,) = made.outcomes
    assert outcome.candidates[0].split()[0] == number
    assert outcome.why
    assert len(outcome.choices) == len(outcome.candidates)


@pytest.mark.parametrize(
    "row",
    [
        ["杭州国林电子"],
        ["国林电子", "杭州"],
        ["宁波国森电子"],
        ["宁波国林物流"],
        ["宁波电子"],
        ["上海远达国际货运代理有限公司"],
        ["上海国际货运代理有限公司"],
        ["李记家具有限公司"],
        ["Schmidt Möbel GmbH"],
        ["Gaolin Foods", "", "", "", "jack@qq.com"],
    ],
    ids=lambda value: str(value[0]),
)
def test_companies_that_share_a_city_or_a_trade_are_new(
    crm: Settings, row: list[CellValue]
) -> None:
    imported(crm, KNOWN)
    assert planned(crm, [HEAD, row]).counts["new"] == 1


def test_letters_tell_companies_apart(crm: Settings) -> None:
    names = ["Company A", "Company B", "Plant North", "Plant South", "Acme Ltd 1", "Acme Ltd 2"]
    table: Table = [["Company"], *([name] for name in names)]
    assert planned(crm, table).counts["new"] == len(names)


def test_people_with_like_names_stay_people_of_their_own(crm: Settings) -> None:
    people: Table = [["姓名", "手机"], ["王建华", "13800138001"], ["王健华", "13800138002"]]
    assert planned(crm, people).counts["new"] == 2


def test_the_small_words_of_a_sheet_do_not_flood_it(crm: Settings) -> None:
    names = [f"{city}{brand}{trade}" for city, brand, trade in CITY_BRAND_TRADE]
    made = planned(crm, [["客户名称"], *([name] for name in names)])
    assert made.counts["new"] == len(names)


CITY_BRAND_TRADE = [
    (city, brand, trade)
    for city, brands in (("宁波", "恒达 天海 博纳 三江 瑞丰"), ("上海", "金盛 泰隆 恒源 天成"))
    for brand in brands.split()
    for trade in ("物流有限公司", "国际贸易有限公司", "进出口有限公司")
]


def test_a_decision_settles_the_row_and_rows_that_follow_see_it(crm: Settings) -> None:
    imported(crm, KNOWN)
    table: Table = [HEAD, ["宁波国琳电子有限公司", "", "陈晨", "13900139000"], ["宁波国琳电子"]]
    first = planned(crm, table)
    assert first.counts["duplicate"] == 2
    here = {(FILE, SHEET, 2): first.outcomes[0].choices[0]}
    assert planned(crm, table, decisions=here).counts == tally(updated=1, duplicate=1)
    own = {(FILE, SHEET, 2): "create"}
    then = planned(crm, table, decisions=own)
    assert then.counts == tally(new=1, duplicate=1)
    (left,) = then.outcomes
    assert left.candidates[0] == "宁波国琳电子有限公司"
    both = own | {(FILE, SHEET, 3): left.choices[0]}
    done = planned(crm, table, decisions=both)
    assert done.counts == tally(new=1, same=1)
    take_in(crm, done)
    assert rows(crm, "SELECT count(*) FROM customer") == [(7,)]


def test_leaving_out_is_final_and_a_choice_that_is_gone_decides_nothing(crm: Settings) -> None:
    imported(crm, KNOWN)
    table: Table = [HEAD, ["王记"]]
    assert planned(crm, table, "create", {(FILE, SHEET, 2): "skip"}).counts["duplicate"] == 1
    for gone in ("id:99", "row:9\tS\tF", "row:x", "id:x", "nonsense"):
        assert planned(crm, table, "skip", {(FILE, SHEET, 2): gone}).counts["duplicate"] == 1


def test_updating_all_takes_whom_there_is_no_doubt_about(crm: Settings) -> None:
    imported(crm, KNOWN)
    table: Table = [
        HEAD,
        ["王记", "佛山"],  # one candidate
        ["德隆化工"],  # two alike
        ["别家", "", "王伟", "13800138000"],  # the phone of one, another name
    ]
    made = planned(crm, table, "update")
    assert made.counts == tally(updated=1, same=1, duplicate=1)
    assert [row.row for row in made.outcomes if row.outcome == "duplicate"] == [3]


def test_creating_all_makes_customers_of_their_own_once(crm: Settings) -> None:
    imported(crm, KNOWN)
    table: Table = [
        HEAD,
        ["王记", "佛山"],
        ["德隆化工", "苏州"],
        ["别家", "", "王伟", "13800138000"],
        ["别家", "", "王伟", "13800138000"],
    ]
    made = planned(crm, table, "create")
    take_in(crm, made)
    assert (made.counts["new"], made.counts["same"]) == (3, 1)
    before = everything(crm)
    again = planned(crm, table, "create")
    assert again.counts == tally(same=4)
    take_in(crm, again)
    assert everything(crm) == before


def test_a_number_given_twice_can_be_made_a_customer_without_it(crm: Settings) -> None:
    table: Table = [["编号", "客户名称"], ["7", "甲电器"], ["7", "乙食品"]]
    made = planned(crm, table, decisions={(FILE, SHEET, 3): "create"})
    take_in(crm, made)
    assert rows(crm, "SELECT name, number FROM customer ORDER BY id") == [
        ("甲电器", "7"),
        ("乙食品", None),
    ]
    assert [problem.row for problem in made.problems] == [3]


def tally(**given: int) -> dict[str, int]:
    none = dict.fromkeys(("new", "updated", "same", "duplicate", "not_taken"), 0)
    return none | given


NAMES = ["王记", "王记家具", "王记有限公司", "宁波王记家具", "宁波王季家具", "Ningbo Wangji"]
ROW = st.tuples(
    st.sampled_from(["", "", "1", "2"]),
    st.sampled_from(["", *NAMES]),
    st.sampled_from(["", "宁波", "杭州"]),
    st.sampled_from(["", "王伟", "李娜"]),
    st.sampled_from(["", "13800138000", "13900139000"]),
)
WAYS = st.sampled_from(["skip", "update", "create"])


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=6), WAYS)
def test_however_doubts_are_decided_an_import_again_changes_nothing(
    customers: Sequence[tuple[str, ...]], how: str
) -> None:
    table: Table = [["编号", "客户名称", "城市", "联系人", "手机"], *customers]
    with TemporaryDirectory() as folder:
        crm = Settings(Path(folder) / "crm.db", Path(folder) / "c.toml", today_pin=TODAY)
        fresh(crm.db)
        first = planned(crm, table, how)
        assert sum(first.counts.values()) == sum(any(row) for row in customers)
        take_in(crm, first)
        before = everything(crm)
        again = planned(crm, table, how)
        assert (again.counts["new"], again.counts["updated"]) == (0, 0), again.outcomes
        take_in(crm, again)
        assert everything(crm) == before
