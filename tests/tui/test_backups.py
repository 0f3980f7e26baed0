"""Backups on the screen: the list, putting one back, the daily one and its age."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from textual.pilot import Pilot

from crmtui import backups
from crmtui.domain.backuprules import BackupRules
from crmtui.files import backuplist
from crmtui.settings import Settings
from tests.backups.book import add, flip, names
from tests.tui.files import look_at, sheet_in
from tests.tui.world import app_of, build, opened, press, selected, settle, shown

LONG = 60.0  # seconds that no backup of a few customers takes


def unpinned(settings: Settings, **rules: object) -> Settings:
    """The same with today as it is: where the day is pinned nothing is made by itself."""
    return replace(settings, today_pin=None, backup=BackupRules(**rules))  # type: ignore[arg-type]


async def kept(pilot: Pilot[int]) -> None:
    """Wait for the keeper, and until what it found is shown."""
    app_of(pilot).keeper.wait(LONG)
    await settle(pilot)


async def test_a_backup_is_made_and_put_back_and_all_places_show_it(tmp_path: Path) -> None:
    settings = build(tmp_path / "crm.db")
    everybody = names(settings)
    async with opened(settings) as pilot:
        await press(pilot, "b")
        assert "There is no backup yet" in shown(pilot)
        await press(pilot, "n")
        assert "Made and tried" in shown(pilot) and "by hand" in selected(pilot)
        await press(pilot, "escape", "2", "a", "text:新来的", "ctrl+s", "escape")
        assert "新来的" in names(settings)
        await press(pilot, "b", "enter")
        assert "7 → 6" in shown(pilot)
        await press(pilot, "enter")
        assert "is put back, and it is whole" in shown(pilot)
        assert "before a restore" in shown(pilot)
        assert names(settings) == everybody
        await press(pilot, "escape", "2")
        assert "6 customers" in shown(pilot)
        # What this window did before is of another past: it asks before touching it.
        await press(pilot, "u")
        assert "This was done elsewhere" in shown(pilot)


async def test_leaving_the_question_changes_nothing(tmp_path: Path) -> None:
    settings = build(tmp_path / "crm.db")
    backups.make(settings)
    add(settings, "新来的")
    async with opened(settings) as pilot:
        await press(pilot, "f12", "enter", "escape")
        assert "put back, and" not in shown(pilot)
    assert "新来的" in names(settings)
    assert len(backups.listed(settings)) == 1


async def test_trying_and_rehearsing_say_what_came_of_it(tmp_path: Path) -> None:
    settings = build(tmp_path / "crm.db")
    path = Path(backups.make(settings).file.path)
    async with opened(settings, size=(120, 30)) as pilot:
        await press(pilot, "b", "v")
        await settle(pilot)
        assert f"{path.name} is good." in shown(pilot)
        await press(pilot, "t")
        await settle(pilot)
        assert "restored into a temporary place, 6 customers" in shown(pilot)
        flip(path, 3000)
        await press(pilot, "v")
        await settle(pilot)
        assert "is not a good backup" in shown(pilot) and "damaged:" in shown(pilot)


async def test_once_a_day_one_is_made_after_the_first_rows(tmp_path: Path) -> None:
    settings = unpinned(build(tmp_path / "crm.db"))
    async with opened(settings) as pilot:
        await kept(pilot)
        assert "backup just now ✓" in shown(pilot)
    assert [each.why for each in backups.listed(settings)] == ["daily"]
    add(settings, "新来的")
    async with opened(settings) as pilot:
        await kept(pilot)
    assert len(backups.listed(settings)) == 1


async def test_one_that_is_too_old_is_warned_of(tmp_path: Path) -> None:
    settings = unpinned(build(tmp_path / "crm.db"), every=0)
    made = backups.make(settings).file
    old = replace(made, made_at=datetime.now() - timedelta(days=9))
    backuplist.remember(settings.db, old)
    async with opened(settings) as pilot:
        await kept(pilot)
        assert "backup 9 days ago !" in shown(pilot)


async def test_a_folder_that_is_away_is_told_of_once_a_day(tmp_path: Path) -> None:
    settings = unpinned(build(tmp_path / "crm.db"), folder=str(tmp_path / "stick"))
    async with opened(settings, size=(120, 30)) as pilot:
        await kept(pilot)
        assert "stick" in shown(pilot)
    assert len(backups.listed(settings)) == 1
    for each in backups.listed(settings):
        Path(each.path).unlink()
    async with opened(settings, size=(120, 30)) as pilot:
        await kept(pilot)
        assert "stick" not in shown(pilot)


async def test_an_import_backs_up_first(tmp_path: Path) -> None:
    settings = build(tmp_path / "crm.db")
    sheet = sheet_in(tmp_path, text="客户名称,手机\n广州新锐,13800138000\n")
    async with opened(settings) as pilot:
        await look_at(pilot, sheet)
        await press(pilot, "enter", "enter", "enter")
    assert "广州新锐" in names(settings)
    (made,) = backups.listed(settings)
    assert (made.why, made.good) == ("before-import", True)
    assert made.manifest and made.manifest.counts["customer"] == 6


async def test_where_no_backup_can_be_made_an_import_asks(tmp_path: Path) -> None:
    settings = build(tmp_path / "crm.db")
    (tmp_path / "backups").write_text("in the way")
    sheet = sheet_in(tmp_path, text="客户名称,手机\n广州新锐,13800138000\n")
    async with opened(settings, size=(120, 30)) as pilot:
        await look_at(pilot, sheet)
        await press(pilot, "enter", "enter")
        assert "Import without a backup?" in shown(pilot)
        await press(pilot, "escape")
        assert "广州新锐" not in names(settings)


async def test_a_database_that_is_gone_is_told_of_with_its_backup(tmp_path: Path) -> None:
    settings = build(tmp_path / "crm.db")
    everybody = names(settings)
    backups.make(settings)
    for path in tmp_path.glob("crm.db*"):
        path.unlink()
    async with opened(settings, size=(120, 30)) as pilot:
        await settle(pilot)
        assert "there is a backup of" in shown(pilot)
        await press(pilot, "escape", "b", "enter", "enter")
        await settle(pilot)
    assert names(settings) == everybody
