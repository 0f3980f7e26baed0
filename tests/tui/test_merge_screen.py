"""Finding doubled customers and merging them on the screen."""

from __future__ import annotations

from pathlib import Path

from crmtui import wiring
from crmtui.actions import customers
from crmtui.reads import customers as reads
from crmtui.settings import Settings
from crmtui.tui.screens.duplicates import DuplicatesScreen
from crmtui.tui.screens.merging import MergeScreen
from tests.tui.files import double
from tests.tui.world import build, days, opened, press, selected, shown


def doubled(path: Path) -> Settings:
    """The small database with number 4 a second time, as customer 7."""
    settings = build(path)
    double(settings)
    return settings


def names(settings: Settings) -> dict[int, str]:
    """All customers by id."""
    with wiring.reader(settings) as conn:
        return {line.id: line.name for line in reads.lines(conn, list(range(1, 10)))}


async def test_pairs_are_listed_with_the_reason(tmp_path: Path) -> None:
    async with opened(doubled(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+d")
        assert "0004 苏州瑞丰纺织有限公司 江苏 苏州  =  0050 苏州瑞丰纺织品有限公司" in shown(pilot)
        assert "the same number 137 0512 6666" in shown(pilot)


async def test_nobody_doubled_is_said(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+d")
        assert "Nobody seems to be there twice." in shown(pilot)
        await press(pilot, "enter", "n")
        assert isinstance(pilot.app.screen, DuplicatesScreen)


async def test_the_left_one_stays_and_single_fields_are_chosen(tmp_path: Path) -> None:
    settings = doubled(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "alt+d", "enter", "down")
        assert "● 苏州瑞丰纺织有限公司" in selected(pilot)
        await press(pilot, "right")
        assert "○ 苏州瑞丰纺织有限公司" in selected(pilot)
        await press(pilot, "m")
        assert "Merged: 0050" in shown(pilot)
    made = names(settings)
    assert made[4] == "苏州瑞丰纺织品有限公司" and 7 not in made


async def test_texts_that_can_be_joined_are_kept_both(tmp_path: Path) -> None:
    async with opened(doubled(tmp_path / "a.db"), (80, 40)) as pilot:
        await press(pilot, "alt+d", "enter")
        line = next(li for li in shown(pilot).splitlines() if li.strip().startswith("remarks"))
        assert line.count("●") == 2
        await pilot.press(*["down"] * 12)
        while not selected(pilot).strip().startswith("remarks"):
            await pilot.press("up")
        await press(pilot, "left")
        assert "○ 常走美线" in selected(pilot)


async def test_the_other_one_may_stay(tmp_path: Path) -> None:
    settings = doubled(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "alt+d", "enter", "w", "ctrl+s")
    made = names(settings)
    assert 4 not in made and made[7] == "苏州瑞丰纺织品有限公司"


async def test_a_merge_is_undone_where_the_pairs_are(tmp_path: Path) -> None:
    settings = doubled(tmp_path / "a.db")
    before = names(settings)
    async with opened(settings) as pilot:
        await press(pilot, "alt+d", "enter", "m")
        assert "0050" not in shown(pilot).split("Merged:")[0]
        await press(pilot, "u")
        assert "0004 苏州瑞丰纺织有限公司" in shown(pilot)
    assert names(settings) == before


async def test_two_that_are_not_the_same_are_not_asked_about_again(tmp_path: Path) -> None:
    settings = doubled(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "alt+d", "n", "r")
        assert "0050 苏州瑞丰纺织品有限公司" not in shown(pilot).split("People")[0]


async def test_two_marked_customers_are_merged(tmp_path: Path) -> None:
    settings = doubled(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "2", "m")
        assert "Mark the two customers first" in shown(pilot)
        await press(pilot, "text:/瑞丰", "escape")
        await press(pilot, "slash", "text:瑞丰", "tab", "space", "space", "m")
        assert isinstance(pilot.app.screen, MergeScreen)
        await press(pilot, "m")
    assert 7 not in names(settings)


async def test_someone_elses_change_meanwhile_stops_the_merge(tmp_path: Path) -> None:
    settings = doubled(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "alt+d", "enter")
        with wiring.unit_of_work(settings, source="shell") as uow:
            customers.edit(uow, 4, {"note": "anders"}, days(0))
        await press(pilot, "m")
        assert "nothing was merged" in " ".join(shown(pilot).split())
    assert 7 in names(settings)
