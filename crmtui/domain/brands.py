"""The part of a company's name that is its own, and which like names may mean one company."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from crmtui.domain.likeness import SAME_SOUND, NameParts, letter_ratio, likeness
from crmtui.domain.places import contradict, last_place

LEAST = 80  # likeness from which on two names may be one
WITHOUT_TRADE = 82  # 宁波国林 and 宁波国林电子
OTHER_SCRIPT, OTHER_SCRIPT_BARE = 85, 80  # Ningbo Guolin, and Guolin alone, for 宁波国林电子
_LEAST_LETTERS = 5  # of a Latin name that may be the sound of a Chinese one
_LONG_BRAND = 4  # characters of a Chinese brand, or letters of a word, that a slip leaves alike
_LEAST_FRAME = 4  # consonants
_VOWELS, _DOUBLED = re.compile("[aeiouy]"), re.compile(r"(.)\1+")
_MOST_HELD = 10_000  # names whose brands are kept in mind
_LEAST_RATIO = 75  # of the letters of words that are to be one, but for a slip

_TRADES = """
新能源 新材料 不锈钢 进出口 供应链 自动化 零部件 日用品 农产品 化妆品 工业品 工艺品 房地产
经营部 加工厂 物流 货运 货代 运输 快递 速递 速运 仓储 冷链 国际 贸易 商贸 工贸 外贸 实业
科技 技术 电子 电器 电气 电力 电机 光电 通讯 通信 网络 信息 软件 数码 智能 机械 机电 设备
仪器 仪表 五金 工具 模具 塑料 塑胶 橡胶 化工 化学 材料 建材 建筑 建设 工程 装饰 装修 家具
家居 家电 家纺 纺织 服装 服饰 针织 鞋业 箱包 皮革 制衣 印刷 包装 纸业 食品 饮料 茶业 茶叶
酒业 粮油 农业 水产 果业 餐饮 酒店 旅游 文化 传媒 广告 教育 咨询 管理 服务 投资 控股 集团
发展 开发 置业 地产 物业 汽车 汽配 配件 轮胎 船务 船舶 海运 空运 航空 航运 报关 代理 制造
制品 工业 产业 企业 商行 商店 超市 百货 日化 医疗 医药 药业 器械 生物 环保 能源 光伏 照明
灯饰 玩具 礼品 陶瓷 玻璃 钢铁 金属 铝业 铜业 线缆 电缆 阀门 泵业 轴承 商务 电商
"""
_TRADE_WORDS = frozenset(
    "trading trade traders logistics logistic freight forwarding shipping transport cargo express "
    "international intl import export imports exports electronics electronic technology "
    "technologies tech industrial industry industries machinery machines manufacturing equipment "
    "group holding holdings service services solutions systems china textile textiles food foods "
    "furniture foreign enterprise enterprises development supply chain materials products metal "
    "metals plastic plastics chemical chemicals auto parts tools hardware home lighting energy "
    "medical handel vertrieb spedition transporte comercial and und the of co".split()
)


@cache
def _trade() -> re.Pattern[str]:
    return re.compile("|".join(_TRADES.split()))


def brand(parts: NameParts) -> str:
    """国林 of 宁波国林电子有限公司, nordic of Nordic Trading Ltd; all of it if none is left."""
    if parts.words:
        return "".join(sorted(_telling_words(parts))) or parts.bare
    return _without_trades(parts.bare)


@lru_cache(_MOST_HELD)  # a name is compared with a hundred others
def _without_trades(bare: str) -> str:
    return _trade().sub("", bare) or bare


def brand_keys(parts: NameParts) -> tuple[str, ...]:
    """Under what a company is filed beyond its spelling: its brand, and what that sounds like."""
    own = brand(parts)
    sounds = (_letters(parts),) if parts.words else _brand_sounds(parts)
    spelt = [f"≈{sound}" for sound in sounds if len(sound) >= _LEAST_LETTERS]
    if parts.words:
        spelt += [f"#{frame}" for frame in (_frame(own),) if len(frame) >= _LEAST_FRAME]
    return (f"^{own}", *spelt)


def alike(one: NameParts, other: NameParts) -> int:
    """How likely two companies' names mean one, from LEAST on; 0 where they do not seem to."""
    if bool(one.words) != bool(other.words):
        return _across_scripts(*((one, other) if one.words else (other, one)))
    found = likeness(one, other)
    if found >= LEAST:
        return found if _brands_agree(one, other) else 0
    if contradict(one.place, other.place):
        return 0
    if brand(one) == brand(other):
        return WITHOUT_TRADE if _only_brand(one) or _only_brand(other) else 0
    return SAME_SOUND if _one_sound(one, other) else 0


def _brands_agree(one: NameParts, other: NameParts) -> bool:
    """Whether what makes two like names differ is not just the part that is their own."""
    own, others = sorted((brand(one), brand(other)), key=len)
    if own == others:
        return True
    if one.sound and one.sound == other.sound:
        return _share_a_character(own, others)
    return len(own) >= _LONG_BRAND and (not one.words or _words_agree(one, other))


def _words_agree(one: NameParts, other: NameParts) -> bool:
    """Whether the words that only one of two Latin names has may be slips: not A and B."""
    words, others = _telling_words(one), _telling_words(other)
    left, right = "".join(sorted(words - others)), "".join(sorted(others - words))
    if not left or not right:
        return True
    long = min(len(left), len(right)) >= _LONG_BRAND
    return long and letter_ratio()(left, right) >= _LEAST_RATIO


def _telling_words(parts: NameParts) -> set[str]:
    return {word for word in parts.words.split() if word not in _TRADE_WORDS}


def _one_sound(one: NameParts, other: NameParts) -> bool:
    """Whether two Chinese names of one trade differ in a character that sounds the same."""
    own, others = brand(one), brand(other)
    sounds = _brand_sounds(one)[-1:]
    if not sounds or sounds != _brand_sounds(other)[-1:] or not _share_a_character(own, others):
        return False
    return one.bare.replace(own, "", 1) == other.bare.replace(others, "", 1)


def _share_a_character(one: str, other: str) -> bool:
    return any(a == b for a, b in zip(one, other, strict=False))


def _only_brand(parts: NameParts) -> bool:
    return brand(parts) == parts.bare


def _across_scripts(latin: NameParts, chinese: NameParts) -> int:
    """Whether a Latin name is how a Chinese one sounds: Ningbo Guolin Electronics."""
    letters, sounds = _letters(latin), _brand_sounds(chinese)
    if len(letters) < _LEAST_LETTERS or letters not in sounds:
        return 0
    return OTHER_SCRIPT if letters == sounds[0] else OTHER_SCRIPT_BARE


def _letters(parts: NameParts) -> str:
    """The letters of a Latin name without the words of trade at its end."""
    found, words = parts.core, [word for word in parts.words.split() if word in _TRADE_WORDS]
    while ending := next((word for word in words if found.endswith(word)), ""):
        found = found.removesuffix(ending)
    return found


def _frame(letters: str) -> str:
    """Consonants, doubled ones once: what slips with vowels leave alike, as in Mueller."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", letters))


def _brand_sounds(parts: NameParts) -> tuple[str, ...]:
    """The sound of place and brand, and of the brand alone where a place comes first."""
    syllables = parts.sound.split()
    if len(syllables) != len(parts.core):
        return ()
    own, start, city = len(brand(parts)), len(parts.place), last_place(parts.place)
    alone = "".join(syllables[start : start + own])
    at = parts.place.rfind(city)
    return ("".join(syllables[at : at + len(city)]) + alone, alone) if city else (alone,)
