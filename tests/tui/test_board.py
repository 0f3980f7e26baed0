"""The board: days side by side or below each other, steps taken along by keys, the month."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import followups, promises
from crmtui.settings import Settings
from crmtui.tui.screens.board import BoardScreen
from crmtui.tui.screens.card import CardScreen
from crmtui.tui.screens.promise import PutOffForm
from crmtui.tui.widgets.month import Month
from tests.tui.world import TODAY, build, days, opened, press, settings_on, shown

WIDE, SMALL = (120, 40), (80, 24)


def _settings(folder: Path, **more: object) -> Settings:
    """The small book with a promise on Friday and an appointment on Thursday; weekends are off."""
    settings = build(folder / "a.db")
    with wiring.unit_of_work(settings, source="shell") as uow:
        promises.make(uow, 1, days(4), "木架", today=TODAY)
    with wiring.unit_of_work(settings, source="shell") as uow:
        followups.plan(uow, 5, days(3), "看仓库", today=TODAY, time="10:00", kind="visit")
    return settings_on(settings.db, move_days_off=True, **more)


def _board(pilot: Pilot[int]) -> BoardScreen:
    assert isinstance(pilot.app.screen, BoardScreen)
    return pilot.app.screen


def _selected(pilot: Pilot[int]) -> tuple[str, date]:
    """What the selected line is about, and the day it stands on."""
    found = _board(pilot).item()
    assert found is not None
    day, item = found
    return getattr(item, "what", "an occasion"), day.on


def _columns(pilot: Pilot[int]) -> list[str]:
    """The lines of the columns' heads."""
    return [part.strip() for part in shown(pilot).splitlines()[2].split("▏")]


async def test_the_columns_stand_side_by_side_with_their_load(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), WIDE) as pilot:
        await press(pilot, "4")
        heads = [" ".join(head.split()) for head in _columns(pilot)]
        assert heads == ["Today 3/25", "Tomorrow 0/25", "Rest of the week 3", "Next week 0"]
        screen = shown(pilot)
        assert "6 planned" in screen and "1 day that matters" in screen
        assert "nothing planned" in screen
        assert "promised: 木架" in screen and "看仓库 · not" in screen


async def test_on_a_small_screen_the_days_stand_below_each_other(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), SMALL) as pilot:
        await press(pilot, "4")
        lines = [" ".join(line.split()) for line in shown(pilot).splitlines()]
        assert lines[2] == "Mon 23 Nov · Today 3/25"
        assert "Tue 24 Nov · Tomorrow 0/25" in "\n".join(lines)
        assert "→ 10:00 B 宁波国林电子 孙超 · 看仓库 · not confirmed" in "\n".join(lines)


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_left_and_right_go_over_the_days_and_pass_over_empty_ones(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(_settings(tmp_path), size) as pilot:
        await press(pilot, "4")
        assert _selected(pilot) == ("约访", TODAY)
        await press(pilot, "right")
        assert _selected(pilot) == ("报价 30 吨", days(2))
        await press(pilot, "down")
        assert _selected(pilot) == ("看仓库", days(3))
        await press(pilot, "left", *(["left"] if size == SMALL else []))
        assert _selected(pilot)[1] == TODAY


@pytest.mark.parametrize(
    ("size", "later", "earlier"),
    [(WIDE, "greater_than_sign", "less_than_sign"), (SMALL, "shift+right", "shift+left")],
)
async def test_a_step_is_taken_along_and_stays_selected(
    tmp_path: Path, size: tuple[int, int], later: str, earlier: str
) -> None:
    async with opened(_settings(tmp_path), size) as pilot:
        await press(pilot, "4", "right", later, later)
        assert _selected(pilot) == ("报价 30 吨", days(4))
        assert "Fri 27 Nov: 报价 30 吨" in shown(pilot)
        await press(pilot, later)
        assert _selected(pilot) == ("报价 30 吨", days(7))  # over the weekend
        await press(pilot, earlier)
        assert _selected(pilot) == ("报价 30 吨", days(4))
        found = _board(pilot).item()
        assert found is not None and getattr(found[1], "put_offs", None) == 1
        await press(pilot, "u", "u", "u", "u")
        assert _selected(pilot) == ("报价 30 吨", days(2))
        found = _board(pilot).item()
        assert found is not None and getattr(found[1], "put_offs", None) == 0


async def test_it_does_not_go_before_today(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), WIDE) as pilot:
        await press(pilot, "4", "less_than_sign")
        assert "stands on today already" in shown(pilot)
        assert _selected(pilot) == ("约访", TODAY)


