"""The screens of all changes and of the bin, deleting, and erasing with the name typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import customers
from crmtui.settings import Settings
from crmtui.tui.screens.changes import ChangesScreen
from crmtui.tui.widgets.rows import Rows
from tests.tui.world import TODAY, build, opened, press, selected, shown

BONA = "南宁博纳红木家具有限公司"


@pytest.fixture
def book(tmp_path: Path) -> Settings:
    """Six customers, and an edit of the first done in a shell."""
    settings = build(tmp_path / "a.db")
    with wiring.unit_of_work(settings, source="shell") as uow:
        customers.edit(uow, 1, {"grade": "B"}, TODAY)
    return settings


def names(settings: Settings) -> list[str]:
    with wiring.reader(settings) as conn:
        return [name for (name,) in conn.execute("SELECT name FROM customer ORDER BY id")]


def grade(settings: Settings) -> str:
    with wiring.reader(settings) as conn:
        return str(conn.execute("SELECT grade FROM customer WHERE id = 1").fetchone()[0])


async def test_a_change_is_shown_taken_back_and_brought_back(book: Settings) -> None:
    async with opened(book) as pilot:
        await press(pilot, "H")
        assert f"Edited customer: {BONA}" in selected(pilot)
        assert "grade A core → B growth" in shown(pilot)
        await press(pilot, "u")
        assert f"Take this back? Edited customer: {BONA}" in shown(pilot)
        await press(pilot, "enter")
        assert grade(book) == "A"
        assert "Undid: Edited customer" in shown(pilot)
        assert "undone" in selected(pilot)
        await press(pilot, "r")
        assert grade(book) == "B"


async def test_a_change_that_others_depend_on_says_which(book: Settings) -> None:
    with wiring.unit_of_work(book) as uow:
        customers.edit(uow, 1, {"grade": "C"}, TODAY)
    async with opened(book) as pilot:
        await press(pilot, "H", "down", "u")
        text = shown(pilot)
        assert "Operation 2 cannot be taken" in text and "operation 3" in text
        assert grade(book) == "C"


async def test_changes_are_filtered_by_words(book: Settings) -> None:
    async with opened(book) as pilot:
        await press(pilot, "alt+c", "slash", "text:edited", "enter")
        assert "1 change, newest first" in shown(pilot)
        await press(pilot, "ctrl+f", "text:XYZ", "enter")
        assert "Nothing fits" in shown(pilot)


async def test_the_whole_of_a_change_is_shown(book: Settings) -> None:
    async with opened(book, (100, 30)) as pilot:
        await press(pilot, "H", "end", "enter")
        text = shown(pilot)
        assert "esc close" in text
        assert f"name {BONA}" in text


async def test_ten_thousand_changes_are_read_as_they_are_seen(book: Settings) -> None:
    with wiring.unit_of_work(book) as uow:
        uow.sql.executemany(
            "INSERT INTO operation (at, verb, summary) VALUES ('2026-11-01T08:00:00', 'log', ?)",
            ((f"n{number}",) for number in range(10_000)),
        )
    async with opened(book) as pilot:
        await press(pilot, "H")
        screen = pilot.app.screen
        assert isinstance(screen, ChangesScreen)
        assert len(screen.source) == 10_002
        await press(pilot, "end")
        assert selected(pilot).split()[0] == "1"
        assert len(screen.source._known) < 200


async def test_a_customer_is_deleted_and_brought_back_from_the_bin(book: Settings) -> None:
    async with opened(book) as pilot:
        await press(pilot, "2", "D")
        text = " ".join(shown(pilot).split())
        assert "The bin keeps it" in text and "with it go: contact (1)" in text
        before = names(book)
        await press(pilot, "enter")
        (gone,) = set(before) - set(names(book))
        await press(pilot, "ctrl+r")
        assert f"Deleted customer: {gone}" in shown(pilot)
        await press(pilot, "enter", "enter")
        assert names(book) == before
        assert "The bin is empty." in shown(pilot)


async def test_the_card_of_a_deleted_customer_closes_and_u_brings_it_back(book: Settings) -> None:
    async with opened(book) as pilot:
        await press(pilot, "enter", "ctrl+x", "enter")
        assert len(names(book)) == 5
        assert pilot.app.screen.query(Rows)
        await press(pilot, "u")
        assert len(names(book)) == 6


async def test_marked_customers_are_deleted_as_one(book: Settings) -> None:
    async with opened(book) as pilot:
        await press(pilot, "2", "space", "down", "space", "D", "enter")
        assert len(names(book)) == 4
        await press(pilot, "u")
        assert len(names(book)) == 6


async def test_what_is_let_go_of_is_asked_about_first(book: Settings) -> None:
    async with opened(book) as pilot:
        await press(pilot, "2", "D", "enter", "ctrl+r", "x", "escape")
        assert "1 deletion" in shown(pilot)
        await press(pilot, "x", "enter")
        assert "The bin is empty." in shown(pilot)


async def erase(pilot: Pilot[int]) -> None:
    """Choose erasing on the palette."""
    await press(pilot, "ctrl+p", "text:Erase the customer", "enter")


async def test_erasing_wants_the_name_typed(book: Settings) -> None:
    async with opened(book, (100, 30)) as pilot:
        await press(pilot, "2", "end", "enter")
        before = names(book)
        await erase(pilot)
        assert "It cannot be undone" in shown(pilot)
        await press(pilot, "text:x", "enter")
        assert names(book) == before
        assert "nothing was erased" in shown(pilot)
        await press(pilot, "escape")
        await erase(pilot)
        name = next(each for each in before if each in shown(pilot))
        await press(pilot, f"text:{name}", "enter")
        assert name not in names(book)
        assert "Erased for good" in shown(pilot)
        assert name.encode() not in book.db.read_bytes()
