"""How much a decoded text looks like one that people wrote in the encoding's languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache

CANDIDATES = (
    "gb18030",
    "cp950",
    "cp932",
    "cp949",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "big5hkscs",
    "mac_roman",
)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Header words of customer tables in the script that each encoding is for.
_SIMPLIFIED = _words(
    "客户 联系 电话 手机 姓名 名称 公司 地址 备注 编号 日期 微信 邮箱 职务 生日 等级 行业 "
    "省份 城市 跟进 来源 负责人 传真 单位 部门 性别 货物 频率 时间 内容 订单 金额 型号 "
    "数量 价格 农历 产品"
)
_TRADITIONAL = _words(
    "客戶 聯絡 聯繫 電話 手機 姓名 名稱 公司 地址 備註 編號 日期 微信 郵箱 職稱 職務 生日 "
    "等級 行業 省份 城市 跟進 來源 負責人 傳真 單位 部門 性別 統一編號 時間 內容 訂單 金額 "
    "數量 價格 產品"
)
_JAPANESE = _words(
    "顧客 会社 氏名 名前 電話 携帯 住所 備考 番号 日付 メール 部署 役職 担当 郵便 都道府県 "
    "生年月日 株式会社 フリガナ 連絡 誕生日 業種"
)
_KOREAN = _words(
    "고객 회사 이름 성명 전화 휴대 주소 비고 번호 날짜 이메일 부서 직위 담당 생일 메모 "
    "업체 연락 거래처 대표 등급"
)
_CYRILLIC = _words(
    "клиент компания имя фамилия телефон адрес почта примечание дата город должность "
    "контакт организация название комментарий номер день рождения"
)
_LATIN = _words(
    "größe straße geschäft für zurück nächster nächste länge prénom société téléphone "
    "adresse numéro entreprise catégorie dernière création teléfono dirección compañía "
    "código país última número observações endereço empresa ação përson název příjmení "
    "jméno město telefón miejscowość imię województwo uwagi názov"
)
_WORDS = {
    "gb18030": _SIMPLIFIED,
    "cp950": _TRADITIONAL,
    "big5hkscs": _TRADITIONAL,
    "cp932": _JAPANESE,
    "cp949": _KOREAN,
    "cp1251": _CYRILLIC,
    "cp1252": _LATIN,
    "cp1250": _LATIN,
    "mac_roman": _LATIN,
}
# What names of people, firms and places are made of; rare by chance in wrongly decoded text.
_COMMON = {
    "gb18030": frozenset(
        "的一是有在人不大中上下年月日号市省区县路街道镇村楼室公司有限责任股份集团贸易物流货运实业科技"
        "电子机械五金建材家具食品服装纺织化工医药器械制品厂店王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
        "郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
        "方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤伟芳娜敏静丽强磊军洋勇艳"
        "杰娟涛明超秀霞平刚桂英华玉红国文建志海永新东北京广州深圳杭宁波苏成都重庆天津武汉南西安青岛福"
        "经理总板采购财务主管老板说要求报价电话每周票易碎重客户联系约好下次跟进喜欢对价格敏感"
    ),
    "cp950": frozenset(
        "的一是有在人不大中上下年月日號市省區縣路街道鎮村樓室公司有限責任股份集團貿易物流貨運實業科技"
        "電子機械五金建材傢俱食品服裝紡織化工醫藥器械製品廠店王李張劉陳楊黃趙吳周徐孫馬朱胡郭何高林羅"
        "鄭梁謝宋唐許韓馮鄧曹彭曾蕭田董袁潘於蔣蔡余杜葉程蘇魏呂丁任沈姚盧姜崔鍾譚陸汪范金石廖賈夏韋"
        "方白鄒孟熊秦邱江尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴武戴莫孔向湯偉芳娜敏靜麗強磊軍洋勇艷"
        "傑娟濤明超秀霞平剛桂英華玉紅國文建志海永新東北臺台灣高雄基隆桃園竹苗栗彰嘉義屏花蓮香港澳"
        "經理總採購財務主管闆說要求報價話每週票易碎重戶聯絡約好下次跟進喜歡對格敏感"
    ),
    "cp949": frozenset(
        "가각간강고공구국권그기김나남내너다단대도동두라량로류리마만메명모문미민바박반방백번변보부비사산"
        "상서석선성세소손송수승시식신심아안양어언업연영예오용우운원위유윤은의이인일임입자장재전정제조주"
        "중지진차천철체초최치크타터통트파판편평포하한해허현형호홍화환황회효휴희님씨로길구시읍면코스"
    ),
}
_TYPOGRAPHY = frozenset("€£§°©®²³µ·½–—‘’“”„…•«»¿¡ºª№\u00a0")


def plausibility(text: str, encoding: str) -> float:
    """From 0 (noise) to about 1.6 (its letters are common and its header words are known)."""
    judge = _JUDGES[encoding]
    marks = [judge(text, i) for i, char in enumerate(text) if char > "\x7f"]
    if not marks:
        return 0.0
    mean = sum(marks) / len(marks)
    head = text[:2000].casefold()
    known = sum(word in head for word in _WORDS.get(encoding, ()))
    return (mean + min(0.6, 0.2 * known)) * _PRIOR.get(encoding, 1.0)


def preference(one: str, encoding: str, other: str, rival: str) -> float:
    """From -1 to 1: how much more usual `one`'s letters are where the two readings differ.

    0 for readings of different length, which differ in more than single letters.
    """
    if len(one) != len(other):
        return 0.0
    here, there = _JUDGES[encoding], _JUDGES[rival]
    places = [i for i, char in enumerate(one) if char != other[i]]
    gains = [here(one, i) - there(other, i) for i in places]
    return sum(gains) / len(gains) if gains else 0.0


@lru_cache(maxsize=8192)
def _ideograph(char: str, encoding: str, levels: str) -> float:
    """1 when among the most common, less for the standard's first and second half, 0 outside."""
    if char in _COMMON.get(encoding, ()):
        return 1.0
    try:
        lead = char.encode(levels)[0]
    except UnicodeEncodeError:
        return 0.0
    first, last = _FIRST_HALF[levels]
    return 0.7 if first <= lead <= last else 0.1


