"""The properties of one card -> what it says, in the fields of a sheet of cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from crmtui.domain.cardin import CardIn
from crmtui.domain.words import N_, _
from crmtui.files import vcarddays as days
from crmtui.files import vcardreach as reach
from crmtui.files import vcardwords as words
from crmtui.files.vcardbuilder import Builder, Taker
from crmtui.files.vcardlines import Property
from crmtui.files.vcardvalues import BASE64, Guess, components, encoding, listed

# The group in which some phones put everybody.
_NO_TAGS = frozenset({"my contacts", "mycontacts", "* mycontacts"})


def _formal(card: Builder, prop: Property, text: str) -> None:
    card.texts.setdefault("formal", " ".join(card.plain(text).split()))


def _parts(card: Builder, prop: Property, text: str) -> None:
    last, first, middle, prefix, suffix = components(text, card.version, 5, lists=True)[:5]
    chinese = not (last + first).isascii() and (last or first)[:1] >= "\u2e80"
    order = (last, middle, first) if chinese else (prefix, first, middle, last, suffix)
    name = ("" if chinese else " ").join(part for part in order if part)
    if name:
        card.texts.setdefault("composed", name)


def _nickname(card: Builder, prop: Property, text: str) -> None:
    names = listed(text, card.version)
    if names:
        card.once("nickname", ", ".join(names), _("Nickname"))


def _organisation(card: Builder, prop: Property, text: str) -> None:
    name, *units = [part for part in components(text, card.version) if part] or [""]
    card.once("organisation", name, _("Organization"))
    card.say(_("Department"), ", ".join(units))


def _position(card: Builder, prop: Property, text: str) -> None:
    title = _("Role") if prop.name == "ROLE" else _("Position")
    card.once("position", " ".join(card.plain(text).split()), title)


def _note(card: Builder, prop: Property, text: str) -> None:
    if note := card.plain(text):
        card.notes.append(note)


def _tags(card: Builder, prop: Property, text: str) -> None:
    words = listed(text, card.version)
    card.tags.extend(word for word in words if word.casefold() not in _NO_TAGS)


def _sex(card: Builder, prop: Property, text: str) -> None:
    sex, *rest = components(text, card.version)
    card.texts.setdefault("sex", sex)
    card.say(_("Gender"), " ".join(part for part in rest if part))


def _uid(card: Builder, prop: Property, text: str) -> None:
    uid = card.plain(text)
    uid = uid[9:] if uid[:9].lower() == "urn:uuid:" else uid
    card.texts.setdefault("uid", "".join(uid.split())[:200])


def _kind(card: Builder, prop: Property, text: str) -> None:
    card.company |= card.plain(text).casefold() in ("org", "organization", "company")


def _simply(field: str) -> Taker:
    def take(card: Builder, prop: Property, text: str) -> None:
        card.texts.setdefault(field, " ".join(card.plain(text).split()))

    return take


def _titled(title: str) -> Taker:
    def take(card: Builder, prop: Property, text: str) -> None:
        card.say(_(title), " ".join(card.plain(text).split()))

    return take


_COUNTED = frozenset("TZ GEO LANG FBURL CALURI CALADRURI X-GENERATOR X-AIM-STATUS".split())
_TAKERS: Mapping[str, Taker] = {
    "FN": _formal,
    "N": _parts,
    "NICKNAME": _nickname,
    "ORG": _organisation,
    "TITLE": _position,
    "ROLE": _position,
    "TEL": reach.phone,
    "EMAIL": reach.email,
    "URL": reach.website,
    "ADR": reach.address,
    "LABEL": reach.mailing,
    "BDAY": days.birthday,
    "X-ALTBDAY": days.birthday,
    "X-ABDATE": days.other_day,
    "X-ANDROID-CUSTOM": days.android,
    "NOTE": _note,
    "CATEGORIES": _tags,
    "UID": _uid,
    "KIND": _kind,
    "X-ABSHOWAS": _kind,
    "HOBBY": _simply("hobbies"),
    "X-CRMTUI-CUSTOMER": _simply("customer_uid"),
    "X-CRMTUI-NUMBER": _simply("customer_number"),
    "X-CRMTUI-ROLE": _simply("role"),
    "X-MS-MANAGER": _titled(N_("Manager")),
    "X-MANAGER": _titled(N_("Manager")),
    "X-MS-ASSISTANT": _titled(N_("Assistant")),
    "X-ASSISTANT": _titled(N_("Assistant")),
    **dict.fromkeys(("GENDER", "X-GENDER", "SEX", "X-SEX"), _sex),
    **dict.fromkeys(
        (
            "ANNIVERSARY X-ANNIVERSARY X-MS-ANNIVERSARY X-EVOLUTION-ANNIVERSARY "
            "X-KADDRESSBOOK-X-ANNIVERSARY"
        ).split(),
        days.anniversary,
    ),
    **dict.fromkeys(
        "RELATED X-ABRELATEDNAMES X-SPOUSE X-MS-SPOUSE X-EVOLUTION-SPOUSE X-MS-CHILD".split(),
        days.relative,
    ),
    **dict.fromkeys(
        (
            "IMPP X-SOCIALPROFILE X-QQ X-TENCENT-QQ X-WECHAT X-WEIXIN X-WHATSAPP X-DINGTALK "
            "X-SKYPE X-SKYPE-USERNAME X-ICQ X-AIM X-MSN X-JABBER X-YAHOO X-GOOGLE-TALK X-GTALK "
            "X-TWITTER X-TELEGRAM X-LINE X-MS-IMADDRESS"
        ).split(),
        reach.chat,
    ),
}


def add(card: Builder, prop: Property) -> None:
    """Take in one property; raises NotUtf8 as `text_of` does."""
    if media := words.MEDIA.get(prop.name):
        card.left_out[media] += 1
    elif (take := _TAKERS.get(prop.name)) is not None:
        take(card, prop, card.text(prop))
    elif prop.name not in words.SILENT_NAMES:
        _stranger(card, prop)


def _stranger(card: Builder, prop: Property) -> None:
    """A property nobody knows: kept where a person wrote it, counted where a program did."""
    if encoding(prop) in BASE64 or prop.cut or len(prop.value) > 4096:
        card.left_out[prop.name] += 1
        return
    text = " ".join(card.plain(card.text(prop)).split(";")).strip()
    label = card.label(prop)
    if text and words.is_human(text) and prop.name not in _COUNTED:
        card.say(words.own_label(label) or words.title_of(prop.name), " ".join(text.split()))
    elif text:
        card.left_out[prop.name] += 1


def card_of(
    properties: Sequence[Property],
    unread: Sequence[str],
    guess: Guess | None,
    counted: Counter[str],
) -> CardIn:
    """What a card says; raises NotUtf8 where the encoding is not known yet and `guess` is None.

    counted: grows by what is left out, but only where the card could be read.
    """
    given = (prop.value for prop in properties if prop.name == "VERSION")
    version = next(given, b"").strip().decode(errors="ignore")
    own: Counter[str] = Counter()
    made = Builder(version, guess, own)
    made.labels = {
        prop.group: made.plain(made.text(prop)) for prop in properties if prop.name == "X-ABLABEL"
    }
    for prop in properties:
        add(made, prop)
    made.unread.extend(unread)
    counted.update(own)
    return made.card()
