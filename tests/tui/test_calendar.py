"""The calendar: a month in both calendars, moved over by day, week and month; a day's list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crmtui.files.holidaycache import holiday_year
from crmtui.settings import Settings
from crmtui.tui.screens.calendar import CalendarScreen
from crmtui.tui.screens.card import CardScreen
from crmtui.tui.widgets.month import Month
from tests.tui.world import build, opened, press, shown


def _settings(folder: Path) -> Settings:
    """A small book, with the holidays of 2026 and 2027 looked up."""
    cache = folder / "cache"
    for year in (2026, 2027):
        holiday_year("CN", year, "en", cache)
    return replace(build(folder / "a.db"), cache=cache)


async def test_the_month_stands_with_lunar_days_and_what_is_on_each(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path)) as pilot:
        await press(pilot, "3")
        assert isinstance(pilot.app.screen, CalendarScreen)
        screen = shown(pilot)
        assert "Nov 2026 · 1 day that matters · 4 steps planned" in screen
        assert "23 十五" in screen
        assert "*1 →1" in screen
        assert "小雪" in screen
        assert "14:00 C 苏州瑞丰纺织" in screen
        assert "厦门三江陶瓷 尉迟超 birthday 十月十五 · turns 58" in screen


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (("right",), date(2026, 11, 24)),
        (("left", "left"), date(2026, 11, 21)),
        (("down",), date(2026, 11, 30)),
        (("up",), date(2026, 11, 16)),
        (("pagedown",), date(2026, 12, 23)),
        (("pageup",), date(2026, 10, 23)),
        (("down", "down"), date(2026, 12, 7)),
        (("pagedown", "pagedown", "home"), date(2026, 11, 23)),
        (("pagedown",) * 3 + ("down",), date(2027, 3, 2)),
    ],
)
async def test_keys_move_by_day_week_and_month(
    tmp_path: Path, keys: tuple[str, ...], day: date
) -> None:
    async with opened(_settings(tmp_path)) as pilot:
        await press(pilot, "3", *keys)
        assert pilot.app.screen.query_one(Month).day == day


async def test_holidays_and_make_up_days_are_marked(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), (120, 40)) as pilot:
        await press(pilot, "3", "pageup")
        screen = shown(pilot)
        weeks = screen.splitlines()
        assert " 1 廿一" in weeks[3]
        assert weeks[4].count("off ") == 4
        assert "off Na…" in weeks[4]
        assert any("work" in line for line in weeks[6:9])
        await press(pilot, "home", "pageup", *["left"] * 22)
        assert "National Day · National Day: day off" in shown(pilot)


async def test_a_year_that_is_not_announced_says_so(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), (120, 40)) as pilot:
        await press(pilot, "3")
        assert "not announced" not in shown(pilot)
        for _ in range(30):
            await press(pilot, "pagedown")
        assert "days off of 2029 not announced" in shown(pilot)


async def test_enter_goes_to_the_day_and_opens_the_card_of_its_customer(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path)) as pilot:
        await press(pilot, "3", "enter", "down", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        assert "厦门三江陶瓷有限公司" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CalendarScreen)


async def test_a_step_is_finished_from_its_day(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path)) as pilot:
        await press(pilot, "3", "enter", "d")
        assert "Finished: 约访" in shown(pilot)
        assert "14:00" not in shown(pilot)
        await press(pilot, "u")
        assert "14:00" in shown(pilot)


async def test_a_day_on_which_nothing_stands_says_so(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path)) as pilot:
        await press(pilot, "3", "right")
        assert "Nothing stands on this day." in shown(pilot)


async def test_it_fits_a_narrow_terminal(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), (40, 12)) as pilot:
        await press(pilot, "3")
        assert "Nov 2026" in shown(pilot)
