"""Promises on the screen: made, kept, broken, put off; their tab and their ledger."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from crmtui import wiring
from crmtui.actions import promises
from crmtui.settings import Settings
from tests.tui.world import TODAY, build, days, opened, press, selected, shown

PROMISED = ["right"] * 4  # from the overview to the tab of promises


def promised(path: Path, *what: tuple[int, str]) -> Settings:
    """The small book in which the first customer was promised these (days from today, what)."""
    settings = build(path)
    with wiring.unit_of_work(settings, source="shell") as uow:
        uow.describe("promise", "")
        for due, words in what:
            promises.insert(uow, 1, days(due), words, made_on=days(-10))
    return settings


async def test_p_promises_for_a_day_in_words_and_says_when_it_comes_up(tmp_path: Path) -> None:
    settings = replace(build(tmp_path / "a.db"), move_days_off=True)
    async with opened(settings) as pilot:
        await press(pilot, "p", "text:寄样品", "tab", "text:周日")
        assert "→ Sun 29 Nov · in 6 days (weekend: comes up by Fri 27 Nov)" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert "Promised for Sun 29 Nov: 寄样品" in shown(pilot)
        await press(pilot, "up", "f8", "text:发报价", "tab", "text:明天 15:00", "ctrl+s")
        await press(pilot, "up", "enter", *PROMISED)
        text = shown(pilot)
        assert "→ 11-29 Sun  寄样品" in text
        assert "to 王建华, made 11-23" in text
        assert "→ 11-24 Tue  发报价 15:00" in text  # a promise has no time of its own


async def test_the_only_promise_is_kept_by_one_key_and_undone_by_name(tmp_path: Path) -> None:
    async with opened(promised(tmp_path / "a.db", (-3, "退差价"))) as pilot:
        await press(pilot, "alt+p")
        assert "Promise kept: 退差价" in shown(pilot)
        await press(pilot, "u")
        assert "Taken back: Kept promise" in shown(pilot)
        await press(pilot, "enter", *PROMISED)
        assert "3 days overdue" in shown(pilot)


async def test_of_several_promises_one_is_asked_for(tmp_path: Path) -> None:
    async with opened(promised(tmp_path / "a.db", (-3, "退差价"), (4, "换木架"))) as pilot:
        await press(pilot, "P")
        assert "Which promise was kept?" in shown(pilot)
        await press(pilot, "2")
        assert "Promise kept: 换木架" in shown(pilot)


async def test_a_promise_is_broken_only_with_a_reason(tmp_path: Path) -> None:
    async with opened(promised(tmp_path / "a.db", (-3, "退差价"))) as pilot:
        await press(pilot, "B", "enter")
        assert "only with a reason" in shown(pilot)
        await press(pilot, "text:老板不同意", "enter")
        assert "Noted as broken: 退差价" in shown(pilot)
        await press(pilot, "slash", "text:bo", "enter", *PROMISED)
        text = shown(pilot)
        assert "kept 0 % · 1 broken" in text
        assert "made 11-13 · 老板不同意" in text


async def test_a_promise_is_put_off_only_with_a_reason_and_it_is_counted(tmp_path: Path) -> None:
    async with opened(promised(tmp_path / "a.db", (-3, "退差价"))) as pilot:
        await press(pilot, "enter", *PROMISED, "s", "text:下周三", "ctrl+s")
        assert "only with a reason" in shown(pilot)
        await press(pilot, "tab", "text:财务要盖章", "ctrl+s")
        text = shown(pilot)
        assert "in 9 days, put off 1 time" in text
        assert "财务要盖章" in text
        await press(pilot, "s")
        assert "so far: 财务要盖章" in shown(pilot)


async def test_the_tab_edits_and_removes_a_promise(tmp_path: Path) -> None:
    async with opened(promised(tmp_path / "a.db", (4, "换木架"))) as pilot:
        await press(pilot, "enter", *PROMISED, "e", "end", "text: 两副", "ctrl+s")
        assert "换木架 两副" in shown(pilot)
        await press(pilot, "r")
        assert "Nothing was promised yet. Press p to promise something." in shown(pilot)
        await press(pilot, "a", "text:报价", "tab", "text:3d", "ctrl+s")
        assert "→ 11-26 Thu  报价" in shown(pilot)


async def test_d_keeps_a_promise_that_is_due_and_asks_about_a_later_one(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    with wiring.unit_of_work(settings, source="shell") as uow:
        uow.describe("promise", "")
        for due, what in ((0, "退差价"), (9, "换木架")):
            promises.insert(uow, 5, days(due), what, made_on=TODAY)
    async with opened(settings) as pilot:
        await press(pilot, "slash", "text:guolin", "enter", "d")
        assert "Promise kept: 退差价" in shown(pilot)
        await press(pilot, "d")
        assert "Which one is done?" in shown(pilot)
        await press(pilot, "enter")
        assert "Promise kept: 换木架" in shown(pilot)


async def test_the_ledger_shows_all_promises_and_works_them_off(tmp_path: Path) -> None:
    settings = promised(tmp_path / "a.db", (-3, "退差价"), (4, "换木架"), (-40, "寄样品"))
    async with opened(settings) as pilot:
        await press(pilot, "alt+k")
        assert "kept 0 % · 2 overdue · 1 open" in shown(pilot)
        assert "寄样品" in selected(pilot)
        await press(pilot, "P")
        assert "Promise kept: 寄样品" in shown(pilot)
        assert "退差价" in selected(pilot)
        await press(pilot, "right", "right")
        text = shown(pilot)
        assert "2026-10" in text
        assert "2026-11" in text
        assert " 0 %" in text
        await press(pilot, "left", "left", "enter")
        assert "Overview" in shown(pilot)
        await press(pilot, "escape", "escape")
        assert "to do" in shown(pilot)
