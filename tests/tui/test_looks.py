"""How a few screens look, colours included; `pytest --snapshot-update` takes new pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from crmtui.settings import install_language
from crmtui.tui.app import CrmApp
from tests.tui.files import double, sheet_in
from tests.tui.world import build, press, settings_on, settle

FILE = ("alt+i", "text:客户.csv", "enter")
MERGE = ("tab", "space", "space", "m")
LOOKS = {
    "today, narrow and dark": ("en", "dark", (80, 24), ()),
    "today, wide, light, Chinese": ("zh_CN", "light", (120, 30), ()),
    "card": ("en", "dark", (80, 24), ("down", "enter")),
    "filter, light": ("en", "light", (80, 24), ("2", "f", "space")),
    "log form, Chinese": ("zh_CN", "dark", (80, 24), ("l", "text:拜访 看了仓库")),
    "start": ("en", "dark", (40, 10), ()),
    "import, columns": ("en", "light", (80, 24), (*FILE, "down")),
    "import, plan, wide, Chinese": ("zh_CN", "dark", (120, 30), (*FILE, "enter", "right", "right")),
    "import, doubles": ("en", "dark", (80, 24), (*FILE, "enter", "d")),
    "merge, Chinese": ("zh_CN", "light", (80, 24), ("2", "slash", "text:瑞丰", *MERGE)),
}


@contextmanager
def program(path: Path, lang: str, theme: str, empty: bool) -> Iterator[CrmApp]:
    """The program on the small fixed database, or on none."""
    install_language(lang)
    settings = settings_on(path) if empty else build(path, more=True)
    app = CrmApp(settings_on(settings.db, theme=theme, lang=lang))
    try:
        yield app
    finally:
        app.close_desk()


@pytest.mark.parametrize("look", LOOKS)
def test_a_screen_looks_as_it_did(
    look: str, tmp_path: Path, snap_compare: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lang, theme, size, keys = LOOKS[look]
    # The first start shows where the data will be kept: the same place on every machine.
    monkeypatch.chdir(tmp_path)

    async def lead_there(pilot: Pilot[int]) -> None:
        await settle(pilot)
        await press(pilot, *keys)

    sheet_in(tmp_path, "客户.csv")
    with program(Path("crm.db"), lang, theme, empty=look == "start") as app:
        if look.startswith("merge"):
            double(app.settings)
        assert snap_compare(app, terminal_size=size, run_before=lead_there)
