"""A sheet's days that matter -> new ones and changes to known ones; each only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from crmtui.domain.birthdays import Birthday
from crmtui.domain.changes import FieldChange
from crmtui.domain.daysheet import DayTable
from crmtui.domain.headerwords import WORDS
from crmtui.domain.historyplan import Histories, contact_of
from crmtui.domain.importplan import NewDay, Ref
from crmtui.domain.known import KnownOccasion
from crmtui.domain.personplan import birthday_text
from crmtui.domain.recordowner import Owned, Place
from crmtui.domain.records import Value
from crmtui.domain.words import _


class _There(NamedTuple):
    """A day that is known, or planned by an earlier row (then without an id)."""

    id: int | None
    found: Birthday
    lead_days: int | None


def plan_days(
    tables: Mapping[int, DayTable], owners: Mapping[Place, Owned], histories: Histories
) -> None:
    """Every day of the sheets; the row is new, updated or the same."""
    book = histories.census.book
    planned: dict[Ref, list[NewDay]] = {}
    for made in book.occasions:
        planned.setdefault(made.customer, []).append(made)
    for place, owner in owners.items():
        if place[0] in tables:
            _plan(place, tables[place[0]], owner, planned, histories)


def _plan(
    place: Place,
    table: DayTable,
    owner: Owned,
    planned: dict[Ref, list[NewDay]],
    histories: Histories,
) -> None:
    source, row = place
    found, lead_days = table.on[row], table.lead_days[row]
    assert found is not None
    contact = _contact(owner, table.contact[row], found, histories)
    there = _there(owner.ref, contact, found, planned, histories)
    if there is None:
        day = (found.calendar, found.month, found.day, int(found.leap), found.year, found.kind)
        made = NewDay(owner.ref, contact, *day, lead_days, found.label, table.note[row])
        histories.census.book.occasions.append(made)
        planned.setdefault(owner.ref, []).append(made)
        outcome: str = "new"
        changes: tuple[FieldChange, ...] = ()
    else:
        outcome, changes = _compared(place, there, found, lead_days, histories)
    census = histories.census
    label = census.registry.words(owner.ref) if outcome == "updated" else ""
    customer_id = owner.ref if owner.ref > 0 else None
    census.ledger.note(source, row, outcome, label, customer_id=customer_id, changes=changes)


def _contact(owner: Owned, name: str, found: Birthday, histories: Histories) -> Ref | None:
    """Whose day it is; a birthday of nobody named is that of the person to ask for first."""
    contact = contact_of(owner, name, histories)
    if contact is None and found.kind == "birthday":
        people = histories.census.people(owner.ref)
        return people[0][0] if people else None
    return contact


def _there(
    ref: Ref,
    contact: Ref | None,
    found: Birthday,
    planned: Mapping[Ref, list[NewDay]],
    histories: Histories,
) -> _There | None:
    """The day of this kind that the person or the customer has already."""
    past = histories.pasts.get(ref)
    for day in past.days if past else ():
        if day.contact_id == contact and _is_one(_birthday(day), found):
            return _There(day.id, _birthday(day), day.lead_days)
    for made in planned.get(ref, ()):
        if made.contact == contact and _is_one(_birthday(made), found):
            return _There(None, _birthday(made), made.lead_days)
    return None


def _birthday(day: KnownOccasion | NewDay) -> Birthday:
    date = (day.calendar, day.month, day.day, bool(day.leap), day.year)
    return Birthday(*date, day.kind, day.label)


def _is_one(one: Birthday, other: Birthday) -> bool:
    """Whether two days are the same thing: one birthday in each calendar, other days by name."""
    return (one.kind, one.calendar, one.label) == (other.kind, other.calendar, other.label)


def _compared(
    place: Place,
    there: _There,
    found: Birthday,
    lead_days: int | None,
    histories: Histories,
) -> tuple[str, tuple[FieldChange, ...]]:
    """What a row changes about a day that is there."""
    old = there.found
    values: dict[str, Value] = {}
    if (old.month, old.day, old.leap) != (found.month, found.day, found.leap):
        values = {"month": found.month, "day": found.day, "leap": int(found.leap)}
    if found.year is not None and found.year != old.year:
        values["year"] = found.year
    if lead_days is not None and lead_days != there.lead_days:
        values["lead_days"] = lead_days
    if not values:
        return "same", ()
    if there.id is None:
        message = _(
            "An earlier row says {first} for this day. That was taken in; make the rows agree in "
            "the file."
        ).format(first=birthday_text(old))
        histories.census.ledger.report(*place, "day", birthday_text(found), message)
        return "same", ()
    histories.census.book.update("occasion", there.id, values)
    return "updated", tuple(_changes(there, found, values))


def _changes(there: _There, found: Birthday, values: Mapping[str, Value]) -> Iterator[FieldChange]:
    if values.keys() - {"lead_days"}:
        yield FieldChange(_(WORDS["day"]), birthday_text(there.found), birthday_text(found))
    if "lead_days" in values:
        yield FieldChange(_(WORDS["lead_days"]), there.lead_days, values["lead_days"])