# Lead bytes of the frequent half of each standard.
_FIRST_HALF = {
    "gb2312": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
    "shift_jis": (0x88, 0x97),
    "euc_kr": (0xB0, 0xC8),
}


def _east_asian(encoding: str, levels: str, kana: float) -> Callable[[str, int], float]:
    """A judge for a double-byte encoding; kana: what a kana letter is worth in it."""

    def judge(text: str, i: int) -> float:
        char = text[i]
        if "\u3040" <= char <= "\u30ff":
            return kana
        if "\uff61" <= char <= "\uff9f":  # half-width kana: one byte each, found in any noise
            return 0.15
        if char in "，。、：；（）《》“”‘’！？—…·【】「」　％／－～＋＆":
            return 0.8
        if "\uff01" <= char <= "\uff5e":
            return 0.5
        kind = unicodedata.category(char)
        if kind != "Lo":
            return 0.05 if kind in ("Co", "Cn", "Cc") else 0.2
        return _ideograph(char, encoding, levels) * (0.1 if _between_letters(text, i) else 1)

    return judge


def _between_letters(text: str, i: int) -> bool:
    """Whether ASCII letters stand on both sides: so an accented letter looks when misread."""
    return (
        0 < i < len(text) - 1
        and text[i - 1].isascii()
        and text[i - 1].isalpha()
        and text[i + 1].isascii()
        and text[i + 1].islower()
    )


def _latin(letters: str, rarer: str, crowded: float) -> Callable[[str, int], float]:
    """A judge for a Western encoding: accented letters stand among plain ones.

    crowded: what such a letter is still worth directly beside another one.
    """
    usual = frozenset(letters + letters.upper())
    unusual = frozenset(rarer + rarer.upper())

    def judge(text: str, i: int) -> float:
        char = text[i]
        if char in _TYPOGRAPHY:
            return 0.5
        if char not in usual and char not in unusual:
            return 0.0
        before = text[i - 1] if i else " "
        after = text[i + 1] if i + 1 < len(text) else " "
        if before > "\x7f" and after > "\x7f":
            return 0.1
        if char.isupper() and before.islower():
            return 0.0
        # Spanish ñ stands before a vowel, Polish ń does not: the same byte in two encodings.
        worth = 1.0 if char in usual else 0.6
        if char in "ñÑńŃ" and (char in "ñÑ") != (after.lower() in _VOWELS):
            worth = 0.3
        if before > "\x7f" or after > "\x7f":
            return worth * crowded
        return worth if _letter(before) or _letter(after) else 0.2

    return judge


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _alphabet(common: str, rest: str) -> Callable[[str, int], float]:
    """A judge for a script of its own (Cyrillic, Greek): runs of letters in sensible case."""
    usual = frozenset(common + common.upper())
    unusual = frozenset(rest + rest.upper())

    def judge(text: str, i: int) -> float:
        char = text[i]
        if char in _TYPOGRAPHY:
            return 0.5
        if char not in usual and char not in unusual:
            return 0.0
        before = text[i - 1] if i else " "
        after = text[i + 1] if i + 1 < len(text) else " "
        if _letter(before) or _letter(after) or (char.isupper() and before.islower()):
            return 0.0
        if char.isupper() and before in unusual | usual:  # acronyms are rare
            return 0.2
        return 1.0 if char in usual else 0.4

    return judge


_VOWELS = frozenset("aeiouáéíóú")
_JUDGES: dict[str, Callable[[str, int], float]] = {
    "gb18030": _east_asian("gb18030", "gb2312", 0.3),
    "cp950": _east_asian("cp950", "big5", 0.3),
    "big5hkscs": _east_asian("cp950", "big5", 0.3),
    "cp932": _east_asian("cp932", "shift_jis", 1.0),
    "cp949": _east_asian("cp949", "euc_kr", 0.2),
    "cp1252": _latin("äöüßéèêàçñáíóúôîõãå", "âëìïòùûýæøœ", 0.75),
    "mac_roman": _latin("äöüßéèêàçñáíóúôîõã", "âåëìïòùûæøœ", 0.4),
    "cp1250": _latin("áäčďéěíóöőřšťúůüűýžąćęłńśźżß", "ľĺňôŕăâîșțşţđ", 0.9),
    "cp1251": _alphabet("оеаинтсрвлкмдпуяыьгзбчйх", "ъэюжшщцфёіїєґў"),
    "cp1253": _alphabet("αοιετσνηυρπκμλςάίόέήύώ", "βγδζθξφχψωϊϋΐΰ"),
}
# Encodings that are met less often must be the better reading by this much.
_PRIOR = {"cp1250": 0.92, "mac_roman": 0.9, "cp1253": 0.95, "big5hkscs": 0.95}
