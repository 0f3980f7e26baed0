"""Today beyond the queue: what waits, who stands beside it, why, how often put off, moved days."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crmtui.actions import hiding
from crmtui.tui.widgets.rows import Rows
from tests.support import add_customer, add_follow_up, insert, writer
from tests.tui.world import (
    app_of,
    build,
    days,
    opened,
    plain,
    press,
    selected,
    settings_on,
    settle,
    shown,
)


def lines(pilot: Pilot[int], width: int = 100) -> list[str]:
    """All lines of the list, seen or not."""
    rows = pilot.app.screen.query_one(Rows)
    return [plain(rows.source.paint(n, width)).rstrip() for n in range(len(rows.source))]


def promised(connection: sqlite3.Connection, customer_id: int, due_on: str, put_offs: int) -> None:
    """A promise of samples that is still to be kept."""
    row: dict[str, str | int | float | None] = {
        "uid": f"p-{customer_id}",
        "customer_id": customer_id,
        "made_on": "2026-11-01",
        "due_on": due_on,
        "what": "samples",
        "put_offs": put_offs,
        "recorded_at": "2026-11-01",
    }
    insert(connection, "promise", row)


def headings(pilot: Pilot[int]) -> list[str]:
    return [line.strip("─ ") for line in lines(pilot) if line.startswith(" ─")]


async def test_after_the_queue_come_who_waits_and_who_has_nothing_planned(tmp_path: Path) -> None:
    settings = settings_on(build(tmp_path / "a.db").db, capacity=3)
    async with opened(settings) as pilot:
        assert headings(pilot) == ["2 waiting", "Nothing planned 1"]
        assert "Müller Möbel" in lines(pilot)[-1]
        assert "Nothing is planned or promised" in lines(pilot)[-1]
        rows = pilot.app.screen.query_one(Rows)
        for _line in range(len(lines(pilot))):  # headings cannot be selected
            assert rows.key is not None
            await press(pilot, "down")
        assert "Müller Möbel" in selected(pilot)
        await press(pilot, "enter")
        assert "Müller Möbel GmbH" in shown(pilot)


async def test_sections_follow_what_is_done(tmp_path: Path) -> None:
    settings = settings_on(build(tmp_path / "a.db").db, capacity=3)
    async with opened(settings) as pilot:
        await press(pilot, "down", "d")
        # One of three places for today is used up; who was finished with has nothing planned now.
        assert headings(pilot) == ["2 waiting", "Nothing planned 2"]
        assert "2 to do · 2 waiting · 1 done" in shown(pilot)
        await press(pilot, "u")
        assert headings(pilot) == ["2 waiting", "Nothing planned 1"]
        assert "济南恒达冷链" in selected(pilot)


async def test_what_only_the_shell_could_tell_is_in_the_list_too(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    connection = writer(settings.db)
    add_customer(connection, "Old Friend", grade="C", last_touch_on="2026-01-02")
    connection.execute("UPDATE customer SET added_on = '2024-01-01', next_due_on = '2026-12-24'")
    connection.execute("DELETE FROM contact_point WHERE customer_id = 6")
    connection.close()
    async with opened(settings) as pilot:
        assert any(name.startswith("Cards to check") for name in headings(pilot))
        assert any("No phone on the card" in line for line in lines(pilot))


async def test_nothing_due_still_shows_who_stands_beside(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    connection = writer(settings.db)
    connection.execute("UPDATE customer SET archived_at = 'now' WHERE id < 6")
    connection.close()
    async with opened(settings) as pilot:
        text = shown(pilot)
        assert "Nothing is due today." in text and "Nothing planned 1" in text
        assert "Müller Möbel" in selected(pilot)


async def test_how_often_something_was_put_off_stands_in_its_line(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    connection = writer(settings.db)
    connection.execute("UPDATE follow_up SET snoozes = 2 WHERE customer_id = 2")
    promised(connection, 4, "2026-11-20", put_offs=1)
    connection.close()
    async with opened(settings, (120, 30)) as pilot:
        found = "\n".join(lines(pilot))
        assert "跟进报价 1 day overdue · put off 2 times" in found
        assert "promised samples: 3 days overdue · put off 1 time" in found
        assert "1 promise overdue" in shown(pilot)


async def test_why_shows_the_sum_part_by_part_with_the_weights_behind(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db"), (120, 40)) as pilot:
        await press(pilot, "w")
        text = shown(pilot)
        assert "urgency 1" in text  # some tens of points
        assert "Step “寄样品” 2 days overdue" in text
        told = [" ".join(line.split()) for line in lines(pilot)]
        assert any("follow_up 8 +8.0" in line for line in told)
        assert any("follow_up_day 0.5 × 2 +1.0" in line for line in told)
        assert "grade_A" in text and "crmtui config urgency.NAME NUMBER" in text
        await press(pilot, "w")
        pane = shown(pilot)
        parts = app_of(pilot).screen.source.queue.lines[0].reasons  # type: ignore[attr-defined]
        assert all(f"{reason.points:+.1f}" in pane for reason in parts)
        await press(pilot, "end", "alt+s")
        assert "Nothing is due today with Müller Möbel." in shown(pilot)


async def test_midnight_reads_all_of_a_new_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_on(build(tmp_path / "a.db").db, today_pin=None)
    clock = [date(2026, 11, 23)]
    monkeypatch.setattr(type(settings), "today", lambda self: clock[0])
    async with opened(settings) as pilot:
        await press(pilot, "down", "d", "u")
        assert "寄样品 2 days overdue" in shown(pilot)
        clock[0] = date(2026, 11, 24)
        app_of(pilot)._watch()
        await settle(pilot)
        assert "寄样品 3 days overdue" in shown(pilot)
        assert "Tue 24 Nov" in shown(pilot)


async def test_a_customer_hidden_elsewhere_leaves_the_list(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "end", "up")
        assert "宁波国林电子" in selected(pilot)
        from crmtui import wiring

        with wiring.unit_of_work(settings, source="shell") as uow:
            hiding.hide(uow, 5, days(9), days(0))
        app_of(pilot)._watch()
        await settle(pilot)
        assert "4 to do" in shown(pilot)
        assert not any("宁波国林电子" in line for line in lines(pilot))


async def test_steps_of_a_weekend_come_up_on_monday_where_days_off_move(tmp_path: Path) -> None:
    settings = settings_on(build(tmp_path / "a.db").db, move_days_off=True)
    connection = writer(settings.db)
    add_follow_up(connection, 6, "2026-11-28", "on a Saturday")
    connection.close()
    async with opened(settings) as pilot:
        # Both fell on the weekend before, so neither is late on Monday.
        text = shown(pilot)
        assert "5 to do · 0 done · 1 birthday" in text and "overdue" not in text
        assert "跟进报价 today" in text
        while "济南恒达冷链" not in selected(pilot):
            await press(pilot, "down")
        await press(pilot, "s", "1")
        assert "Put off to Tue 24 Nov" in shown(pilot)
    later = settings_on(settings.db, move_days_off=True, today_pin=date(2026, 11, 28))
    async with opened(later) as pilot:
        assert not any("on a Saturday today" in line for line in lines(pilot))


# What is done with whom, who comes next, and the counter then.
DONE = [
    ("济南恒达冷链", ("d",), "苏州瑞丰纺织", "4 to do · 1 done"),
    ("济南恒达冷链", ("s", "1"), "苏州瑞丰纺织", "4 to do · 0 done"),
    ("厦门三江陶瓷", ("x",), "南宁博纳红木家具", "4 to do · 0 done"),
    ("厦门三江陶瓷", ("P",), "南宁博纳红木家具", "5 to do · 0 done"),
    ("宁波国林电子", ("l", "text:x", "ctrl+s"), "Müller Möbel", "4 to do · 1 done"),
    ("厦门三江陶瓷", ("n", "text:3d", "tab", "text:x", "ctrl+s"), "南宁博纳红木家具", "5 to do"),
]


@pytest.mark.parametrize(("whom", "keys", "after", "counter"), DONE, ids=range(len(DONE)))
async def test_actions_move_the_counter_and_go_on_to_the_next_line(
    tmp_path: Path, whom: str, keys: tuple[str, ...], after: str, counter: str
) -> None:
    settings = build(tmp_path / "a.db")
    connection = writer(settings.db)
    promised(connection, 3, "2026-11-20", put_offs=0)
    connection.close()
    async with opened(settings, (120, 30)) as pilot:
        while whom not in selected(pilot):
            await press(pilot, "down")
        await press(pilot, *keys)
        assert counter in shown(pilot)
        assert after in selected(pilot)
        await press(pilot, "u")
        assert whom in selected(pilot)
        assert "5 to do · 0 done" in shown(pilot)
