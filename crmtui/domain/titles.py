"""Names written with a title: 王总, 李经理, Herr Groß. The name stays; the title tells more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crmtui.domain.surnames import COMPOUND

_POSITIONS = (
    "董事长|总经理|副总经理|副总|总裁|总监|副经理|经理|副主任|主任|副厂长|厂长|店长|老板娘|老板|部长|科长|处长|主管|"
    "会计|老师|师傅|教授|医生|律师|秘书|书记|局长|院长|校长|队长|站长|主席|总|董"
)
_MEN, _WOMEN = "先生|哥", "女士|小姐|太太|姐|阿姨"
_CHINESE = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{1,3}}?)(?:(?P<position>{_POSITIONS})|(?P<m>{_MEN})|(?P<f>{_WOMEN}))"
)
_WESTERN = re.compile(
    r"(?:(?P<m>Herrn?|Mr|Sir)|(?P<f>Frau|Mrs|Ms|Miss|Madam))\b\.?\s+\S.*", re.IGNORECASE
)
# What a name with a title ends or begins with, looked for in many names at once.
_ANY = re.compile(
    rf"[\u4e00-\u9fff](?:{_POSITIONS}|{_MEN}|{_WOMEN})$|^(?:Herrn?|Frau|Mr|Mrs|Ms|Miss)\b",
    re.IGNORECASE | re.MULTILINE,
)
_SHORT = frozenset("总董哥姐")  # after a surname alone: 王小总 may be a name


def title_of(name: str) -> tuple[str, str]:
    """The position and the sex that a name tells: 李经理 -> 经理; Herr Groß -> m; '' for unsaid."""
    if found := _CHINESE.fullmatch(name):
        title = name[len(found["name"]) :]
        if title in _SHORT and len(found["name"]) > 1 and found["name"] not in COMPOUND:
            return "", ""
        return found["position"] or "", "m" if found["m"] else "f" if found["f"] else ""
    if found := _WESTERN.fullmatch(name):
        return "", "m" if found["m"] else "f"
    return "", ""


def any_titled(names: Iterable[str]) -> bool:
    """Whether any of many names may have a title."""
    return _ANY.search("\n".join(names)) is not None


def with_title(values: Sequence[str], fields: Sequence[str]) -> tuple[str, ...]:
    """A contact's values with position and sex as its name, the first of them, tells."""
    made = list(values)
    for field, told in zip(("position", "sex"), title_of(values[0]), strict=True):
        at = fields.index(field)
        made[at] = made[at] or told
    return tuple(made)
