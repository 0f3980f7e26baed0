"""What was typed and not saved outlives the form, the program and its sudden end."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.actions import promises
from crmtui.files import drafts
from crmtui.files.drafts import Kept
from crmtui.tui.drafts import Drafts
from tests.tui.world import TODAY, app_of, build, days, opened, press, settle, shown


async def test_a_draft_is_there_when_the_program_is_opened_again(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "l", "text:半句话", "ctrl+q")
        assert pilot.app.return_code == 0  # without a question: nothing is lost
    async with opened(settings) as pilot:
        assert "1 form was not finished" in shown(pilot)
        await press(pilot, "alt+q")
        assert "半句话" in shown(pilot) and "draft you left" in shown(pilot)
        await press(pilot, "ctrl+s")
    assert drafts.read(settings.db) == []


async def test_what_is_typed_is_kept_while_one_pauses(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "l", "text:还没写完")
        async with asyncio.timeout(20):  # nobody leaves the form: a power cut would end it
            while not drafts.read(settings.db):
                await pilot.pause(0.05)
    (kept,) = drafts.read(settings.db)
    assert kept.form == "log"
    assert "还没写完" in kept.values.values()


async def test_a_failure_of_the_program_keeps_what_was_typed(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    with pytest.raises(ZeroDivisionError):
        async with opened(settings) as pilot:
            await press(pilot, "l", "text:半句话")
            app_of(pilot).call_later(lambda: 1 / 0)
            await settle(pilot)
    (kept,) = drafts.read(settings.db)
    assert "半句话" in kept.values.values()


async def test_a_draft_holds_only_the_fields_that_were_typed_in(tmp_path: Path) -> None:
    """Or taking it up would put old values over what another window wrote since."""
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "e", "text:新", "escape")
    (kept,) = drafts.read(settings.db)
    assert len(kept.values) == 1
    other = sqlite3.connect(settings.db)
    other.execute("UPDATE customer SET city = '柳州', revision = revision + 1 WHERE id = ?",
                  (kept.customer,))  # fmt: skip
    other.commit()
    other.close()
    async with opened(settings) as pilot:
        await press(pilot, "alt+q")
        assert "柳州" in shown(pilot)
        await press(pilot, "escape")


async def test_several_drafts_are_offered_by_name(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "l", "text:第一件", "escape", "down", "n", "text:第二件", "escape")
        await press(pilot, "alt+q")
        text = shown(pilot)
        assert "第一件" in text and "第二件" in text
        await press(pilot, "2")
        assert "Log a contact" in shown(pilot) and "第一件" in shown(pilot)


@pytest.mark.parametrize(
    ("keys", "title", "typed"),
    [
        (["s"], "Put off: 寄样品", "下周三"),
        (["e"], "Edit the promise", "样品两副"),
        (["left", "left", "left", "a"], "Add a contact", "尉迟超"),
        (["right", "a", "tab", "tab"], "Add a day that matters", "2月3日"),
    ],
)
async def test_each_form_of_a_card_opens_where_it_was_left(
    tmp_path: Path, keys: list[str], title: str, typed: str
) -> None:
    settings = build(tmp_path / "a.db")
    with wiring.unit_of_work(settings) as uow:
        promises.make(uow, 1, days(0), "寄样品", today=TODAY)
    async with opened(settings) as pilot:
        await press(pilot, "enter", *["right"] * 4, *keys)
        assert title in shown(pilot)
        await press(pilot, f"text:{typed}", "escape", "escape")
        await press(pilot, "alt+q")
        assert title in shown(pilot) and typed in shown(pilot)


async def test_without_drafts_there_is_nothing_to_go_on_with(tmp_path: Path) -> None:
    async with opened(build(tmp_path / "a.db")) as pilot:
        await press(pilot, "alt+q")
        assert "Every form was finished." in shown(pilot)


async def test_a_draft_about_nobody_is_let_go(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    drafts.keep(settings.db, Kept("log", 9999, 9999, "Log · gone", {"summary": "x"}))
    async with opened(settings) as pilot:
        await press(pilot, "alt+q")
        assert pilot.app.is_running
    assert drafts.read(settings.db) == []


async def test_where_it_cannot_be_kept_leaving_asks(tmp_path: Path) -> None:
    settings = build(tmp_path / "a.db")
    drafts.path_of(settings.db).mkdir()  # no file can be put there
    async with opened(settings) as pilot:
        await press(pilot, "l", "text:半句话", "escape", "q")
        assert "cannot be kept" in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.return_code is None
        await press(pilot, "ctrl+q", "y")
        assert pilot.app.return_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_drafts_are_for_their_owner_alone(tmp_path: Path) -> None:
    os.umask(0o022)
    drafts.keep(tmp_path / "a.db", Kept("log", 1, 1, "Log", {"summary": "半句话"}))
    assert stat.S_IMODE(drafts.path_of(tmp_path / "a.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"drafts": 3}', '{"drafts": [{"form": 1}, null, "x"]}', "\x00" * 50]
)
def test_a_file_of_drafts_that_is_not_ours_is_as_if_there_were_none(
    tmp_path: Path, text: str
) -> None:
    database = tmp_path / "a.db"
    drafts.path_of(database).write_text(text)
    assert drafts.read(database) == []
    Drafts(database).keep(Kept("log", 1, 1, "Log", {"summary": "x"}))
    assert json.loads(drafts.path_of(database).read_text())["drafts"][0]["id"] == 1


def test_a_later_draft_of_the_same_form_takes_the_place_of_the_first(tmp_path: Path) -> None:
    database = tmp_path / "a.db"
    for words in ("a", "b"):
        drafts.keep(database, Kept("log", 1, 1, "Log", {"summary": words}))
    drafts.keep(database, Kept("log", 2, 2, "Log", {"summary": "c"}))
    assert [each.values["summary"] for each in drafts.read(database)] == ["b", "c"]
    assert drafts.forget(database, {1}) == 1
    drafts.drop(database, "log", 2)
    assert not drafts.path_of(database).exists()


async def test_a_draft_is_not_put_into_the_form_of_another_customer(tmp_path: Path) -> None:
    """A backup that was put back may give the id to somebody else."""
    settings = build(tmp_path / "a.db")
    async with opened(settings) as pilot:
        await press(pilot, "l", "text:半句话", "escape")
    other = sqlite3.connect(settings.db)
    other.execute("UPDATE customer SET uid = 'another-' || uid")
    other.commit()
    other.close()
    async with opened(settings) as pilot:
        await press(pilot, "l")
        assert "半句话" not in shown(pilot)
