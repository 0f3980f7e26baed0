"""Logging, putting off, hiding, confirming and calling, worked through by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import contacts, followups, promises
from crmtui.actions.contacts import PointText
from crmtui.present.leading import kind_of_step
from crmtui.tui.echoes import happened_text, when_echo
from crmtui.tui.snooze_verbs import usual_days
from tests.tui.world import TODAY, build, days, opened, plain, press, selected, shown

GUOLIN = ("slash", "text:guolin", "enter")  # the fifth customer's card


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        ("拜访王总", "visit"),
        ("电话确认", "call"),
        ("call back about the rates", "call"),
        ("visit", "visit"),
        ("送报价单", ""),
        ("callous remark", ""),
        ("", ""),
    ],
)
def test_the_first_word_of_a_step_names_its_kind(what: str, kind: str) -> None:
    assert kind_of_step(what) == kind


def said(pilot: Pilot[int]) -> str:
    """What is on the screen in one line, messages that were wrapped too."""
    return " ".join(shown(pilot).replace("▌", " ").split())


# -- the log form -------------------------------------------------------------------------------


async def test_the_log_form_takes_a_promise_beside_the_next_step(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, *GUOLIN, "l", "text:谈了", "tab", "tab", "text:下周三 14:00 拜访")
        await press(pilot, "tab", "text:寄样品", "ctrl+s")
        assert "should begin with by when" in shown(pilot)
        await press(pilot, "home", "text:周五 ")
        assert "→ Fri 27 Nov · in 4 days" in shown(pilot)
        await press(pilot, "ctrl+s")
        text = said(pilot)
        assert "Next step Wed 2 Dec: 拜访" in text
        assert "Promised for Fri 27 Nov: 寄样品" in text
        text = shown(pilot)
        assert "→ 11-27 Fri  寄样品" in text
        assert "to be confirmed" in text  # a visit with a time is an appointment


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15:00", "→ Mon 23 Nov 15:00 · today"),
        ("下午3点", "→ Mon 23 Nov 15:00 · today"),
        ("昨天 15:00", "→ Sun 22 Nov 15:00 · yesterday"),
        ("3天前", "→ Fri 20 Nov · 3 days ago"),
        ("soonish", "? no date I know"),
        (" ", ""),
    ],
)
def test_when_it_happened_is_said_in_words(typed: str, expected: str) -> None:
    assert plain(when_echo(happened_text(typed, TODAY), TODAY, past=True)) == expected


async def test_of_several_due_things_the_log_form_asks_which_it_finishes(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    with wiring.unit_of_work(settings, source="shell") as uow:
        promises.make(uow, 1, TODAY, "退差价", today=TODAY)
    async with opened(settings) as pilot:
        await press(pilot, "l", "text:退了", "ctrl+s")
        assert "Which of these does it finish?" in shown(pilot)
        await press(pilot, "2")
        assert "Logged with" in shown(pilot)
        await press(pilot, "slash", "text:bona", "enter")
        text = shown(pilot)
        assert "! 11-21 Sat  寄样品" in text  # the other stays open
        assert "退差价" not in text


async def test_who_was_not_reached_finishes_no_step(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l", "text:没人接", "ctrl+o")
        assert "‹no answer›" in shown(pilot)
        assert "‹nothing›" in shown(pilot)
        await press(pilot, "tab", "4")  # a figure gets through an input method
        assert "‹no-show›" in shown(pilot)
        assert "‹寄样品 11-21›" in shown(pilot)
        await press(pilot, "2", "ctrl+s")
        assert "寄样品 2 days overdue" in shown(pilot)


async def test_a_missed_appointment_puts_the_customer_back_with_the_reason(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", "text:ruifeng", "enter", "l", "text:没来", "tab", "4")
        await press(pilot, "ctrl+s", "1")
        line = next(line for line in shown(pilot).splitlines() if "苏州瑞丰纺织" in line)
        assert "appointment not kept" in line


# -- putting off and hiding ----------------------------------------------------------------------


async def test_snooze_says_how_often_it_was_put_off_before(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", "text:hengda", "enter", "s", "2", "s")
        text = shown(pilot)
        assert "Put “跟进报价” off to" in text
        assert "put off 1 time" in text
        await press(pilot, "5", "u")
        assert "Taken back: Put off" in shown(pilot)


async def test_a_customer_is_hidden_until_something_happens(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, *GUOLIN, "s", "7")
        text = said(pilot)
        assert "宁波国林电子: hidden until something happens" in text
        await press(pilot, "2", "escape", "escape", "f", "end", "up", "space", "enter")
        assert "1 of 6 customers · hidden from Today" in shown(pilot)
        assert "宁波国林电子" in selected(pilot)
        await press(pilot, "enter")
        assert "hidden until something happens" in shown(pilot).splitlines()[1]
        await press(pilot, "l", "text:又要加线", "ctrl+s")
        assert "hidden until" not in shown(pilot).splitlines()[1]


async def test_h_hides_until_a_day_and_brings_back(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, *GUOLIN, "alt+h", "6", "text:下周三", "enter")
        assert "hidden until 12-02" in shown(pilot)
        await press(pilot, "h")
        assert "hidden until" not in shown(pilot).splitlines()[1]
        await press(pilot, "u")
        assert "Taken back: Brought back into Today" in shown(pilot)
        assert "hidden until 12-02" in shown(pilot)


# -- appointments --------------------------------------------------------------------------------


async def test_an_appointment_is_confirmed_from_today(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    with wiring.unit_of_work(settings, source="shell") as uow:
        followups.plan(uow, 5, days(1), "看仓库", today=TODAY, time="10:00", kind="visit")
    async with opened(settings) as pilot:
        assert "confirm 看仓库" in shown(pilot)
        while "宁波国林电子" not in selected(pilot):
            await press(pilot, "down")
        await press(pilot, "alt+y")
        assert "Confirmed: 看仓库" in shown(pilot)
        await press(pilot, *GUOLIN)
        assert "✓ confirmed" in shown(pilot)


async def test_a_step_with_a_time_becomes_an_appointment(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "slash", "text:ruifeng", "enter", "y")
        assert "“约访” is an appointment:" in shown(pilot)
        await press(pilot, "3")
        assert "to be confirmed" in shown(pilot)
        await press(pilot, "y")
        assert "✓ confirmed" in shown(pilot)


async def test_without_a_time_there_is_nothing_to_confirm(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "y")
        assert "No step here has a time" in shown(pilot)


# -- calling -------------------------------------------------------------------------------------


async def test_the_log_form_after_a_call_is_about_who_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialled = tmp_path / "dialled"
    program = tmp_path / "dial"
    program.write_text(f'#!/bin/sh\nprintf %s "$1" > "{dialled}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    settings = build(tmp_path / "a.db")
    with wiring.unit_of_work(settings, source="shell") as uow:
        contacts.add(uow, 1, {"name": "韦秘书"}, [PointText("phone", "0771 555 0101")])
    async with opened(replace(settings, dial=True)) as pilot:
        await press(pilot, "c", "2")
        assert "l logs the call" in shown(pilot)
        assert dialled.read_text() == "tel:+867715550101"
        await press(pilot, "l")
        assert "‹韦秘书›" in shown(pilot)
        assert "‹call›" in shown(pilot)


async def test_a_birthday_line_is_greeted(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        while "厦门三江陶瓷" not in selected(pilot):
            await press(pilot, "down")
        await press(pilot, "g", "enter")
        assert "尉迟超" in shown(pilot)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 23), ["tomorrow", "in 3 days", "next week", "in 2 weeks", "in a month"]),
        (date(2026, 11, 22), ["tomorrow", "in 3 days", "in 2 weeks", "in a month"]),
        (date(2027, 1, 31), ["tomorrow", "in 3 days", "in 2 weeks", "in a month"]),
    ],
)
def test_each_day_to_put_off_to_is_offered_once_and_in_order(
    today: date, expected: list[str]
) -> None:
    offered = usual_days(today)
    assert [words for words, _day in offered] == expected
    assert offered[-1][1].month == today.month % 12 + 1  # a month never skips February
