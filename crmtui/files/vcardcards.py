"""Lines of an address book -> cards, where beginnings and ends do not match too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crmtui.domain.words import _
from crmtui.files.vcardlines import LONGEST, Line, Property, TooMuch, lines, property_of
from crmtui.files.vcardvalues import BASE64, QUOTED, encoding, unescaped
from crmtui.files.vcardwords import MEDIA

MOST_UNREAD = 20  # lines of one card that are kept though they are no properties
_OF_MARKS = (b"B", b"b", b"E", b"e")  # how BEGIN and END begin
_ON_SEVERAL_LINES = frozenset({"NOTE", "ADR", "LABEL"})  # where writers forget to fold
_NAMES = (
    b"BEGIN END VERSION N FN ORG TEL EMAIL ADR NOTE TITLE URL BDAY PHOTO LABEL ROLE UID".split()
)
_OF_ANY_CARD = (*(name + sign for name in _NAMES for sign in (b":", b";")), b"CATEGORIES", b"X-")


class Limits(NamedTuple):
    """How much of an address book is read; the largest real ones stay far below."""

    cards: int = 200_000
    properties: int = 2_000_000
    of_a_card: int = 10_000
    bytes: int = 96 << 20  # of values that are kept


@dataclass(slots=True)
class OpenCard:
    """A card while its lines are read; parent: the line of the card whose agent it is."""

    line: int
    parent: int | None = None
    properties: list[Property] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    awaits_agent: bool = False
    media: bool = False  # the last property is a picture or the like, which is not kept
    _more: list[bytes] = field(default_factory=list)  # lines that belong to the last property
    _size: int = 0
    _soft: bool = False  # the last line ended in a soft break
    _dressed: str = ""  # how the last property's value is encoded

    def is_group(self) -> bool:
        """Whether it is a list of other cards."""
        return any(
            prop.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")
            and prop.value.strip().lower() == b"group"
            for prop in self.properties
        )

    def continues(self, text: bytes) -> bool:
        """Whether the line goes on with a quoted-printable value that ended in a soft break."""
        if not self._soft:
            return False
        if b":" in text and text.upper().startswith(_OF_ANY_CARD):
            self._soft = False
            return False
        self._soft = text.endswith(b"=")
        self._extend(text[:-1] if self._soft else text)
        return True

    def add(self, prop: Property) -> None:
        """One more property."""
        self.close()
        self._dressed = encoding(prop)
        self.media = prop.name in MEDIA or self._dressed in BASE64
        if prop.name in MEDIA or (self.media and len(prop.value) > LONGEST // 2):
            prop = prop._replace(value=b"", cut=True)
        self._soft = self._dressed in QUOTED and prop.value.endswith(b"=")
        if self._soft:
            prop = prop._replace(value=prop.value[:-1])
        self.awaits_agent = prop.name == "AGENT" and not prop.value.strip()
        self.properties.append(prop)

    def stray(self, text: bytes) -> None:
        """A line that is no property: part of the text before it, or kept as it is."""
        if self.properties and self.properties[-1].name in _ON_SEVERAL_LINES:
            self._extend((b"=0A" if self._dressed in QUOTED else b"\\n") + text)
        elif len(self.unread) < MOST_UNREAD:
            self.unread.append(text.decode("utf-8", "replace")[:200].strip())

    def _extend(self, text: bytes) -> None:
        self._size += len(text)
        if self._size < LONGEST:
            self._more.append(text)

    def close(self) -> None:
        """Put the lines together that belong to the last property."""
        if self._more:
            last = self.properties[-1]
            self.properties[-1] = last._replace(value=b"".join((last.value, *self._more)))
        self._more, self._size = [], 0


class _Counts:
    """How much was read, held against the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cards = 0
        self.properties = 0
        self.bytes = 0

    def card(self) -> None:
        self.cards += 1
        if self.cards > self.limits.cards:
            raise TooMuch(_("{n} cards").format(n=self.limits.cards))

    def property(self, prop: Property, card: OpenCard) -> None:
        self.properties += 1
        if self.properties > self.limits.properties:
            raise TooMuch(_("{n} lines").format(n=self.limits.properties))
        if len(card.properties) >= self.limits.of_a_card:
            raise TooMuch(_("{n} lines in one card").format(n=self.limits.of_a_card))
        self.bytes += 0 if prop.name in MEDIA else len(prop.value)
        if self.bytes > self.limits.bytes:
            raise TooMuch(_("{n} MB of text").format(n=self.limits.bytes >> 20))


def cards(found: Iterable[Line], limits: Limits) -> Iterator[OpenCard]:
    """The cards in the order they end; raises TooMuch.

    A card goes on until its end or the beginning of the next one. Cards of agents stand inside
    others, as deep as a writer likes.
    """
    counts = _Counts(limits)
    opened: list[OpenCard] = []
    for line in found:
        text = line.text
        if opened and b":" not in text and opened[-1].media:
            continue  # goes on with a picture: those are most of many files
        start = text.lstrip()[:24]
        mark = start.replace(b" ", b"").upper() if start[:1] in _OF_MARKS else b""
        if opened and not mark.startswith((b"BEGIN:VCARD", b"END:VCARD")):
            if opened[-1].continues(text):
                continue
            yield from _property(line, opened[-1], counts)
        elif mark.startswith(b"BEGIN:VCARD"):
            if opened and not opened[-1].awaits_agent:
                yield from _closed(opened)
            counts.card()
            parent = opened[-1].line if opened else None
            if opened:
                opened[-1].awaits_agent = False
            opened.append(OpenCard(line.number, parent))
        elif opened:
            yield from _closed([opened.pop()])
    yield from _closed(opened)


def _property(line: Line, card: OpenCard, counts: _Counts) -> Iterator[OpenCard]:
    """Take a line into its card; gives the card of an agent that stands in its value."""
    prop = property_of(line)
    if prop is None:
        card.stray(line.text)
        return
    counts.property(prop, card)
    if prop.name == "AGENT" and b"BEGIN:VCARD" in prop.value.upper():
        yield from _agent(prop, card, counts)
        return
    card.add(prop)


def _agent(prop: Property, card: OpenCard, counts: _Counts) -> Iterator[OpenCard]:
    """The card that version 3.0 writes as the text of a value."""
    inner = unescaped(prop.value.decode("utf-8", "surrogateescape"), "3.0")
    counts.card()
    agent = OpenCard(prop.line, card.line)
    for line in lines([inner.encode("utf-8", "surrogateescape")]):
        found = property_of(line._replace(number=prop.line))
        if found is not None and found.name not in ("BEGIN", "END", "AGENT"):
            counts.property(found, agent)
            agent.add(found)
    yield from _closed([agent])


def _closed(opened: list[OpenCard]) -> Iterator[OpenCard]:
    """These cards with all that belongs to them; the list is emptied."""
    while opened:
        card = opened.pop()
        card.close()
        yield card
