"""A sheet of cards from an address book, read into values of our own fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crmtui.domain.birthdays import Birthday
from crmtui.domain.carddays import day_of, day_title
from crmtui.domain.cardin import AddressIn, CardIn
from crmtui.domain.clean import clean
from crmtui.domain.codes import code_of
from crmtui.domain.columns import Column
from crmtui.domain.customers import ROLES
from crmtui.domain.customertable import Context, CustomerTable
from crmtui.domain.errors import CrmError
from crmtui.domain.findings import Findings, shown
from crmtui.domain.headerwords import WORDS
from crmtui.domain.importplan import ColumnMapping, SheetMapping
from crmtui.domain.personplan import birthday_text
from crmtui.domain.points import PointText, read_points
from crmtui.domain.search import company_key
from crmtui.domain.sheets import Row, Sheet
from crmtui.domain.words import _

_FIELDS = ("uid", "number", "name", "address", "city", "province", "note")
_CONTACT = ("uid", "name", "position", "role", "sex", "hobbies", "family", "note")
_BROKEN = "\ufffd"  # stands where bytes were no letter


@dataclass(slots=True)
class _Made:
    """One card as a row: values of the customer and of the person."""

    fields: dict[str, str] = field(default_factory=dict)
    contact: dict[str, str] = field(default_factory=dict)
    points: list[PointText] = field(default_factory=list)
    days: list[Birthday] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    alone: bool = False


def read_cards(rows: Sequence[Row], findings: Findings, context: Context) -> CustomerTable:
    """The cards as customers with a contact each; what is not right goes into `findings`.

    A card without an organization is a customer of its own: a person.
    """
    reader = _Reader(findings, context)
    made = [reader.read(at, CardIn._make(row.cells)) for at, row in enumerate(rows)]
    table = CustomerTable([row.line for row in rows], [], person=False)
    table.alone = {at for at, one in enumerate(made) if one.alone}
    table.fields = {
        name: found for name in _FIELDS if any(found := [o.fields.get(name, "") for o in made])
    }
    table.contact = {
        name: found for name in _CONTACT if any(found := [o.contact.get(name, "") for o in made])
    }
    table.fields.setdefault("name", [""] * len(rows))
    table.contact.setdefault("name", [""] * len(rows))
    table.points = [tuple(one.points) for one in made]
    table.birthdays = [tuple(one.days) for one in made]
    table.tags = [CardIn._make(row.cells).tags for row in rows]
    table.last_on, table.next_on = [None] * len(rows), [None] * len(rows)
    table.last_text = table.next_what = [""] * len(rows)
    table.has_contact = table.book = True
    table.columns = _columns(table)
    return table


def _columns(table: CustomerTable) -> list[Column]:
    """What the cards hold, as columns without a place in the file."""
    names = [name for name in table.fields if name != "uid"]
    names += [f"contact.{name}" for name in table.contact if name not in ("uid", "note")]
    kinds = dict.fromkeys(point.kind for points in table.points for point in points)
    names += [f"point.{kind}" for kind in kinds]
    if any(table.birthdays):
        names.append("birthday")
    if any(table.tags):
        names.append("tags")
    return [Column(-1, name, _(WORDS[name])) for name in names]


def mapping_of(sheet: Sheet, file: str, table: CustomerTable) -> SheetMapping:
    """What was understood of the cards, to show to the user."""
    return SheetMapping(file, sheet.name, "customers", 0, len(sheet.rows), tuple(_shown(table)))


def _shown(table: CustomerTable) -> list[ColumnMapping]:
    made = []
    for column in table.columns:
        where, _dot, name = column.field.partition(".")
        if where == "point":
            found = [p.value for points in table.points for p in points if p.kind == name]
        elif column.field == "tags":
            found = [tag for tags in table.tags for tag in tags]
        elif column.field == "birthday":
            found = [birthday_text(day) for days in table.birthdays for day in days]
        else:
            found = (table.contact if where == "contact" else table.fields)[name or where]
        sample = next((shown(value) for value in found if value), "")
        made.append(ColumnMapping("", column.header, column.field, column.header, sample[:40]))
    return made


class _Reader:
    """Reads card after card; knows the addresses of the organizations met so far."""

    def __init__(self, findings: Findings, context: Context) -> None:
        self.findings = findings
        self.country = context.options.country
        self.today = context.today
        self.places: dict[str, AddressIn] = {}
        self.uids: set[str] = set()

    def read(self, at: int, card: CardIn) -> _Made:
        """One card as a row."""
        made = _Made(alone=not card.organisation)
        self._points(at, card, made)
        self._days(at, card, made)
        self._addresses(card, made)
        self._person(card, made)
        self._name(card, made)
        self._notes(at, card, made)
        self._uids(card, made)
        return made

    def _report(self, at: int, name: str, text: str, message: str) -> None:
        column = Column(-1, name, _(WORDS[name])) if name else None
        self.findings.report(at, column, text, message, keep=False)

    def _points(self, at: int, card: CardIn, made: _Made) -> None:
        seen: set[tuple[str, str]] = set()
        for point in card.points:
            text = " ".join(clean(point.value).split())
            found = read_points(text, point.kind, clean(point.label), self.country)
            for one in found.points:
                if (key := (one.kind, one.normal or one.value)) not in seen:
                    seen.add(key)
                    made.points.append(one)
            for left in found.left:
                title = _(WORDS[f"point.{point.kind}"])
                made.notes.append(f"{title}: {left}")
                self._report(at, f"point.{point.kind}", left, _unreachable_words(point.kind, left))

    def _days(self, at: int, card: CardIn, made: _Made) -> None:
        for day in card.days:
            try:
                found = day_of(day, self.today)
            except CrmError as problem:
                made.notes.append(f"{day_title(day)}: {clean(day.text)}")
                words = _("{problem} It was kept in the remarks.").format(problem=problem)
                self._report(at, "birthday", day.text, words)
                continue
            if found not in made.days:
                made.days.append(found)

    def _addresses(self, card: CardIn, made: _Made) -> None:
        """The first that is not at home is the customer's; others are kept as the person's own.

        Colleagues at one place may each have their own door: the customer's is the first one's.
        """
        key = company_key(card.organisation)
        for address in card.addresses:
            known = self.places.get(key) if key else None
            home = address.own or (bool(key) and address.label == "home")
            same_place = known is not None and (address.province, address.city) == (
                known.province,
                known.city,
            )
            if "address" in made.fields or home or (same_place and address != known):
                made.points.append(_as_point(address))
                continue
            made.fields["address"] = " ".join(clean(address.street).split())
            made.fields["city"], made.fields["province"] = (
                clean(address.city),
                clean(address.province),
            )
            if key:
                self.places.setdefault(key, address)

    def _person(self, card: CardIn, made: _Made) -> None:
        made.contact = {
            "name": clean(card.name),
            "position": clean(card.position),
            "hobbies": clean(card.hobbies),
            "family": clean(card.family),
            "role": card.role if card.role in ROLES else "",
        }
        sex = clean(card.sex)
        made.contact["sex"] = code_of("contact.sex", sex) or "" if sex else ""
        if sex and not made.contact["sex"] and sex.casefold() not in ("o", "n", "u"):
            made.notes.append(f"{_(WORDS['contact.sex'])}: {sex}")

    def _name(self, card: CardIn, made: _Made) -> None:
        nickname = clean(card.nickname)
        if made.alone and not card.name and nickname:
            made.contact["name"], nickname = nickname, ""
        if nickname:
            made.notes.append(_("Nickname: {name}").format(name=nickname))
        if made.alone and made.contact["name"] in {point.value for point in made.points}:
            made.contact["name"] = ""  # how phones call somebody whose name they do not know
        mails = [point.value for point in made.points if point.kind == "email"]
        others = [point.value for point in made.points]
        named = [clean(card.organisation), made.contact["name"], *mails, *others]
        made.fields["name"] = next((name for name in named if name), "")
        made.fields["number"] = clean(card.customer_number)

    def _notes(self, at: int, card: CardIn, made: _Made) -> None:
        lines = [clean(card.note)] if card.note else []
        lines += [f"{clean(title)}: {clean(text)}" for title, text in card.said]
        lines += made.notes
        for text in card.unread:
            lines.append(clean(text))
            message = _(
                "“{text}” is no line of an address card. It was kept in the remarks."
            ).format(text=shown(text)[:80])
            self._report(at, "", text, message)
        whose = made.fields if made.alone else made.contact
        whose["note"] = "\n".join(dict.fromkeys(line for line in lines if line))
        self._broken(at, made)

    def _broken(self, at: int, made: _Made) -> None:
        """Say where letters could not be read."""
        for values in (made.fields, made.contact):
            for name, text in values.items():
                if _BROKEN in text:
                    message = _(
                        "Some letters here could not be read and show as �. Save the address book "
                        "as UTF-8, or name its encoding with --encoding."
                    )
                    self._report(at, name if name in WORDS else f"contact.{name}", text, message)
                    return

    def _uids(self, card: CardIn, made: _Made) -> None:
        """The card's stable id is the person's; where there is no person, the customer's."""
        uid = clean(card.uid)
        person = bool(any(made.contact.values()) or made.points or made.days)
        if person:
            made.contact["uid"] = "" if uid in self.uids else uid
            self.uids.add(uid)
        made.fields["uid"] = clean(card.customer_uid) or ("" if person else uid)


def _as_point(address: AddressIn) -> PointText:
    text = " ".join(part for part in (address.province, address.city, address.street) if part)
    return PointText("address", clean(address.label), " ".join(clean(text).split()), "")


def _unreachable_words(kind: str, text: str) -> str:
    if kind == "email":
        words = _("“{text}” is no e-mail address. It was kept in the remarks; correct it there.")
    else:
        words = _(
            "“{text}” is no number one can call. It was kept in the remarks; ask for the whole "
            "number and enter it on the card."
        )
    return words.format(text=text)
