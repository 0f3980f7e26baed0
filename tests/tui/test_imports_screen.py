"""The list of imports, and taking any of them back."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import customers
from crmtui.reads import customers as reads
from crmtui.settings import Settings
from tests.tui.files import look_at, sheet_in
from tests.tui.world import TODAY, build, opened, press, selected, shown


async def take_in(pilot: Pilot[int], path: Path) -> None:
    """Import a file, all the way."""
    await look_at(pilot, path)
    await press(pilot, "enter", "enter", "enter")


def sheet(folder: Path, name: str, phone: str) -> Path:
    """A sheet with one new customer."""
    return sheet_in(folder, f"{name}.csv", f"客户名称,手机\n{name},{phone}\n")


def there(settings: Settings) -> set[str]:
    """The names of the customers that came after the first six."""
    with wiring.reader(settings) as conn:
        return {line.name for line in reads.lines(conn, list(range(7, 12)))}


async def test_nothing_imported_yet_is_said(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+u", "u", "enter")
        assert "Nothing was imported yet." in shown(pilot)


async def test_an_older_import_is_taken_back_and_the_newer_stays(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await take_in(pilot, sheet(tmp_path, "广州新锐", "13800138000"))
        await take_in(pilot, sheet(tmp_path, "深圳蓝海", "13900139000"))
        assert there(settings) == {"广州新锐", "深圳蓝海"}
        await press(pilot, "alt+u")
        assert "深圳蓝海.csv" in selected(pilot)
        await press(pilot, "down", "u")
        assert "Nothing of it was changed or used since." in shown(pilot)
        await press(pilot, "y")
        assert "taken back" in selected(pilot)
        await press(pilot, "u")
        assert "taken back already" in shown(pilot)
    assert there(settings) == {"深圳蓝海"}


async def test_what_was_edited_since_is_named_and_stays(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    text = "客户名称,手机\n广州新锐,13800138000\n深圳蓝海,13900139000\n"
    async with opened(settings) as pilot:
        await take_in(pilot, sheet_in(tmp_path, text=text))
        with wiring.unit_of_work(settings, source="shell") as uow:
            customers.edit(uow, 7, {"grade": "A"}, TODAY)
        await press(pilot, "alt+u", "enter")
        assert "广州新锐: edited since: grade" in shown(pilot)
        await press(pilot, "enter")
    assert there(settings) == {"广州新锐"}


async def test_leaving_the_question_takes_nothing_back(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await take_in(pilot, sheet(tmp_path, "广州新锐", "13800138000"))
        await press(pilot, "alt+u", "u", "escape", "escape")
    assert there(settings) == {"广州新锐"}


async def test_undo_shows_an_import_before_it_is_taken_back(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await take_in(pilot, sheet(tmp_path, "广州新锐", "13800138000"))
        await press(pilot, "u")
        assert "Take this import back?" in shown(pilot) and there(settings)
        await press(pilot, "enter")
    assert there(settings) == set()


async def test_an_import_of_many_rows_is_done_again(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    many = tmp_path / "many.csv"
    rows = [f"{n},公司{n},1380013{n:04}" for n in range(300)]
    many.write_text("\n".join(("编号,客户名称,手机", *rows)), encoding="utf-8")
    async with opened(settings) as pilot:
        await take_in(pilot, many)
        await press(pilot, "u", "enter")
        assert there(settings) == set()
        await press(pilot, "ctrl+y")
        assert "Done again" in shown(pilot)
    with wiring.reader(settings) as conn:
        assert conn.execute("SELECT count(*) FROM customer").fetchone()[0] == 306
        assert not conn.execute("PRAGMA foreign_key_check").fetchall()
