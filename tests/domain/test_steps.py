"""A next step is split into its date and its words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.dates import When, parse_when, split_step
from crmtui.domain.errors import DateNotUnderstood, StepWithoutWhat, WrongUse

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day", "time", "what"),
    [
        ("下周三: 回访", "2026-11-25", None, "回访"),
        ("下周三：报价", "2026-11-25", None, "报价"),
        ("下周三 报价", "2026-11-25", None, "报价"),
        ("下周三报价", "2026-11-25", None, "报价"),
        ("下周报价", "2026-11-23", None, "报价"),
        ("3d quote 30t", "2026-11-24", None, "quote 30t"),
        ("next tue: call Bob: urgent", "2026-11-24", None, "call Bob: urgent"),
        ("明天10:00: call", "2026-11-22", "10:00", "call"),
        ("明天10：00：报价", "2026-11-22", "10:00", "报价"),
        ("明天下午3点半开会", "2026-11-22", "15:30", "开会"),
        ("明天下午 报价", "2026-11-22", None, "下午 报价"),
        ("今晚 电话", "2026-11-21", None, "晚 电话"),
        ("明早: 装车", "2026-11-22", None, "早: 装车"),
        ("下月初 对账", "2026-12-01", None, "对账"),
        ("明天: 10:00 call", "2026-11-22", None, "10:00 call"),
        ("tomorrow 2pm call", "2026-11-22", "14:00", "call"),
        ("12月1日送样", "2026-12-01", None, "送样"),
        ("3天后回访", "2026-11-24", None, "回访"),
        ("10个工作日后 确认", "2026-12-04", None, "确认"),
        ("　３ｄ：　寄“样品”（Ａ）", "2026-11-24", None, "寄“样品”（Ａ）"),
        ("+3d: [b]x[/b]", "2026-11-24", None, "[b]x[/b]"),
    ],
)
def test_a_step_is_split_after_its_date(text: str, day: str, time: str | None, what: str) -> None:
    assert split_step(text, SATURDAY) == (When(date.fromisoformat(day), time), what)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "call",
            "",
            "两天没回",
            "3周年庆",
            "15号楼看房",
            "sunny day",
            "下周末聚餐",
            "明天 25:00 call",
        ),
        *("12-01-26 x", "3661d call", "2026-02-30 x"),
    ],
)
def test_a_step_that_begins_with_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateNotUnderstood):
        split_step(text, SATURDAY)


@pytest.mark.parametrize("text", ["3d", "3d:", "下周三：　", "明天 10:00:"])
def test_a_step_without_what_is_refused_with_words(text: str) -> None:
    with pytest.raises(StepWithoutWhat, match="what is to be done") as refused:
        split_step(text, SATURDAY)
    assert isinstance(refused.value, WrongUse)


@given(
    st.sampled_from(["3d", "下周三", "next tue", "明天 14:00", "月底", "2026-12-01", "eom"]),
    st.text(min_size=1),
)
def test_a_step_with_a_colon_keeps_its_words(when: str, what: str) -> None:
    words = f"x{what}".strip()
    assert split_step(f"{when}: {words}", SATURDAY) == (parse_when(when, SATURDAY), words)
