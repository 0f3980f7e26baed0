"""Importing on the screen, first step: which files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from crmtui.tui.screens.import_sheets import SheetsScreen
from crmtui.tui.screens.importing import ImportScreen
from tests.tui.files import home_of, look_at, sheet_in, words
from tests.tui.world import build, opened, press, selected, shown


@pytest.mark.parametrize("form", ["'{}'", '"{}"', "file://{}", "{}"], ids=str)
async def test_a_dropped_path_is_understood(tmp_path: Path, form: str) -> None:
    path = sheet_in(tmp_path, "a b(1).csv")
    text = form.format(str(path).replace(" ", "%20") if "file:" in form else path)
    async with opened(build(tmp_path / "a.db")) as pilot:
        await look_at(pilot, text)
        assert isinstance(pilot.app.screen, SheetsScreen)


async def test_files_lie_newest_first_and_only_what_can_be_imported(tmp_path: Path) -> None:
    downloads = home_of(tmp_path) / "Downloads"
    for age, name in enumerate(["new.vcf", "middle.xlsx", "old.csv"]):
        sheet_in(downloads, name)
        os.utime(downloads / name, (time.time() - age * 90_000,) * 2)
    (downloads / "photo.png").write_bytes(b"x")
    (downloads / "报表").mkdir()
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+i")
        lines = [line.split()[0] for line in shown(pilot).splitlines()[5:11] if line.split()]
        assert lines == ["..", "new.vcf", "middle.xlsx", "old.csv", "报表/"]


async def test_part_of_a_name_finds_a_file_below(tmp_path: Path) -> None:
    downloads = home_of(tmp_path) / "Downloads"
    sheet_in(downloads)
    sheet_in(downloads, "other.csv")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+i", "text:名单")
        assert "other.csv" not in shown(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SheetsScreen)


async def test_folders_are_gone_into_and_left_again(tmp_path: Path) -> None:
    home = home_of(tmp_path)
    (home / "Downloads" / "报表").mkdir()
    sheet_in(home / "Downloads" / "报表")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+i", "down", "g", "2", "end", "enter")
        assert "客户名单" in shown(pilot) and "~/Downloads/报表" in shown(pilot)
        await press(pilot, "down", "left")
        assert "~/Downloads\n" in shown(pilot) and "报表/" in selected(pilot)


async def test_several_marked_files_are_one_import(tmp_path: Path) -> None:
    downloads = home_of(tmp_path) / "Downloads"
    for number in (1, 2):
        sheet_in(downloads, f"{number}.csv", f"客户名称,手机\n新客户{number},1380013800{number}\n")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+i", "down", "space", "space")
        assert "2 marked" in shown(pilot)
        await press(pilot, "enter")
        assert "2 files" in shown(pilot) and "2 new" in shown(pilot)


async def test_a_marked_folder_is_read_whole(tmp_path: Path) -> None:
    folder = home_of(tmp_path) / "Downloads" / "报表"
    folder.mkdir()
    for number in (1, 2, 3):
        sheet_in(folder, f"{number}.csv", f"客户名称,手机\n新客户{number},1380013800{number}\n")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+i", "down", "g", "2", "end", "space", "ctrl+s")
        assert "3 new" in shown(pilot)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "There is no file"),
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "cannot be imported"),
    ],
    ids=["missing", "empty", "picture"],
)
async def test_a_file_that_is_none_is_explained_where_its_path_stands(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_bytes(content)
    async with opened(build(tmp_path / "a.db"), (100, 30)) as pilot:
        await look_at(pilot, path)
        assert isinstance(pilot.app.screen, ImportScreen) and said in words(pilot)
        await press(pilot, "escape")
        assert "5 to do" in shown(pilot)
