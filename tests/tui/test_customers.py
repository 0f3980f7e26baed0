"""Customers: all of them, searched as one types, filtered, sorted, marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmtui.tui.screens.card import CardScreen
from crmtui.tui.screens.customer_form import CustomerForm
from tests.tui.world import build, opened, press, selected, shown


async def test_all_customers_stand_there_with_their_number(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2")
        text = shown(pilot)
        assert "6 customers" in text
        assert "Müller Möbel GmbH" in text
        assert "厦门三江陶瓷" in selected(pilot)  # touched last


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("红木", "南宁博纳"),
        ("bona", "南宁博纳"),
        ("8833", "南宁博纳"),
        ("mobel", "Müller"),
        ("王 8833", "南宁博纳"),
    ],
)
async def test_typing_finds_customers(tmp_path: Path, typed: str, found: str) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", f"text:{typed}")
        assert "1 of 6 customers" in shown(pilot)
        assert found in selected(pilot)


async def test_letters_that_are_commands_go_into_the_search_line(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "ctrl+f", "text:qldx")
        assert "qldx" in shown(pilot)
        assert pilot.app.is_running


async def test_arrows_move_in_the_list_and_enter_opens_while_typing(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", "text:1", "down", "enter")
        assert isinstance(pilot.app.screen, CardScreen)
        await press(pilot, "escape")
        assert "1" in shown(pilot)


async def test_function_keys_work_while_typing(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", "text:bona", "f3")
        assert "Log a contact · 南宁博纳红木家具" in shown(pilot)


async def test_nothing_found_offers_to_add_what_was_typed(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", "text:广州新锐")
        assert "Nothing found for “广州新锐”" in shown(pilot)
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, CustomerForm)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, CardScreen)
        await press(pilot, "escape")
        assert "1 of 7 customers" in shown(pilot)


async def test_escape_empties_the_search_and_shows_all_again(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", "text:bona", "escape")
        assert "6 customers" in shown(pilot)


async def test_what_looks_like_a_query_language_is_plain_words(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", 'text:a*"(')
        assert "Nothing found" in shown(pilot)


async def test_the_filter_narrows_the_list_and_is_always_shown(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "f")
        assert "Grade" in shown(pilot)
        await press(pilot, "space", "enter")
        assert "2 of 6 customers · A core" in shown(pilot)
        await press(pilot, "escape")
        assert "6 customers" in shown(pilot)


async def test_a_filter_that_nobody_fits_says_so(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "alt+l", "end", "space", "enter")
        assert "No customer fits this filter." in shown(pilot)
        assert "archived" in shown(pilot)


async def test_leaving_the_filter_changes_nothing(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "f", "space", "escape")
        assert "6 customers · by" in shown(pilot)


async def test_sorting_by_name_and_turning_the_order_round(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "o", "2")
        assert "by name ↑" in shown(pilot)
        first = shown(pilot).splitlines()[4]
        await press(pilot, "o", "2")
        assert "by name ↓" in shown(pilot)
        assert shown(pilot).splitlines()[4] != first


async def test_marked_customers_are_archived_together_after_a_question(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "space", "space")
        assert "2 marked" in shown(pilot)
        await press(pilot, "x")
        assert "Archive 2 marked customers?" in shown(pilot)
        await press(pilot, "y")
        assert "4 customers" in shown(pilot)
        await press(pilot, "u")
        assert "6 customers" in shown(pilot)


async def test_the_selection_stays_on_the_customer_when_the_order_changes(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "down", "down", "l", "text:ok", "ctrl+s")
        # Logged now, it stands on top of the list by last touch; the line after it is selected.
        lines = shown(pilot).splitlines()
        assert "济南恒达冷链" in lines[4]


async def test_an_archived_customer_is_brought_back_from_the_filtered_list(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "2", "x", "f", "end", "space", "enter")
        assert "1 of 5 customers · archived" in shown(pilot)
        await press(pilot, "x")
        assert "Brought back: 厦门三江陶瓷" in shown(pilot)
