"""Every place in every state: nothing there, too small, without colours, hostile data."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import Key
from textual.pilot import Pilot

from crmtui.settings import Settings
from crmtui.tui.commands import at
from tests.support import add_contact, add_customer, add_follow_up, add_interaction, writer
from tests.tui.world import app_of, build, opened, press, settings_on, settle, shown

PLACES = {"today": (), "customers": ("2", "escape"), "board": ("4",), "card": ("enter",)}
HOPS = 4  # a key goes from the app to the screen; a screen that opens is mounted, then drawn
EVERY_KEY = [
    (place, command.id, key)
    for place in PLACES
    for command in at(place)
    for key in (command.keys if place == "today" else command.keys[:1])  # twins once are enough
    if command.id != "quit"
    if place != "board" or command.places == {"board"}  # the others are those of every place
]


async def home(pilot: Pilot[int]) -> None:
    """Back to the queue, whatever stands over it."""
    app = app_of(pilot)
    app.switch_mode("today")
    while len(app.screen_stack) > 1:
        app.pop_screen()
    await pilot.pause(0)


async def tap(pilot: Pilot[int], *keys: str) -> None:
    """Press keys without waiting for the processor to be idle, as a pilot does three times a key.

    Messages are waited for, and what they begin: screens that open, writes, threads.
    """
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        for _hop in range(HOPS):
            await pilot.pause(0)
        await asyncio.wrap_future(app_of(pilot).writer.run(lambda: None))
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0)


@pytest.mark.parametrize("place", PLACES)
async def test_every_key_of_a_place_works(tmp_path: Path, place: str) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        for key in [key for where, _command, key in EVERY_KEY if where == place]:
            await tap(pilot, *PLACES[place], key)
            assert pilot.app.is_running, key
            await home(pilot)
        await settle(pilot)
        assert pilot.app.is_running


@pytest.mark.parametrize("place", ["today", "customers"])
async def test_every_key_works_where_there_is_nobody(crm: Settings, place: str) -> None:
    async with opened(crm) as pilot:
        await home(pilot)
        for key in [key for where, _command, key in EVERY_KEY if where == place]:
            await tap(pilot, *PLACES[place], key)
            assert pilot.app.is_running, key
            await home(pilot)
        await settle(pilot)
        assert pilot.app.is_running


@pytest.mark.parametrize(
    "keys",
    ["l", "n", "s", "a", "question_mark", "ctrl+p", "t", "alt+i", "2 f", "2 o", "enter e"],
)
async def test_escape_leads_back_from_everywhere(tmp_path: Path, keys: str) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, *keys.split(), "escape", "escape", "1")
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (60, 16), (300, 80)], ids=str)
async def test_every_screen_fits_its_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(build(tmp_path / "a.db"), size) as pilot:
        for keys in (
            ("l",), ("n",), ("s",), ("d",), ("a",), ("question_mark",), ("ctrl+p",), ("t",),
            ("2",), ("2", "f"), ("2", "o"), ("enter",), ("enter", "right"), ("enter", "left"),
            ("enter", "right", "e"), ("alt+i",),
        ):  # fmt: skip
            await pilot.press(*keys)
            await pilot.pause()
            lines = shown(pilot).splitlines()
            assert all(cell_len(line) <= size[0] for line in lines), keys
            await home(pilot)


async def test_a_terminal_may_change_its_size(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (120, 40)) as pilot:
        assert "Why here" in shown(pilot)
        await pilot.resize_terminal(60, 12)
        await press(pilot, "enter")
        assert "Why here" not in shown(pilot)
        await pilot.resize_terminal(120, 40)
        await press(pilot, "escape")
        assert "Why here" in shown(pilot)


async def test_nothing_due_says_so_with_tomorrows_count(crm: Settings) -> None:
    connection = writer(crm.db)
    customer = add_customer(connection, "Acme", grade="D")
    add_follow_up(connection, customer, "2026-11-24", "call")
    connection.close()
    async with opened(crm) as pilot:
        text = shown(pilot)
        assert "Nothing is due today." in text
        assert "Tomorrow 1 customer." in text


HOSTILE = [
    "王[/b]小明",
    "[VIP] 王 [red]x[/red]",
    ":smile: [@click=app.bell]x[/]",
    "a\x1b[31mred\x1b[0m b",
    "\u202eevil\u202c",
    "tab\there\nand there",
    "王" * 200,
    "x" * 500,
    "👨‍👩‍👧‍👦 e\u0301\u0301\u0301 𠮷",
]


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("size", [(80, 24), (120, 30)], ids=str)
async def test_hostile_and_endless_names_are_plain_text(
    crm: Settings, name: str, size: tuple[int, int]
) -> None:
    connection = writer(crm.db)
    customer = add_customer(connection, name, short_name=name, note=name, owner=name, city=name)
    add_contact(connection, customer, name, {"mobile": name}, position=name, taboos=name)
    add_follow_up(connection, customer, "2026-11-20", name)
    add_interaction(connection, customer, "2026-11-01", name)
    connection.close()
    async with opened(crm, size) as pilot:
        for keys in ((), ("2",), ("1", "enter"), ("right",), ("right",), ("right",), ("1", "l")):
            await press(pilot, *keys)
            text = shown(pilot)
            assert not set(text) & set("\x1b\u202e\u202c\x07\t")
            assert all(cell_len(line) <= size[0] for line in text.splitlines())
        await press(pilot, "escape", "d")
        assert pilot.app.is_running


async def test_markup_in_a_name_is_shown_as_it_is(crm: Settings) -> None:
    connection = writer(crm.db)
    customer = add_customer(connection, "[VIP] 王[/b]明", grade="D")
    add_follow_up(connection, customer, "2026-11-23", "[b]call[/b]")
    connection.close()
    async with opened(crm) as pilot:
        text = shown(pilot)
        assert "[VIP] 王[/b]明" in text and "[b]call[/b]" in text
        await press(pilot, "d")
        assert "Finished: [b]call[/b]" in shown(pilot)


async def test_without_colours_the_signs_still_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(build(tmp_path / "a.db")) as pilot:
        assert pilot.app.no_color
        assert [line[:3] for line in shown(pilot).splitlines()[2:7]] == [
            " ! ", " ! ", " * ", " → ", " ~ ",
        ]  # fmt: skip


async def test_light_is_light_and_the_palette_switches(tmp_path: Path) -> None:
    settings = settings_on(build(tmp_path / "a.db").db, theme="light")
    async with opened(settings) as pilot:
        assert not pilot.app.current_theme.dark
        await press(pilot, "ctrl+p", "text:dark", "enter")
        assert pilot.app.current_theme.dark


async def test_keys_of_the_users_own(tmp_path: Path) -> None:
    settings = settings_on(build(tmp_path / "a.db").db, keys={"log": "z,f3"})
    async with opened(settings) as pilot:
        assert "z log" in shown(pilot)
        await press(pilot, "l")
        assert "Log a contact" not in shown(pilot)
        await press(pilot, "z")
        assert "Log a contact" in shown(pilot)


async def test_the_palette_does_what_it_names(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "ctrl+p", "text:all customers", "enter")
        assert "6 customers" in shown(pilot)


async def test_help_lists_every_key_of_the_place(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (80, 75)) as pilot:
        await press(pilot, "f1")
        text = shown(pilot)
        assert [command.words for command in at("today") if command.words not in text] == []
        assert "past the ideal rhythm" in text
