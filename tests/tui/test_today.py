"""Today: the queue on the screen, and the verbs of the day."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.tui.screens.card import CardScreen
from crmtui.tui.screens.today import TodayScreen
from tests.tui.world import app_of, build, opened, press, selected, settle, shown


async def test_the_queue_stands_with_its_reasons_most_urgent_first(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        lines = shown(pilot).splitlines()
        assert "5 to do · 0 done · 2 steps overdue · 1 birthday" in lines[1]
        assert [line[:3] for line in lines[2:7]] == [" ! ", " ! ", " * ", " → ", " ~ "]
        assert "寄样品 2 days overdue · 12 days silent" in lines[2]
        assert "Lunar birthday today" in lines[4]


async def test_the_card_stands_beside_the_queue_from_110_columns(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (110, 30)) as pilot:
        assert "南宁博纳红木家具有限公司" in shown(pilot)
        await press(pilot, "down")
        assert "济南恒达冷链食品有限公司" in shown(pilot)
    async with opened(build(tmp_path / "b.db"), (109, 30)) as pilot:
        assert "南宁博纳红木家具有限公司" not in shown(pilot)


async def test_enter_opens_the_card_and_escape_comes_back_to_the_line(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "down", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        assert "济南恒达冷链食品有限公司" in shown(pilot)
        await press(pilot, "escape")
        assert "济南恒达冷链" in selected(pilot)


async def test_done_finishes_the_only_open_step_and_the_next_line_is_selected(
    tmp_path: Path,
) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "down", "d")
        assert "4 to do · 1 done" in shown(pilot)
        assert "Finished: 跟进报价" in shown(pilot)
        assert "厦门三江陶瓷" in selected(pilot)


async def test_a_customer_that_stays_in_the_queue_does_not_take_the_selection_along(
    tmp_path: Path,
) -> None:
    settings = build(tmp_path / "a.db")
    from tests.support import add_occasion, writer

    connection = writer(settings.db)
    add_occasion(connection, 1, "gregorian", 11, 28)  # soon, so it stays, but further down
    connection.close()
    async with opened(settings) as pilot:
        await press(pilot, "l", "text:谈妥", "ctrl+s")
        assert "南宁博纳" in shown(pilot)
        assert "济南恒达冷链" in selected(pilot)
        await press(pilot, "d")
        assert "厦门三江陶瓷" in selected(pilot)


async def test_done_asks_which_of_several_steps(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "d")
        assert "Which one is done?" in shown(pilot)
        await press(pilot, "2")
        assert "Finished: 报价 30 吨" in shown(pilot)


async def test_done_without_a_step_says_what_can_be_done(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "end", "d")
        assert "No step is open here" in shown(pilot)


async def test_snooze_puts_a_step_off_to_a_day_in_words(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "down", "s", "6", "text:下周三")
        assert "→ Wed 2 Dec · in 9 days" in shown(pilot)
        await press(pilot, "enter")
        assert "Put off to Wed 2 Dec" in shown(pilot)
        assert "4 to do" in shown(pilot)


async def test_snooze_does_not_take_a_day_it_does_not_understand(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "down", "s", "6", "text:soonish", "enter")
        assert "is not a date I understand" in shown(pilot)
        await press(pilot, "escape")
        assert "5 to do" in shown(pilot)


async def test_snooze_offers_tomorrow(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "down", "f7", "1")
        assert "Put off to Tue 24 Nov" in shown(pilot)


async def test_plan_adds_a_step(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "end", "n", "text:3d", "tab", "text:call back", "ctrl+s")
        assert "Planned for Thu 26 Nov: call back" in shown(pilot)
        await press(pilot, "enter")
        assert "call back" in shown(pilot)


async def test_undo_and_redo_what_was_done_here(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "down", "d")
        assert "4 to do" in shown(pilot)
        await press(pilot, "u")
        assert "5 to do" in shown(pilot)
        await press(pilot, "ctrl+y")
        assert "4 to do" in shown(pilot)


async def test_archive_takes_a_customer_out_of_the_queue_and_undo_brings_it_back(
    tmp_path: Path,
) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, *["down"] * 4, "x")
        assert "Archived: 宁波国林电子" in shown(pilot)
        assert "4 to do" in shown(pilot)
        await press(pilot, "ctrl+z")
        assert "5 to do" in shown(pilot)


async def test_call_copies_the_number_and_shows_it(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "c")
        assert "138 1234 8833 王建华" in shown(pilot)


async def test_old_steps_to_check_stand_apart_at_the_end(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    from tests.support import add_follow_up, writer

    connection = writer(settings.db)
    add_follow_up(connection, 6, "2026-08-01", "send catalogue", to_check=1, origin="import")
    connection.close()
    async with opened(settings) as pilot:
        text = shown(pilot)
        assert "Old steps to check 1" in text
        await press(pilot, "end")
        assert "send catalogue" in selected(pilot)
        await press(pilot, "d")
        assert "Old steps to check" not in shown(pilot)


async def test_today_and_customers_are_reached_by_figure_and_by_ctrl(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        app = app_of(pilot)
        for key, mode in (
            ("2", "customers"),
            ("1", "today"),
            ("ctrl+l", "customers"),
            ("ctrl+t", "today"),
        ):
            await press(pilot, key)
            assert app.current_mode == mode


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("13:49", False), ("13:50", True), ("14:00", True), ("14:01", False), ("", False)],
)
async def test_a_timed_step_is_reminded_of_ten_minutes_before(
    tmp_path: Path, clock: str, expected: bool
) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, TodayScreen)
        screen.remind(clock)
        await settle(pilot)
        assert ("At 14:00: 苏州瑞丰纺织" in shown(pilot)) is expected
        assert screen.reminded == ({4} if expected else set())
