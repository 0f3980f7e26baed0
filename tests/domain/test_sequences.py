"""Sequences: how their steps are written, their days, the mark on each, and their names."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.sequencekit import SHIPPED
from crmtui.domain.sequencemarks import StepOf, step_of
from crmtui.domain.sequences import (
    NoSequence,
    Sequence,
    StepNotUnderstood,
    all_of,
    day_of,
    named,
    read_step,
    step_words,
)
from crmtui.domain.workdays import WEEKENDS

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day", "what"),
    [
        ("3d: call", "11-26", "call"),
        ("3d call", "11-26", "call"),
        ("in 2 weeks: visit", "12-07", "visit"),
        ("10天：拜访 王总", "12-03", "拜访 王总"),
        ("3个工作日: 电话", "11-26", "电话"),
        ("7 working days: call", "12-02", "call"),
        ("一周后：电话", "11-30", "电话"),
        ("1个月 回访", "12-23", "回访"),
        ("today: write", "11-23", "write"),
        ("当天：发资料", "11-23", "发资料"),
        ("明天: 电话", "11-24", "电话"),
        ("10d: call: now", "12-03", "call: now"),
        ("３ｄ：Ａ", "11-26", "Ａ"),
    ],
)
def test_a_step_says_after_how_long_and_what(text: str, day: str, what: str) -> None:
    step = read_step(text)
    assert (f"{day_of(step, MONDAY, WEEKENDS):%m-%d}", step.what) == (day, what)
    assert read_step(step_words(step)) == step


@pytest.mark.parametrize(
    "text", ["", "call", "3d", "3d:", "12-01: call", "3dozen: x", "下周三: 电话"]
)
def test_what_is_no_step_is_told(text: str) -> None:
    with pytest.raises(StepNotUnderstood, match="3d: call"):
        read_step(text)


@pytest.mark.parametrize("mark", ["", "x", "2026-13-40 7|2/3|x", "|2/3|x"])
def test_a_mark_that_says_nothing_is_none(mark: str) -> None:
    assert step_of(mark) is None


@given(st.dates(), st.integers(1, 10**6), st.integers(1, 20), st.integers(1, 20), st.text())
def test_the_mark_says_what_was_put_in(day: date, run: int, n: int, of: int, name: str) -> None:
    step = StepOf(day, str(run), n, of, name)
    assert step_of(step.mark) == step


def test_those_of_the_program_have_as_many_steps_on_the_same_days_in_both_languages() -> None:
    for _names, (chinese, english) in SHIPPED:
        days = [day_of(step, MONDAY) for step in chinese]
        assert days == [day_of(step, MONDAY) for step in english]
        assert days == sorted(days)


def test_a_name_is_found_in_either_language() -> None:
    for lang in ("en", "zh_CN"):
        known = all_of((), lang)
        assert named(known, "报价跟进") == named(known, "Quote  sent")
    assert named(all_of((), "zh_CN"), "quote sent").name == "报价跟进"
    with pytest.raises(NoSequence, match="new enquiry"):
        named(all_of((), "en"), "nothing")


def test_ones_own_of_the_same_name_in_any_language_comes_first() -> None:
    own = Sequence("报价跟进", (read_step("1d: x"),), id=4)
    assert [each.id for each in all_of((own,), "en")] == [4, 0, 0]
