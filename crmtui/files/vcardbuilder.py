"""A card while its properties are read: what they say so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TypeAlias

from crmtui.domain.cardin import AddressIn, CardIn, DayIn, PointIn
from crmtui.files.vcardlines import Property
from crmtui.files.vcardvalues import Guess, preferred, text_of, unescaped


class Builder:
    """Collects what the properties of a card say."""

    def __init__(self, version: str, guess: Guess | None, left_out: Counter[str]) -> None:
        self.version = version
        self.guess = guess
        self.left_out = left_out
        self.labels: Mapping[str, str] = {}
        self.texts: dict[str, str] = {}  # fields of one text each
        self.points: list[tuple[bool, PointIn]] = []  # with whether it is to be used first
        self.days: list[DayIn] = []
        self.addresses: list[AddressIn] = []
        self.mailing: list[AddressIn] = []  # from LABEL: only where there is no ADR
        self.tags: list[str] = []
        self.notes: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.family: list[str] = []
        self.company = False
        self.unread: list[str] = []

    def card(self) -> CardIn:
        """All of it as one row."""
        texts = dict(self.texts)
        name = texts.pop("formal", "") or texts.pop("composed", "")
        texts.pop("composed", "")
        organisation = texts.get("organisation", "")
        if self.company and not organisation:
            texts["organisation"] = organisation = name
        if organisation and name == organisation:
            name = ""
        first = [point for prefers, point in self.points if prefers]
        points = first + [point for prefers, point in self.points if not prefers]
        return CardIn(
            name=name,
            points=tuple(dict.fromkeys(points)),
            days=tuple(dict.fromkeys(self.days)),
            addresses=tuple(dict.fromkeys(self.addresses or self.mailing)),
            tags=tuple(dict.fromkeys(self.tags)),
            note="\n".join(dict.fromkeys(self.notes)),
            said=tuple(dict.fromkeys(self.said)),
            family="\n".join(dict.fromkeys(self.family)),
            unread=tuple(self.unread),
            **texts,
        )

    def text(self, prop: Property) -> str:
        """The property's value with its escapes."""
        return text_of(prop, self.version, self.guess)

    def plain(self, text: str) -> str:
        """A value that is one text, without its escapes."""
        return unescaped(text, self.version).strip()

    def label(self, prop: Property) -> str:
        """The user's own word for it, where the card gives one beside it."""
        return self.labels.get(prop.group, "") if prop.group else ""

    def say(self, title: str, text: str) -> None:
        """Keep a text that has no field of its own."""
        if text:
            self.said.append((title, text))

    def once(self, field: str, text: str, title: str) -> None:
        """A field that holds one text: the first stands, another is kept beside."""
        if text and self.texts.setdefault(field, text) != text:
            self.say(title, text)

    def reach(self, prop: Property, kind: str, label: str, value: str) -> None:
        """A way to reach the person."""
        if value := " ".join(value.split()):
            self.points.append((preferred(prop), PointIn(kind, label, value)))

    def day(self, prop: Property, what: str, text: str, label: str = "") -> None:
        """A day that comes back every year."""
        omitted = prop.param("X-APPLE-OMIT-YEAR")
        yearless = bool(omitted) and text.startswith(omitted)
        if text:
            self.days.append(DayIn(what, text, label, yearless))


# Takes in one property, whose text still has its escapes.
Taker: TypeAlias = Callable[[Builder, Property, str], None]
