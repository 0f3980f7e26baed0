"""The README's pictures, made by the program itself: python -m tests.tui.screenshots."""

from __future__ import annotations

import asyncio
import contextlib
import re
import tempfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from tests.tui.files import double, sheet_in
from tests.tui.world import build, opened, press

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
# Name of the picture: size of the terminal, and the keys that lead there.
PICTURES: Mapping[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "today": ((120, 20), ("down",)),
    "customers": ((120, 20), ("slash", "text:li")),
    "card": ((100, 22), ("down", "enter")),
    "import": ((100, 18), ("alt+i", "text:客户名单.csv", "enter", "down", "down")),
    "doubles": ((100, 18), ("alt+i", "text:客户名单.csv", "enter", "enter", "d")),
    "merge": ((100, 20), ("alt+d", "enter", *["down"] * 3, "right")),
    "calendar": ((120, 24), ("3",)),
    "board": ((120, 24), ("4", "right", "down")),
    "greeting": ((100, 22), ("alt+r", "2", "enter", "space", "down")),
    "log": (
        (100, 24),
        ("down", "l", "text:拜访 看了仓库，满意", "tab", "tab", "text:下周三 回访"),
    ),
}


async def picture(name: str, folder: Path) -> str:
    """One screen as SVG, on the small fixed database."""
    size, keys = PICTURES[name]
    settings = build(folder / f"{name}.db", more=True)
    if name == "merge":
        double(settings)
    sheet_in(folder, "客户名单.csv")
    async with opened(settings, size) as pilot:
        with contextlib.chdir(folder):
            await press(pilot, *keys)
        await pilot.pause()
        return tidy(pilot.app.export_screenshot(title=f"crmtui – {name}"))


def tidy(svg: str) -> str:
    """Without the fonts it would fetch from elsewhere, and with every space kept."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def words(svg: str) -> list[str]:
    """What can be read in a picture, line by line."""
    texts = re.findall(r'<text[^>]*\by="([^"]+)"[^>]*>([^<]*)</text>', svg)
    lines: dict[str, str] = {}
    for y, text in texts:
        lines[y] = lines.get(y, "") + unescape(text)
    return [line.replace("\xa0", " ").strip() for line in lines.values() if line.strip()]


async def _make_all() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in PICTURES:
            (FOLDER / f"{name}.svg").write_text(await picture(name, Path(folder)), "utf-8")


if __name__ == "__main__":
    asyncio.run(_make_all())
