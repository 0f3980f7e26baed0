"""The worklog on the screen: other days, its week and month, the targets, copied as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.settings import Settings
from crmtui.tui.screens.today import TodayScreen
from crmtui.tui.screens.worklog import WorklogScreen
from tests.tui.world import app_of, build, opened, press, settings_on, shown


def _settings(folder: Path) -> Settings:
    settings = build(folder / "a.db")
    return settings_on(settings.db, targets={"call_per_month": 4})


async def test_a_day_that_was_worked_is_read_and_copied(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path)) as pilot:
        await press(pilot, "down", "d", "W")
        screen = pilot.app.screen
        assert isinstance(screen, WorklogScreen)
        assert "Worklog  Mon 23 Nov" in shown(pilot)
        assert "Finished steps" in shown(pilot)
        assert "3/4 call per month" in shown(pilot)
        await press(pilot, "left", "left", "left")
        assert "Worklog  Fri 20 Nov" in shown(pilot)
        assert "1. call 厦门三江陶瓷: 确认了下月排期 (reached)" in shown(pilot)
        await press(pilot, "c")
        assert app_of(pilot).clipboard == screen.text
        assert screen.text.startswith("Worklog · Fri 20 Nov · 小陈\n\nWhat was done · 1\n1. call")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_v_goes_to_the_week_and_the_month_and_back_to_today(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path)) as pilot:
        await press(pilot, "W", "v", "left")
        assert "Mon 16 Nov – Sun 22 Nov" in shown(pilot)
        assert "Wed 18 Nov · 1" in shown(pilot) and "Fri 20 Nov · 1" in shown(pilot)
        await press(pilot, "v")
        assert "Nov 2026" in shown(pilot)
        assert "touch" in shown(pilot)
        await press(pilot, "v")
        assert "Worklog  Mon 23 Nov" in shown(pilot)
        await press(pilot, "right")
        assert "Nothing was noted for these days." in shown(pilot)
        await press(pilot, "c")
        assert app_of(pilot).clipboard == ""


@pytest.mark.parametrize("size", [(40, 12), (120, 40)])
async def test_long_lines_are_broken_and_none_is_lost(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(_settings(tmp_path), size) as pilot:
        await press(pilot, "W", "v", "v", "end")
        assert "3/4 call per month" in shown(pilot)


async def test_without_a_database_nothing_was_noted(no_settings: Settings) -> None:
    async with opened(no_settings) as pilot:
        await press(pilot, "escape", "W")
        assert "Nothing was noted for these days." in shown(pilot)
