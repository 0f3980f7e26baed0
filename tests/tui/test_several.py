"""Marks: what is done with several customers at once, in Today and in Customers; and again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crmtui.tui.screens.log import LogForm
from crmtui.tui.screens.marking import Marking
from tests.support import writer
from tests.tui.world import build, opened, press, selected, shown

PLACES = {"today": (), "customers": ("2",)}


def marked(pilot: Pilot[int]) -> list[int]:
    screen = pilot.app.screen
    assert isinstance(screen, Marking)
    return screen.marked_ids()


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.mark.parametrize("place", PLACES)
async def test_a_mark_is_seen_counted_and_taken_off(tmp_path: Path, place: str) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, *PLACES[place], "space", "alt+m")
        assert "● 2 marked (esc: none)" in shown(pilot)
        assert sum("●" in line[:3] for line in shown(pilot).splitlines()[2:]) == 2
        await press(pilot, "up", "space")
        assert "● 1 marked" in shown(pilot)
        await press(pilot, "escape")
        assert "●" not in shown(pilot)


async def test_marks_last_while_others_change_and_go_with_the_customer(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "space", "space")
        first, second = marked(pilot)
        connection = writer(settings.db)
        connection.execute("UPDATE customer SET short_name = 'X' WHERE id = ?", (first,))
        connection.execute("UPDATE customer SET archived_at = 'now' WHERE id = ?", (second,))
        connection.close()
        pilot.app.refresh_data()  # type: ignore[attr-defined]  # CrmApp's
        await press(pilot)
        assert marked(pilot) == [first]


# What is pressed, what is said, what the database then says of customers 1 and 2.
STEPS = "SELECT customer_id, status, due_on, snoozes FROM follow_up WHERE customer_id < 3"
ACTS: dict[str, tuple[tuple[str, ...], str, str, list[tuple[object, ...]]]] = {
    "grade": (
        ("G", "4"),
        "Grade D: 2 customers",
        "SELECT id, grade FROM customer WHERE id < 3",
        [(1, "D"), (2, "D")],
    ),
    "tags": (
        ("t", "text:expo, -红木", "enter"),
        "Tags +expo, -红木: 2 customers",
        "SELECT l.customer_id, t.name FROM customer_tag l JOIN tag t ON t.id = l.tag_id "
        "ORDER BY l.customer_id, t.name",
        [(1, "expo"), (1, "老客户"), (2, "expo")],
    ),
    "snooze": (
        ("s", "1"),
        "Put off to Tue 24 Nov: 2 customers",
        STEPS + " AND snoozes > 0",
        [(1, "open", "2026-11-24", 1), (2, "open", "2026-11-24", 1)],
    ),
    "done": (
        ("d", "enter"),
        "Finished with 2 customers",
        STEPS + " AND status = 'done'",
        [(1, "done", "2026-11-21", 0), (2, "done", "2026-11-22", 0)],
    ),
    "archive": (
        ("x", "enter"),
        "Archived 2 customers.",
        "SELECT id FROM customer WHERE archived_at IS NOT NULL",
        [(1,), (2,)],
    ),
    "plan": (
        ("n", "text:3d", "tab", "text:call back", "ctrl+s"),
        "Planned for Thu 26 Nov with 2 customers: call back",
        "SELECT customer_id, due_on FROM follow_up WHERE what = 'call back'",
        [(1, "2026-11-26"), (2, "2026-11-26")],
    ),
}


@pytest.mark.parametrize("act", ACTS)
async def test_one_act_for_all_marked_and_one_undo(tmp_path: Path, act: str) -> None:
    keys, said, sql, expected = ACTS[act]
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        before = asked(settings.db, sql)
        await press(pilot, "space", "space", *keys)
        assert said in shown(pilot)
        assert asked(settings.db, sql) == expected
        assert marked(pilot) == []
        (newest,) = asked(settings.db, "SELECT summary FROM operation ORDER BY id DESC LIMIT 1")
        assert "2 customers: " in str(newest[0])
        await press(pilot, "u")
        assert asked(settings.db, sql) == before


async def test_the_same_in_customers(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "2", "space", "space", "space", "G", "3")
        assert "Grade C: 3 customers" in shown(pilot)
        await press(pilot, "home", *["space"] * 6, "s", "1")
        assert "Put off to Tue 24 Nov: 3 customers" in shown(pilot)
        assert "3 had no open step" in shown(pilot)


async def test_who_has_no_step_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "space", "space", "space", "s", "1")
        assert "Put off to Tue 24 Nov: 2 customers" in shown(pilot)
        assert "1 had no open step: 厦门三江陶瓷有限公司" in shown(pilot)


async def test_an_error_half_way_leaves_nothing_done(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "space", "space", "G")
        connection = writer(settings.db)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM customer WHERE id = 2")
        connection.close()
        await press(pilot, "4")
        assert asked(settings.db, "SELECT grade FROM customer WHERE id = 1") == [("A",)]


@pytest.mark.parametrize(
    ("first", "palette", "then"),
    [
        (("s", "4"), "put off to Mon 7 Dec", lambda text: "Put off to Mon 7 Dec" in text),
        (("G", "3"), "grade C", lambda text: "Grade C: 1 customer" in text),
        (("t", "text:, expo", "enter"), "tags +expo", lambda text: "Tags +expo" in text),
        (
            ("n", "text:3d", "tab", "text:call back", "ctrl+s"),
            "plan “call back” for Thu 26 Nov",
            lambda text: "Planned for Thu 26 Nov with 1 customer: call back" in text,
        ),
        (("x",), "archive", lambda text: "Archived 1 customer." in text),
        (("d",), "finish the next step", lambda text: "Finished with 1 customer" in text),
    ],
    ids=["snooze", "grade", "tags", "plan", "archive", "done"],
)
async def test_the_last_thing_is_done_again_with_the_selected_customer(
    tmp_path: Path, first: tuple[str, ...], palette: str, then: Callable[[str], bool]
) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "down", *first, "ctrl+p", "text:last thing")
        assert palette in shown(pilot)
        await press(pilot, "escape", "home", "down", "down", "full_stop")
        assert then(shown(pilot))


async def test_logging_again_opens_the_form_with_kind_and_next_step(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l", "text:拜访 看了仓库", "ctrl+s", "full_stop")
        assert "Log a contact · 济南恒达冷链" in shown(pilot)
        form = pilot.app.screen
        assert isinstance(form, LogForm)
        assert form.values()["kind"] == "visit" and form.values()["summary"] == ""
        assert form.changed() == {}
        await press(pilot, "escape")
        assert "Kept as a draft" not in shown(pilot)


async def test_again_with_nobody_selected_before_anything_was_done(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+a")
        assert "Nothing was done yet that could be done again." in shown(pilot)
        assert "南宁" in selected(pilot)


async def test_who_is_selected_but_not_marked_stays_selected(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "space", "space", "down")
        before = selected(pilot)
        await press(pilot, "s", "1")
        assert selected(pilot) == before


HIDDEN = "SELECT count(*) FROM customer WHERE hide_until IS NOT NULL"


async def test_hiding_is_done_again_and_nothing_from_before_it(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "G", "4", "h", "2", ".")
        assert asked(settings.db, HIDDEN) == [(2,)]
        assert asked(settings.db, "SELECT count(*) FROM customer WHERE grade = 'D'") == [(1,)]
        await press(pilot, "u")
        assert asked(settings.db, HIDDEN) == [(1,)]


async def test_all_marked_are_hidden_at_once_and_come_back_with_one_undo(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "space", "space", "h", "2")
        assert asked(settings.db, HIDDEN) == [(2,)]
        await press(pilot, "u")
        assert asked(settings.db, HIDDEN) == [(0,)]


async def test_what_cannot_be_done_again_leaves_nothing_to_do_again(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "p", "text:x", "tab", "text:3d", "ctrl+s", "up", "B", "text:y", "enter")
        assert asked(settings.db, "SELECT count(*) FROM promise WHERE broken_on <> ''") == [(1,)]
        await press(pilot, ".")
        assert "Nothing was done yet that could be done again." in shown(pilot)
        assert asked(settings.db, "SELECT count(*) FROM promise") == [(1,)]


async def test_a_promise_goes_on_to_the_next_line_and_is_made_again_there(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        first = selected(pilot)
        await press(pilot, "p", "text:x", "tab", "text:3d", "ctrl+s")
        assert selected(pilot) != first
        await press(pilot, ".", "ctrl+s")
        made = asked(settings.db, "SELECT what, count(DISTINCT customer_id) FROM promise")
        assert made == [("x", 2)]
