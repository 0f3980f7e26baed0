"""The wordings of greetings that the program ships: for each day, in two languages, for companies
and for people. A wording of the user's own comes before these."""

from __future__ import annotations

from typing import NamedTuple

COMPANY, PERSON = "company", "person"


class Wording(NamedTuple):
    """A text with places for names in braces.

    kind: the day it is for, '' for any. language: zh, en …, '' for any. audience: company,
    person, '' for both. id: of the user's own; 0 for one that is shipped.
    """

    kind: str
    language: str
    audience: str
    text: str
    id: int = 0
    name: str = ""


_ZH = {
    "spring_festival": (
        "{称呼}，新春快乐！感谢您和{公司}一年来的信任与支持，祝新的一年生意兴隆、阖家安康！",
        "{称呼}，给您拜年啦！祝您和家人新春快乐、身体健康、万事顺意！",
    ),
    "new_years_eve": (
        "{称呼}，除夕安康！感谢您和{公司}这一年的关照，祝您阖家团圆，来年更上一层楼！",
        "{称呼}，除夕快乐！祝您今晚和家人热热闹闹吃顿团圆饭，来年一切顺心！",
    ),
    "little_new_year": (
        "{称呼}，小年好！年关将近，诸事辛苦，祝{公司}年底收官顺利，您注意身体！",
        "{称呼}，小年快乐！年味越来越浓了，祝您忙而不乱，事事如意！",
    ),
    "lantern": (
        "{称呼}，元宵节快乐！祝{公司}新的一年圆圆满满、红红火火！",
        "{称呼}，元宵节快乐！祝您和家人团团圆圆、甜甜蜜蜜！",
    ),
    "qingming": (
        "{称呼}，清明时节，春和景明，愿您和家人平安顺遂，多保重身体。",
        "{称呼}，清明安康，天气转暖还凉，您多保重身体。",
    ),
    "dragon_boat": (
        "{称呼}，端午安康！祝{公司}生意顺风顺水，您和家人平安喜乐！",
        "{称呼}，端午安康！祝您和家人粽享好时光，平安喜乐！",
    ),
    "qixi": (
        "{称呼}，七夕到了，祝您家庭美满、幸福如意！",
        "{称呼}，七夕快乐！祝您和爱人甜甜蜜蜜、长长久久！",
    ),
    "zhongyuan": (
        "{称呼}，中元时节，愿您和家人平安健康，诸事顺遂。",
        "{称呼}，时值中元，早晚注意添衣，愿您平安顺遂。",
    ),
    "mid_autumn": (
        "{称呼}，中秋快乐！感谢您和{公司}一直以来的信任，祝您花好月圆、阖家幸福！",
        "{称呼}，中秋快乐！祝您和家人人月两团圆，日子和和美美！",
    ),
    "double_ninth": (
        "{称呼}，重阳节到了，祝您和家中长辈健康长寿、步步高升！",
        "{称呼}，重阳安康！祝您和家里的长辈身体硬朗、福寿绵长！",
    ),
    "winter_solstice": (
        "{称呼}，冬至安康！天冷了，注意保暖，祝{公司}年底再创佳绩！",
        "{称呼}，冬至快乐！记得吃碗热腾腾的饺子，注意保暖，暖暖过冬！",
    ),
    "laba": (
        "{称呼}，腊八节好！喝过腊八粥，离过年就不远了，祝您和{公司}年底顺顺利利！",
        "{称呼}，腊八快乐！祝您喝碗热粥，暖一整个冬天！",
    ),
    "new_year": (
        "{称呼}，元旦快乐！感谢您和{公司}过去一年的支持，祝新的一年业绩长虹、合作愉快！",
        "{称呼}，新年快乐！祝您新的一年身体健康、心想事成！",
    ),
    "womens_day": (
        "{称呼}，节日快乐！祝您工作顺心、从容自在，天天都有好心情！",
        "{称呼}，女神节快乐！祝您永远年轻漂亮、开心自在！",
    ),
    "labour_day": (
        "{称呼}，五一快乐！您平时辛苦了，假期好好休息，祝{公司}蒸蒸日上！",
        "{称呼}，五一快乐！忙了这么久，假期好好放松一下！",
    ),
    "teachers_day": (
        "{称呼}，教师节快乐！感谢您的辛勤付出，祝您桃李满天下、身体健康！",
        "{称呼}，教师节快乐！您辛苦了，祝您身体健康、天天开心！",
    ),
    "national_day": (
        "{称呼}，国庆快乐！祝{公司}事业兴旺，您和家人假期愉快！",
        "{称呼}，国庆快乐！祝您和家人假期玩得开心、平平安安！",
    ),
    "christmas": (
        "{称呼}，圣诞快乐！感谢您一年来的支持，祝{公司}新年再创佳绩！",
        "{称呼}，圣诞快乐！祝您平安喜乐，新的一年好事连连！",
    ),
    "birthday": (
        "{称呼}，生日快乐！感谢您一直以来的信任，祝您身体健康、事业顺利、天天开心！",
        "{称呼}，生日快乐！祝您年年有今日、岁岁有今朝，身体健康、万事如意！",
    ),
    "wedding": (
        "{称呼}，今天是您的结婚纪念日，祝您二位恩爱如初、幸福美满！",
        "{称呼}，结婚纪念日快乐！祝您和爱人甜甜蜜蜜、白头偕老！",
    ),
    "founding": (
        "{称呼}，恭贺{公司}成立纪念日！感谢多年合作，祝贵司基业长青、再创辉煌！",
        "{称呼}，恭喜店庆！祝您生意兴隆、财源广进！",
    ),
}
_EN = {
    "spring_festival": (
        "Dear {salutation}, happy Chinese New Year! Thank you and {company} for your trust over "
        "the past year. We wish you health, happiness and a prosperous year.",
        "Dear {salutation}, happy Chinese New Year to you and your family! May the year bring you "
        "health and good luck.",
    ),
    "new_years_eve": (
        "Dear {salutation}, on the eve of the Chinese New Year we thank you and {company} for a "
        "good year together and wish you a happy reunion with your family.",
        "Dear {salutation}, on the eve of the Chinese New Year I wish you a lovely evening with "
        "your family.",
    ),
    "little_new_year": (
        "Dear {salutation}, the Chinese New Year is near. We wish you and {company} a smooth end "
        "of the year.",
        "Dear {salutation}, the Chinese New Year is near. I wish you a smooth end of the year.",
    ),
    "lantern": (
        "Dear {salutation}, happy Lantern Festival! We wish you and {company} a bright year.",
        "Dear {salutation}, happy Lantern Festival to you and your family!",
    ),
    "qingming": (
        "Dear {salutation}, we wish you and yours peace and good health this Qingming season.",
        "Dear {salutation}, I wish you and yours peace and good health this spring.",
    ),
    "dragon_boat": (
        "Dear {salutation}, we wish you and {company} a good Dragon Boat Festival and smooth "
        "sailing.",
        "Dear {salutation}, I wish you and your family a good Dragon Boat Festival.",
    ),
    "qixi": (
        "Dear {salutation}, on Qixi, the day of those who belong together, we wish you and yours "
        "much happiness.",
        "Dear {salutation}, happy Qixi to you and yours!",
    ),
    "zhongyuan": (
        "Dear {salutation}, we wish you and your family peace and good health.",
        "Dear {salutation}, I wish you and your family peace and good health.",
    ),
    "mid_autumn": (
        "Dear {salutation}, happy Mid-Autumn Festival! Thank you and {company} for your trust. We "
        "wish you a full moon and a happy time with your family.",
        "Dear {salutation}, happy Mid-Autumn Festival! I wish you and your family a lovely evening "
        "under the full moon.",
    ),
    "double_ninth": (
        "Dear {salutation}, on the Double Ninth Festival we wish you and the elders of your family "
        "good health and a long life.",
        "Dear {salutation}, on the Double Ninth I wish you and your elders good health.",
    ),
    "winter_solstice": (
        "Dear {salutation}, happy Winter Solstice! Keep warm; we wish {company} a strong finish to "
        "the year.",
        "Dear {salutation}, happy Winter Solstice! Keep warm and well.",
    ),
    "laba": (
        "Dear {salutation}, the Laba Festival tells that the New Year is near. We wish you and "
        "{company} a smooth end of the year.",
        "Dear {salutation}, happy Laba Festival! Keep warm this winter.",
    ),
    "new_year": (
        "Dear {salutation}, happy New Year! Thank you and {company} for working with us. We wish "
        "you a healthy and successful year.",
        "Dear {salutation}, happy New Year to you and your family!",
    ),
    "womens_day": (
        "Dear {salutation}, we wish you a happy Women's Day and thank you for the good work "
        "together.",
        "Dear {salutation}, happy Women's Day!",
    ),
    "labour_day": (
        "Dear {salutation}, we wish you and everyone at {company} a restful Labour Day holiday.",
        "Dear {salutation}, I wish you a restful Labour Day holiday.",
    ),
    "teachers_day": (
        "Dear {salutation}, happy Teachers' Day, and thank you for all your work.",
        "Dear {salutation}, happy Teachers' Day!",
    ),
    "national_day": (
        "Dear {salutation}, our offices rest for the National Day holiday. We wish you and "
        "{company} a good week.",
        "Dear {salutation}, I wish you a good time over the National Day holiday.",
    ),
    "christmas": (
        "Dear {salutation}, merry Christmas and a happy New Year! Thank you and {company} for the "
        "trust you placed in us this year.",
        "Dear {salutation}, merry Christmas and a happy New Year to you and your family!",
    ),
    "birthday": (
        "Dear {salutation}, happy birthday! Thank you for your trust; we wish you health, success "
        "and a wonderful year.",
        "Dear {salutation}, happy birthday! I wish you health, joy and a wonderful year.",
    ),
    "wedding": (
        "Dear {salutation}, our warmest congratulations on your wedding anniversary.",
        "Dear {salutation}, happy anniversary to you both!",
    ),
    "founding": (
        "Dear {salutation}, congratulations to {company} on its anniversary. Thank you for working "
        "with us; may it thrive for many years to come.",
        "Dear {salutation}, congratulations on the anniversary of your business!",
    ),
}
KINDS = tuple(_ZH)
SHIPPED: tuple[Wording, ...] = tuple(
    Wording(kind, language, audience, text)
    for language, texts in (("zh", _ZH), ("en", _EN))
    for kind, pair in texts.items()
    for audience, text in zip((COMPANY, PERSON), pair, strict=True)
)


def choose(
    own: tuple[Wording, ...], kind: str, language: str, audience: str, name: str = ""
) -> Wording | None:
    """The wording that fits best: one's own before shipped ones, the closer before the general.

    name: only the user's own of this name. Where nothing is there in a language, it is English.
    """
    for asked in dict.fromkeys((language, "en")):
        fitting = [
            each
            for each in (*own, *SHIPPED)
            if (not name or each.name == name)
            and each.kind in (kind, "")
            and each.language in (asked, "")
            and each.audience in (audience, "")
        ]
        if fitting:
            return max(fitting, key=_closeness)
    return None


def _closeness(wording: Wording) -> tuple[bool, bool, bool, bool, int]:
    return (
        bool(wording.id),
        bool(wording.kind),
        bool(wording.language),
        bool(wording.audience),
        wording.id,
    )
