"""Phones, mail addresses and other ways to reach someone in the form they are compared in."""

from __future__ import annotations

import re

from crmtui.domain.customers import PHONE_KINDS
from crmtui.domain.numerals import narrow

# A phone's extension: 转801, ext. 801, x371, #12, -801 is not one (too often part of the number).
_EXTENSION = re.compile(
    r"\s*(?:转|轉|分机号?|分機|内线|ext(?:ension)?\.?|x|#|,)\s*[:：]?\s*(?P<ext>[0-9]{1,6})\s*$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\s\-.()/·•_\u2010-\u2015\u2212\u00a0\u3000]+")
_TRUNK_ZERO = re.compile(r"^(\+[0-9]{1,3}[\s.-]*)\(0\)")
_CN_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_CN_LANDLINE = re.compile(r"0(?:10|2[0-9])[2-9][0-9]{7}|0[3-9][0-9]{2}[2-9][0-9]{6,7}")
_CN_SERVICE = re.compile(r"[48]00[0-9]{7}")
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")
# Written 3-3-4, with or without the 1 in front, a number is North American; Chinese ones are
# written 3-4-4, but 400-820-8820 is a Chinese service number.
_NANP_LOOK = re.compile(
    r"(?:\+?1[\s.-]+)?(?:\((?P<a>[2-9][0-9]{2})\)\s*|(?!400|800)(?P<b>[2-9][0-9]{2})[\s.-])"
    r"[0-9]{3}[\s.-][0-9]{4}"
)
_MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
_FEWEST_DIGITS = 5  # 95588, 12315: the shortest number one can call


def normal_point(kind: str, value: str, country: str = "CN") -> str:
    """The form a way to reach someone is compared in; '' where it has none.

    E.164 for phones (only the digits where the number fits no plan), small letters for the rest.
    """
    if kind in PHONE_KINDS:
        return normal_phone(value, country)
    return "" if kind == "address" else value.strip().casefold()


def normal_phone(value: str, country: str = "CN") -> str:
    """A phone number in E.164, without its extension; bare digits where it fits no plan."""
    if country == "CN" and _CN_MOBILE.fullmatch(value):
        return "+86" + value
    plain = narrow(value).strip().removeprefix("'")
    plain = _EXTENSION.sub("", plain)
    if _NANP_LOOK.fullmatch(plain):
        return "+1" + re.sub("[^0-9]", "", plain)[-10:]
    bare = _MARKS.sub("", _TRUNK_ZERO.sub(r"\1", plain))
    if not re.fullmatch(r"\+?[0-9]+", bare):
        return _digits(plain)
    if bare.startswith("00") and len(bare) > 9:
        bare = "+" + bare[2:]
    return _national(bare, country)


def _national(bare: str, country: str) -> str:
    """A number of digits only, perhaps with a plus, by the numbering plan of its country."""
    if bare.startswith("+"):
        bare = "+86" + bare[4:] if bare.startswith("+860") else bare
        return bare if _INTERNATIONAL.fullmatch(bare) else bare[1:]
    if country == "CN":
        return _chinese(bare)
    return _by_library(bare, country)


def _chinese(bare: str) -> str:
    """A Chinese number of digits only: mobile, landline with area code, service number."""
    for prefix in ("86", "0"):
        rest = bare.removeprefix(prefix)
        if _CN_MOBILE.fullmatch(rest):
            return "+86" + rest
    rest = bare.removeprefix("86") if len(bare) > 12 else bare
    if _CN_LANDLINE.fullmatch(rest):
        return "+86" + rest[1:]
    return "+86" + bare if _CN_SERVICE.fullmatch(bare) else bare


def _by_library(bare: str, country: str) -> str:
    # Imported here: it costs 21 ms, and 40 µs a number.
    import phonenumbers

    try:
        found = phonenumbers.parse(bare, country)
    except phonenumbers.NumberParseException:
        return bare
    if not phonenumbers.is_valid_number(found):
        return bare
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))


def _digits(text: str) -> str:
    """The digits alone where there are enough of them to call, else ''."""
    found = re.sub("[^0-9]", "", text)
    return found if len(found) >= _FEWEST_DIGITS else ""


def is_phone(value: str) -> bool:
    """Whether a text is a number one can call: enough digits, and nothing but marks around them."""
    plain = _EXTENSION.sub("", narrow(value).strip().removeprefix("'"))
    bare = _MARKS.sub("", plain)
    return re.fullmatch(rf"\+?[0-9]{{{_FEWEST_DIGITS},20}}", bare) is not None


def is_mail(value: str) -> bool:
    """Whether a text is an e-mail address."""
    return _MAIL.fullmatch(value) is not None


def kind_of_phone(given: str, normal: str) -> str:
    """'mobile' or 'phone' where a Chinese number says which it is, else the kind given."""
    if given not in ("mobile", "phone") or not normal.startswith("+86"):
        return given
    return "mobile" if _CN_MOBILE.fullmatch(normal, 3) else "phone"
