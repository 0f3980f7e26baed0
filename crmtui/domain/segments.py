"""A part of the customers as one types it: words as for `find`, and grade:A,B or tag:展会."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from crmtui.domain.errors import WrongUse
from crmtui.domain.words import _

# What stands before the colon, in both languages, and the group it narrows.
PREFIXES: Mapping[str, str] = {
    "grade": "grades", "等级": "grades", "级别": "grades",
    "stage": "stages", "阶段": "stages", "状态": "stages",
    "tag": "tags", "标签": "tags",
    "region": "regions", "地区": "regions", "省": "regions", "城市": "regions",
    "owner": "owners", "业务员": "owners", "归属": "owners",
}  # fmt: skip
_TERM = re.compile(r"(\w+)[:：](\S+)")


class Segment(NamedTuple):
    """Customers that have all the words and one value of each group that names any."""

    words: str = ""
    grades: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()


class UnknownGroup(WrongUse):
    """A word before a colon that narrows nothing."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(
            _(
                "“{text}” is not understood: before the colon stands grade, stage, tag, region or "
                "owner, not “{name}”."
            ).format(text=text, name=name)
        )


def parse_segment(text: str) -> Segment:
    """The part of the customers that is meant; raises UnknownGroup."""
    words: list[str] = []
    groups: dict[str, tuple[str, ...]] = {}
    for part in text.split():
        found = _TERM.fullmatch(part)
        if found is None:
            words.append(part)
            continue
        group = PREFIXES.get(found[1].casefold())
        if group is None:
            raise UnknownGroup(found[1], part)
        values = tuple(value for value in re.split("[,，、]", found[2]) if value)
        if group == "grades":
            values = tuple(value.upper() for value in values)
        groups[group] = (*groups.get(group, ()), *values)
    return Segment(" ".join(words), **groups)
