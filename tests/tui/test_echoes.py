"""What is said of a typed day while one types it: the day, and how it is worked then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crmtui.domain.workdays import Holiday, HolidayYear, Workdays
from crmtui.files.holidaycache import holiday_year
from crmtui.settings import Settings
from crmtui.tui.echoes import step_echo, when_echo
from crmtui.tui.ink import Line
from tests.tui.world import build, opened, press, shown

FRIDAY = date(2026, 9, 25)
GOLDEN_WEEK = tuple(
    Holiday(date(2026, 10, day), "National Day", off=True, workday=False) for day in range(1, 8)
)
MAKE_UP = Holiday(date(2026, 10, 10), "National Day", off=False, workday=True)
CHINA = Workdays(
    lambda year: (
        HolidayYear("CN", year, year == 2026, (*GOLDEN_WEEK, MAKE_UP))
        if year == 2026
        else HolidayYear("CN", year, False, ())
    )
)


def said(line: Line) -> str:
    return "".join(words for words, _ink in line)


@pytest.mark.parametrize(
    ("text", "moves", "expected"),
    [
        ("10-8", True, "→ Thu 8 Oct · in 13 days"),
        ("10-2", True, "→ Fri 2 Oct · in 7 days (National Day: comes up on Thu 8 Oct)"),
        ("10-2 14:00", True, "→ Fri 2 Oct 14:00 · in 7 days (National Day)"),
        ("10-2", False, "→ Fri 2 Oct · in 7 days (National Day)"),
        ("明天", True, "→ Sat 26 Sep · tomorrow (weekend: comes up on Mon 28 Sep)"),
        ("10-10", True, "→ Sat 10 Oct · in 15 days (worked, to make up for National Day)"),
        ("5个工作日后", True, "→ Fri 9 Oct · in 14 days"),
        (
            "2027-03-01",
            True,
            "→ Mon 1 Mar 2027 · in 157 days (the days off of 2027 are not announced yet)",
        ),
    ],
)
def test_a_typed_day_says_how_it_is_worked_then(text: str, moves: bool, expected: str) -> None:
    assert said(when_echo(text, FRIDAY, workdays=CHINA, moves=moves)) == expected
    assert said(step_echo(f"{text} 回访", FRIDAY, workdays=CHINA, moves=moves)) == expected


def test_what_happened_on_a_day_off_happened_then() -> None:
    assert said(when_echo("10-2", date(2026, 10, 9), past=True, workdays=CHINA)).endswith("ago")


def _before_the_golden_week(folder: Path) -> Settings:
    cache = folder / "cache"
    holiday_year("CN", 2026, "en", cache)
    settings = build(folder / "a.db")
    return replace(settings, cache=cache, today_pin=FRIDAY, move_days_off=True)


async def test_the_log_form_counts_working_days_and_names_days_off(tmp_path: Path) -> None:
    async with opened(_before_the_golden_week(tmp_path)) as pilot:
        await press(pilot, "2", "l", "text:谈了价格")
        pilot.app.screen.query_one("#field-next").focus()
        await press(pilot, "text:10-2 回访")
        assert "(National Day: comes up on Thu 8 Oct)" in shown(pilot)
        await press(pilot, "ctrl+u", "text:3个工作日后 回访")
        assert "→ Wed 30 Sep" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "Next step Wed 30 Sep: 回访" in shown(pilot)


async def test_planning_counts_working_days_by_the_holidays(tmp_path: Path) -> None:
    async with opened(_before_the_golden_week(tmp_path)) as pilot:
        await press(pilot, "2", "n", "text:5个工作日后", "tab", "text:回访")
        assert "→ Fri 9 Oct" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "Planned for Fri 9 Oct: 回访" in shown(pilot)
