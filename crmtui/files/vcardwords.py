"""The words address books use: kinds of phones, services, and what is left out of a card."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crmtui.domain.words import N_, _
from crmtui.files.vcardlines import Property
from crmtui.files.vcardvalues import types

_APPLE = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_MOBILE = frozenset({"CELL", "MOBILE", "IPHONE"})
# Types that say nothing a user would want to read as a label.
_SILENT = _MOBILE.union(
    "VOICE FAX PAGER PREF INTERNET MSG TEXT TEXTPHONE VIDEO ISDN MODEM BBS DOM INTL POSTAL PARCEL "
    "X400 TLX CUSTOM UNKNOWN SMTP QUOTED-PRINTABLE BASE64 8BIT 7BIT B URL URI INLINE".split()
)
_PLACES = {"WORK": "work", "BUSINESS": "work", "COMPANY": "work", "HOME": "home", "OTHER": "other"}
# What people and phones call a number -> the kind it is and what is left as its label.
_CALLED = {
    "mobile": ("mobile", ""),
    "cell": ("mobile", ""),
    "手机": ("mobile", ""),
    "home": ("", "home"),
    "家庭": ("", "home"),
    "住宅": ("", "home"),
    "work": ("", "work"),
    "工作": ("", "work"),
    "单位": ("", "work"),
    "other": ("", "other"),
    "其他": ("", "other"),
    "homefax": ("fax", "home"),
    "workfax": ("fax", "work"),
    "otherfax": ("fax", "other"),
    "传真": ("fax", ""),
}
_SERVICES = {
    "wechat": "wechat",
    "weixin": "wechat",
    "微信": "wechat",
    "qq": "qq",
    "tencentqq": "qq",
    "whatsapp": "whatsapp",
    "wa": "whatsapp",
    "dingtalk": "dingtalk",
    "dingding": "dingtalk",
    "钉钉": "dingtalk",
}
MEDIA: Mapping[str, str] = {
    "PHOTO": "picture",
    "LOGO": "picture",
    "X-MS-CARDPICTURE": "picture",
    "X-WAB-PHOTO": "picture",
    "SOUND": "sound",
    "KEY": "key",
    "X-MS-CERTIFICATE": "key",
}
# Known to hold nothing a user would miss; not even counted.
SILENT_NAMES = frozenset(
    "BEGIN END VERSION PRODID REV PROFILE SOURCE MAILER CLASS NAME X-ABLABEL X-ABADR X-ABUID "
    "X-ABSHOWAS KIND X-ABORDER X-ADDRESSBOOKSERVER-KIND XML CLIENTPIDMAP SORT-STRING SORT-AS "
    "X-MS-OL-DESIGN X-MS-OL-DEFAULT-POSTAL-ADDRESS X-EVOLUTION-FILE-AS X-RADICALE-NAME "
    "X-PHONETIC-FIRST-NAME X-PHONETIC-LAST-NAME X-PHONETIC-MIDDLE-NAME X-PHONETIC-ORG "
    "X-MOZILLA-HTML X-IMAGETYPE X-IMAGEHASH X-CRMTUI-PROBLEM".split()
)
_VENDORS = re.compile(
    r"X-(?:(?:MS|OL|AB|APPLE|ANDROID|EVOLUTION|KADDRESSBOOK|MOZILLA|GOOGLE|SAMSUNG|HUAWEI|MIUI)-)*"
    r"(?:X-)?"
)
_MACHINE = re.compile(
    r"[0-9A-Fa-f{}-]{8,}|[0-9.,;:+\s-]*|(?i:true|false|yes|no|null)|[A-Za-z0-9+/=_-]{24,}"
    r"|\s*[<{\[].*|[A-Za-z][A-Za-z0-9+.-]*:\S*|[a-z_]+|[A-Z_]+",
    re.DOTALL,
)
_LONGEST_TEXT = 300


def own_label(text: str) -> str:
    """A label as its user reads it: without the dressing Apple gives its own words."""
    found = _APPLE.fullmatch(text.strip())
    return " ".join((found[1] if found else text).split())


def phone_kind(prop: Property, label: str) -> tuple[str, str]:
    """Which kind of number it is, and what it is called beyond that."""
    words = types(prop)
    kind = "mobile" if words & _MOBILE else "phone"
    if "FAX" in words or any(word.endswith("FAX") for word in words):
        kind = "fax"
    place = label_of(prop, "")
    if "PAGER" in words:
        place = "pager"
    if not label:
        return kind, place
    called, rest = _CALLED.get(label.casefold().replace(" ", ""), ("", label))
    return called or kind, rest


def label_of(prop: Property, label: str) -> str:
    """What an address, phone or mail address is called: 'work', 'home', the user's own word."""
    if label:
        return _CALLED.get(label.casefold(), ("", label))[1]
    words = types(prop)
    for word, place in _PLACES.items():
        if word in words:
            return place
    own = (value for key, value in prop.params if key in ("TYPE", ""))
    bare = (word[2:] if word[:2] in ("X-", "x-") else word for word in own)
    return next((word for word in bare if word and word.upper() not in _SILENT), "")


def service_kind(*names: str) -> str:
    """'wechat', 'qq', 'dingtalk' or 'whatsapp' where one of the names says so, else ''."""
    for name in names:
        if found := _SERVICES.get("".join(char for char in name.casefold() if char.isalnum())):
            return found
    return ""


def title_of(name: str) -> str:
    """The name of a property nobody knows, to read: X-MS-MANAGER -> Manager."""
    bare = _VENDORS.sub("", name) if name.startswith("X-") else name
    return bare.replace("-", " ").replace("_", " ").capitalize() or name


def is_human(text: str) -> bool:
    """Whether a text nobody asked for is one that somebody wrote, rather than a program's mark."""
    return len(text) <= _LONGEST_TEXT and (_MACHINE.fullmatch(text) is None or not text.isascii())


_LEFT_OUT = {
    "picture": N_("pictures: {n}"),
    "sound": N_("sounds: {n}"),
    "key": N_("keys and certificates: {n}"),
}


def left_out_words(file: str, counted: Mapping[str, int]) -> list[str]:
    """What to tell the user of what no card of ours has a place for."""
    notes = []
    kinds = [kind for kind in _LEFT_OUT if kind in counted]
    media = [_(_LEFT_OUT[kind]).format(n=counted[kind]) for kind in kinds]
    if media:
        notes.append(
            _("“{file}”: not taken in, because a customer's card holds only text: {what}.").format(
                file=file, what=", ".join(media)
            )
        )
    others = {name: n for name, n in counted.items() if name not in _LEFT_OUT}
    if others:
        named = sorted(others, key=lambda name: (-others[name], name))[:8]
        notes.append(
            _(
                "“{file}”: {n} details that only other programs understand were left out ({names})."
            ).format(
                file=file,
                n=sum(others.values()),
                names=", ".join(named) + (" …" if len(others) > len(named) else ""),
            )
        )
    return notes
