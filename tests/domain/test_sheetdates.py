"""Dates of files in every notation; the column decides what its cells leave open."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtui.domain.sheetdates import (
    AmbiguousDate,
    DateStyle,
    Moment,
    month_day,
    nearest,
    read_moment,
    style_of,
)
from crmtui.domain.sheets import CellValue

ANY = DateStyle()


@pytest.mark.parametrize(
    ("cell", "on"),
    [
        ("2026-09-03", "2026-09-03"),
        ("2026/9/3", "2026-09-03"),
        ("2026.9.3", "2026-09-03"),
        ("2026年09月03日", "2026-09-03"),
        ("2026年9月3号", "2026-09-03"),
        ("２０２６年９月３日", "2026-09-03"),
        ("2026-09-03 周四", "2026-09-03"),
        ("20260903", "2026-09-03"),
        (20260903, "2026-09-03"),
        (20260903.0, "2026-09-03"),
        ("13.05.1975", "1975-05-13"),
        ("03.05.1975", "1975-05-03"),
        ("3.5.75", "2075-05-03"),
        ("13/05/1975", "1975-05-13"),
        ("05/13/1975", "1975-05-13"),
        ("5/5/1975", "1975-05-05"),
        ("May 13, 1975", "1975-05-13"),
        ("13 May 1975", "1975-05-13"),
        ("13. März 1975", "1975-03-13"),
        ("13-Dez-1975", "1975-12-13"),
        (dt.date(1975, 5, 13), "1975-05-13"),
        (dt.datetime(1975, 5, 13), "1975-05-13"),
        ("2024-08-13T18:04:34.666+00:00", "2024-08-13"),
    ],
)
def test_notations(cell: CellValue, on: str) -> None:
    found = read_moment(cell, ANY)
    assert found is not None and found.on == on


@pytest.mark.parametrize(
    "cell",
    ["2026-02-30", "下周", "13/13/2026", "2026", "5.3", 45000, 45000.0, "1850-01-01", True, "1/2"],
)
def test_what_is_no_date(cell: CellValue) -> None:
    assert read_moment(cell, ANY) is None


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        (dt.datetime(2026, 9, 3, 14, 30), "14:30"),
        (dt.datetime(2026, 9, 3), None),
        ("2026-09-03 9:05", "09:05"),
        ("2026-09-03 00:00:00", None),
        ("2026-09-03T14:30:59Z", "14:30"),
    ],
)
def test_times_are_kept(cell: CellValue, time: str | None) -> None:
    assert read_moment(cell, ANY) == Moment("2026-09-03", time)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["03/04/2026", "25/04/2026"], "dmy"),
        (["03/04/2026", "04/25/2026"], "mdy"),
        (["03/04/2026"], ""),
        (["25/04/2026", "04/25/2026"], ""),
        (["3-4-2026", "31-4-2026", None, "x"], "dmy"),
    ],
)
def test_the_column_decides_the_order(column: list[CellValue], order: str) -> None:
    assert style_of(column).order == order


def test_a_slashed_date_is_read_by_the_order() -> None:
    assert read_moment("03/04/2026", DateStyle("dmy")) == Moment("2026-04-03")
    assert read_moment("03/04/2026", DateStyle("mdy")) == Moment("2026-03-04")


def test_a_slashed_date_without_an_order_is_two_days() -> None:
    with pytest.raises(AmbiguousDate) as unclear:
        read_moment("03/04/2026", ANY)
    assert (unclear.value.day_first, unclear.value.month_first) == ("2026-04-03", "2026-03-04")


def test_numbers_are_day_counts_only_among_dates() -> None:
    style = style_of([46268, dt.date(2026, 9, 1)])
    assert read_moment(46268, style) == Moment("2026-09-03")
    assert read_moment("46268", style) == Moment("2026-09-03")
    assert read_moment(46268, style_of([46268, 46269])) is None


@given(st.dates(dt.date(1901, 1, 1), dt.date(2100, 12, 31)), st.sampled_from("-/."))
def test_year_first_dates_come_back(day: dt.date, mark: str) -> None:
    text = f"{day.year}{mark}{day.month}{mark}{day.day}"
    assert read_moment(text, ANY) == Moment(day.isoformat())


def test_days_without_a_year_are_the_nearest() -> None:
    assert month_day("9月3日") == (9, 3)
    assert month_day("2026年9月3日") is None
    to = dt.date(2026, 11, 23)
    assert nearest(9, 3, to, after=False) == "2026-09-03"
    assert nearest(12, 3, to, after=False) == "2025-12-03"
    assert nearest(9, 3, to, after=True) == "2027-09-03"
    assert nearest(2, 30, to, after=True) is None
