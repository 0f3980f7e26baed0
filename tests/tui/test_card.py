"""The card: its tabs, going from card to card, and everything on it added, edited, removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.world import build, opened, press, selected, shown

TABS = ("Overview", "Contacts", "History", "Next", "Days", "Profile", "Changes")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (0, "王建华 总经理"),
        (1, "wx_8833"),
        (2, "催款，答应月底付"),
        (3, "寄样品"),
        (4, "Nothing was promised yet"),
        (5, "No birthday or other day is known"),
        (6, "customer number"),
        (7, "Added customer"),
    ],
)
async def test_arrows_change_the_tab(tmp_path: Path, steps: int, expected: str) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 30)) as pilot:
        await press(pilot, "enter", *["right"] * steps)
        assert expected in shown(pilot)


async def test_the_tabs_go_round(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "enter", "left")
        assert "Added customer" in shown(pilot)
        await press(pilot, "right")
        assert "Next step" in shown(pilot)


@pytest.mark.parametrize(
    "keys", [("right_square_bracket", "left_square_bracket"), ("ctrl+down", "ctrl+up")]
)
async def test_brackets_go_to_the_neighbours_of_the_list(
    tmp_path: Path, keys: tuple[str, str]
) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "enter", keys[0])
        assert "济南恒达冷链食品有限公司" in shown(pilot)
        await press(pilot, keys[1], keys[1])
        assert "南宁博纳红木家具有限公司" in shown(pilot)
        assert "no further customer" in shown(pilot)


async def test_a_contact_is_added_edited_and_removed(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 30)) as pilot:
        await press(pilot, "enter", "right", "a", "text:李会计", "tab", "text:财务", "ctrl+s")
        assert "李会计" in shown(pilot)
        await press(pilot, "end", "e", "text:婷", "ctrl+s")
        assert "李会计婷" in shown(pilot)
        await press(pilot, "end", "m")
        assert "李会计婷  财务 · first to ask for" in shown(pilot)
        await press(pilot, "r")
        assert "李会计婷  财务" not in shown(pilot)
        await press(pilot, "u")
        assert "李会计婷" in shown(pilot)


async def test_a_phone_keeps_its_label_and_gets_another_beside_it(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 30)) as pilot:
        await press(pilot, "enter", "right", "e")
        form = pilot.app.screen
        form.query_one("#field-point_phone_0").focus()
        await press(pilot, "text:0771 555 (office)", "ctrl+s")
        text = shown(pilot)
        assert "138 1234 8833" in text
        assert "0771 555  (office)" in text
        await press(pilot, "e", "text:X", "ctrl+s")
        assert "0771 555  (office)" in shown(pilot)


async def test_a_lunar_birthday_is_added_and_its_next_day_echoed(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "enter", "right", "right", "right", "right", "right", "a")
        pilot.app.screen.query_one("#field-day").focus()
        await press(pilot, "text:农历八月十五")
        assert "→ lunar · " in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "lunar 八月十五" in shown(pilot)
        await press(pilot, "delete")
        assert "No birthday or other day is known" in shown(pilot)


async def test_a_day_that_cannot_be_keeps_the_form_open(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "enter", "right", "right", "right", "right", "right", "a")
        pilot.app.screen.query_one("#field-day").focus()
        await press(pilot, "text:2月31日", "ctrl+s")
        assert "There is no such day" in shown(pilot)


async def test_a_field_of_ones_own_is_added_changed_and_emptied(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 40)) as pilot:
        await press(pilot, "enter", "left", "left", "a", "text:季节", "tab", "text:旺季", "ctrl+s")
        assert "旺季" in shown(pilot)
        await press(pilot, "end", "e", "tab", "text:！", "ctrl+s")
        assert "旺季！" in shown(pilot)
        await press(pilot, "end", "r")
        assert "旺季" not in shown(pilot)


async def test_tags_are_one_line_of_text(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (100, 24)) as pilot:
        await press(pilot, "enter", "t", "text:，VIP", "enter")
        assert "#VIP #红木 #老客户" in shown(pilot)


async def test_a_history_entry_is_corrected_and_removed(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 30)) as pilot:
        await press(pilot, "enter", "right", "right", "e", "end", "text:！", "ctrl+s")
        assert "催款，答应月底付！" in shown(pilot)
        await press(pilot, "r")
        assert "催款" not in shown(pilot)


async def test_a_step_is_edited_and_dropped(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 30)) as pilot:
        await press(pilot, "enter", "right", "right", "right", "end", "e")
        assert "2026-11-25" in shown(pilot)
        await press(pilot, "tab", "text:！", "ctrl+s")
        assert "报价 30 吨！" in shown(pilot)
        await press(pilot, "down", "r")
        assert "cancelled" in shown(pilot)


async def test_editing_on_the_profile_starts_in_the_selected_field(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 40)) as pilot:
        await press(pilot, "enter", "left", "left", "down", "e")
        focused = pilot.app.focused
        assert focused is not None and focused.id == "field-name"


async def test_the_changes_tell_who_changed_what(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (100, 40)) as pilot:
        await press(pilot, "enter", "e", "text:X", "ctrl+s", "left")
        text = shown(pilot)
        assert "Edited customer: 南宁博纳红木家具有限公司X" in text
        assert "name 南宁博纳红木家具有限公司 → 南宁博纳红木家具有限公司X" in text
        assert "小陈" in text


async def test_the_changes_name_own_fields_days_and_stages(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings, (120, 40)) as pilot:
        await press(pilot, "enter", "left")
        text = shown(pilot)
        assert "货物: 红木家具" in text
        assert "stage: – → active" in text
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "day that matters: birthday 十月十五 1968" in shown(pilot)


async def test_done_on_a_selected_step_asks_nothing(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "enter", "right", "right", "right", "end", "d")
        assert "Finished: 报价 30 吨" in shown(pilot)


async def test_logging_on_a_card_stays_on_the_card(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "enter", "l", "text:谈妥了", "ctrl+s")
        assert "谈妥了" in shown(pilot)
        assert "南宁博纳红木家具有限公司" in shown(pilot)
        await press(pilot, "escape")
        assert selected(pilot)
