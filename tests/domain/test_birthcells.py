"""Birthdays of a sheet's column: which century a short year means, and which years are none."""

from __future__ import annotations

import datetime as dt

import pytest

from crmtui.domain.birthcells import read_birthdays
from crmtui.domain.findings import Findings
from crmtui.domain.headers import Column
from crmtui.domain.sheets import CellValue

TODAY = dt.date(2026, 11, 23)


def read(*cells: CellValue) -> tuple[list[tuple[int | None, int, int]], int]:
    """Year, month and day of each cell, and how many were reported."""
    findings = Findings("x.csv", "x", range(2, len(cells) + 2))
    column = Column(0, "birthday", "生日")
    found = read_birthdays(cells, column, findings, TODAY, "dmy", lunar=False)
    return [(d.year, d.month, d.day) for d in found if d], len(findings.problems)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2012-05-03", (2012, 5, 3)),
        ("2012/05/03", (2012, 5, 3)),
        ("1985-03-08", (1985, 3, 8)),
        ("3/8/85", (1985, 8, 3)),
        ("3.8.15", (1915, 8, 3)),
        (dt.date(1980, 5, 3), (1980, 5, 3)),
    ],
)
def test_only_a_year_of_two_digits_is_guessed(cell: CellValue, day: tuple[int, int, int]) -> None:
    assert read(cell) == ([day], 0)


def test_a_year_that_no_contact_is_born_in_is_reported_and_left_out() -> None:
    assert read("2099-01-02") == ([(None, 1, 2)], 1)


def test_what_a_doubtful_birthday_may_be_is_in_the_past() -> None:
    findings = Findings("x.csv", "x", (2,))
    column = Column(0, "birthday", "生日")
    read_birthdays(["04/08/86"], column, findings, TODAY, "", lunar=False)
    assert "may be 1986-08-04 or 1986-04-08" in findings.problems[0].message
