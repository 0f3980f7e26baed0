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
SAID = ("已报价", "等老板拍板", "看了新包装", "催款，答应月底付", "满意", "嫌贵", "要比价")
SAID += ("约好下周见", "没接电话", "聊了物流方案", "仓库要搬", "想换承运商", "问了时效")
NOTES = ("物流要求高", "付款慢", "老板爱钓鱼", "只发整车", "怕潮", "周末不接电话", "需开专票")

_PLACES = (
    "广西 南宁,山东 济南,福建 厦门,江苏 苏州,浙江 宁波,上海 上海,广东 深圳,四川 成都,湖北 武汉"
)
PLACES = tuple((place[:2], place[3:]) for place in _PLACES.split(","))

# Characters with their pinyin, as they are put together to names.
_SURNAMES = "王wang李li张zhang刘liu陈chen杨yang黄huang赵zhao周zhou吴wu徐xu孙sun马ma朱zhu胡hu郭guo"
_SURNAMES += "林lin何he高gao罗luo郑zheng梁liang谢xie宋song唐tang许xu邓deng韩han冯feng曹cao"
_GIVEN = "建jian华hua明ming军jun平ping文wen芳fang丽li强qiang磊lei超chao勇yong娟juan涛tao敏min伟wei"
_GIVEN += "静jing杰jie鹏peng艳yan玉yu兰lan峰feng霞xia波bo辉hui红hong国guo林lin志zhi"
_BRANDS = "博bo纳na恒heng达da三san江jiang瑞rui丰feng国guo林lin盛sheng源yuan鑫xin宏hong泰tai隆long"
_BRANDS += "金jin海hai天tian成cheng兴xing诚cheng信xin和he润run嘉jia华hua东dong方fang远yuan"
_OTHERS = (
    "南nan宁ning济ji厦xia门men苏su州zhou波bo上shang深shen圳zhen都du武wu汉han物wu流liu家jia具ju"
)
_OTHERS += "冷leng链lian陶tao瓷ci纺fang织zhi电dian子zi食shi品pin建jian材cai有you限xian公gong司si"


def _readings(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    sign = ""
    for letter in text:
        if letter.isascii():
            found[sign] += letter
        else:
            sign = letter
            found[sign] = ""
    return found


READINGS = _readings(_OTHERS + _BRANDS + _GIVEN + _SURNAMES)
_BRAND, _NAME, _SURNAME = tuple(_readings(_BRANDS)), tuple(_readings(_GIVEN)), _readings(_SURNAMES)
_FAMILY = tuple(_SURNAME)

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
    brand = random.choice(_BRAND) + random.choice(_BRAND) + random.choice(("", *_BRAND))
    return f"{place(random)[1]}{brand}{random.choice(INDUSTRIES)}有限公司"


def short(name: str) -> str:
    """The name without the city and the legal form."""
    return name.removesuffix("有限公司")[2:] if name.endswith("公司") else ""


def person(random: Random) -> str:
    """A name of two or three characters."""
    given = random.choice(_NAME) + (random.choice(_NAME) if random.random() < 0.7 else "")
    return random.choice(_FAMILY) + given


def note(random: Random) -> str:
    """A remark on a customer."""
    return f"{random.choice(NOTES)}，{random.choice(NOTES)}"


def summary(random: Random) -> str:
    """What was said in a talk."""
    return f"{random.choice(SAID)}，{random.choice(SAID)} {random.randrange(5, 90)} 吨"


def pinyin(name: str, _person: bool) -> str:
    """Full pinyin and initials of a name made here."""
    syllables = [READINGS.get(sign, sign.casefold()) for sign in name]
    return f"{''.join(syllables)} {''.join(each[:1] for each in syllables)}"
