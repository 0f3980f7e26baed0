"""What the made-up customers are called and what is said of them."""

from __future__ import annotations

from random import Random

STAGES = ("lead", "prospect", "active", "dormant", "lost", "regained")
KINDS = ("call", "call", "wechat", "visit", "email", "note", "sms")
OWNERS = ("小陈", "小李", "", "")
INDUSTRIES = ("物流", "家具", "冷链", "陶瓷", "纺织", "电子", "食品", "建材")
POSITIONS = ("总经理", "采购", "物流主管", "老板", "财务", "仓库主管", "")
TAGS = ("VIP", "月结", "展会", "老客户", "转介绍", "易碎", "价格敏感", "双十一")
CARGO = ("红木家具", "冷冻食品", "陶瓷", "布料", "电子元件", "建材", "饮料", "日用品")
STEPS = ("报价", "回访", "约访", "寄样品", "催款", "确认排期", "送合同", "节前问候")
WHO = "老板 采购 财务 仓库 司机 前台 张经理 对方 新同事 厂长".split()
WHAT = "报价 样品 合同 排期 发票 赔付 包装 时效 路线 对账单 回单 展会".split()
HOW = (
    "很满意 嫌贵 要比价 下周再谈 没看到 已确认 要重做 拖到月底 催了两次 "
    "同意试一票 说再等等 转给同事了 没接电话 要开专票 想先看看"
).split()
NOTES = (
    "付款慢 老板爱钓鱼 只发整车 怕潮 周末不接电话 需开专票 旺季在双十一 "
    "先打样 仓库在郊区 不喝酒 儿子高考 换过两任采购 爱喝普洱 要求带尾板"
).split()

_PLACES = (
    "广西 南宁,山东 济南,福建 厦门,江苏 苏州,浙江 宁波,上海 上海,广东 深圳,四川 成都,湖北 武汉"
)
PLACES = tuple((place[:2], place[3:]) for place in _PLACES.split(","))

_BRANDS = "博纳恒达三江瑞丰国林盛源鑫宏泰隆金海天成兴诚信和润嘉华东方远"
_GIVEN = "建华明军平文芳丽强磊超勇娟涛敏伟静杰鹏艳玉兰峰霞波辉红国林志"
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭林何高罗郑梁谢宋唐许邓韩冯曹"
_FAMILIES: tuple[str, ...] = (*_SURNAMES, "欧阳", "尉迟", "单", "仇")

CUSTOMER_COLUMNS = (
    "id uid number name short_name grade stage province city industry owner note archived_at "
    "added_on sort_key name_key last_touch_on contact_due_on next_due_on"
)
INTERACTION_COLUMNS = "id uid customer_id contact_id on kind summary outcome is_touch recorded_at"
FOLLOW_UP_COLUMNS = "id uid customer_id contact_id due_on what status closed_on snoozes recorded_at"
OCCASION_COLUMNS = "id uid customer_id contact_id calendar month day year"


def place(random: Random) -> tuple[str, str]:
    """A province and a city in it."""
    return random.choice(PLACES)


def company(random: Random) -> str:
    """Like 南宁博纳家具有限公司; one in fifty has a foreign name."""
    if random.random() < 0.02:
        first = random.choice(("Möbel", "Nordic", "Pacific", "Atlas", "Sakura", "Kim"))
        second = random.choice(("Trading", "Logistics", "GmbH", "Ltd"))
        return f"{first} {second} {random.randrange(1000)}"
    brand = "".join(random.choices(_BRANDS, k=random.choice((2, 3))))
    return f"{place(random)[1]}{brand}{random.choice(INDUSTRIES)}有限公司"


def short(name: str) -> str:
    """The name without the city and the legal form."""
    return name.removesuffix("有限公司")[2:] if name.endswith("公司") else ""


def person(random: Random) -> str:
    """A name of two or three characters."""
    given = "".join(random.choices(_GIVEN, k=1 if random.random() < 0.3 else 2))
    return random.choice(_FAMILIES) + given


def note(random: Random) -> str:
    """A remark on a customer."""
    return f"{random.choice(NOTES)}，{random.choice(NOTES)}"


def summary(random: Random) -> str:
    """What was said in a talk."""
    return (
        f"{random.choice(WHO)}{random.choice(WHAT)}{random.choice(HOW)}，"
        f"{random.choice(WHAT)} {random.randrange(5, 90)} 吨"
    )
