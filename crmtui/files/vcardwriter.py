"""Contacts as address cards: vCard 3.0 and 4.0, one card after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from urllib.parse import quote

from crmtui.domain.cardout import CardOut, DayOut, PointOut
from crmtui.domain.lunar import CYCLES_BEGAN
from crmtui.domain.surnames import split_name

VERSIONS = ("3.0", "4.0")
_WIDTH = 75  # octets of a line, without its end
_YEARLESS = 1604  # a leap year in which nobody was born: how Apple writes a day without a year
_PLACES = {"work": "WORK", "home": "HOME"}
_PHONES = {"mobile": "CELL", "phone": "VOICE", "fax": "FAX", "whatsapp": "CELL"}
_CHATS = {"wechat": "WeChat", "qq": "QQ", "dingtalk": "DingTalk", "whatsapp": "WhatsApp"}


def write(cards: Iterable[CardOut], version: str = "3.0") -> Iterator[bytes]:
    """Each card as bytes, lines ended and folded as the standard says."""
    assert version in VERSIONS
    for card in cards:
        yield _Card(version).of(card)


class _Card:
    """One card while its lines are collected."""

    def __init__(self, version: str) -> None:
        self.version = version
        self.lines: list[str] = []
        self.groups = 0

    def of(self, card: CardOut) -> bytes:
        """The whole card."""
        self.lines = ["BEGIN:VCARD", f"VERSION:{self.version}", "PRODID:-//crmtui//crmtui//EN"]
        self._names(card)
        self._text("TITLE", card.position)
        for point in card.points:
            self._point(point)
        self._address(card)
        self._days(card.days)
        self._text("X-GENDER" if self.version == "3.0" else "GENDER", card.sex.upper())
        self._text("NOTE", card.note)
        if card.tags:
            self.lines.append("CATEGORIES:" + ",".join(map(escaped, card.tags)))
        self._text("X-CRMTUI-CUSTOMER", card.customer_uid)
        self._text("X-CRMTUI-NUMBER", card.customer_number)
        self._text("X-CRMTUI-ROLE", card.role)
        self._revision(card.changed_at)
        self.lines.append("END:VCARD")
        return b"".join(map(folded, self.lines))

    def _text(self, name: str, value: str) -> None:
        if value:
            self.lines.append(f"{name}:{escaped(value)}")

    def _labelled(self, prop: str, label: str) -> None:
        """A property with the user's own word for it beside."""
        self.groups += 1
        self.lines.append(f"item{self.groups}.{prop}")
        self.lines.append(f"item{self.groups}.X-ABLabel:{escaped(label)}")

    def _names(self, card: CardOut) -> None:
        self._text("UID", card.uid if self.version == "3.0" else _urn(card.uid))
        reached = next((point.value for point in card.points), "?")
        self._text("FN", card.name or card.organisation or reached)
        last, first = split_name(card.name)
        self.lines.append(f"N:{escaped(last)};{escaped(first)};;;")
        if card.organisation:
            # An organization's parts are its units: a semicolon in the name is part of the name.
            self._text("ORG", card.organisation)
            if not card.name and self.version == "3.0":
                self.lines.append("X-ABShowAs:COMPANY")
            elif not card.name:
                self.lines.append("KIND:org")

    def _point(self, point: PointOut) -> None:
        if point.kind == "email":
            self._reach("EMAIL", ["INTERNET"] if self.version == "3.0" else [], point)
        elif point.kind in _CHATS:
            self._chat(point)
        elif point.kind == "address":
            self._reach("ADR;X-CRMTUI-OF=contact", [], point, f";;{escaped(point.value)};;;;")
        else:
            kind = _PHONES.get(point.kind, "VOICE")
            # A number that only the fax word tells apart needs no second one.
            self._reach("TEL", ["PAGER"] if point.label == "pager" else [kind], point)

    def _reach(self, name: str, kinds: Sequence[str], point: PointOut, value: str = "") -> None:
        """A phone, mail or postal address with its types, or with the user's own word."""
        words = [*kinds, *filter(None, [_PLACES.get(point.label, "")])]
        types = f";TYPE={','.join(words)}" if words else ""
        line = f"{name}{types}:{value or escaped(point.value)}"
        if point.label in ("", "pager", *_PLACES):
            self.lines.append(line)
        else:
            self._labelled(line, point.label)

    def _chat(self, point: PointOut) -> None:
        """A name in a messaging service, as a URI of that service."""
        place = _PLACES.get(point.label, "")
        types = f";TYPE={place}" if place else ""
        handle = quote(point.value, safe="+@._-")
        service = _CHATS[point.kind]
        line = f"IMPP;X-SERVICE-TYPE={service}{types}:{point.kind}:{handle}"
        if point.label and not place:
            self._labelled(line, point.label)
        else:
            self.lines.append(line)

    def _address(self, card: CardOut) -> None:
        if card.address or card.city or card.province:
            parts = map(escaped, (card.address, card.city, card.province))
            kind = "WORK" if card.organisation else "HOME"
            self.lines.append(f"ADR;TYPE={kind}:;;{';'.join(parts)};;")

    def _days(self, days: Sequence[DayOut]) -> None:
        """A birthday in each calendar, a wedding day, and any other days by their names."""
        written: set[tuple[str, str]] = set()
        for day in days:
            lunar, old = day.calendar == "lunar", self.version == "3.0"
            first = (day.kind, day.calendar) not in written
            written.add((day.kind, day.calendar))
            if day.kind == "birthday" and first:
                self.lines.append(("X-ALTBDAY" if lunar else "BDAY") + self._date(day))
            elif day.kind == "wedding" and first and not (lunar or day.label or old):
                self.lines.append("ANNIVERSARY" + self._date(day))
            elif day.kind == "wedding" and not day.label:
                self._labelled("X-ABDATE" + self._date(day), "_$!<Anniversary>!$_")
            else:
                own = f"X-ABDATE;X-CRMTUI-KIND={day.kind.upper()}{self._date(day)}"
                self._labelled(own, day.label or "_$!<Other>!$_")

    def _date(self, day: DayOut) -> str:
        """A day with its parameters, as each version writes one without a year."""
        yearless = f";X-APPLE-OMIT-YEAR={_YEARLESS}" if day.year is None else ""
        if day.calendar == "lunar":
            cycle, of_cycle = divmod((day.year or _YEARLESS) + CYCLES_BEGAN - 1, 60)
            leap = "L" if day.leap else ""
            text = f"{cycle + 1:04}{of_cycle + 1:04}{day.month:02}{leap}{day.day:02}"
            return f";CALSCALE=chinese{yearless}:{text}"
        if self.version == "3.0":
            return f"{yearless}:{day.year or _YEARLESS:04}-{day.month:02}-{day.day:02}"
        year = f"{day.year:04}" if day.year else "--"
        return f":{year}{day.month:02}{day.day:02}"

    def _revision(self, changed_at: str) -> None:
        if changed_at:
            moment = datetime.fromisoformat(changed_at)
            form = "%Y-%m-%dT%H:%M:%SZ" if self.version == "3.0" else "%Y%m%dT%H%M%SZ"
            self.lines.append("REV:" + moment.strftime(form))


def _urn(uid: str) -> str:
    """A UUID as the URN that version 4.0 asks for; another id as it is."""
    bare = uid.replace("-", "")
    is_uuid = len(bare) == 32 and all(char in "0123456789abcdefABCDEF" for char in bare)
    return f"urn:uuid:{uid}" if is_uuid else uid


def escaped(text: str) -> str:
    r"""A text with its commas, semicolons, backslashes and breaks as \, \; \\ and \n."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> bytes:
    """A line cut into lines of at most 75 octets, never inside a character."""
    data = line.encode("utf-8", "replace")
    if len(data) <= _WIDTH:
        return data + b"\r\n"
    made: list[bytes] = []
    start = 0
    while start < len(data):
        end = min(start + _WIDTH - bool(made), len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        made.append(data[start:end])
        start = end
    return b"\r\n ".join(made) + b"\r\n"
