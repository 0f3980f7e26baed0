"""The people at a customer while an import compares its rows with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from crmtui.domain.birthdays import Birthday
from crmtui.domain.drafts import Draft
from crmtui.domain.edits import NO_EDITS, NOTHING, Edits, Texts, point_key
from crmtui.domain.importplan import Ref
from crmtui.domain.known import KnownContact, KnownOccasion
from crmtui.domain.points import PointText
from crmtui.domain.records import Value
from crmtui.domain.search import person_key

# What a person has one of: a birthday in each calendar, a wedding day, other days by their names.
DayOf: TypeAlias = tuple[str, str, str]


def day_of(found: Birthday) -> DayOf:
    """Which of a person's days it is."""
    return found.kind, found.calendar, found.label


class Day:
    """A birthday or another day: as it is known, and what this import makes of it."""

    def __init__(self, found: Birthday, known_id: int | None = None) -> None:
        self.found = found
        self.known_id = known_id
        self.changed = known_id is None
        self.said = known_id is None  # by a row of this import


class Person:
    """A contact: as it is known, and what this import adds to it."""

    def __init__(self, known: KnownContact | None = None, edits: Edits = NO_EDITS) -> None:
        self.known_id: int | None = known.id if known else None
        self.ref: Ref = known.id if known else 0
        self.values: dict[str, Value] = dict(known.values) if known else {}
        self.changed: dict[str, Value] = {}
        self.said: set[str] = set()  # fields a row of this import has given
        self.reached = {point_key(kind, form) for kind, form in known.points} if known else set()
        self.points = known.points if known else frozenset[tuple[str, str]]()
        self.new_points: list[PointText] = []
        self.cleared: list[str] = []  # kinds of points to remove
        self.uid = known.uid if known else ""
        self.days: dict[DayOf, Day] = {}
        self.archived = bool(known and known.archived)
        self.primary = bool(known and known.is_primary)
        # What the user changed: as whom a file may still know the person, and what it said.
        self.edits = edits
        self.former = {person_key(name) for name in self.said_before("name") if name}

    @property
    def name(self) -> str:
        """The name; '' where it is not known."""
        return str(self.values.get("name") or "")

    def set(self, field: str, value: str) -> None:
        """Give a field a value."""
        self.values[field] = value
        self.changed[field] = value

    def said_before(self, field: str) -> Texts:
        """What a field said until the user changed it."""
        return self.edits.said("contact", self.known_id, field) if self.known_id else NOTHING

    def has(self, point: PointText) -> bool:
        """Whether this way to reach the person is known."""
        return point_key(point.kind, point.normal or point.value) in self.reached

    def add(self, point: PointText) -> None:
        """A new way to reach the person."""
        self.reached.add(point_key(point.kind, point.normal or point.value))
        self.new_points.append(point)


def known_people(
    contacts: Sequence[KnownContact], occasions: Iterable[KnownOccasion], edits: Edits = NO_EDITS
) -> list[Person]:
    """The people of a known customer with their birthdays."""
    people = [Person(contact, edits) for contact in contacts]
    by_id = {person.known_id: person for person in people}
    for day in occasions:
        person = by_id.get(day.contact_id)
        if person is not None:
            date = (day.calendar, day.month, day.day, bool(day.leap), day.year)
            found = Birthday(*date, day.kind, day.label)
            person.days.setdefault(day_of(found), Day(found, day.id))
    return people


def person_of(
    draft: Draft, people: Sequence[Person], *, contact_column: bool, uid: str = ""
) -> Person | None:
    """Whom of a customer's people a row speaks of; None for somebody new.

    uid: the contact's stable id, where the row gives one; it decides if it is known.
    A row without a name means whoever has its phone, else the person without a name; where it
    brings nothing to reach anybody by, or the sheet has no contacts, the person to ask for first.
    """
    if uid and (found := next((p for p in people if p.uid == uid), None)):
        return found
    sharing = [p for p in people if any(p.has(point) for point in draft.points)]
    if draft.person:
        key = person_key(draft.person)
        same = [p for p in people if p.name and person_key(p.name) == key]
        same = same or [p for p in people if key in p.former]
        unnamed = [p for p in sharing if not p.name]
        return next((p for p in same if p in sharing), None) or next(iter(same or unnamed), None)
    if draft.points and (sharing or contact_column):
        return next(iter(sharing or [p for p in people if not p.name]), None)
    return next((p for p in people if p.primary), None) or next(iter(people), None)
