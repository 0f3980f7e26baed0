"""Rows of customers -> new customers and changes to known ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from crmtui.domain.changes import FieldChange
from crmtui.domain.customertable import CustomerTable
from crmtui.domain.doubts import doubt_words, nameless_words, taken_number_words
from crmtui.domain.drafts import Draft, Layout, drafts_of
from crmtui.domain.importplan import Ref
from crmtui.domain.known import KnownCustomer
from crmtui.domain.ledger import Ledger
from crmtui.domain.matching import NEW, Doubt, decide_numbered, decide_unnumbered
from crmtui.domain.namekeys import company_keys, loose_keys
from crmtui.domain.orderbook import OrderBook
from crmtui.domain.people import Person
from crmtui.domain.registry import NewKey, Registry
from crmtui.domain.search import company_key, person_key
from crmtui.domain.sheettouch import touch_of
from crmtui.domain.targets import Target


class Last(NamedTuple):
    """What a customer's row says of the last contact and the next step."""

    ref: Ref
    contact: Ref | None
    on: str | None
    text: str
    next_on: str | None
    source: int
    row: int


@dataclass(slots=True)
class Pending:
    """A row of a customer that is not new by it: settled once its last contact is."""

    ref: Ref
    changes: list[FieldChange]


@dataclass(slots=True)
class Census:
    """Everybody after the rows of customers: whom each row means, and the people at each."""

    registry: Registry
    book: OrderBook
    ledger: Ledger
    tables: Mapping[int, CustomerTable]  # by source
    rows: dict[Ref, list[Draft]] = field(default_factory=dict)  # beyond a new one's first row
    targets: dict[Ref, Target] = field(default_factory=dict)
    first_contacts: list[Ref | None] = field(default_factory=list)  # of new customers, in order
    met: dict[tuple[Ref, str], Ref] = field(default_factory=dict)  # contacts only history names
    lasts: list[Last] = field(default_factory=list)
    dated: dict[Ref, str] = field(default_factory=dict)  # last contacts that are settled
    pending: dict[tuple[int, int], Pending] = field(default_factory=dict)
    refused: dict[str, set[str]] = field(default_factory=dict)  # name key -> people not taken

    def people(self, ref: Ref, details: Mapping[int, KnownCustomer]) -> Sequence[tuple[Ref, str]]:
        """The contacts of a customer with their names."""
        if target := self.targets.get(ref):
            return [(person.ref, person.name) for person in target.people]
        if ref > 0:
            known = details.get(ref)
            return (
                [(c.id, str(c.values.get("name") or "")) for c in known.contacts] if known else []
            )
        contact = self.first_contacts[-ref - 1]
        return [] if contact is None else [(contact, self.registry.new[-ref - 1].contact[0])]


def take_census(
    tables: Mapping[int, CustomerTable], layout: Layout, registry: Registry, ledger: Ledger
) -> Census:
    """Decide whom every row means; rows with a number come first, they are certain."""
    census = Census(registry, OrderBook(layout), ledger, tables)
    drafts = [draft for source, t in tables.items() for draft in drafts_of(source, t, layout)]
    exact = company_keys([draft.name for draft in drafts])
    keys: Iterable[NewKey] = zip(exact, loose_keys(exact), strict=True)
    unnumbered = []
    for draft, key in zip(drafts, keys, strict=True):
        if draft.number and draft.name and not draft.uid and draft.number not in registry.by_number:
            registry.add(draft, key)  # what nearly every row of a first import is
        elif draft.number or draft.uid in registry.by_uid:
            _place(draft, key, decide_numbered(draft, registry), census)
        else:
            unnumbered.append((draft, key))
    registry.asked = bool(unnumbered or census.rows)
    registry.index()
    for draft, key in unnumbered:
        _place(draft, key, decide_unnumbered(draft, registry), census)
        registry.index()
    return census


def _place(draft: Draft, key: NewKey, decision: Ref | Doubt, census: Census) -> None:
    if isinstance(decision, Doubt):
        _refuse(draft, decision, census)
    elif decision == NEW:
        if draft.name:
            census.registry.add(draft, key)
        else:
            _refuse_nameless(draft, census.ledger)
    else:
        draft = _with_own_number(draft, decision, census)
        census.registry.add_points(decision, draft)
        census.rows.setdefault(decision, []).append(draft)


def _with_own_number(draft: Draft, ref: Ref, census: Census) -> Draft:
    """The row, without a number that somebody else already has (where its uid decided)."""
    owner = census.registry.by_number.setdefault(draft.number, ref) if draft.number else ref
    if owner == ref:
        return draft
    message = taken_number_words(draft.number, census.registry.words(owner))
    census.ledger.report(draft.source, draft.row, "number", draft.number, message)
    return draft._replace(number="")


def _refuse(draft: Draft, doubt: Doubt, census: Census) -> None:
    """A possible duplicate: named with those it may be, and left for the user to decide."""
    registry, ledger = census.registry, census.ledger
    names = [registry.words(ref) for ref in doubt.candidates]
    label = f"{draft.number} {draft.name}".strip() or draft.person
    field = "number" if doubt.why == "number_twice" else "name"
    ledger.report(draft.source, draft.row, field, label, doubt_words(doubt.why, names))
    ledger.note(draft.source, draft.row, "duplicate", label, candidates=names)
    census.refused.setdefault(company_key(draft.name), set()).add(person_key(draft.person))


