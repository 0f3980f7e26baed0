"""Steps that come back and sequences on the screen."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import followups, running
from crmtui.domain.repeatwords import parse_repeat
from crmtui.domain.sequences import all_of, named
from crmtui.settings import Settings
from tests.imports import rows
from tests.tui.world import TODAY, build, days, opened, press, shown

OPEN = "SELECT due_on, what, repeat FROM follow_up WHERE customer_id = 5 AND status = 'open'"
GUOLIN = ("slash", "text:宁波国林", "enter")


async def plan(pilot: Pilot[int], **fields: str) -> None:
    """The plan form of the customer, with these fields filled in."""
    await press(pilot, *GUOLIN, "n")
    for name, text in fields.items():
        pilot.app.screen.query_one(f"#field-{name}").focus()
        await press(pilot, f"text:{text}")


async def test_a_step_that_comes_back_is_planned_finished_and_taken_back(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await plan(pilot, when="下周三", what="报价", repeat="每两周")
        assert "→ every 2 weeks on Wed · 12-16, 12-30, 2027-01-13 …" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "12-02 Wed  报价  every 2 weeks on Wed" in shown(pilot)
        await press(pilot, "d")
        assert "12-16 Wed  报价  every 2 weeks on Wed" in shown(pilot)
        assert "It comes back Wed 16 Dec" in shown(pilot)
        assert [row[:2] for row in rows(settings, OPEN)] == [("2026-12-16", "报价")]
        await press(pilot, "u")
        assert [row[:2] for row in rows(settings, OPEN)] == [("2026-12-02", "报价")]


async def test_what_is_not_understood_is_said_and_without_a_day_the_rule_says_the_first(
    tmp_path: Path,
) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await plan(pilot, what="对账", repeat="often")
        assert "? no repetition I know" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "“often” is not a repetition I understand" in shown(pilot)
        assert not rows(settings, OPEN)
        await press(pilot, *["backspace"] * 5, "text:每月15号")
        assert "→ every month on day 15 · 12-15, 2027-01-15" in shown(pilot)
        await press(pilot, "ctrl+s")
    assert [row[:2] for row in rows(settings, OPEN)] == [("2026-12-15", "对账")]


async def test_editing_shows_the_rule_and_emptying_it_ends_the_series(tmp_path: Path) -> None:
    settings = back(build(tmp_path / "a.db"))
    async with opened(settings) as pilot:
        await press(pilot, *GUOLIN, "right", "right", "right", "e")
        field = pilot.app.screen.query_one("#field-repeat")
        assert "every week on Tue" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert rows(settings, OPEN)[0][2] == "FREQ=WEEKLY;BYDAY=TU;DTSTART=20261124"
        await press(pilot, "e")
        field = pilot.app.screen.query_one("#field-repeat")
        field.focus()
        await press(pilot, "end", *["backspace"] * 20, "ctrl+s")
    assert rows(settings, OPEN)[0][2] == ""


async def test_removing_asks_whether_this_once_or_for_good(tmp_path: Path) -> None:
    settings = back(build(tmp_path / "a.db"))
    async with opened(settings) as pilot:
        await press(pilot, *GUOLIN, "right", "right", "right", "r")
        assert "this once: it comes back every week on Tue" in shown(pilot)
        await press(pilot, "1")
        assert [row[0] for row in rows(settings, OPEN)] == ["2026-12-01"]
        await press(pilot, "r", "2")
    assert not rows(settings, OPEN)


def back(settings: Settings) -> Settings:
    """The fifth customer has a step that comes back every Tuesday."""
    with wiring.unit_of_work(settings) as uow:
        rule = parse_repeat("every week", TODAY)
        followups.plan(uow, 5, days(1), "回访", today=TODAY, repeat=rule)
    return settings


async def test_a_sequence_is_chosen_with_its_days_in_sight(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await plan(pilot)
        pilot.app.screen.query_one("#field-sequence").focus()
        await press(pilot, "right", "right")
        assert "‹quote sent›" in shown(pilot)
        assert "→ quote sent · 11-26, 12-03, 12-13" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "quote sent 2 of 3" in shown(pilot)
    assert len(rows(settings, OPEN)) == 3


async def test_a_sequence_is_stopped_from_the_palette(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    with wiring.unit_of_work(settings) as uow:
        running.start(uow, 5, named(all_of((), "en"), "quote sent"), TODAY, today=TODAY)
    async with opened(settings) as pilot:
        await press(pilot, *GUOLIN, "ctrl+p", "text:stop the sequence", "enter")
        assert not rows(settings, OPEN)
        assert "3 open steps were closed" in shown(pilot)
