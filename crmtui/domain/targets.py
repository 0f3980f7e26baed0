"""A customer that one or more rows speak of: what they change about it, row by row."""

from __future__ import annotations

from crmtui.domain.changes import FieldChange
from crmtui.domain.drafts import Draft, Layout, only
from crmtui.domain.edits import NO_EDITS, NOTHING, Texts
from crmtui.domain.headerwords import WORDS
from crmtui.domain.importplan import Ref
from crmtui.domain.known import KnownCustomer
from crmtui.domain.ledger import Ledger
from crmtui.domain.namekeys import loose_key
from crmtui.domain.people import Person, known_people, person_of
from crmtui.domain.personplan import apply_person, keep_on_person
from crmtui.domain.records import Value
from crmtui.domain.rowchanges import How, RowChanges, grown
from crmtui.domain.search import company_key
from crmtui.domain.words import _

# Texts that grow: a new line is added, what the user wrote in the program stays.
_GROWING = frozenset({"note", "needs"})
# Fields that are no texts: blank is nothing at all.
_NO_TEXT = frozenset({"cadence_days", "verified_on"})


class Target:
    """A customer as it is known, or not yet, and what the rows of this import make of it."""

    def __init__(self, ref: Ref, layout: Layout, known: KnownCustomer | None) -> None:
        self.ref = ref
        self.layout = layout
        self.known = known
        self.values: dict[str, Value] = dict(known.values) if known else {}
        self.changed: dict[str, Value] = {}
        self.said: set[str] = set()
        self.edits = known.edits if known else NO_EDITS
        self.people = (
            known_people(known.contacts, known.occasions, self.edits) if known else list[Person]()
        )
        self.custom = {k: v for k, (_id, v) in known.custom.items()} if known else {}
        self.custom_changed: dict[str, str] = {}
        self.tags = set(known.tags) if known else set()
        self.new_tags: list[str] = []
        # Whom the rows with a last contact or a next step speak of.
        self.speakers: list[tuple[Draft, Person | None]] = []

    def apply(
        self, draft: Draft, ledger: Ledger, *, contact_column: bool, how: How = How.NEWER
    ) -> tuple[RowChanges, Person | None]:
        """Take in one row; gives what it changes and whom it speaks of."""
        row = RowChanges(how)
        person = self._apply_row(draft, ledger, row, contact_column)
        for other in draft.others:
            self._apply_row(only(draft, other), ledger, row, contact_column)
        return row, person

    def _apply_row(
        self, draft: Draft, ledger: Ledger, row: RowChanges, contact_column: bool
    ) -> Person | None:
        uid = self.layout.contact_uid(draft)
        person = person_of(draft, self.people, contact_column=contact_column, uid=uid)
        if person is None and draft.has_contact:
            person = Person()
            person.uid = uid
            person.primary = not any(not p.archived for p in self.people)
            self.people.append(person)
            row.changes.append(FieldChange(_(WORDS["contact"]), None, draft.person or "?"))
        left = self._apply_fields(draft, ledger, row)
        left += self._apply_custom(draft, ledger, row)
        if person is not None and not person.archived:
            left += apply_person(draft, person, self.layout, ledger, row)
        known = str(self.values.get("note") or "").split("\n")
        self._keep(person, [line for line in left if line not in known], row)
        self._apply_tags(draft, row)
        return person

    def _apply_tags(self, draft: Draft, row: RowChanges) -> None:
        title = _(WORDS["tags"])
        for tag in draft.tags:
            removed = tag in self.edits.tags
            if tag not in self.tags and not row.stays(title, "", tag, edited=removed):
                self.tags.add(tag)
                self.new_tags.append(tag)
                row.changes.append(FieldChange(title, None, tag))

    def _keep(self, person: Person | None, left: list[str], row: RowChanges) -> None:
        """Lines that fit no field any more go into remarks: the contact's, where there is one."""
        if person is not None and not person.archived:
            keep_on_person(person, left, row)
        elif left:
            self._grow("note", "\n".join(left), row)

    def _apply_fields(self, draft: Draft, ledger: Ledger, row: RowChanges) -> list[str]:
        """The customer's own fields; gives the lines that contradict an earlier row."""
        left: list[str] = []
        given = [("name", draft.name), ("number", draft.number)]
        given += zip(self.layout.fields, draft.fields, strict=True)
        for field, value in given:
            current = self.values.get(field) or ""
            if not value or current == value:
                self.said.add(field) if value else None
            elif field in _GROWING:
                self._grow(field, value, row)
            elif field in self.said and current and row.how is not How.CARD:
                left += self._contradiction(draft, field, str(current), value, ledger)
            elif field != "name" or not current or not self._same_name(str(current), draft):
                title, said = _(WORDS.get(field, field)), self._said_before(field)
                if not row.stays(title, str(current), value, said):
                    self._set(field, value, row)
                self.said.add(field)
        return left

    def _said_before(self, field: str) -> Texts:
        """What a field said until the user changed it."""
        return self.edits.said("customer", self.ref, field)

    def _grow(self, field: str, added: str, row: RowChanges) -> None:
        """Add the lines that are not there yet and that the user did not remove."""
        text, title = str(self.values.get(field) or ""), _(WORDS.get(field, field))
        added = row.not_removed(title, text, added, self._said_before(field))
        self._set(field, grown(text, added), row)

    def _set(self, field: str, value: str, row: RowChanges) -> None:
        before = self.values.get(field) or ""
        if before != value:
            self.values[field] = self.changed[field] = value
            row.changes.append(FieldChange(_(WORDS.get(field, field)), before, value))
        self.said.add(field)

    def erase(self, field: str, row: RowChanges) -> None:
        """Leave a field blank."""
        before = self.values.get(field)
        if before not in ("", None):
            self.values[field] = self.changed[field] = None if field in _NO_TEXT else ""
            row.changes.append(FieldChange(_(WORDS.get(field, field)), before, ""))

    def erase_custom(self, key: str, title: str, row: RowChanges) -> None:
        """Leave a field of the user's own blank."""
        if before := self.custom.get(key, ""):
            self.custom[key] = self.custom_changed[key] = ""
            row.changes.append(FieldChange(title, before, ""))

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

    def _apply_custom(self, draft: Draft, ledger: Ledger, row: RowChanges) -> list[str]:
        """Fields of the user's own; where two rows differ, the later one's is the contact's."""
        left: list[str] = []
        for key, value in zip(self.layout.custom, draft.custom, strict=True):
            current = self.custom.get(key, "")
            said = f"custom {key}"
            if not value:
                continue
            if current == value:
                self.said.add(said)
                continue
            column = ledger.sources[draft.source].column(key)
            title = column.header if column else key
            if said in self.said and row.how is not How.CARD:
                left.append(f"{title}: {value}")
                continue
            self.said.add(said)
            if not row.stays(title, current, value, self.edits.custom.get(key, NOTHING)):
                self.custom[key] = self.custom_changed[key] = value
                row.changes.append(FieldChange(title, current, value))
        return left
