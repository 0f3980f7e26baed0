"""Deciding possible duplicates on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from crmtui import wiring
from crmtui.domain.search import parse_query
from crmtui.reads import customers
from crmtui.settings import Settings
from crmtui.tui.screens.import_doubles import DoublesScreen
from crmtui.tui.screens.import_plan import PlanScreen
from tests.tui.files import look_at, sheet_in
from tests.tui.world import build, opened, press, shown


async def to_doubles(pilot: Pilot[int], path: Path) -> None:
    """From Today to the possible duplicates of a file."""
    await look_at(pilot, path)
    await press(pilot, "enter", "d")
    assert isinstance(pilot.app.screen, DoublesScreen)


def plan_of(pilot: Pilot[int]) -> PlanScreen:
    """The plan in front."""
    screen = pilot.app.screen
    assert isinstance(screen, PlanScreen)
    return screen


def numbered(settings: Settings, words: str) -> list[str | None]:
    """The numbers of the customers that words find."""
    with wiring.reader(settings) as conn:
        return [line.number for line in customers.find(conn, parse_query(words), 10)]


async def test_a_row_and_whom_it_may_be_stand_side_by_side(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_doubles(pilot, sheet_in(tmp_path))
        line = next(li for li in shown(pilot).splitlines() if "customer name" in li)
        assert "苏州瑞丰纺织品公司" in line and "≠ 苏州瑞丰纺织有限公司" in line
        assert "2 of 2 left to decide" in shown(pilot)


@pytest.mark.parametrize("key", ["1", "enter"])
async def test_it_is_that_one(tmp_path: Path, key: str) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await to_doubles(pilot, sheet_in(tmp_path))
        await press(pilot, key, "s")
        plan = plan_of(pilot).job.understood
        assert (plan.counts["updated"], plan.counts["duplicate"]) == (2, 1)
        await press(pilot, "ctrl+s")
        assert numbered(settings, "瑞丰纺织") == ["0004"]


async def test_it_is_a_customer_of_its_own(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await to_doubles(pilot, sheet_in(tmp_path))
        await press(pilot, "c", "s", "ctrl+s")
        assert len(numbered(settings, "瑞丰纺织")) == 2


async def test_what_was_left_out_can_be_decided_again(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_doubles(pilot, sheet_in(tmp_path))
        await press(pilot, "s", "1", "d")
        text = shown(pilot)
        assert "→ left out" in text and "→ 0005 宁波国林电子有限公司" in text
        await press(pilot, "home", "1")
        assert plan_of(pilot).job.understood.counts["duplicate"] == 0


@pytest.mark.parametrize(
    ("key", "left"), [("1", 0), ("2", 0), ("3", 2)], ids=["likeliest", "create", "skip"]
)
async def test_all_the_rest_are_decided_at_once(tmp_path: Path, key: str, left: int) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_doubles(pilot, sheet_in(tmp_path))
        await press(pilot, "a", key)
        job = plan_of(pilot).job
        assert job.understood.counts["duplicate"] == left and not job.doubts()


async def test_leaving_halfway_keeps_what_was_decided(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_doubles(pilot, sheet_in(tmp_path))
        await press(pilot, "c", "escape")
        assert len(plan_of(pilot).job.doubts()) == 1


async def test_of_several_candidates_the_arrows_choose_one(tmp_path: Path) -> None:
    text = "客户名称,手机,电话\n某某公司,137 0512 6666,138 1234 8833\n别家,13800138001,\n"
    async with opened(build(tmp_path / "a.db"), (120, 30)) as pilot:
        await to_doubles(pilot, sheet_in(tmp_path, text=text))
        screen = pilot.app.screen
        assert isinstance(screen, DoublesScreen)
        row = screen.rows[0]
        assert len(row.choices) == 2
        await press(pilot, "right", "enter")
        assert screen.job.options.decisions[row.file, row.sheet, row.row] == row.choices[1]