async def test_a_promise_asks_for_a_reason_and_a_birthday_stays(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), WIDE) as pilot:
        await press(pilot, "4", "right", "down", "down", "greater_than_sign")
        assert isinstance(pilot.app.screen, PutOffForm)
        await press(pilot, "escape", "less_than_sign")
        assert "A promise keeps its day" in shown(pilot)
        await press(pilot, "left", "end", "greater_than_sign")
        assert "stays on its day" in shown(pilot)


async def test_a_day_with_more_than_one_can_do_is_marked(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path, capacity=2), WIDE) as pilot:
        await press(pilot, "4")
        assert "!3/2" in shown(pilot)
        assert "1 day with more than 2" in shown(pilot)
        await press(pilot, "v")
        assert "!3" in shown(pilot)


async def test_the_verbs_of_today_work_on_the_selected_step(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), WIDE) as pilot:
        await press(pilot, "4", "d")
        assert "Finished: 约访" in shown(pilot)
        assert _selected(pilot) == ("寄样品", TODAY)
        await press(pilot, "s", "enter")
        assert "Put off to" in shown(pilot)
        assert _selected(pilot) == ("跟进报价", TODAY)
        assert " ".join(_columns(pilot)[1].split()) == "Tomorrow 1/25"
        await press(pilot, "right", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        assert "南宁博纳红木家具有限公司" in shown(pilot)
        await press(pilot, "escape")
        assert _selected(pilot) == ("寄样品", days(1))


async def test_a_promise_is_kept_and_an_appointment_confirmed(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), WIDE) as pilot:
        await press(pilot, "4", "right", "down", "y")
        assert "Confirmed: 看仓库" in shown(pilot)
        await press(pilot, "P")
        assert "Promise kept: 木架" in shown(pilot)


async def test_the_month_shows_the_load_and_a_days_steps_move_from_there(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), SMALL) as pilot:
        await press(pilot, "4", "right", "v")
        assert pilot.app.screen.query_one(Month).day == days(2)
        assert "Nov 2026 · 1 day that matters" in shown(pilot)
        await press(pilot, "enter", "greater_than_sign")
        assert _selected(pilot) == ("报价 30 吨", days(3))
        assert pilot.app.screen.query_one(Month).day == days(3)
        await press(pilot, "escape", "right")
        assert _selected(pilot) == ("木架", days(4))
        await press(pilot, "right")
        assert "Nothing stands on this day." in shown(pilot)
        await press(pilot, "pagedown")
        assert "Dec 2026" in shown(pilot)
        await press(pilot, "escape")
        assert "Mon 23 Nov · Today" in shown(pilot)


async def test_nothing_planned_says_so(crm: Settings) -> None:
    async with opened(crm) as pilot:
        await press(pilot, "escape", "4")
        assert "Nothing is planned for this week and the next" in shown(pilot)
        await press(pilot, "greater_than_sign", "right", "d")
        assert "Select a" in shown(pilot)


async def test_between_wide_and_narrow_the_day_stays_selected(tmp_path: Path) -> None:
    async with opened(_settings(tmp_path), WIDE) as pilot:
        await press(pilot, "4", "right", "down")
        await pilot.resize_terminal(*SMALL)
        await press(pilot)
        assert _selected(pilot) == ("看仓库", days(3))
        await pilot.resize_terminal(*WIDE)
        await press(pilot)
        assert _selected(pilot) == ("看仓库", days(3))
        await press(pilot, "greater_than_sign")
        assert _selected(pilot) == ("看仓库", days(4))


async def test_what_the_shell_does_meanwhile_is_shown(tmp_path: Path) -> None:
    settings = _settings(tmp_path)
    async with opened(settings, WIDE) as pilot:
        await press(pilot, "4", "right")
        with wiring.unit_of_work(settings, source="shell") as uow:
            followups.plan(uow, 6, days(1), "from the shell", today=TODAY)
        _board(pilot).crm.refresh_data()
        await press(pilot)
        assert "from the shell" in shown(pilot)
        assert _selected(pilot) == ("报价 30 吨", days(2))
