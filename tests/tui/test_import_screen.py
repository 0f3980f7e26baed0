"""Importing on the screen: files, columns, plan, result."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from crmtui import wiring
from crmtui.reads import customers
from crmtui.settings import Settings
from crmtui.tui.screens.import_plan import PlanScreen
from crmtui.tui.screens.import_sheets import SheetsScreen
from crmtui.tui.screens.importing import ImportScreen
from crmtui.tui.screens.running import RunningScreen
from crmtui.tui.screens.today import TodayScreen
from tests.tui.files import SHEET, look_at, sheet_in, words
from tests.tui.world import app_of, build, opened, press, selected, settle, shown


def count(settings: Settings) -> int:
    """How many customers there are."""
    with wiring.reader(settings) as conn:
        return customers.count(conn)


async def to_sheets(pilot: Pilot[int], path: Path) -> SheetsScreen:
    """From Today to the columns of a file."""
    await look_at(pilot, path)
    screen = app_of(pilot).screen
    assert isinstance(screen, SheetsScreen)
    return screen


async def to_column(pilot: Pilot[int], letter: str) -> None:
    """Select a column of the sheet."""
    for _line in range(30):
        if selected(pilot).split()[:1] == [letter]:
            return
        await pilot.press("down")
    raise AssertionError(letter)


async def test_a_sheet_is_taken_in_by_enter_alone(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    path = sheet_in(tmp_path)
    async with opened(settings) as pilot:
        await to_sheets(pilot, path)
        assert "1 new · 1 updated · 1 the same · 2 possible duplicates · 1 not taken" in words(
            pilot
        )
        assert "客户名称 → customer name 南宁博纳红木家具有限公司 |" in words(pilot)
        await press(pilot, "enter")
        assert "Take in 2 rows?" in shown(pilot)
        before = count(settings)
        await press(pilot, "enter")
        assert "Done (import 1)" in shown(pilot) and count(settings) == before + 1
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_first_import_makes_the_database(no_settings: Settings, tmp_path: Path) -> None:
    path = sheet_in(tmp_path, text="客户名称,手机\n广州新锐,13800138000\n")
    async with opened(no_settings) as pilot:
        await press(pilot, "1")
        pilot.app.post_message(Paste(str(path)))
        await press(pilot, "enter", "enter")
        assert "Take in 1 row?" in shown(pilot) and not no_settings.db.exists()
        await press(pilot, "enter", "enter", "2")
        assert "广州新锐" in shown(pilot)


async def test_a_column_gets_another_field_or_is_left_out(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        screen = await to_sheets(pilot, sheet_in(tmp_path))
        await to_column(pilot, "I")
        assert "→ remarks" in selected(pilot)
        await press(pilot, "enter", "text:needs", "enter")
        assert "→ needs" in selected(pilot)
        assert list(screen.job.options.mapping.values()) == ["needs"]
        await press(pilot, "enter", "text:left out", "enter")
        assert "left out" in selected(pilot)


async def test_a_column_becomes_a_field_of_ones_own(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    path = sheet_in(tmp_path, text="客户名称,手机,来源\n广州新锐,13800138000,展会\n")
    async with opened(settings) as pilot:
        await to_sheets(pilot, path)
        await to_column(pilot, "C")
        await press(pilot, "enter", "text:of your own", "enter", "ctrl+s", "enter", "enter")
    with wiring.reader(settings) as conn:
        card = customers.card(conn, 7)
    assert card is not None and [(v.field.label, v.value) for v in card.custom] == [
        ("来源", "展会")
    ]


async def test_another_row_is_said_to_be_the_headings(tmp_path: Path) -> None:
    text = "客户名称,手机\n不是标题,1\n客户名称,联系电话\n广州新锐,13800138000\n"
    async with opened(build(tmp_path / "a.db")) as pilot:
        screen = await to_sheets(pilot, sheet_in(tmp_path, text=text))
        await press(pilot, "h")
        assert "On which row do the headings stand?" in shown(pilot)
        await press(pilot, "down", "down", "enter")
        assert screen.job.understood.sheets[0].header_row == 3
        assert "headings in row 3" in shown(pilot)


async def test_a_text_file_is_read_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "gbk.csv"
    path.write_bytes("客户名称,联系人\n广州新锐,何老板\n".encode("gb18030"))
    async with opened(build(tmp_path / "a.db")) as pilot:
        screen = await to_sheets(pilot, path)
        assert "gb18030" in shown(pilot)
        await press(pilot, "e")
        assert "Which reads right?" in shown(pilot)
        await press(pilot, "1")  # UTF-8, which these bytes are not
        assert "cannot be read as utf-8" in words(pilot) and "gb18030" in shown(pilot)
        await press(pilot, "e", "2")
        assert screen.job.encodings == {"gbk.csv": "gb18030"}


async def test_a_sheet_is_left_out_and_taken_in_again(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "x")
        assert "0 new" in shown(pilot) and "left out" in shown(pilot)
        await press(pilot, "x")
        assert "1 new" in shown(pilot)


async def test_day_and_month_are_told_apart_by_the_user(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        screen = await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "d", "3")
        assert screen.job.options.date_order == "mdy"


async def test_the_plan_says_from_what_to_what(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter", "right", "right")
        assert "0001 南宁博纳红木家具有限公司" in shown(pilot)
        assert "grade A core → B growth" in words(pilot)


async def test_every_problem_is_listed_however_many_there_are(tmp_path: Path) -> None:
    rows = "".join(f",{number}\n" for number in range(300))
    path = sheet_in(tmp_path, text=f"客户名称,等级\n广州新锐,A\n{rows}")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, path)
        await press(pilot, "enter", "left", "end")
        assert "row 302" in selected(pilot)


async def test_what_is_new_is_told_in_full(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter", "right")
        text = words(pilot)
        assert "广州新锐进出口贸易有限公司" in text
        assert "何老板, 13800138000" in text and "玩具" in text


async def test_the_file_wins_only_when_that_is_said(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter", "b")
        assert "The file wins" in shown(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, PlanScreen) and screen.job.options.overwrite


async def test_going_back_keeps_what_was_changed(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        screen = await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter", "b", "escape")
        assert pilot.app.screen is screen and screen.job.options.overwrite
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ImportScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_an_import_is_taken_back_where_its_result_is_shown(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter", "enter")
        assert count(settings) == 7
        await press(pilot, "u", "enter")
        assert count(settings) == 6 and isinstance(pilot.app.screen, TodayScreen)


async def test_rows_that_were_left_are_saved_with_the_reason(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter", "enter", "r")
        assert "Where to save the rows" in shown(pilot)
        await press(pilot, "enter")
        assert "3 rows saved to" in shown(pilot)
    (saved,) = tmp_path.glob("*-left out.csv")
    lines = saved.read_text("utf-8-sig").splitlines()
    assert len(lines) == 4 and "苏州瑞丰纺织品公司" in lines[1]


async def test_a_file_that_is_there_is_not_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine", "utf-8")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter", "enter", "r", "ctrl+u")
        pilot.app.post_message(Paste(str(tmp_path / "mine.csv")))
        await press(pilot, "enter")
        assert "Replace it?" in shown(pilot)
        await press(pilot, "escape")
    assert (tmp_path / "mine.csv").read_text("utf-8") == "mine"


async def test_a_stopped_import_leaves_nothing(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path))
        await press(pilot, "enter")
        other = sqlite3.connect(settings.db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")  # the import has to wait, so that there is time to stop
        await pilot.press("ctrl+s")
        while not isinstance(pilot.app.screen, RunningScreen):
            await pilot.pause(0.02)
        await pilot.press("escape")
        assert "Nothing of it is kept" in shown(pilot)
        await pilot.press("y")
        other.execute("ROLLBACK")
        other.close()
        await settle(pilot)
        assert "Nothing was taken in" in words(pilot) and count(settings) == 6


async def test_dates_that_can_be_read_both_ways_are_asked_about(tmp_path: Path) -> None:
    text = "客户名称,最近联系\n广州新锐,04/08/26\n深圳蓝海,05/09/26\n"
    async with opened(build(tmp_path / "a.db")) as pilot:
        screen = await to_sheets(pilot, sheet_in(tmp_path, text=text))
        assert "nothing tells whether day or month comes first" in words(pilot)
        await press(pilot, "enter", "2")
        assert screen.job.options.date_order == "dmy" and "nothing tells" not in words(pilot)


async def test_columns_are_remembered_and_the_next_such_file_is_read_so(tmp_path: Path) -> None:
    text = "客户名称,手机,货品\n广州新锐,13800138000,玩具\n"
    async with opened(build(tmp_path / "a.db")) as pilot:
        await to_sheets(pilot, sheet_in(tmp_path, "一月.csv", text))
        await to_column(pilot, "C")
        await press(pilot, "enter", "text:needs", "enter", "p", "text:展会名单", "enter")
        await press(pilot, "escape", "escape")
        screen = await to_sheets(pilot, sheet_in(tmp_path, "二月.csv", text))
        assert "Read as remembered under “展会名单”." in shown(pilot)
        assert screen.job.understood.sheets[0].columns[2].field == "needs"


async def test_a_sheet_nothing_is_known_of_can_still_be_explained(tmp_path: Path) -> None:
    path = sheet_in(tmp_path, text="3,5\n7,9\n")
    async with opened(build(tmp_path / "a.db")) as pilot:
        await look_at(pilot, path)
        assert isinstance(pilot.app.screen, SheetsScreen)
        assert "No table was recognised yet." in shown(pilot)
        await press(pilot, "h")
        assert "On which row do the headings stand?" in shown(pilot)


def test_the_sheet_of_these_tests_has_a_row_of_each_kind() -> None:
    assert len(SHEET.splitlines()) == 7
