"""What happens outside the window: other programs, midnight, an empty or broken database."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import customers, followups
from crmtui.settings import Settings
from crmtui.tui.app import CrmApp, run
from crmtui.tui.screens.start import StartScreen
from tests.tui.world import TODAY, app_of, build, opened, press, selected, settle, shown


def plan_elsewhere(settings: Settings, customer_id: int, what: str) -> None:
    """What `crmtui plan` does in another window."""
    with wiring.unit_of_work(settings, source="shell") as uow:
        followups.plan(uow, customer_id, TODAY, what, today=TODAY)


async def tick(app: CrmApp) -> None:
    """What the clock does every second."""
    app._watch()


async def test_a_change_from_outside_shows_up_and_the_selection_stays(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "down", "down")
        assert "厦门三江陶瓷" in selected(pilot)
        plan_elsewhere(settings, 6, "ring Jürgen")
        await tick(app_of(pilot))
        await settle(pilot)
        assert "ring Jürgen" in shown(pilot)
        assert "厦门三江陶瓷" in selected(pilot)


async def test_an_open_card_notices_a_change_from_outside(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "enter")
        plan_elsewhere(settings, 1, "寄发票")
        await tick(app_of(pilot))
        await settle(pilot)
        assert "寄发票" in shown(pilot)
        await press(pilot, "escape")
        assert "3 steps" not in shown(pilot)


async def test_the_program_looks_at_the_clock_and_the_database_by_itself(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        assert any(timer.name == "watch" for timer in app_of(pilot)._timers)


async def test_a_list_behind_another_catches_up_when_it_is_shown(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "2")
        plan_elsewhere(settings, 6, "ring Jürgen")
        await tick(app_of(pilot))
        await press(pilot, "1")
        assert "ring Jürgen" in shown(pilot)


async def test_midnight_reads_the_new_day(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        app = app_of(pilot)
        app.desk.settings = replace(settings, today_pin=date(2026, 11, 25))
        await tick(app)
        await settle(pilot)
        text = shown(pilot)
        assert "Wed 25 Nov · lunar 十月十七" in text
        assert "寄样品 4 days overdue" in text


async def test_a_form_left_open_over_midnight_still_saves(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "l", "text:谈到很晚")
        app = app_of(pilot)
        app.desk.settings = replace(settings, today_pin=date(2026, 11, 24))
        await tick(app)
        await press(pilot, "ctrl+s")
        assert "Logged with" in shown(pilot)


async def test_undo_asks_about_what_was_done_elsewhere(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    plan_elsewhere(settings, 6, "ring Jürgen")
    async with opened(settings) as pilot:
        assert "ring Jürgen" in shown(pilot)
        await press(pilot, "u")
        text = shown(pilot)
        assert "done elsewhere" in text and "Müller" in text
        await press(pilot, "escape")
        assert "ring Jürgen" in shown(pilot)
        await press(pilot, "u", "y")
        assert "5 to do" in shown(pilot)


async def test_undo_takes_back_what_this_window_did_even_if_another_was_busy_since(
    tmp_path: Path,
) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "down", "d")
        plan_elsewhere(settings, 6, "ring Jürgen")
        await press(pilot, "u")
        text = shown(pilot)
        assert "跟进报价" in text and "ring Jürgen" in text


async def test_an_edit_made_since_is_kept_and_named_when_undoing(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings, (100, 40)) as pilot:
        await press(pilot, "enter", "e", "text:X", "ctrl+s", "escape")
        with wiring.unit_of_work(settings, source="shell") as uow:
            customers.edit(uow, 1, {"name": "新名字"}, TODAY)
        await press(pilot, "u")
        assert "operation 3 depends on it" in " ".join(shown(pilot).split())


async def test_a_first_start_offers_three_ways(no_settings: Settings) -> None:
    async with opened(no_settings) as pilot:
        assert isinstance(pilot.app.screen, StartScreen)
        text = shown(pilot)
        assert "Import the files" in text and "demo" in text and "by hand" in text
        assert not no_settings.db.exists()


async def test_the_first_customer_is_added_by_hand(no_settings: Settings) -> None:
    async with opened(no_settings, (80, 40)) as pilot:
        await press(pilot, "3", "text:Acme", "ctrl+s")
        assert "Added: Acme" in shown(pilot)
        assert no_settings.db.exists()


async def test_the_demo_opens_in_a_database_of_its_own(no_settings: Settings) -> None:
    async with opened(no_settings) as pilot:
        await press(pilot, "2")
        await settle(pilot)
        assert "to do" in shown(pilot)
        assert app_of(pilot).desk.settings.demo
        assert not no_settings.db.exists()


def test_a_database_of_another_program_is_refused_before_anything_is_drawn(tmp_path: Path) -> None:
    from crmtui.domain.database_errors import DatabaseError

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE x (y)")
    other.close()
    settings = Settings(db=path, config_path=tmp_path / "c.toml", today_pin=TODAY)
    with pytest.raises(DatabaseError, match="another program"):
        run(settings)


async def test_a_database_that_breaks_while_open_is_told_and_the_program_stays(
    tmp_path: Path,
) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings, (100, 30)) as pilot:
        app = app_of(pilot)
        app.desk.close()
        for name in ("a.db", "a.db-wal", "a.db-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        settings.db.write_bytes(b"not a database" * 100)
        await tick(app)
        await settle(pilot)
        assert "is not a crmtui database" in " ".join(shown(pilot).split())
        assert app.is_running


async def test_a_write_waits_for_another_program_and_says_so(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        other = sqlite3.connect(settings.db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("down", "d")
        while "Another program is writing" not in shown(pilot):
            await pilot.pause(0.05)
        other.execute("ROLLBACK")
        other.close()
        await settle(pilot)
        assert "Finished: 跟进报价" in shown(pilot)


async def test_a_database_that_lacks_something_is_told_and_nothing_crashes(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    other = sqlite3.connect(settings.db)
    other.execute("DROP TABLE occasion")
    other.commit()
    other.close()
    async with opened(settings, (100, 30)) as pilot:
        assert "no such table: occasion" in " ".join(shown(pilot).split())
        await press(pilot, "2", "enter")
        assert pilot.app.is_running
