"""Whatever the program makes is for its owner alone, however lax the system's habit is."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmtui import wiring
from crmtui.files import drafts, reports
from crmtui.settings import load
from tests.cli.conftest import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")


@pytest.fixture
def lax() -> Iterator[None]:
    """New files may be read and written by everybody, unless the program says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def readable_by_others(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_every_file_and_folder_is_private(
    bare: Terminal, lax: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = bare.folder / "home"
    home.mkdir(0o700)
    monkeypatch.setenv("CRMTUI_DB", str(home / "data" / "crm.db"))
    monkeypatch.setenv("CRMTUI_CONFIG", str(home / "conf" / "config.toml"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    sheet = bare.folder / "in.csv"
    sheet.write_text("name,phone\nAcme,13800138000\n")
    for words in (
        ("add", "王记"),
        ("config", "me", "小陈"),
        ("backup",),
        ("import", str(sheet), "--yes"),
        ("export", "customers", str(home / "out.csv")),
        ("export", "all", str(home / "out.xlsx")),
        ("doctor", "--fix"),
    ):
        ran = bare(*words)
        assert ran.code == 0, ran
    settings = load()
    reports.write(settings.cache, "a failure")
    drafts.keep(settings.db, drafts.Kept("log", 1, 1, "Log", {"summary": "x"}))
    with wiring.reader(settings) as looking, wiring.unit_of_work(settings) as uow:
        looking.execute("SELECT 1 FROM customer").fetchall()
        uow.update("customer", 1, {"note": "x"})
        names = {path.name for path in home.rglob("*")}
        assert {"crm.db-wal", "crm.db-shm", "out.csv", "config.toml", "reports"} <= names
        assert readable_by_others(home) == []
