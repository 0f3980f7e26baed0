"""What one heading means: a field, the label of a number, which person of the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from crmtui.domain.numerals import number
from crmtui.domain.traditional import simple

LONGEST = 60  # characters of a text that can still be a heading
_BRACKETS = re.compile(r"[(\[【（].*?[)\]】）]")
_N = "[0-9]{1,2}|[一二三四五六七八九]"
_COUNTED = re.compile(rf"(?P<base>.+?)(?P<n>{_N})")
_VALUE = re.compile(r"(?P<base>.+[0-9])(?:value|formatted)")
_LABEL = re.compile(r"(?P<base>.+?)(?:type|label|类型|标签)")
_PERSON = "联系人|联络人|contactperson|contact|ansprechpartner|kontakt"
_OF_PERSON = re.compile(
    rf"(?:{_PERSON})(?P<n>{_N})(?P<rest>.+)|第(?P<n2>{_N})(?:{_PERSON})(?P<rest2>.*)"
    rf"|(?P<second>2nd|second|secondary|备用|次要|其他)(?:{_PERSON})(?P<rest3>.*)"
    rf"|(?P<third>3rd|third)(?:{_PERSON})(?P<rest4>.*)"
)
_MOBILE = frozenset("mobile cell iphone handy mobil 手机 移动".split())
_LABELS = {word: word for word in "work home main other school".split()}
_LABELS |= {"工作": "work", "单位": "work", "公司": "work", "办公": "work", "家庭": "home"}
_LABELS |= {"住宅": "home", "geschäftlich": "work", "privat": "home", "其他": "other"}
_NAMES = frozenset({"", "name", "fullname", "姓名", "名字", "名称"})
_NOT_CONTACT = frozenset({"name", "number"})


class Meaning(NamedTuple):
    """A field; the label of a number (work, home); the person of the row it is about, 0 if unsaid.

    own: the heading itself says whose it is (Contact 2 Phone), not only which one (Phone 2).
    """

    field: str
    label: str = ""
    group: int = 0
    own: bool = False


@lru_cache(maxsize=8192)
def keys_of(text: str) -> tuple[str, ...]:
    """What a heading is looked up by: small letters and digits, with and without brackets."""
    plain = simple(text[:LONGEST]).casefold()
    variants = dict.fromkeys((plain, _BRACKETS.sub("", plain)))
    keys = ("".join(char for char in variant if char.isalnum()) for variant in variants)
    return tuple(key for key in keys if key)


def key_of(text: str) -> str:
    """A heading in the form it is compared in."""
    keys = keys_of(text)
    return keys[0] if keys else ""


def is_personal(field: str) -> bool:
    """Whether a field is about a person of the row, who may be one of several."""
    return field.startswith(("contact.", "point.")) or field in ("birthday", "lunar_birthday")


def meaning_of(text: str, words: Mapping[str, str]) -> Meaning | None:
    """What a heading means among these words; None for one we do not know."""
    if len(text) > LONGEST:
        return None
    for key in keys_of(text):
        if (found := words.get(key)) is not None:
            return _bracketed(told(found), text)
        if made := _counted(key, words) or _of_person(key, words) or _labelling(key, words):
            return made
    return None


def _bracketed(made: Meaning, text: str) -> Meaning:
    """Phone (mobile), 电话（家庭）: what kind of number it is, said in brackets."""
    inside = _BRACKETS.search(text)
    if inside is None or made.label or made.field not in ("point.phone", "point.email"):
        return made
    word = inside[0][1:-1].strip().casefold()
    if word in _MOBILE and made.field == "point.phone":
        return made._replace(field="point.mobile")
    return made._replace(label=_LABELS.get(word, ""))


def told(field: str) -> Meaning:
    """'point.phone work' as a field and its label."""
    name, _blank, label = field.partition(" ")
    return Meaning(name, label)


def _counted(key: str, words: Mapping[str, str]) -> Meaning | None:
    """手机2, Phone 2, Phone 2 - Value."""
    if value := _VALUE.fullmatch(key):
        key = value["base"]
    found = _COUNTED.fullmatch(key)
    base = words.get(found["base"]) if found else None
    if found is None or base is None:
        return None
    made = told("contact.name" if base == "person" else base)
    if not is_personal(made.field):
        return None
    return made._replace(group=number(found["n"]) or 0)


def _of_person(key: str, words: Mapping[str, str]) -> Meaning | None:
    """Contact 2 Phone, 第二联系人, 备用联系人电话."""
    found = _OF_PERSON.fullmatch(key)
    if found is None:
        return None
    rest = next(found[name] for name in _rests(found))
    group = 2 if found["second"] else 3 if found["third"] else number(found["n"] or found["n2"])
    if rest in _NAMES:
        field = "contact.name" if "contact.name" in words.values() else "contact"
        return Meaning(field, "", group or 0, own=True)
    base = words.get(rest) or words.get(f"联系人{rest}") or words.get(f"contact{rest}")
    made = told(base) if base else None
    if made is None or not is_personal(made.field):
        return None
    return made._replace(group=group or 0, own=True)


def _rests(found: re.Match[str]) -> Iterator[str]:
    return (name for name in ("rest", "rest2", "rest3", "rest4") if found[name] is not None)


def _labelling(key: str, words: Mapping[str, str]) -> Meaning | None:
    """Phone 1 - Type: what kind of number Phone 1 is."""
    found = _LABEL.fullmatch(key)
    base = _counted(found["base"], words) if found else None
    if base is None or not base.field.startswith("point."):
        return None
    return Meaning("label", base.field, base.group)
