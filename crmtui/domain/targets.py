"""A customer that one or more rows speak of: what they change about it, row by row."""

from __future__ import annotations

from crmtui.domain.birthdays import Birthday
from crmtui.domain.changes import FieldChange
from crmtui.domain.drafts import Draft, Layout, only
from crmtui.domain.headerwords import WORDS
from crmtui.domain.importplan import Ref
from crmtui.domain.known import KnownCustomer
from crmtui.domain.ledger import Ledger
from crmtui.domain.lunar import lunar_words
from crmtui.domain.namekeys import loose_key
from crmtui.domain.people import Day, Person, day_of, known_people, person_of
from crmtui.domain.records import Value
from crmtui.domain.search import company_key
from crmtui.domain.words import _

# Texts that grow: a new line is added, what the user wrote in the program stays.
_GROWING = frozenset({"note", "needs"})


class Target:
    """A customer as it is known, or not yet, and what the rows of this import make of it."""

    def __init__(self, ref: Ref, layout: Layout, known: KnownCustomer | None) -> None:
        self.ref = ref
        self.layout = layout
        self.known = known
        self.values: dict[str, Value] = dict(known.values) if known else {}
        self.changed: dict[str, Value] = {}
        self.said: set[str] = set()
        self.people = known_people(known.contacts, known.occasions) if known else []
        self.custom = {k: v for k, (_id, v) in known.custom.items()} if known else {}
        self.custom_changed: dict[str, str] = {}
        self.tags = set(known.tags) if known else set()
        self.new_tags: list[str] = []
        # Whom the rows with a last contact or a next step speak of.
        self.speakers: list[tuple[Draft, Person | None]] = []

    def apply(
        self, draft: Draft, ledger: Ledger, *, contact_column: bool
    ) -> tuple[list[FieldChange], Person | None]:
        """Take in one row; gives what it changes and whom it speaks of."""
        changes, person = self._apply_row(draft, ledger, contact_column)
        for other in draft.others:
            changes += self._apply_row(only(draft, other), ledger, contact_column)[0]
        return changes, person

    def _apply_row(
        self, draft: Draft, ledger: Ledger, contact_column: bool
    ) -> tuple[list[FieldChange], Person | None]:
        changes: list[FieldChange] = []
        uid = self.layout.contact_uid(draft)
        person = person_of(draft, self.people, contact_column=contact_column, uid=uid)
        if person is None and draft.has_contact:
            person = Person()
            person.uid = uid
            person.primary = not any(not p.archived for p in self.people)
            self.people.append(person)
            changes.append(FieldChange(_(WORDS["contact"]), None, draft.person or "?"))
        left = self._apply_fields(draft, ledger, changes)
        left += self._apply_custom(draft, ledger, changes)
        if person is not None and not person.archived:
            left += _apply_person(draft, person, self.layout, ledger, changes)
        known = str(self.values.get("note") or "").split("\n")
        self._keep(person, [line for line in left if line not in known], changes)
        for tag in draft.tags:
            if tag not in self.tags:
                self.tags.add(tag)
                self.new_tags.append(tag)
                changes.append(FieldChange(_(WORDS["tags"]), None, tag))
        return changes, person

    def _keep(self, person: Person | None, left: list[str], changes: list[FieldChange]) -> None:
        """Lines that fit no field any more go into remarks: the contact's, where there is one."""
        if person is not None and not person.archived:
            _keep_on_person(person, left, changes)
        elif left:
            self._set("note", _grown(str(self.values.get("note") or ""), "\n".join(left)), changes)

    def _apply_fields(self, draft: Draft, ledger: Ledger, changes: list[FieldChange]) -> list[str]:
        """The customer's own fields; gives the lines that contradict an earlier row."""
        left: list[str] = []
        given = [("name", draft.name), ("number", draft.number)]
        given += zip(self.layout.fields, draft.fields, strict=True)
        for field, value in given:
            current = self.values.get(field) or ""
            if not value or current == value:
                self.said.add(field) if value else None
            elif field in _GROWING:
                self._set(field, _grown(str(current), value), changes)
            elif field in self.said and current:
                left += self._contradiction(draft, field, str(current), value, ledger)
            elif field != "name" or not current or not self._same_name(str(current), draft):
                self._set(field, value, changes)
        return left

    def _set(self, field: str, value: str, changes: list[FieldChange]) -> None:
        before = self.values.get(field) or ""
        if before != value:
            self.values[field] = self.changed[field] = value
            changes.append(FieldChange(_(WORDS.get(field, field)), before, value))
        self.said.add(field)

    def _same_name(self, current: str, draft: Draft) -> bool:
        """Whether the name is only written otherwise: shorter, or without the legal form.

        Without a number such a name is how the row was recognised, not a new name.
        """
        if draft.number or draft.uid:
            return company_key(current) == company_key(draft.name)
        return True

    def _contradiction(
        self, draft: Draft, field: str, current: str, value: str, ledger: Ledger
    ) -> list[str]:
        """Two rows of one customer that say different things: the first stands, both are kept."""
        if field == "name" and loose_key(company_key(current)) == loose_key(company_key(value)):
            return []
        message = _(
            "An earlier row of the same customer says “{first}” here. That was taken in and this "
            "was kept in the contact's remarks; make the rows agree in the file."
        ).format(first=current)
        ledger.report(draft.source, draft.row, field, value, message)
        return [f"{_(WORDS.get(field, field))}: {value}"]

    def _apply_custom(self, draft: Draft, ledger: Ledger, changes: list[FieldChange]) -> list[str]:
        """Fields of the user's own; where two rows differ, the later one's is the contact's."""
        left: list[str] = []
        for key, value in zip(self.layout.custom, draft.custom, strict=True):
            current = self.custom.get(key, "")
            said = f"custom {key}"
            if not value:
                continue
            if current != value and said in self.said:
                column = ledger.sources[draft.source].column(key)
                left.append(f"{column.header if column else key}: {value}")
                continue
            self.said.add(said)
            if current != value:
                self.custom[key] = self.custom_changed[key] = value
                column = ledger.sources[draft.source].column(key)
                title = column.header if column else key
                changes.append(FieldChange(title, current, value))
        return left


