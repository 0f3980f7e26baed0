"""The properties that say how to reach the person on a card."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crmtui.domain.cardin import AddressIn
from crmtui.domain.words import _
from crmtui.files import vcardwords as words
from crmtui.files.vcardbuilder import Builder
from crmtui.files.vcardlines import Property
from crmtui.files.vcardvalues import components, types

_CHINA = frozenset({"中国", "中國", "china", "cn", "prc", "中华人民共和国", "p.r. china"})


def phone(card: Builder, prop: Property, text: str) -> None:
    kind, label = words.phone_kind(prop, words.own_label(card.label(prop)))
    value = card.plain(text)
    if value[:4].lower() == "tel:":
        value, _semicolon, rest = unquote(value[4:]).partition(";")
        found = re.search(r"(?:^|;)ext=([0-9]+)", rest, re.IGNORECASE)
        value += f" ext. {found[1]}" if found else ""
    card.reach(prop, kind, label, value)


def email(card: Builder, prop: Property, text: str) -> None:
    value = card.plain(text)
    value = unquote(value[7:]) if value[:7].lower() == "mailto:" else value
    card.reach(prop, "email", words.label_of(prop, words.own_label(card.label(prop))), value)


def chat(card: Builder, prop: Property, text: str) -> None:
    """IMPP, X-SOCIALPROFILE, X-QQ …: a name in some service."""
    value = card.plain(text)
    scheme, colon, handle = value.partition(":")
    label = words.own_label(card.label(prop))
    said = prop.param("X-SERVICE-TYPE"), prop.param("SERVICE-TYPE"), label, scheme if colon else ""
    own = prop.name.removeprefix("X-")
    service = next((name for name in (*said[:2], label) if name), "") or _service_name(prop, own)
    kind = words.service_kind(*said, own, *types(prop))
    handle = prop.param("X-USER") or (unquote(handle) if colon and " " not in scheme else value)
    if kind:
        place = words.label_of(prop, "" if words.service_kind(label) else label)
        card.reach(
            prop, kind, "" if words.service_kind(place) else place, handle.removeprefix("//")
        )
    else:
        card.say(service or scheme.capitalize(), handle.removeprefix("//") or value)


def _service_name(prop: Property, own: str) -> str:
    if own not in ("IMPP", "SOCIALPROFILE", "MS-IMADDRESS"):
        return own.capitalize()
    known = types(prop) - {"HOME", "WORK", "OTHER", "PREF"}
    return next(iter(sorted(known)), "").capitalize() or (_("Chat") if own != "IMPP" else "")


def website(card: Builder, prop: Property, text: str) -> None:
    value = card.plain(text)
    if found := re.fullmatch(r"https?://(?:wa\.me|api\.whatsapp\.com)/\+?([0-9]+)", value):
        card.reach(prop, "whatsapp", "", f"+{found[1]}")
    else:
        card.say(_("Website"), value)


def address(card: Builder, prop: Property, text: str) -> None:
    box, more, street, city, province, code, country = components(text, card.version, 7)[:7]
    if country.casefold() in _CHINA:
        country = ""
    joined = [bare for part in (street, more, box, code, country) if (bare := part.strip(" ,"))]
    if joined or city or province:
        label = words.label_of(prop, words.own_label(card.label(prop)))
        own = prop.param("X-CRMTUI-OF") == "contact"
        card.addresses.append(AddressIn(label, ", ".join(joined), city, province, own))


def mailing(card: Builder, prop: Property, text: str) -> None:
    if line := ", ".join(part.strip() for part in card.plain(text).split("\n") if part.strip()):
        card.mailing.append(AddressIn(words.label_of(prop, ""), line, "", ""))
