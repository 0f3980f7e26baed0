"""Exporting from the screen."""

from __future__ import annotations

from pathlib import Path

from crmtui.tui.screens.export import ExportForm
from tests.tui.files import home_of
from tests.tui.world import build, opened, press, shown


def form_of(screen: object) -> ExportForm:
    """The export form in front."""
    assert isinstance(screen, ExportForm)
    return screen


async def test_the_filtered_list_is_written(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "slash", "text:瑞丰", "tab", "alt+e")
        assert "the 1 of the list" in shown(pilot)
        form_of(pilot.app.screen).fill({"format": "csv", "path": str(path)})
        await press(pilot, "ctrl+s")
        assert "1 row written" in shown(pilot)
    text = path.read_text("utf-8-sig")
    assert "苏州瑞丰纺织有限公司" in text and "博纳" not in text


async def test_everybody_is_written_from_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+e")
        assert "of the list" not in shown(pilot)
        form_of(pilot.app.screen).fill({"format": "csv", "path": str(path)})
        await press(pilot, "ctrl+s")
    assert len(path.read_text("utf-8-sig").splitlines()) == 7


async def test_a_file_that_is_there_is_asked_about_first(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine", "utf-8")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+e")
        form_of(pilot.app.screen).fill({"format": "csv", "path": str(path)})
        await press(pilot, "ctrl+s")
        assert "is there already. Replace it?" in shown(pilot)
        await press(pilot, "escape")
        assert path.read_text("utf-8") == "mine" and isinstance(pilot.app.screen, ExportForm)
        await press(pilot, "ctrl+s", "y")
    assert "苏州瑞丰纺织有限公司" in path.read_text("utf-8-sig")


async def test_format_and_name_follow_what_is_chosen(tmp_path: Path) -> None:
    home_of(tmp_path)
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+e")
        form = form_of(pilot.app.screen)
        assert form.slot("path").value.endswith("crmtui-customers-2026-11-23.xlsx")
        form.fill({"what": "occasions"})
        await press(pilot)
        form.fill({"format": "ics"})
        await press(pilot)
        assert form.slot("path").value.endswith("crmtui-occasions-2026-11-23.ics")


async def test_a_folder_that_is_missing_is_said_in_the_form(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+e")
        form_of(pilot.app.screen).fill({"path": str(tmp_path / "no" / "out.xlsx")})
        await press(pilot, "ctrl+s")
        assert "There is no folder" in shown(pilot)
