"""Whatever the rows: an import again changes nothing, and keeps every row accounted for."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui import wiring
from crmtui.domain.sheets import CellValue
from crmtui.settings import Settings
from tests.imports import TODAY, Table, everything, imported, plan_for, search_rows, take_in
from tests.support import fresh

HEAD: list[CellValue] = [
    "编号",
    "客户名称",
    "省份",
    "联系人",
    "手机",
    "等级",
    "最近联系",
    "沟通内容",
]
HEAD += ["下次跟进", "生日", "备注", "车牌"]
RECORD_HEAD: list[CellValue] = ["日期", "编号", "客户名称", "联系人", "方式", "内容", "下次跟进"]
NUMBERS = st.sampled_from(["", "", "1", "2"])
NAMES = st.sampled_from(["", "王记", "王记有限公司", "李记", "德隆"])
PLACES = st.sampled_from(["", "", "广东", "浙江省"])
PEOPLE = st.sampled_from(["", "王伟", "李娜"])
PHONES = st.sampled_from(["", "13800138000", "13900139000/021-31124583", "转1"])
GRADES = st.sampled_from(["", "A", "B", "特殊"])
DAYS = st.sampled_from(["", "2026-11-01", "2026-11-20", "2027-01-01", "?"])
WORDS = st.sampled_from(["", "等样品", "已报价"])
BIRTHDAYS = st.sampled_from(["", "1985-03-08", "农历八月十五", "5月3日", "闰正月初五"])
CUSTOMER = st.tuples(
    NUMBERS, NAMES, PLACES, PEOPLE, PHONES, GRADES, DAYS, WORDS, DAYS, BIRTHDAYS, WORDS, WORDS
)
RECORD = st.tuples(
    DAYS, NUMBERS, NAMES, PEOPLE, st.sampled_from(["电话", "短信", "?"]), WORDS, DAYS
)


def tokens(crm: Settings) -> list[tuple[str, ...]]:
    """The search index, whatever the order in which its texts were collected."""
    return [tuple(" ".join(sorted(cell.split())) for cell in row) for row in search_rows(crm)]


# Always the same tables: a new one would test other people's changes at random.
@settings(max_examples=30, derandomize=True)
@given(st.lists(CUSTOMER, min_size=1, max_size=5), st.lists(RECORD, max_size=4))
def test_an_import_again_changes_nothing(
    customers: list[tuple[str, ...]], records: list[tuple[str, ...]]
) -> None:
    with TemporaryDirectory() as folder:
        crm = Settings(Path(folder) / "crm.db", Path(folder) / "c.toml", today_pin=TODAY)
        fresh(crm.db)
        tables: list[Table] = [[HEAD, *customers]]
        if records:
            tables.append([RECORD_HEAD, *records])
        first = imported(crm, *tables)
        filled = sum(any(row) for table in tables for row in table[1:])
        assert sum(first.counts.values()) == filled
        before = everything(crm)
        again = plan_for(crm, *tables)
        assert (again.counts["new"], again.counts["updated"]) == (0, 0)
        assert again.rows_not_taken == first.rows_not_taken
        take_in(crm, again)
        assert everything(crm) == before
        found = tokens(crm)
        wiring.rebuild(crm)
        assert tokens(crm) == found
