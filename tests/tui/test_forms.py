"""The forms: typing, drafts, mistakes, and two edits of one thing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import customers
from crmtui.present.leading import led_by_kind
from crmtui.settings import Settings
from crmtui.tui.screens.log import LogForm
from tests.tui.world import TODAY, app_of, build, opened, press, settings_on, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("拜访 看了仓库", ("visit", "看了仓库")),
        ("微信：发了报价", ("wechat", "发了报价")),
        ("visit: saw the warehouse", ("visit", "saw the warehouse")),
        ("visit saw the warehouse", ("visit", "visit saw the warehouse")),
        ("拜访", ("", "拜访")),
        ("已报价 30 吨", ("", "已报价 30 吨")),
        ("", ("", "")),
    ],
)
def test_a_leading_word_names_the_kind(text: str, expected: tuple[str, str]) -> None:
    assert led_by_kind(text) == expected


async def test_log_opens_with_the_cursor_in_the_text(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l")
        focused = pilot.app.focused
        assert focused is not None and focused.id == "field-summary"


async def test_log_with_its_next_step_in_one_form(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l", "text:拜访 看了仓库")
        assert "‹visit›" in shown(pilot)
        pilot.app.screen.query_one("#field-next").focus()
        await press(pilot, "text:下周三 回访")
        assert "→ Wed 2 Dec · in 9 days" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "Next step Wed 2 Dec: 回访" in shown(pilot)
        await press(pilot, "slash", "text:bona", "enter")
        text = shown(pilot)
        assert "visit 看了仓库" in text
        assert "12-02 Wed  回访" in text
        assert "寄样品" not in text.split("History")[0]  # it fulfilled the step of its line


async def test_ctrl_k_changes_the_kind_and_the_outcome_follows(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l")
        assert "‹reached›" in shown(pilot)
        await press(pilot, "ctrl+k")
        assert "‹visit›" in shown(pilot)
        assert "‹–›" in shown(pilot)


async def test_a_next_step_without_a_date_keeps_everything_in_place(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l", "text:谈了价格")
        pilot.app.screen.query_one("#field-next").focus()
        await press(pilot, "text:回访", "ctrl+s")
        assert "should begin with when" in shown(pilot)
        assert "谈了价格" in shown(pilot)
        assert "5 to do" in shown(pilot)


async def test_saying_nothing_is_not_logged(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l")
        pilot.app.screen.query_one("#field-outcome").focus()
        await press(pilot, "end", "ctrl+s")
        assert "Say in a few words what happened." in shown(pilot)


async def test_escape_keeps_a_draft_and_the_form_takes_it_up_again(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l", "text:半句话", "escape")
        assert "Kept as a draft." in shown(pilot)
        await press(pilot, "down", "l")
        assert "半句话" not in shown(pilot)  # drafts belong to their customer
        await press(pilot, "escape", "up", "l")
        assert "半句话" in shown(pilot)
        assert "draft you left" in shown(pilot)
        await press(pilot, "ctrl+d", "l")
        assert "半句话" not in shown(pilot)


async def test_a_contact_in_the_past_is_dated_there(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l", "text:昨天说的")
        pilot.app.screen.query_one("#field-when").focus()
        await press(pilot, "text:昨天")
        assert "→ Sun 22 Nov · yesterday" in shown(pilot)
        await press(pilot, "ctrl+s", "slash", "text:bona", "enter")
        assert "11-22" in shown(pilot)


async def test_a_customer_is_added_with_the_first_contact(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 40)) as pilot:
        await press(pilot, "a", "text:广州新锐", "tab", "tab", "text:a", "tab", "tab", "tab")
        await press(pilot, "text:何老板", "tab", "tab", "text:13800138000", "ctrl+s")
        text = shown(pilot)
        assert "广州新锐" in text
        assert "A core" in text
        assert "何老板" in text and "13800138000" in text


async def test_a_customer_without_a_name_is_not_added(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "a", "ctrl+s")
        assert "A customer needs a name." in shown(pilot)


async def test_a_number_that_is_taken_is_said_in_the_form(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 40)) as pilot:
        await press(pilot, "a", "text:新客户")
        pilot.app.screen.query_one("#field-number").focus()
        await press(pilot, "text:0001", "ctrl+s")
        assert "already belongs to 南宁博纳" in shown(pilot)


def elsewhere(settings: Settings, customer_id: int, **values: str) -> None:
    """Edit a customer as a shell command would."""
    with wiring.unit_of_work(replace(settings, me="小李"), source="shell") as uow:
        customers.edit(uow, customer_id, values, TODAY)


async def test_an_edit_of_another_field_elsewhere_is_kept_beside_mine(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings, (80, 40)) as pilot:
        await press(pilot, "enter", "e", "text:X")
        elsewhere(settings, 1, city="柳州")
        await press(pilot, "ctrl+s")
        text = shown(pilot)
        assert "南宁博纳红木家具有限公司X" in text
        assert "广西 柳州" in text


@pytest.mark.parametrize(("key", "stays"), [("m", "公司X"), ("t", "公司Y")])
async def test_two_edits_of_one_field_are_shown_side_by_side(
    tmp_path: Path, key: str, stays: str
) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings, (80, 40)) as pilot:
        await press(pilot, "enter", "e", "text:X")
        elsewhere(settings, 1, name="南宁博纳红木家具有限公司Y")
        await press(pilot, "ctrl+s")
        text = shown(pilot)
        assert "mine      南宁博纳红木家具有限公司X" in text
        assert "theirs    南宁博纳红木家具有限公司Y" in text
        await press(pilot, key)
        if isinstance(pilot.app.screen, LogForm) or key == "t":
            await press(pilot, "ctrl+s")
        assert f"南宁博纳红木家具有限{stays}" in shown(pilot).splitlines()[1]


async def test_a_database_that_cannot_be_written_says_so_and_keeps_the_text(
    tmp_path: Path,
) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        app_of(pilot).writer._settings = settings_on(tmp_path)  # a folder: nothing to write to
        await press(pilot, "l", "text:谈了价格", "ctrl+s")
        text = shown(pilot)
        assert "cannot be opened" in text
        assert "谈了价格" in text
