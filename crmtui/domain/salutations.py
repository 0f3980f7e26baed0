"""How somebody is addressed: 王总, 李姐, Herr Groß, Ms Smith."""

from __future__ import annotations

from crmtui.domain.surnames import split_name
from crmtui.domain.titles import title_of

# Positions that become part of the form of address, the longer ones first.
_TITLES = {
    **dict.fromkeys("副总经理 总经理 副总 总裁 总监 创始人 合伙人 总 ceo gm".split(), "总"),
    **dict.fromkeys("董事长 董事".split(), "董"),
    **dict.fromkeys("副经理 经理".split(), "经理"),
    "工程师": "工",
    **{
        title: title
        for title in (
            "老板娘 老板 厂长 店长 部长 处长 科长 主任 主管 院长 校长 站长 队长 书记 教授 老师 "
            "医生 律师 会计 师傅"
        ).split()
    },
}
LONGEST_GIVEN = 2
_GERMAN = frozenset({"DE", "AT", "CH", "LI"})
_CHINESE = frozenset({"CN", "TW", "HK", "MO", "SG"})


def is_chinese(name: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return bool(name) and all("\u3400" <= letter <= "\u9fff" or letter == "·" for letter in name)


def language_for(language: str, country: str, name: str, own: str) -> str:
    """The language to address somebody in: as said, as the name is written, as the country is.

    own: the user's language, for those of whom nothing is known.
    """
    if language:
        return language.casefold()[:2]
    if any("\u3400" <= letter <= "\u9fff" for letter in name):
        return "zh"
    if country in _GERMAN:
        return "de"
    if country in _CHINESE and not name:
        return "zh"
    return "en" if name or country else own


def salutation(name: str, sex: str, position: str, language: str, familiar: bool) -> str:
    """How to address a contact; '' where the name is not known.

    sex: m, f or ''. familiar: for people we sell to themselves rather than at a company.
    """
    if not name:
        return ""
    if is_chinese(name):
        return _chinese(name, sex, position, familiar)
    if any(title_of(name)):
        return name
    last = name.split()[-1]
    if language == "de" and sex:
        return f"{'Frau' if sex == 'f' else 'Herr'} {last}"
    if sex:
        return f"{'Ms' if sex == 'f' else 'Mr'} {last}"
    return name


def _chinese(name: str, sex: str, position: str, familiar: bool) -> str:
    if any(title_of(name)):
        return name
    surname, given = split_name(name)
    if not surname:
        return name
    if len(given) > LONGEST_GIVEN:
        return name  # 山田太郎: no Chinese name, and where its surname ends is not known
    plain = position.casefold().strip()
    for words, title in _TITLES.items():
        if plain.endswith(words):
            return surname + title
    if sex == "f":
        return surname + ("姐" if familiar else "女士")
    if sex == "m":
        return surname + ("哥" if familiar else "先生")
    return name
