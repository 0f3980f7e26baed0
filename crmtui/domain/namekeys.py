"""What names are compared by, for one name and for a hundred thousand at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crmtui.domain.folding import Simplify, company_key, index_text, unchanged

# A letter that stays as it is in an index text and that no name holds: keeps joined texts apart.
_APART = "ꙮ"
_LEGAL_FORM = (
    "(?:(?:股份|集团|责任)?有限(?:责任|股份)?|股份|总|分)?公司"
    f"|(?<=[^{_APART}]{{3}})(?:gmbhcokg|gmbh|sarl|limited|coltd|ltd|incorporated|inc|llc|llp|plc"
    "|corporation|corp|company)"  # after three letters: Zinc is no Inc.
)
_ENDING = re.compile(f"(?:{_LEGAL_FORM})$")
_ENDINGS = re.compile(f"(?:{_LEGAL_FORM})(?={_APART})")


def index_texts(texts: Sequence[str], simplify: Simplify = unchanged) -> list[str]:
    """The index text of each, made in one go; blanks may be doubled where marks stood."""
    found = index_text(_APART.join(texts), simplify).split(_APART)
    if len(found) == len(texts):
        return found
    return [index_text(text, simplify) for text in texts]


def company_keys(names: Sequence[str]) -> list[str]:
    """The company_key of each name."""
    if not names:
        return []
    keys = _APART.join(index_texts(names)).replace(" ", "").split(_APART)
    if len(keys) != len(names):
        return [company_key(name) for name in names]
    return [key or company_key(name) for key, name in zip(keys, names, strict=True)]


def loose_keys(keys: Sequence[str]) -> list[str]:
    """Each company's key without its legal form: 金辉机械有限公司 -> 金辉机械."""
    if not keys:
        return []
    found = _ENDINGS.sub("", _APART.join(keys) + _APART).split(_APART)[:-1]
    return [short or key for short, key in zip(found, keys, strict=True)]


def loose_key(key: str) -> str:
    """A company's key without its legal form; the whole key where nothing else is left."""
    return _ENDING.sub("", key) or key
