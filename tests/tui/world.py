"""A small fixed database, and the program opened on it without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import customers, followups, interactions, occasions
from crmtui.actions.contacts import PointText
from crmtui.domain.birthdays import Birthday
from crmtui.settings import Settings
from crmtui.store.unit_of_work import UnitOfWork
from crmtui.tui.app import CrmApp
from crmtui.tui.ink import Line
from crmtui.tui.widgets.rows import Rows
from tests.support import fresh

TODAY = date(2026, 11, 23)


def settings_on(path: Path, **more: object) -> Settings:
    """Settings on this database with the day pinned."""
    plain = Settings(db=path, config_path=path.with_name("config.toml"), today_pin=TODAY, me="小陈")
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of Settings by name


def days(number: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=number)


def build(path: Path) -> Settings:
    """Six customers: one overdue, one with a birthday, one planned, two silent, one quiet."""
    fresh(path)
    settings = settings_on(path)
    with wiring.unit_of_work(settings, source="shell") as uow:
        _fill(uow)
    return settings


def _fill(uow: UnitOfWork) -> None:
    bona = _customer(
        uow,
        "南宁博纳红木家具有限公司",
        "王建华",
        "总经理",
        "138 1234 8833",
        number="0001",
        short_name="南宁博纳红木家具",
        grade="A",
        stage="active",
        province="广西",
        city="南宁",
    )
    customers.set_tags(uow, bona, ["红木", "老客户"])
    customers.set_custom(uow, bona, {"货物": "红木家具，易碎，需打木架", "频率": "每周2票"})
    _log(uow, bona, -26, "visit", "看了新包装，满意")
    _log(uow, bona, -12, "call", "催款，答应月底付")
    followups.insert(uow, bona, days(-2), "寄样品")
    followups.insert(uow, bona, days(2), "报价 30 吨", kind="call")
    hengda = _customer(
        uow,
        "济南恒达冷链食品有限公司",
        "单磊",
        "物流主管",
        "139 0531 2277",
        number="0002",
        short_name="济南恒达冷链",
        grade="B",
        stage="active",
        province="山东",
        city="济南",
    )
    _log(uow, hengda, -9, "wechat", "发了新报价单，等回复")
    followups.insert(uow, hengda, days(-1), "跟进报价")
    sanjiang = _customer(
        uow,
        "厦门三江陶瓷有限公司",
        "尉迟超",
        "采购",
        "136 0592 1188",
        number="0003",
        short_name="厦门三江陶瓷",
        grade="A",
        stage="active",
        province="福建",
        city="厦门",
    )
    _log(uow, sanjiang, -3, "call", "确认了下月排期")
    person = uow.rows("contact", customer_id=sanjiang)[0].id
    occasions.insert(uow, sanjiang, person, "birthday", Birthday("lunar", 10, 15, False, 1968))
    ruifeng = _customer(
        uow,
        "苏州瑞丰纺织有限公司",
        "杨芳",
        "老板",
        "137 0512 6666",
        number="0004",
        short_name="苏州瑞丰纺织",
        grade="C",
        stage="prospect",
        province="江苏",
        city="苏州",
    )
    _log(uow, ruifeng, -10, "meeting", "展会上见面，要样品")
    followups.insert(uow, ruifeng, TODAY, "约访", time="14:00")
    guolin = _customer(
        uow,
        "宁波国林电子有限公司",
        "孙超",
        "采购",
        "135 0574 9090",
        number="0005",
        short_name="宁波国林电子",
        grade="B",
        stage="active",
        province="浙江",
        city="宁波",
    )
    _log(uow, guolin, -21, "call", "旺季前要加两条线")
    mobel = _customer(
        uow,
        "Müller Möbel GmbH",
        "Jürgen Groß",
        "Einkauf",
        "+49 30 901820",
        number="0006",
        short_name="Müller Möbel",
        grade="C",
        stage="active",
        province="",
        city="Berlin",
    )
    _log(uow, mobel, -5, "email", "Sent the price list for spring")


def _customer(
    uow: UnitOfWork, name: str, person: str, position: str, phone: str, **values: str
) -> int:
    made = customers.add(
        uow,
        {"name": name, "owner": "小陈", **values},
        today=days(-200),
        contact={"name": person, "position": position, "sex": "m"},
        points=[PointText("mobile", phone), PointText("wechat", f"wx_{phone[-4:]}")],
    )
    assert made.id is not None
    return made.id


def _log(uow: UnitOfWork, customer_id: int, ago: int, kind: str, summary: str) -> None:
    interactions.log(
        uow, customer_id, summary=summary, on=days(ago), today=TODAY, kind=kind, outcome="reached"
    )


@asynccontextmanager
async def opened(settings: Settings, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
    """The program on a screen of this size, its first rows drawn."""
    app = CrmApp(settings)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            yield pilot
    finally:
        app.close_desk()


def app_of(pilot: Pilot[int]) -> CrmApp:
    """The program."""
    assert isinstance(pilot.app, CrmApp)
    return pilot.app


async def settle(pilot: Pilot[int]) -> None:
    """Wait until everything written is written and shown."""
    await pilot.pause()
    await asyncio.wrap_future(app_of(pilot).writer.run(lambda: None))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other; "text:…" types."""
    for key in keys:
        if key.startswith("text:"):
            await type_text(pilot, key[5:])
        else:
            await pilot.press(key)
    await settle(pilot)


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type a text, as an input method would hand it over."""
    named: Mapping[str, str] = {" ": "space", "\n": "enter", "-": "minus", ":": "colon"}
    for character in text:
        await pilot.press(named.get(character, character))


def plain(line: Line) -> str:
    """The words of a line."""
    return "".join(text for text, _ink in line)


def shown(pilot: Pilot[int]) -> str:
    """Every character on the screen, line by line."""
    width, height = pilot.app.size
    strips = pilot.app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip) for strip in strips[:height]]
    assert width
    return "\n".join(line.rstrip() for line in lines)


def selected(pilot: Pilot[int]) -> str:
    """The selected line of the list in front."""
    rows = next(iter(pilot.app.screen.query(Rows)))
    return plain(rows.source.paint(rows.line, 120))
