"""The greeting round on the screen, by keyboard alone: whom, what, edit, sent, undone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from crmtui.reads import greetings
from crmtui.reads.connection import open_reader
from crmtui.tui.screens.greeting import GreetScreen
from tests.support import add_contact, add_customer, writer
from tests.tui.world import build, opened, press, settle, shown, type_text


def _given(path: Path, customer: int) -> list[tuple[str, str]]:
    connection = open_reader(path)
    try:
        return [(each.kind, each.status) for each in greetings.given(connection, customer)]
    finally:
        connection.close()


async def test_the_selected_customer_is_greeted_for_a_birthday(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "down", "down", "g")
        assert "What to greet for?" in shown(pilot)
        await press(pilot, "1")
        assert isinstance(pilot.app.screen, GreetScreen)
        assert "尉迟先生，生日快乐" in shown(pilot)
        await press(pilot, "space")
        assert "0 to greet · 1 sent" in shown(pilot)
        await press(pilot, "escape")
        await settle(pilot)
        assert "Lunar birthday today" not in shown(pilot)
    assert _given(settings.db, 3) == [("birthday", "sent")]


async def test_a_round_goes_through_everybody_and_remembers(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "alt+r", "2")
        await type_text(pilot, "grade:A,B")
        await press(pilot, "enter")
        assert "4 to greet" in shown(pilot)
        await press(pilot, "space", "s")
        assert "2 to greet · 1 sent · 1 left out" in shown(pilot)
        await press(pilot, "a", "enter")
        await settle(pilot)
        assert "0 to greet · 3 sent · 1 left out" in shown(pilot)
        await press(pilot, "escape", "alt+r", "2")
        await type_text(pilot, "grade:A,B")
        await press(pilot, "enter")
        assert "greeted for this day already" in shown(pilot)


async def test_a_message_is_edited_and_unknown_places_are_refused(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "g", "2", "enter", "ctrl+u")
        await type_text(pilot, "{nmae}好")
        await press(pilot, "enter")
        assert "“{nmae}” stands for nothing" in shown(pilot)
        await press(pilot, "ctrl+u")
        await type_text(pilot, "{称呼}，{年龄}岁快乐")
        await press(pilot, "enter")
        assert "missing: age" in shown(pilot)
        await press(pilot, "space")
        assert "1 to greet · 1 not ready" in shown(pilot)


async def test_undo_opens_the_message_again(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "g", "2", "space")
        assert "0 to greet · 1 sent" in shown(pilot)
        await press(pilot, "u")
        await settle(pilot)
        assert "1 to greet" in shown(pilot)
    assert _given(settings.db, 1) == []


async def test_a_gift_is_noted_with_what_it_cost(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "g", "2", "g")
        await type_text(pilot, "月饼 128.5")
        await press(pilot, "enter")
        await settle(pilot)
    connection = open_reader(settings.db)
    (given,) = greetings.given(connection, 1)
    connection.close()
    assert (given.gift, given.gift_value, given.currency) == ("月饼", 12850, "CNY")


async def test_the_messages_are_written_to_a_file(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+r", "2", "enter", "x")
        await type_text(pilot, str(tmp_path / "out.csv"))
        await press(pilot, "enter")
        await settle(pilot)
        assert "6 messages written" in shown(pilot)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 6


async def test_three_hundred_contacts_are_greeted_by_keyboard(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    connection = writer(settings.db)
    for n in range(300):
        add_contact(
            connection, add_customer(connection, f"客户{n:03}", province="海南"), f"王{n:03}"
        )
    connection.close()
    async with opened(settings) as pilot:
        await press(pilot, "alt+r", "2")
        await type_text(pilot, "region:海南")
        await press(pilot, "enter")
        assert "300 to greet" in shown(pilot)
        await press(pilot, "a", "enter")
        for _ in range(50):
            await settle(pilot)
            if "0 to greet · 300 sent" in shown(pilot):
                break
        assert "0 to greet · 300 sent" in shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_it_fits_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(build(tmp_path / "a.db"), size) as pilot:
        await press(pilot, "alt+r", "2", "enter")
        assert "6 to greet" in shown(pilot)
