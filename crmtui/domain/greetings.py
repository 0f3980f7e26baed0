"""A greeting for somebody: the day, the wording with its places filled, what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crmtui.domain.errors import WrongUse
from crmtui.domain.festivals import NAMES as FESTIVALS
from crmtui.domain.festivals import festival_code
from crmtui.domain.wordings import COMPANY, KINDS, PERSON, Wording
from crmtui.domain.words import N_, _

_PLACE = re.compile(r"\{([^{}\n]{1,20})\}")
# What may stand in braces, in both languages.
PLACES: Mapping[str, str] = {
    "称呼": "salutation", "salutation": "salutation",
    "姓名": "name", "name": "name",
    "公司": "company", "company": "company",
    "节日": "festival", "festival": "festival",
    "年龄": "age", "age": "age",
    "年数": "years", "years": "years",
    "我": "me", "me": "me",
}  # fmt: skip
PLACE_WORDS: Mapping[str, str] = {
    "salutation": N_("form of address"),
    "name": N_("name"),
    "company": N_("company"),
    "festival": N_("festival"),
    "age": N_("age"),
    "years": N_("years"),
    "me": N_("my name (crmtui config me NAME)"),
}
OCCASION_KINDS = ("birthday", "wedding", "founding")
_ALSO = {
    "birthday": "birthdays birthday 生日 过生日",
    "wedding": "weddings wedding 结婚纪念日 结婚",
    "founding": "founding anniversary 司庆 店庆 厂庆 成立纪念日",
}


class UnknownPlace(WrongUse):
    """A word in braces that stands for nothing."""

    def __init__(self, place: str) -> None:
        super().__init__(
            _("“{{{place}}}” stands for nothing. There are: {known}.").format(
                place=place, known=" ".join(f"{{{name}}}" for name in PLACES)
            )
        )


class UnknownGreeting(WrongUse):
    """A day that nobody is greeted for."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _(
                "“{text}” is no day to greet for. Say birthdays, or a festival such as 春节, 中秋, "
                "mid-autumn, christmas."
            ).format(text=text)
        )


class Message(NamedTuple):
    """A text ready to send, or the places in it for which nothing is known."""

    text: str
    missing: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it may be sent as it is."""
        return not self.missing


def kind_of(text: str) -> str:
    """The day meant: a festival's code or a kind of occasion; raises UnknownGreeting."""
    wanted = text.strip().casefold()
    for kind, words in _ALSO.items():
        if wanted in words.split():
            return kind
    code = festival_code(text)
    if code is None or code not in KINDS:
        raise UnknownGreeting(text)
    return code


def is_festival(kind: str) -> bool:
    """Whether it is one day for all, and not a day of each person's own."""
    return kind in FESTIVALS


def audience_of(customer_kind: str) -> str:
    """Which wording a kind of customer gets."""
    return PERSON if customer_kind == "person" else COMPANY


def check(text: str) -> None:
    """Raise UnknownPlace where a wording has a place that nothing fills."""
    for place in _PLACE.findall(text):
        if place.strip().casefold() not in PLACES:
            raise UnknownPlace(place)


def fill(wording: Wording | str, values: Mapping[str, str]) -> Message:
    """The wording with its places filled; those without a value are named, never left in."""
    text = wording if isinstance(wording, str) else wording.text
    missing: list[str] = []

    def put(found: re.Match[str]) -> str:
        name = PLACES.get(found[1].strip().casefold())
        value = values.get(name, "") if name else ""
        if not value:
            missing.append(name or found[1])
        return value

    made = _PLACE.sub(put, text)
    return Message(made, tuple(dict.fromkeys(missing)))


def missing_words(missing: Sequence[str]) -> str:
    """What is missing, in words."""
    return _(", ").join(_(PLACE_WORDS[name]) if name in PLACE_WORDS else name for name in missing)
