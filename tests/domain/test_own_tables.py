"""Tables that were exported here come back as what they are, and as nothing else."""

from __future__ import annotations

import pytest

from crmtui.domain.flattables import FLAT
from crmtui.domain.known import Known
from crmtui.domain.transfer import plan
from tests.imports import TODAY, Table, book, sheet


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_promises_are_left_out_and_said_so(lang: str) -> None:
    headings = [column.heading(lang) for column in FLAT["promises"]]
    rows: Table = [headings, ["7", "海润", "", "2026-11-22", "2026-12-01", "样品", "", "", ""]]
    made = plan([book(sheet(rows, "a-promises"))], Known(), TODAY)
    assert not made.changes_anything
    assert [mapping.kind for mapping in made.sheets] == ["skipped"]
    assert "promises" in made.sheets[0].note


UIDS = ("01a2015f-dd6d-7000-8023-3132ca7a4f0d", "01a2015f-dd6d-7000-8024-3132ca7a4f0d")
CUSTOMERS: Table = [
    ["Customer name", "E-mail", "UID"],
    ["宁波国林电子", "a@guolin.example", UIDS[0]],
    ["宁波市国林电子有限公司", "b@guolin.example", UIDS[1]],
]
PEOPLE: Table = [
    ["Customer name", "Contact", "Mobile"],
    ["宁波国林电子", "王伟", "13800138000"],
    ["宁波市国林电子有限公司", "李娜", "13900139000"],
]


def test_customers_with_stable_ids_are_two_however_alike() -> None:
    made = plan([book(sheet(PEOPLE, "a"), sheet(CUSTOMERS, "b"))], Known(), TODAY)
    assert made.counts["duplicate"] == 0
    assert made.written["customers"] == 2


def test_without_their_ids_they_are_asked_about() -> None:
    plain: Table = [row[:2] for row in CUSTOMERS]
    made = plan([book(sheet(plain, "b"))], Known(), TODAY)
    assert made.counts["duplicate"] == 1
