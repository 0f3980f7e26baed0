"""The list: moving, items of several lines, headings, and the selection kept by key."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from crmtui.tui.widgets.rows import Key, Lines, Rows

HEIGHT = 8


def lines(*items: tuple[int | None, int]) -> Lines:
    """A source of (number, how many lines) items; None is a heading."""
    return Lines(
        [
            (None if number is None else ("item", number), ((f"{number}", "text"),))
            for number, count in items
            for _line in range(count)
        ]
    )


class OneList(App[None]):
    """A list and nothing else."""

    def __init__(self, source: Lines) -> None:
        super().__init__()
        self.rows = Rows(source)
        self.moved: list[Key | None] = []
        self.chosen: list[Key | None] = []

    def compose(self) -> ComposeResult:
        """The list."""
        yield self.rows

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Note it."""
        self.moved.append(message.key)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Note it."""
        self.chosen.append(message.key)


@asynccontextmanager
async def listed(source: Lines) -> AsyncIterator[tuple[OneList, Pilot[None]]]:
    """The list on a screen of eight lines."""
    app = OneList(source)
    async with app.run_test(size=(20, HEIGHT)) as pilot:
        await pilot.pause()
        yield app, pilot


MANY = lines(*((number, 1) for number in range(100)))
MIXED = lines((None, 2), (1, 3), (2, 1), (None, 1), (3, 2))


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        (["down"], 1),
        (["j", "j", "k"], 1),
        (["end"], 99),
        (["end", "home"], 0),
        (["pagedown"], 7),
        (["pagedown", "pagedown", "pageup"], 7),
        (["up"], 0),
        (["end", "down"], 99),
    ],
)
async def test_keys_move(keys: list[str], number: int) -> None:
    async with listed(MANY) as (app, pilot):
        await pilot.press(*keys)
        assert app.rows.key == ("item", number)
        assert app.rows.top <= app.rows.line < app.rows.top + HEIGHT


async def test_headings_are_passed_over_and_items_moved_over_whole() -> None:
    async with listed(MIXED) as (app, pilot):
        assert app.rows.key == ("item", 1)
        await pilot.press("down")
        assert app.rows.key == ("item", 2)
        await pilot.press("down")
        assert app.rows.key == ("item", 3)
        await pilot.press("up", "up", "up")
        assert app.rows.key == ("item", 1)
        assert app.rows.top == 0  # the headings above the first item are seen with it


async def test_the_selection_stays_on_its_item_when_the_lines_change() -> None:
    async with listed(MANY) as (app, pilot):
        await pilot.press("down", "down", "down")
        app.rows.show(lines((9, 1), (8, 1), (3, 1)), app.rows.key, app.rows.line)
        assert app.rows.key == ("item", 3)


async def test_where_the_item_went_the_one_in_its_place_is_selected() -> None:
    async with listed(MANY) as (app, pilot):
        await pilot.press("down", "down")
        app.rows.show(lines((0, 1), (1, 1), (3, 1)), app.rows.key, app.rows.line)
        assert app.rows.key == ("item", 3)


async def test_an_empty_list_takes_every_key() -> None:
    async with listed(Lines()) as (app, pilot):
        await pilot.press("down", "up", "home", "end", "pagedown", "pageup", "enter")
        assert app.rows.key is None
        assert app.chosen == []


async def test_enter_and_a_double_click_choose() -> None:
    async with listed(MANY) as (app, pilot):
        await pilot.press("enter")
        await pilot.click(Rows, offset=(2, 4), times=2)
        assert app.chosen == [("item", 0), ("item", 4)]


async def test_the_wheel_scrolls_without_selecting() -> None:
    async with listed(MANY) as (app, pilot):
        from textual.events import MouseScrollDown

        event = MouseScrollDown(app.rows, 1, 1, 0, 1, 0, False, False, False)
        app.rows.post_message(event)
        await pilot.pause()
        assert app.rows.top == 3
        assert app.rows.key == ("item", 0)


async def test_a_list_of_headings_alone_selects_nothing() -> None:
    async with listed(lines((None, 3))) as (app, pilot):
        await pilot.press("down", "enter")
        assert app.rows.key is None
