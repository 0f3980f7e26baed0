"""A small fixed database, and the program opened on it without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from crmtui import wiring
from crmtui.actions import contacts, customers, followups, interactions, occasions
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
    # Steps stay on their days here: the weekend before must not blur what is late.
    plain = Settings(
        db=path,
        config_path=path.with_name("config.toml"),
        today_pin=TODAY,
        me="小陈",
        move_days_off=False,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of Settings by name


def days(number: int) -> date:
    """So many days from today."""
    return TODAY + timedelta(days=number)


def build(path: Path, more: bool = False) -> Settings:
    """Six customers: one overdue, one with a birthday, one planned, two silent, one quiet.

    more: a fuller book, for pictures.
    """
    fresh(path)
    settings = settings_on(path)
    with wiring.unit_of_work(settings, source="shell") as uow:
        _fill(uow)
        if more:
            _fill_more(uow)
    return settings


# Short name / what the full name adds / person / position / phone / grade, stage, region;
# the numbers run from 0001.
BOOK = """
南宁博纳红木家具/有限公司/王建华/总经理/138 1234 8833/A active 广西 南宁
济南恒达冷链/食品有限公司/单磊/物流主管/139 0531 2277/B active 山东 济南
厦门三江陶瓷/有限公司/尉迟超/采购/136 0592 1188/A active 福建 厦门
苏州瑞丰纺织/有限公司/杨芳/老板/137 0512 6666/C prospect 江苏 苏州
宁波国林电子/有限公司/孙超/采购/135 0574 9090/B active 浙江 宁波
Müller Möbel/ GmbH/Jürgen Groß/Einkauf/+49 30 901820/C active - Berlin
"""
HISTORY = (
    (1, -26, "visit", "看了新包装，满意"),
    (1, -12, "call", "催款，答应月底付"),
    (2, -9, "wechat", "发了新报价单，等回复"),
    (3, -3, "call", "确认了下月排期"),
    (4, -10, "meeting", "展会上见面，要样品"),
    (5, -21, "call", "旺季前要加两条线"),
    (6, -5, "email", "Sent the price list for spring"),
)


def _fill(uow: UnitOfWork) -> None:
    for number, entry in enumerate(BOOK.strip().splitlines(), 1):
        _customer(uow, f"{number:04}", *entry.split("/"))
    for customer_id, ago, kind, summary in HISTORY:
        _log(uow, customer_id, ago, kind, summary)
    customers.set_tags(uow, 1, ["红木", "老客户"])
    customers.set_custom(uow, 1, {"货物": "红木家具，易碎，需打木架", "频率": "每周2票"})
    followups.insert(uow, 1, days(-2), "寄样品")
    followups.insert(uow, 1, days(2), "报价 30 吨", kind="call")
    followups.insert(uow, 2, days(-1), "跟进报价")
    followups.insert(uow, 4, TODAY, "约访", time="14:00")
    person = uow.rows("contact", customer_id=3)[0].id
    occasions.insert(uow, 3, person, "birthday", Birthday("lunar", 10, 15, False, 1968))


MORE = """
广州远航医疗/器械有限公司/欧阳敏/采购/138 2000 4411/A active 广东 广州
深圳永兴五金/制品有限公司/何丽/财务/137 5500 7310/B active 广东 深圳
上海鑫源机械/有限公司/朱国强/老板/139 1600 2908/B active 上海 上海
成都天成陶瓷/有限公司/林静/采购/136 2800 6655/C active 四川 成都
武汉德隆冷链/食品有限公司/解明/仓库主管/135 2700 1904/C dormant 湖北 武汉
Nguyễn Logistics/ Co., Ltd./Nguyễn Văn An/Giám đốc/+84 28 3823 0011/B active - Saigon
Café Lumière/ SARL/Zoë Lefèvre/Achats/+33 4 72 00 11 22/C active - Lyon
山田陶器/株式会社/山田太郎/部長/+81 52 123 4567/A active - 名古屋
"""
MORE_HISTORY = (
    (1, -40, "wechat", "问春节前的舱位，发了排期"),
    (1, -61, "meeting", "广州家具展，介绍了新来的采购"),
    (7, -16, "call", "新机器下月到，要吊装报价"),
    (8, -32, "visit", "对账，改成月结"),
    (9, -15, "call", "老板出差，月底再打"),
    (10, -64, "email", "发了十月对账单"),
    (11, -35, "sms", "催合同"),
    (12, -2, "email", "Confirmed two 40' containers for December"),
    (13, -33, "call", "Wants a quote for glass, fragile"),
    (14, -1, "meeting", "Walked through the kiln; sample boxes next week"),
)


def _fill_more(uow: UnitOfWork) -> None:
    for number, entry in enumerate(MORE.strip().splitlines(), 7):
        _customer(uow, f"{number:04}", *entry.split("/"))
    for customer_id, ago, kind, summary in MORE_HISTORY:
        _log(uow, customer_id, ago, kind, summary)
    customers.set_tags(uow, 7, ["冷链", "大票"])
    followups.insert(uow, 7, TODAY, "送吊装报价", time="10:30")
    followups.insert(uow, 12, days(-3), "send the December rates")
    followups.insert(uow, 14, days(4), "sample boxes")
    person = uow.rows("contact", customer_id=8)[0].id
    occasions.insert(uow, 8, person, "birthday", Birthday("gregorian", 11, 26, False, 1985))
    boss = uow.rows("contact", customer_id=1)[0].id
    contacts.edit(uow, boss, {"hobbies": "喜欢钓鱼", "taboos": "电话打到家里"})
    occasions.insert(uow, 1, boss, "birthday", Birthday("lunar", 8, 3, False, 1965))


def _customer(
    uow: UnitOfWork,
    number: str,
    short: str,
    rest: str,
    person: str,
    position: str,
    phone: str,
    more: str,
) -> None:
    grade, stage, province, city = more.replace("-", "").split(" ")
    values = {"number": number, "name": short + rest, "short_name": short, "owner": "小陈"}
    customers.add(
        uow,
        values | {"grade": grade, "stage": stage, "province": province, "city": city},
        today=days(-200),
        contact={"name": person, "position": position, "sex": "m"},
        points=[PointText("mobile", phone), PointText("wechat", f"wx_{phone[-4:]}")],
    )


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


# After these something may be written; the next key is pressed when that is shown.
WRITING = frozenset("a b c d h m n r s u x y enter ctrl+s ctrl+y ctrl+z 1 2 3".split())


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one after the other; "text:…" types."""
    for key in keys:
        if key.startswith("text:"):
            await type_text(pilot, key[5:])
            continue
        await pilot.press(key)
        if key in WRITING:
            await settle(pilot)
    await settle(pilot)


async def type_text(pilot: Pilot[int], text: str) -> None:
    """Type a text, as an input method would hand it over."""
    for character in text:
        key = "enter" if character == "\n" else _character_to_key(character)
        pilot.app.post_message(Key(key, character))
        await pilot.pause()


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
