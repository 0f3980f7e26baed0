"""A table of nothing but new customers is planned column by column as it would be row by row."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from crmtui.domain.importplan import ImportPlan
from crmtui.domain.sheets import CellValue
from tests.imports import planned

Row = Sequence[CellValue]
HEADER: Row = [
    *(
        "编号",
        "客户名称",
        "简称",
        "联系人",
        "职务",
        "手机",
        "电话",
        "微信",
        "省份",
        "城市",
        "等级",
        "阶段",
    ),
    *("标签", "生日", "货物", "最后联系日期", "最后联系内容", "备注"),
]
_CELLS = (
    st.sampled_from(["金辉机械有限公司", "金辉机械", "盛和贸易", "Möbel Groß GmbH", "李明"]),
    st.sampled_from(["", "金辉", "盛和"]),
    st.sampled_from(["", "王总", "李经理", "孙涛", "Herr Groß"]),
    st.sampled_from(["", "采购", "经理"]),
    st.sampled_from(["", "13887842651", "13887842651、13700001111", "打不通"]),
    st.sampled_from(["", "022-25416574", "转3"]),
    st.sampled_from(["", "wx_1"]),
    st.sampled_from(["", "浙江"]),
    st.sampled_from(["", "宁波"]),
    st.sampled_from(["", "A", "C", "?"]),
    st.sampled_from(["", "成交"]),
    st.sampled_from(["", "VIP、老客户"]),
    st.sampled_from(["", "1974-05-03", "农历八月十五", "?"]),
    st.sampled_from(["", "饮料"]),
    st.sampled_from(["", "2026-05-29"]),
    st.sampled_from(["", "报价"]),
    st.sampled_from(["", "换过两任采购"]),
)
tables = st.lists(st.tuples(*_CELLS), min_size=2, max_size=8).map(
    lambda rows: [[f"{number:04}", *row] for number, row in enumerate(rows)]
)


def _told(made: ImportPlan) -> tuple[object, ...]:
    alikes = sorted(map(repr, made.look_alikes))
    problems = [(problem.column, problem.found, problem.message) for problem in made.problems]
    return made.orders, made.counts, made.outcomes, alikes, problems


@settings(max_examples=60, deadline=None)
@given(tables)
def test_by_column_comes_out_what_comes_out_row_by_row(rows: list[Row]) -> None:
    last = ["9999", "末尾五金"]
    # Customers of two tables are taken in row by row.
    apart = planned([HEADER, *rows], [HEADER, last])
    assert _told(planned([HEADER, *rows, last])) == _told(apart)
