"""What a row says of a contact: fields, ways to reach the person, days that matter."""

from __future__ import annotations

from crmtui.domain.birthdays import Birthday
from crmtui.domain.changes import FieldChange
from crmtui.domain.drafts import Draft, Layout
from crmtui.domain.edits import DayWas, point_key
from crmtui.domain.headerwords import WORDS
from crmtui.domain.ledger import Ledger
from crmtui.domain.lunar import lunar_words
from crmtui.domain.people import Day, Person, day_of
from crmtui.domain.rowchanges import How, RowChanges, grown
from crmtui.domain.words import _


def apply_person(
    draft: Draft, person: Person, layout: Layout, ledger: Ledger, row: RowChanges
) -> list[str]:
    """Take in what the row says of the contact; gives the lines that contradict an earlier row."""
    left: list[str] = []
    uid = layout.contact_uid(draft)
    for field, value in zip(layout.contact, draft.contact, strict=True):
        current = str(person.values.get(field) or "")
        if field == "note" and value:
            keep_on_person(person, [value], row)
        elif value and current != value and not _stays(field, current, uid, person):
            title = _(WORDS.get(f"contact.{field}", field))
            if field in person.said and current and row.how is not How.CARD:
                left.append(f"{title}: {value}")
                continue
            if not row.stays(title, current, value, person.said_before(field)):
                person.set(field, value)
                if person.known_id is not None:
                    row.changes.append(FieldChange(title, current, value))
        if value:
            person.said.add(field)
    for point in draft.points:
        person.said.add(f"point.{point.kind}")
        if not person.has(point):
            title = _(WORDS[f"point.{point.kind}"])
            removed = point_key(point.kind, point.normal or point.value) in person.edits.points
            if not row.stays(title, "", point.value, edited=removed):
                person.add(point)
                row.changes.append(FieldChange(title, None, point.value))
    for found in draft.birthdays:
        _apply_day(draft, person, found, ledger, row)
    return left


def _stays(field: str, current: str, uid: str, person: Person) -> bool:
    """Whether a field is not the row's to change.

    A name says who is meant, unless the contact's own stable id does.
    """
    return field == "uid" or (field == "name" and bool(current) and (not uid or uid != person.uid))


def _apply_day(
    draft: Draft, person: Person, found: Birthday, ledger: Ledger, row: RowChanges
) -> None:
    day = person.days.get(day_of(found))
    title = found.label or _(WORDS[_field_of(found)])
    was = DayWas(person.known_id, found.calendar, found.month, found.day, int(found.leap))
    edited = was in person.edits.days
    if day is None:
        if not row.stays(title, "", birthday_text(found), edited=edited):
            person.days[day_of(found)] = Day(found)
            row.changes.append(FieldChange(title, None, birthday_text(found)))
        return
    known = day.found
    same_day = (known.month, known.day, known.leap) == (found.month, found.day, found.leap)
    if same_day and found.year in (None, known.year):
        day.said = True
    elif day.said and not (same_day and known.year is None):
        message = _(
            "An earlier row says that this contact's birthday is {first}. That was taken in; make "
            "the rows agree in the file."
        ).format(first=birthday_text(known))
        ledger.report(draft.source, draft.row, _field_of(found), birthday_text(found), message)
    elif not row.stays(
        title, birthday_text(known), birthday_text(found), edited=edited and not same_day
    ):
        row.changes.append(FieldChange(title, birthday_text(known), birthday_text(found)))
        day.found, day.changed, day.said = found, True, True


def _field_of(found: Birthday) -> str:
    """The field a day stands in: 'birthday', 'lunar_birthday', 'occasion.wedding' …"""
    if found.kind != "birthday":
        return f"occasion.{found.kind}"
    return "birthday" if found.calendar == "gregorian" else "lunar_birthday"


def keep_on_person(person: Person, left: list[str], row: RowChanges) -> None:
    """Put lines into the contact's remarks, each once."""
    current = str(person.values.get("note") or "")
    text = current
    for line in left:
        text = grown(
            text, row.not_removed(_(WORDS["note"]), text, line, person.said_before("note"))
        )
    if text != current:
        person.set("note", text)
        if person.known_id is not None:
            row.changes.append(FieldChange(_(WORDS["note"]), current, text))


def birthday_text(found: Birthday) -> str:
    """A birthday in short: 1985-03-08, 03-08, 八月十五."""
    if found.calendar == "lunar":
        words = lunar_words(found.month, found.day, found.leap)
        return f"{found.year}年{words}" if found.year else words
    day = f"{found.month:02}-{found.day:02}"
    return f"{found.year}-{day}" if found.year else day