def _refuse_nameless(draft: Draft, ledger: Ledger) -> None:
    label = f"{draft.number} {draft.person}".strip()
    ledger.report(draft.source, draft.row, "name", label, nameless_words())
    ledger.note(draft.source, draft.row, "not_taken", label)


def settle(census: Census, details: Mapping[int, KnownCustomer], *, alone: bool) -> None:
    """Write down the new customers, and what the rows change about the known ones.

    `alone`: there are no contact records, so that the last contact of a new customer that has
    one row is its whole history.
    """
    for place, draft in enumerate(census.registry.new):
        ref = -place - 1
        if ref in census.rows:
            target = Target(ref, census.book.layout, None)
            _take_rows(target, [draft, *census.rows[ref]], census)
            census.first_contacts.append(None)
            _enter_new(target, draft, census)
            continue
        table = census.tables[draft.source]
        key = census.registry.new_keys[place][0]
        contact = census.book.add_row(draft, ref, key, _kind(table))
        census.first_contacts.append(contact)
        if draft.last_on and alone and not draft.next_on:
            census.book.interactions.append(touch_of(ref, contact, draft.last_on, draft.last_text))
            census.dated[ref] = draft.last_on
        elif draft.last_on or draft.next_on:
            census.lasts.append(_last(draft, ref, contact))
    for ref, drafts in census.rows.items():
        if ref > 0:
            target = Target(ref, census.book.layout, details[ref])
            _take_rows(target, drafts, census)
            _enter_known(target, census.book)
    _link_lasts(census)


def _kind(table: CustomerTable) -> str:
    return "person" if table.person else "company"


def _last(draft: Draft, ref: Ref, contact: Ref | None) -> Last:
    return Last(
        ref, contact, draft.last_on, draft.last_text, draft.next_on, draft.source, draft.row
    )


def _take_rows(target: Target, drafts: Sequence[Draft], census: Census) -> None:
    census.targets[target.ref] = target
    for place, draft in enumerate(drafts):
        table = census.tables[draft.source]
        changes, person = target.apply(draft, census.ledger, contact_column=table.has_contact)
        if target.ref > 0 or place:
            census.pending[draft.source, draft.row] = Pending(target.ref, changes)
        if draft.last_on or draft.next_on:
            # The contact has no ref before it is written down: see _link_lasts.
            census.lasts.append(_last(draft, target.ref, None))
            target.speakers[draft.source, draft.row] = person


def _link_lasts(census: Census) -> None:
    """Give the last contacts the refs of their people, which now have one."""
    for place, last in enumerate(census.lasts):
        target = census.targets.get(last.ref)
        person = target.speakers.get((last.source, last.row)) if target else None
        if person is not None:
            census.lasts[place] = last._replace(contact=person.ref)


def _enter_new(target: Target, first: Draft, census: Census) -> None:
    """A new customer told by several rows."""
    book, layout, ref = census.book, census.book.layout, target.ref
    merged = first._replace(
        fields=tuple(str(target.values.get(name) or "") for name in layout.fields),
        contact=tuple("" for _ in layout.contact),
        points=(),
        birthdays=(),
        custom=tuple(target.custom.get(key, "") for key in layout.custom),
        tags=tuple(target.new_tags),
    )
    key = census.registry.new_keys[-ref - 1][0]
    book.add_row(merged, ref, key, _kind(census.tables[first.source]))
    _enter_people(target, book)


def _enter_known(target: Target, book: OrderBook) -> None:
    """Changes to a known customer."""
    known, ref = target.known, target.ref
    assert known is not None
    if target.changed:
        book.update("customer", ref, target.changed)
        if "stage" in target.changed:
            before = str(known.values.get("stage") or "")
            book.stages.append((ref, before, str(target.changed["stage"])))
    for key, value in target.custom_changed.items():
        if key in known.custom:
            book.update("custom_value", known.custom[key][0], {"value": value})
        else:
            book.custom_values.append((ref, key, value))
    book.tags.extend((ref, tag) for tag in target.new_tags)
    _enter_people(target, book)


def _enter_people(target: Target, book: OrderBook) -> None:
    for person in target.people:
        if person.known_id is None:
            values = tuple(str(person.values.get(name) or "") for name in book.layout.contact)
            note = str(person.values.get("note") or "")
            person.ref = book.add_contact(target.ref, values, primary=person.primary, note=note)
        elif person.changed:
            book.update("contact", person.known_id, person.changed)
        _enter_points(target.ref, person, book)


def _enter_points(ref: Ref, person: Person, book: OrderBook) -> None:
    for point in person.new_points:
        book.add_point(ref, person.ref, point)
    for day in person.days.values():
        if day.known_id is None:
            book.add_birthday(ref, person.ref, day.found)
        elif day.changed:
            found = day.found
            values = {"month": found.month, "day": found.day, "leap": int(found.leap)}
            book.update("occasion", day.known_id, values | {"year": found.year})
