"""Quick dates of what has happened already: the latest day that fits."""

from __future__ import annotations

from datetime import date

import pytest

from crmtui.domain.dates import parse_when

SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11-11", "2026-11-11"),
        ("12-01", "2025-12-01"),
        ("11-21", "2026-11-21"),
        ("周三", "2026-11-18"),
        ("sat", "2026-11-14"),
        ("上周五", "2026-11-13"),
        ("last fri", "2026-11-13"),
        ("15号", "2026-11-15"),
        ("31号", "2026-10-31"),
        ("昨天", "2026-11-20"),
        ("前天", "2026-11-19"),
        ("yesterday", "2026-11-20"),
        ("3天前", "2026-11-18"),
        ("两周前", "2026-11-07"),
        ("3 days ago", "2026-11-18"),
        ("去年12月1日", "2025-12-01"),
    ],
)
def test_what_has_happened_lies_in_the_past(text: str, day: str) -> None:
    assert parse_when(text, SATURDAY, past=True).on == date.fromisoformat(day)
