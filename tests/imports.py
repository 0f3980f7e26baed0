"""Small tables as an import gets them, and the plan made of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from crmtui import wiring
from crmtui.actions import transfer as importing
from crmtui.domain.importplan import ImportOptions, ImportPlan, ImportResult
from crmtui.domain.known import Known
from crmtui.domain.sheets import CellValue, Row, Sheet, Workbook
from crmtui.domain.transfer import plan
from crmtui.reads import matching
from crmtui.settings import Settings

TODAY = date(2026, 11, 23)
Table = Sequence[Sequence[CellValue]]


def sheet(rows: Table, name: str = "客户", *, hidden: bool = False, first: int = 1) -> Sheet:
    """A sheet; rows of nothing are left out, as files do."""
    made = [
        Row(line, tuple(cells))
        for line, cells in enumerate(rows, first)
        if any(cell is not None and cell != "" for cell in cells)
    ]
    return Sheet(name, made, hidden)


def book(*sheets: Sheet, name: str = "file.xlsx") -> Workbook:
    """A file of these sheets."""
    return Workbook(Path(name), sheets)


def planned(*tables: Table, known: Known | None = None, order: str = "") -> ImportPlan:
    """The plan of one file with these sheets."""
    sheets = [sheet(rows, f"S{number}") for number, rows in enumerate(tables, 1)]
    options = ImportOptions(date_order=order)
    return plan([book(*sheets)], known or Known(), TODAY, options)


@contextmanager
def looked_up(settings: Settings) -> Iterator[Known]:
    """What the database knows."""
    with wiring.reader(settings) as conn:
        yield matching.known(conn)


def plan_for(settings: Settings, *tables: Table, today: date = TODAY) -> ImportPlan:
    """The plan of these sheets for a real database."""
    sheets = [sheet(rows, f"S{number}") for number, rows in enumerate(tables, 1)]
    with looked_up(settings) as known:
        return plan([book(*sheets)], known, today)


def take_in(settings: Settings, made: ImportPlan, today: date = TODAY) -> ImportResult:
    """Write a plan."""
    ready = importing.prepare(made)
    with wiring.unit_of_work(settings, bulk=True) as uow:
        return importing.apply(uow, ready, today)


def imported(settings: Settings, *tables: Table, today: date = TODAY) -> ImportPlan:
    """Import these sheets; gives the plan that was written."""
    made = plan_for(settings, *tables, today=today)
    take_in(settings, made, today)
    return made


def column(made: ImportPlan, name: str) -> list[object]:
    """A column of the new customers."""
    at = made.orders.customer_columns.index(name)
    return [row[at] for row in made.orders.customers]


_HEADINGS = (
    "编号 客户名称 简称 联系人 职务 手机 微信 等级 省份 生日 农历生日 货物信息 "
    "发货频率 最近联系 标签 备注"
)
_WANG = (
    "1|王记家具有限公司|王记|王伟|老板|13800138000/13900139000|ww1|A|广东|1985-03-08|农历八月十五|"
    "红木家具|每周2票|2026-11-20|VIP、老客户|喜欢钓鱼"
)
CUSTOMERS: Table = [
    _HEADINGS.split(),
    _WANG.split("|"),
    ["2", "德隆化工", "", "孙明", "财务", "13700137000", "", "B", "浙江"],
    ["3", "德隆化工", "", "黄杰", "司机", "13600136000"],
]
HISTORY: Table = [
    ["日期", "客户名称", "联系人", "方式", "内容", "下次跟进", "跟进人"],
    ["2026-11-02", "王记家具有限公司", "王伟", "电话", "催款", "2026-11-10", "小陈"],
    ["2026-11-12", "德隆化工", "黄杰", "拜访", "报价", "2026-11-25", "小李"],
    ["2026-11-12", "德隆化工", "黄杰", "拜访", "报价", "", "小李"],
    ["2026-11-13", "王记家具有限公司", "赵六", "短信", "问候", "", "小李"],
]
DATA = (
    *("customer", "contact", "contact_point", "occasion", "interaction", "follow_up"),
    *("custom_field", "custom_value", "tag", "customer_tag", "stage_change", "search"),
)


def rows(settings: Settings, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(settings.db)) as raw:
        return raw.execute(sql).fetchall()


def everything(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    """All customer data, the search index included."""
    return {table: rows(settings, f"SELECT * FROM {table} ORDER BY 1") for table in DATA}


def search_rows(settings: Settings) -> list[tuple[str, ...]]:
    """The search index; how many blanks stand between tokens says nothing."""
    found = rows(settings, "SELECT rowid, names, keys, phones, rest, history FROM search")
    return sorted(tuple(" ".join(str(cell).split()) for cell in row) for row in found)