def _apply_person(
    draft: Draft, person: Person, layout: Layout, ledger: Ledger, changes: list[FieldChange]
) -> list[str]:
    """What the row says of the contact; gives the lines that contradict an earlier row."""
    left: list[str] = []
    for field, value in zip(layout.contact, draft.contact, strict=True):
        current = str(person.values.get(field) or "")
        if field == "note" and value:
            _keep_on_person(person, [value], changes)
        elif field != "uid" and value and current != value and not (field == "name" and current):
            title = _(WORDS.get(f"contact.{field}", field))
            if field in person.said and current:
                left.append(f"{title}: {value}")
                continue
            person.set(field, value)
            if person.known_id is not None:
                changes.append(FieldChange(title, current, value))
        if value:
            person.said.add(field)
    for point in draft.points:
        if not person.has(point):
            person.add(point)
            changes.append(FieldChange(_(WORDS[f"point.{point.kind}"]), None, point.value))
    for found in draft.birthdays:
        _apply_birthday(draft, person, found, ledger, changes)
    return left


def _apply_birthday(
    draft: Draft, person: Person, found: Birthday, ledger: Ledger, changes: list[FieldChange]
) -> None:
    day = person.days.get(day_of(found))
    title = found.label or _(WORDS[_field_of(found)])
    if day is None:
        person.days[day_of(found)] = Day(found)
        changes.append(FieldChange(title, None, birthday_text(found)))
        return
    same_day = (day.found.month, day.found.day, day.found.leap) == (
        found.month,
        found.day,
        found.leap,
    )
    if same_day and found.year in (None, day.found.year):
        day.said = True
    elif day.said and not (same_day and day.found.year is None):
        message = _(
            "An earlier row says that this contact's birthday is {first}. That was taken in; make "
            "the rows agree in the file."
        ).format(first=birthday_text(day.found))
        ledger.report(draft.source, draft.row, _field_of(found), birthday_text(found), message)
    else:
        changes.append(FieldChange(title, birthday_text(day.found), birthday_text(found)))
        day.found, day.changed, day.said = found, True, True


def _field_of(found: Birthday) -> str:
    """The field a day stands in: 'birthday', 'lunar_birthday', 'occasion.wedding' …"""
    if found.kind != "birthday":
        return f"occasion.{found.kind}"
    return "birthday" if found.calendar == "gregorian" else "lunar_birthday"


def _keep_on_person(person: Person, left: list[str], changes: list[FieldChange]) -> None:
    """Lines that fit no field any more go into the contact's remarks, each once."""
    current = str(person.values.get("note") or "")
    grown = current
    for line in left:
        grown = _grown(grown, line)
    if grown != current:
        person.set("note", grown)
        if person.known_id is not None:
            changes.append(FieldChange(_(WORDS["note"]), current, grown))


def _grown(text: str, added: str) -> str:
    """A text with those lines added that it does not have yet."""
    have = text.split("\n")
    new = [line for line in added.split("\n") if line not in have]
    return "\n".join(([text] if text else []) + new)


def birthday_text(found: Birthday) -> str:
    """A birthday in short: 1985-03-08, 03-08, 八月十五."""
    if found.calendar == "lunar":
        words = lunar_words(found.month, found.day, found.leap)
        return f"{found.year}年{words}" if found.year else words
    day = f"{found.month:02}-{found.day:02}"
    return f"{found.year}-{day}" if found.year else day
