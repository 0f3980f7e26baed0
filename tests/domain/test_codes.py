"""Words of a file that stand for codes."""

from __future__ import annotations

import pytest

from crmtui.domain.codes import code_of, fits, per_month


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [
        ("grade", "A", "A"),
        ("grade", "b", "B"),
        ("grade", "Ｃ", "C"),
        ("grade", "A级", "A"),
        ("grade", "C类客户", "C"),
        ("grade", "重要客户", "A"),
        ("grade", "一般客户", "C"),
        ("grade", "核心", "A"),
        ("grade", "潜力客户", "B"),
        ("grade", "非目标", "D"),
        ("grade", "Z", None),
        ("grade", "5", None),
        ("stage", "合作中", "active"),
        ("stage", "意向客户", "prospect"),
        ("stage", "warm", None),
        ("kind", "电话", "call"),
        ("kind", "上门拜访", "visit"),
        ("kind", "WeChat", "wechat"),
        ("kind", "E-Mail", "email"),
        ("kind", "短信", "sms"),
        ("kind", "電話", "call"),
        ("kind", "拜訪", "visit"),
        ("grade", "潛力客戶", "B"),
        ("kind", "抽签", None),
        ("contact.sex", "女士", "f"),
        ("contact.sex", "Male", "m"),
    ],
)
def test_words(field: str, word: str, code: str | None) -> None:
    assert code_of(field, word) == code


def test_a_column_of_strange_words_is_none_of_grades() -> None:
    assert fits("grade", ["A", "B", "特殊"])
    assert not fits("stage", ["warm", "cold", "in-contract"])
    assert fits("grade", [])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("每天", 30),
        ("每天2票", 60),
        ("每周2票", 8.7),
        ("每周一次", 4.3),
        ("每月3-5票", 4),
        ("每月约三票", 3),
        ("每两周1票", 2.2),
        ("每季度3次", 1),
        ("不定期", None),
        ("旺季", None),
        ("weekly", 4.3),
        ("2 per week", 8.7),
        ("3-5 / month", 4),
        ("", None),
    ],
)
def test_how_often_in_a_month(text: str, amount: float | None) -> None:
    assert per_month(text) == amount
