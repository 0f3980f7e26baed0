"""The properties of days that come back every year, and of the people around the one on a card."""

from __future__ import annotations

import re

from crmtui.domain.lunar import CYCLES_BEGAN
from crmtui.domain.words import _
from crmtui.files import vcardwords as words
from crmtui.files.vcardbuilder import Builder
from crmtui.files.vcardlines import Property
from crmtui.files.vcardvalues import components, types

_APPLE_LUNAR = re.compile(r"([0-9]{4})-?([0-9]{4})-?([0-9]{2})(L?)-?([0-9]{2})(L?)")
# Relatives whose names belong to what is known of the family.
_FAMILY = frozenset(
    "spouse child children son daughter father mother parent brother sister partner husband wife "
    "domesticpartner sibling kin 配偶 妻子 丈夫 儿子 女儿 子女 父亲 母亲 父母 兄弟 姐妹".split()
)
_ANDROID_RELATIONS = (
    "custom assistant brother child domestic_partner father friend manager mother parent "
    "partner referred_by relative sister spouse"
).split()
_WEDDING = frozenset({"anniversary", "wedding", "纪念日", "周年纪念日", "结婚纪念日"})


def birthday(card: Builder, prop: Property, text: str) -> None:
    """BDAY and X-ALTBDAY: a birthday in the solar or the lunar calendar."""
    scale = prop.param("CALSCALE").casefold()
    if prop.name == "X-ALTBDAY" and scale != "chinese":
        card.say(f"{_('Birthday')} ({scale or '?'})", card.plain(text))
    else:
        card.day(prop, "birthday", _day_text(card, prop, text))


def _day_text(card: Builder, prop: Property, text: str) -> str:
    """The day as it is written; one of the lunar calendar says that it is one."""
    if prop.param("CALSCALE").casefold() == "chinese":
        return f"农历{_lunar_text(text, prop)}"
    return card.plain(text)


def _lunar_text(text: str, prop: Property) -> str:
    """1985-闰6-15 from cycle, year in the cycle, month and day; another text as it is."""
    found = _APPLE_LUNAR.fullmatch(text.strip())
    if found is None:
        return text
    cycle, of_cycle, month, day = (int(found[at]) for at in (1, 2, 3, 5))
    year = (cycle - 1) * 60 + of_cycle - CYCLES_BEGAN
    written = f"{'闰' if found[4] or found[6] else ''}{month}-{day}"
    return written if prop.param("X-APPLE-OMIT-YEAR") or year < 1901 else f"{year}-{written}"


def anniversary(card: Builder, prop: Property, text: str) -> None:
    card.day(prop, "wedding", _day_text(card, prop, text))


def other_day(card: Builder, prop: Property, text: str) -> None:
    label = words.own_label(card.label(prop))
    kind = prop.param("X-CRMTUI-KIND").casefold()
    if kind:
        label = "" if label == "Other" else label
    elif label.casefold() in _WEDDING:
        kind, label = "wedding", ""
    card.day(prop, kind or "other", _day_text(card, prop, text), label)


def relative(card: Builder, prop: Property, text: str) -> None:
    own = words.own_label(card.label(prop)) or next(iter(sorted(types(prop))), "").capitalize()
    _relate(card, own or prop.name.removeprefix("X-MS-").removeprefix("X-").capitalize(), text)


def _relate(card: Builder, title: str, text: str) -> None:
    name = card.plain(text)
    if not name or name.casefold().startswith(("urn:", "http")):
        return
    if title.casefold() in _FAMILY:
        card.family.append(f"{title}: {name}")
    else:
        card.say(title, name)


def android(card: Builder, prop: Property, text: str) -> None:
    """X-ANDROID-CUSTOM: nicknames, days and relatives as Android's old cards give them."""
    what, *values = components(text, card.version, 5)
    value, code, own = values[0], values[1], values[2]
    if what.endswith("/nickname"):
        card.once("nickname", value, _("Nickname"))
    elif what.endswith("/contact_event"):
        kind = {"1": "wedding", "3": "birthday"}.get(code, "other")
        card.day(prop, kind, value, own if kind == "other" else "")
    elif what.endswith("/relation"):
        known = code.isdigit() and 0 < int(code) < len(_ANDROID_RELATIONS)
        title = _ANDROID_RELATIONS[int(code)] if known else own
        _relate(card, title.replace("_", " ").capitalize() or _("Relative"), value)
    else:
        card.left_out[prop.name] += 1
