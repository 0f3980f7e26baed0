"""A database full of text that wants to be obeyed, on every screen: it is drawn, not obeyed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste

from crmtui.settings import Settings
from crmtui.tui.widgets.field import TextField
from crmtui.tui.widgets.textbox import TextBox
from tests.cli.hostile import OBEYED, build
from tests.tui.world import opened, press, settings_on, shown

WAYS = (
    ("1",), ("3",), ("4",), ("1", "enter"), ("2", "enter", "tab", "tab"), ("1", "."),
    ("2", "enter", "e"), ("1", "l"), ("H",), ("H", "enter"), ("ctrl+r",), ("b",), ("1", "g"),
)  # fmt: skip


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database full of it."""
    path = tmp_path_factory.mktemp("hostile") / "crm.db"
    build(path)
    return path


@pytest.fixture
def hostile(tmp_path: Path, full: Path) -> Settings:
    """Settings on a copy of it."""
    shutil.copyfile(full, tmp_path / "crm.db")
    return settings_on(tmp_path / "crm.db")


async def test_no_screen_draws_what_a_terminal_obeys(hostile: Settings) -> None:
    async with opened(hostile, (100, 30)) as pilot:
        for keys in WAYS:
            await press(pilot, *keys)
            drawn = shown(pilot)
            found = OBEYED.search(drawn)
            assert found is None, (keys, drawn[max(0, found.start() - 60) : found.end() + 20])
            await press(pilot, "escape", "escape", "escape")


class Typing(App[None]):
    """Nothing but the two editors."""

    def compose(self) -> ComposeResult:
        yield TextField("")
        yield TextBox("")


async def test_what_is_pasted_is_only_text() -> None:
    app = Typing()
    async with app.run_test() as pilot:
        for editor in (app.query_one(TextField), app.query_one(TextBox)):
            editor.focus()
            app.post_message(Paste("a\x1b[31mb\u202ec"))
            await pilot.pause()
        assert app.query_one(TextField).value == "abc"
        assert app.query_one(TextBox).text == "abc"
