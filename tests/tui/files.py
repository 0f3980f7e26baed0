"""Files to import, as people have them, and a customer that is there twice."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste
from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import customers
from crmtui.actions.contacts import PointText
from crmtui.settings import Settings
from tests.tui.world import days, press, shown

# One of each: known and changed, known and the same, new, two possible duplicates, no name.
SHEET = """客户编号,客户名称,联系人,手机,等级,省份,城市,货物,备注
0001,南宁博纳红木家具有限公司,王建华,138 1234 8833,B,广西,南宁,红木家具，易碎，需打木架,
0002,济南恒达冷链食品有限公司,单磊,139 0531 2277,B,山东,济南,,
,苏州瑞丰纺织品公司,杨芳,137 0512 6666,B,江苏,苏州,布匹,
,宁波国林电子,周敏,135 0574 9090,B,浙江,宁波,电子,
,广州新锐进出口贸易有限公司,何老板,13800138000,A,广东,广州,玩具,常走美线
,,谁,1,,,,,
"""


def double(settings: Settings) -> None:
    """Put number 4 of the small database into it a second time."""
    with wiring.unit_of_work(settings, source="shell") as uow:
        values = {"number": "0050", "name": "苏州瑞丰纺织品有限公司", "note": "常走美线"}
        customers.add(
            uow,
            values | {"grade": "B", "stage": "active", "province": "江苏", "city": "苏州"},
            today=days(-30),
            contact={"name": "杨芳", "position": "经理"},
            points=[PointText("mobile", "137 0512 6666")],
        )
        customers.edit(uow, 4, {"note": "老板爱喝茶"}, days(-1))


def home_of(tmp_path: Path) -> Path:
    """A home folder with the usual places in it; the tests' HOME points there."""
    home = tmp_path / "home"
    for name in ("Downloads", "桌面"):
        (home / name).mkdir(parents=True, exist_ok=True)
    return home


def sheet_in(folder: Path, name: str = "客户名单 2026.csv", text: str = SHEET) -> Path:
    """A sheet of customers in this folder."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def words(pilot: Pilot[int]) -> str:
    """The screen as one line, so that texts may break anywhere."""
    return " ".join(shown(pilot).split())


async def look_at(pilot: Pilot[int], text: Path | str) -> None:
    """Paste a path, and Enter."""
    await press(pilot, "alt+i")
    pilot.app.post_message(Paste(str(text)))
    await press(pilot, "enter")
